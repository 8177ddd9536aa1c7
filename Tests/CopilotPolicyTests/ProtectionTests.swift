import CopilotModel
import CopilotPolicy
import Testing

@Suite("Protected tasks")
struct ProtectionTests {
    private static func protected(
        _ id: String, restores: Bool = true, attempts: Int? = 2, fallback: [Alternative] = [], priority: Int = 0
    ) -> MissionTask {
        var rules = ResilienceRules()
        rules.protect = ProtectRule(restores: restores)
        rules.fallback = fallback
        return .test(id, priority: priority, attempts: attempts, resilience: rules)
    }

    private static func night(_ tasks: [MissionTask], failing: Set<Int> = [1]) -> SimulatedNight {
        SimulatedNight(Mission(name: "m", tasks: tasks)) { key in
            let fails = key.task.name == "p" && failing.contains(key.attempt)
            return .init(after: .seconds(5), status: .exited(code: fails ? 1 : 0))
        }
    }

    @Test func aSnapshotComesBeforeEachTryAndARestoreBetweenThem() {
        var night = Self.night([Self.protected("p")])
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(
            night.kinds(of: TaskID("p")) == [
                "ready", "protected", "started", "launched", "exited", "backingOff", "restored", "ready", "protected",
                "started", "launched", "exited", "recovered", "succeeded",
            ])
        #expect(night.snapshots.map(\.attempt) == [1, 2])
        #expect(night.restores.map(\.attempt) == [1])
    }

    @Test func theFallbackBeginsWhereTheTaskBegan() {
        let other = Alternative(command: .shell("other"))
        var night = Self.night([Self.protected("p", attempts: 1, fallback: [other])])
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        let kinds = night.kinds(of: TaskID("p"))
        #expect(kinds.firstIndex(of: "fellBack").map { kinds[$0 + 1] } == "restored")
    }

    @Test func withoutRestoreNothingIsUndone() {
        var night = Self.night([Self.protected("p", restores: false)])
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.snapshots.count == 2)
        #expect(night.restores.isEmpty)
    }

    @Test func withoutASnapshotItNeverStarts() {
        var night = Self.night([Self.protected("p")])
        night.snapshotTrouble = "no room"
        night.begin()
        night.run()
        #expect(night.status("p") == .failed)
        #expect(night.starts.isEmpty)
        #expect(night.state.task(TaskID("p"))?.detail?.failure?.summary == "no snapshot could be taken: no room")
    }

    @Test func whatCannotBeSetBackFails() {
        var night = Self.night([Self.protected("p")])
        night.restoreOutcome = .refused(reason: "a was written by somebody else since")
        night.begin()
        night.run()
        #expect(night.status("p") == .failed)
        #expect(night.starts[TaskID("p")] == 1)
        #expect(night.state.failures.last?.decision.contains("a was written by somebody else since") == true)
    }

    @Test func itRunsAlone() {
        var night = Self.night([.test("a"), .test("b"), Self.protected("p"), .test("c"), .test("d")], failing: [])
        night.begin(concurrency: 4)
        #expect(night.processes.keys.map(\.task.name).sorted() == ["a", "b"])
        let explain = Explain(night.state, now: night.now)
        #expect(explain.explain(TaskID("p"))?.headline.contains("runs alone") == true)
        _ = night.advance()
        _ = night.advance()
        #expect(night.processes.keys.map(\.task.name) == ["p"])
        #expect(Explain(night.state, now: night.now).explain(TaskID("c"))?.headline.contains("p, which") == true)
        night.run()
        #expect(night.outcome == .succeeded)
    }

    @Test func nothingStartsWhileItIsSetBack() {
        var night = Self.night([Self.protected("p", priority: 1), .test("a")])
        night.restoreOutcome = nil
        night.begin(concurrency: 4)
        _ = night.advance()
        #expect(night.status("p") == .backingOff)
        #expect(night.processes.isEmpty)
        #expect(night.state.task(TaskID("p"))?.detail?.protection != nil)
        let key = night.restores.first
        if let key { night.send(.restored(key, .done(paths: 1, leftAlone: 0))) }
        #expect(night.processes.keys.map(\.task.name) == ["a"])
        night.restoreOutcome = .done(paths: 0, leftAlone: 0)
        night.run()
        #expect(night.outcome == .succeeded)
    }

    @Test func aRestoreThatWasCutOffIsDoneAgain() {
        var night = Self.night([Self.protected("p")])
        night.restoreOutcome = nil
        night.begin()
        _ = night.advance()
        night.restoreOutcome = .done(paths: 1, leftAlone: 0)
        night.crash()
        #expect(night.restores.map(\.attempt) == [1, 1])
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.starts[TaskID("p")] == 2)
    }

    @Test func anAttemptThatDiedWithItsSupervisorIsUndone() {
        var night = Self.night([Self.protected("p")], failing: [])
        night.begin()
        night.crash()
        #expect(night.restores.map(\.attempt) == [1])
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.snapshots.map(\.attempt) == [1, 2])
    }

    @Test func aStoppedMissionLeavesTheWorkspaceAsItWas() {
        var night = Self.night([Self.protected("p")], failing: [])
        night.begin()
        night.intent(.stopMission(.user))
        night.run()
        #expect(night.restores.map(\.attempt) == [1])
        #expect(night.finished)
    }

    @Test func aPersonsRetryOfAFailedTaskBeginsWhereItBegan() {
        var night = Self.night([Self.protected("p", attempts: 1), .test("a")], failing: [1])
        night.begin(concurrency: 1)
        _ = night.advance()
        #expect(night.status("p") == .failed)
        #expect(night.restores.isEmpty)
        night.intent(.retry(TaskID("p"), fresh: false))
        #expect(night.restores.isEmpty, "the other one still runs")
        _ = night.advance()
        #expect(night.restores.map(\.attempt) == [1])
        night.run()
        #expect(night.outcome == .succeeded)
    }
}
