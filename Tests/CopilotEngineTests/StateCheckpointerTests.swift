import Testing

@testable import CopilotEngine

/// When a mission's state is written down whole.
@Suite("Checkpoints of a mission")
struct StateCheckpointerTests {
    private func due(after span: Duration, events: Int64 = 0, tasks: Int = 10, phases: Int = 0) -> Bool {
        StateCheckpointer(now: .zero, sequence: 100)
            .isDue(now: span, sequence: 100 + events, tasks: tasks, phases: phases)
    }

    @Test func itIsDueEveryTenMinutesAlsoWhereNothingHappens() {
        #expect(!due(after: .seconds(599), events: 50))
        #expect(due(after: .seconds(600)))
    }

    @Test func itIsDueAtAPhasesEndButNotForEachOfAThousand() {
        #expect(!due(after: .seconds(4), events: 5, phases: 1))
        #expect(due(after: .seconds(5), events: 5, phases: 1))
        var checkpointer = StateCheckpointer(now: .zero, sequence: 0)
        var saved = 0
        for phase in 1...1_000 {
            let now = Duration.milliseconds(100 * phase)
            guard checkpointer.isDue(now: now, sequence: Int64(phase), tasks: 1_000, phases: phase) else { continue }
            checkpointer.note(now: now, sequence: Int64(phase), phases: phase)
            saved += 1
        }
        #expect(saved == 20)
    }

    @Test func manyEventsAreNotReplayedTwice() {
        #expect(due(after: .seconds(1), events: 20_000))
        #expect(!due(after: .seconds(1), events: 20_000, tasks: 100_000))
    }
}
