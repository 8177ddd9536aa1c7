import CopilotModel
import CopilotPolicy
import Testing

/// What the machine does to a task is not held against it, and does not go on for ever.
@Suite("The machine's failures")
struct MachineFaultTests {
    private func night(_ status: @escaping (Int) -> ExitReport.Status) -> SimulatedNight {
        SimulatedNight(Mission(name: "night", tasks: [.test("a", attempts: 2)])) { key in
            .init(after: .seconds(1), status: status(key.attempt))
        }
    }

    private func pauses(_ night: SimulatedNight) -> [TaskEvent.BackingOff] {
        night.records.compactMap { if case .task(_, .backingOff(let backing)) = $0.event { backing } else { nil } }
    }

    @Test func pausesDoubleUpToFiveMinutesAndEndAfterTwentyTries() throws {
        var night = night { _ in .unknown }
        night.begin()
        night.run()
        let pauses = pauses(night)
        let seconds = pauses.map { $0.delayMilliseconds / 1000 }
        #expect(seconds == [5, 10, 20, 40, 80, 160] + Array(repeating: 300, count: 13))
        #expect(pauses.allSatisfy { $0.charge == .infrastructure && $0.tries == 0 })
        #expect(night.outcome == .failed)
        let failed = try #require(
            night.records.compactMap { if case .task(_, .failed(let failed)) = $0.event { failed } else { nil } }.last)
        #expect(failed.tries == 0)
        #expect(failed.reason == "fails: the machine failed it 20 times in a row, and no deadline was given")
    }

    @Test func withADeadlineItIsTriedUntilThen() {
        var night = night { _ in .unknown }
        night.begin(deadline: .seconds(36_000))
        night.run()
        #expect(pauses(night).count > 100)
        #expect(night.outcome == .failed)
        #expect(!night.kinds(of: TaskID("a")).contains("failed"))
    }

    @Test func aFailureOfItsOwnBeginsTheCountAnew() {
        var night = night { $0 == 4 ? .exited(code: 1) : $0 <= 7 ? .unknown : .exited(code: 0) }
        night.begin()
        night.run()
        #expect(pauses(night).map(\.faults) == [1, 2, 3, nil, 1, 2, 3])
        #expect(night.outcome == .succeeded)
    }

    @Test func aSupervisorThatDiesDoesNotShortenThePause() {
        var night = night { $0 <= 3 ? .unknown : .exited(code: 0) }
        night.begin()
        for _ in 0..<3 { _ = night.advance() }
        night.crash()
        night.run()
        #expect(pauses(night).map(\.faults) == [1, 2, 3])
        #expect(night.outcome == .succeeded)
    }

    @Test func aKillIsRecordedAsOne() {
        var night = night { _ in .exited(code: 0) }
        night.begin()
        #expect(night.intent(.kill(TaskID("a"))) == .accepted)
        night.run()
        let causes = night.records.compactMap {
            if case .task(_, .ending(let end)) = $0.event { end.cause } else { nil }
        }
        #expect(causes == [.kill(by: .control)])
        #expect(night.state.failures.last?.failure.summary == "killed by request")
    }

    @Test func anEmptyFileOfItemsIsNamed() {
        let each = MissionTask.test("each", fanOut: FanOut(items: .file("corpus.txt")))
        var night = SimulatedNight(Mission(name: "night", tasks: [each])) { _ in
            .init(after: .seconds(1), status: .exited(code: 0))
        }
        night.items = [TaskID("each"): 0]
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        let expanded = night.records.compactMap {
            if case .task(_, .expanded(let expanded)) = $0.event { expanded } else { nil }
        }
        #expect(expanded == [.init(count: 0, digest: "d", file: "corpus.txt")])
    }
}
