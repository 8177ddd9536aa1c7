import CopilotModel
import CopilotPolicy
import Testing

/// What is understood of a terminal that waits.
struct SightingTests {
    static let fixtures =
        ConfirmFixtures.all + ChoiceFixtures.menus + ChoiceFixtures.text + ChoiceFixtures.secrets + ChoiceFixtures.keys
        + ChoiceFixtures.words + ScreenFixtures.interpreters + ScreenFixtures.screens + ScreenFixtures.agents
        + ScreenFixtures.silent + LearntFixtures.all

    @Test(arguments: fixtures)
    func isUnderstood(_ fixture: PromptFixture) throws {
        let sighting = fixture.sighting
        #expect(sighting.isWaiting, "\(sighting.reason)")
        let prompt = try #require(sighting.prompt)
        #expect(prompt.kind == fixture.kind, "\(prompt)")
        for (meaning, bytes) in fixture.says {
            #expect(prompt.reply(meaning)?.send == bytes, "\(meaning): \(prompt.replies)")
        }
        if let stakes = fixture.stakes { #expect(Set(prompt.stakes) == stakes, "\(prompt.question)") }
        if let subject = fixture.subject { #expect(prompt.subject == subject) }
        #expect(prompt.question.utf8.count <= Prompt.mostQuestionBytes)
        #expect(prompt.replies.count <= Prompt.mostReplies)
    }

    @Test func thereAreManyFixtures() {
        #expect(Self.fixtures.count >= 150)
    }
}
