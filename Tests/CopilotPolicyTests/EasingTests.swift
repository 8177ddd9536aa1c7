import CopilotModel
import CopilotPolicy
import Testing

/// Less load after something ran out of memory beside others.
@Suite("Less load")
struct EasingTests {
    /// Eight places; `big` runs out of memory in its first tries, beside others that take so long.
    private func night(failing tries: Int, recovery: Failure.Recovery = .reduceLoad, others: Duration) -> SimulatedNight
    {
        let tasks = [MissionTask.test("big", priority: 1, attempts: nil)] + (1...40).map { .test("t\($0)") }
        var night = SimulatedNight(Mission(name: "n", tasks: tasks)) { key in
            if key.task.description != "big" { return .init(after: others, status: .exited(code: 0)) }
            return .init(after: .seconds(1), status: .exited(code: key.attempt <= tries ? 1 : 0))
        }
        night.diagnosis = { _, _ in
            Diagnosis(
                failure: Failure(
                    category: .resource, severity: .recoverable, cause: .exited(code: 1), summary: "memory ran out",
                    reading: .init(
                        rule: "memory.out", scope: .host, isRetryable: false, recovery: recovery, confidence: 0.9)))
        }
        night.begin(concurrency: 8)
        return night
    }

    private func places(_ night: SimulatedNight) -> [Int?] {
        night.records.compactMap { record -> Int?? in
            if case .mission(.eased(let eased)) = record.event { eased.places } else { nil }
        }
    }

    @Test func whatRanOutOfMemoryIsTriedAgainBesideFewer() {
        var night = night(failing: 2, others: .seconds(30))
        while night.starts[TaskID("big")] ?? 0 < 2, night.advance() {}
        #expect(night.state.places == 4 && night.state.counts[.running] <= 4)
        while night.starts[TaskID("big")] ?? 0 < 3, night.advance() {}
        #expect(night.state.places == 2 && night.state.counts[.running] <= 2)
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(places(night) == [4, 2, nil])
        #expect(night.state.places == 8)
    }

    @Test func moreAreTriedAgainAfterAWhile() {
        var night = night(failing: 1, others: .seconds(3600))
        while places(night).last != .some(nil), night.advance() {}
        // Nothing could start meanwhile: the others hold their places for an hour.
        #expect(places(night) == [4, nil])
        night.run()
        #expect(night.outcome == .succeeded)
    }

    @Test(arguments: [Failure.Recovery.freeDisk, .retryBackoff])
    func otherWantsLetAsManyRun(recovery: Failure.Recovery) {
        var night = night(failing: 2, recovery: recovery, others: .seconds(30))
        night.run()
        #expect(places(night).isEmpty && night.outcome == .succeeded)
    }

    @Test func whatFailsTogetherHalvesOnce() {
        let tasks = (1...8).map { MissionTask.test("t\($0)", attempts: nil) }
        var night = SimulatedNight(Mission(name: "n", tasks: tasks)) { key in
            .init(after: .seconds(1), status: .exited(code: key.attempt == 1 ? 1 : 0))
        }
        night.diagnosis = self.night(failing: 1, others: .seconds(1)).diagnosis
        night.begin(concurrency: 8)
        night.run()
        #expect(places(night).prefix(1) == [4] && !places(night).contains(2))
        #expect(night.outcome == .succeeded)
    }

    @Test func theNextSupervisorKeepsToIt() {
        var night = night(failing: 1, others: .seconds(30))
        while places(night).isEmpty, night.advance() {}
        night.crash()
        #expect(night.state.places == 4 && night.state.counts[.running] <= 4)
        #expect(MissionState(mission: night.mission, image: StateImage(night.state))?.places == 4)
        night.run()
        #expect(night.outcome == .succeeded && night.state.places == 8)
    }
}
