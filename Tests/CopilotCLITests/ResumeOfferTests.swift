import Testing

@testable import CopilotCLI

/// What `run` asks where a run has not ended.
@Suite("A run that has not ended is offered")
struct ResumeOfferTests {
    @Test(arguments: [
        ("\n", ResumeOffer.Choice.goOn), (" Y \n", .goOn), ("yes", .goOn), ("n", .startAnew), ("New\n", .startAnew),
        ("q", .neither),
    ])
    func anAnswerIsUnderstood(text: String, choice: ResumeOffer.Choice) {
        #expect(ResumeOffer.choice(text) == choice)
    }

    @Test(arguments: ["maybe", "yn", "-", "\u{1B}[A"])
    func whatIsNoAnswerIsNone(text: String) { #expect(ResumeOffer.choice(text) == nil) }
}
