import CopilotModel
import Testing

@testable import CopilotPolicy

struct PromptMatterTests {
    /// How many of `rounds` questions are answered or declined before it is taken for a loop, each shown beneath all before.
    private static func dealtWith(_ rounds: [String], typed: String = "y") throws -> Int {
        var memory = PromptMemory()
        var shown: [String] = []
        for (index, round) in rounds.enumerated() {
            shown += round.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let fixture = PromptFixture(shown.suffix(20).joined(separator: "\n"), .confirm)
            let prompt = try #require(fixture.sighting.prompt, "\(round)")
            let context = DecisionContext(
                level: .fullAutonomous, timesSeen: memory.timesSeen(prompt), timesMet: memory.timesMet(prompt),
                promptsSeen: memory.count)
            let decision = AutoValidationEngine.decide(prompt, context)
            if decision.rule == "loop" { return index }
            memory.note(prompt, decision)
            shown[shown.count - 1] += " " + typed
        }
        return rounds.count
    }

    @Test(arguments: [
        "rm: remove regular empty file 'd/file%.txt'? ", "Inode %, i_blocks is 8, should be 16.  Fix<y>? ",
        "Unattached inode %\nConnect to /lost+found<y>? ", "Unattached inode %\n\nConnect to /lost+found<y>? ",
        "@@ -% +% @@\n-a\n+b\n(%/400) Stage this hunk [y,n,q,a,d,j,e,?]? ",
        "@@ -% +% @@\n-a\n+b\nStage this hunk [y,n,q,a,d,/,e,?]? ", "replace page%.html? [y]es, [n]o, [A]ll, [N]one: ",
        "Set up disk %? [Y/n] ",
    ])
    func oneThingAfterAnotherIsNoLoop(_ question: String) throws {
        let rounds = (1...60).map {
            question.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "\($0)")
        }
        #expect(try Self.dealtWith(rounds) == 60)
    }

    @Test(arguments: [
        "Really go on? [Y/n] ", "Not understood.\nProceed with it? [Y/n] ", "Attempt % failed. Try again? [Y/n] ",
        "Connection lost (% so far).\nRetry the download? [Y/n] ", "[12:00:%] waiting\nGo on with it? [Y/n] ",
        "Port number (%): ", "Copied 4%%\nLeave it so? [Y/n] ",
    ])
    func theSameAgainIsALoop(_ question: String) throws {
        let rounds = (10...60).map {
            question.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false).joined(separator: "\($0)")
        }
        let count = try Self.dealtWith(rounds)
        #expect(count >= LoopCheck.mostRepeats && count <= LoopCheck.mostRepeats + 1)
    }

    @Test func aJournalFromBeforeIsReadAsThen() {
        var memory = PromptMemory()
        let old = SomePrompts.make(.confirm, question: "Set up disk 1?")
        let decision = AutoValidationEngine.decide(old, DecisionContext(level: .fullAutonomous))
        for _ in 0..<3 { memory.note(old, decision) }
        #expect(memory.timesSeen(SomePrompts.make(.confirm, question: "Set up disk 2?")) == 3)
        memory.matters = nil
        var new = SomePrompts.make(.confirm, question: "Set up disk 2?")
        new.matter = 7
        #expect(memory.timesSeen(new) == 3 && memory.timesMet(new) == 3)
    }
}
