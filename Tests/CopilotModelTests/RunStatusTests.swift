import CopilotModel
import Foundation
import Testing

@Suite("A run in a few lines")
struct RunStatusTests {
    @Test("It names what runs and what failed")
    func sums() throws {
        var night = Night()
        night.add(.task(TaskID("a"), .started(.init(attempt: 2))), at: 5_000)
        night.add(
            .task(
                TaskID("b"),
                .failed(
                    .init(
                        failure: Failure(
                            category: .code, severity: .fatal, cause: .exited(code: 3), summary: "exit code 3"),
                        tries: 2, reason: "no tries left"))), at: 6_000)
        let status = RunStatus(night.state, pid: 42, now: 9_000)
        #expect(status.run == RunID(rawValue: "night-0001"))
        #expect(status.status == "running")
        #expect(status.exitCode == nil)
        #expect(status.pid == 42)
        #expect(status.startedAt == 1_000)
        #expect(status.deadline == 99_000)
        #expect(status.elapsedMilliseconds == 8_000)
        #expect(status.total == 3)
        #expect(status.counts[.waiting] == 1)
        #expect(status.running.map(\.task) == [TaskID("a")])
        #expect(status.running.map(\.attempt) == [2])
        #expect(status.running.map(\.elapsedMilliseconds) == [4_000])
        #expect(status.failed.map(\.summary) == ["exit code 3"])
        let copy = try JSONDecoder().decode(RunStatus.self, from: JSONEncoder().encode(status))
        #expect(copy == status)
    }

    @Test("It says who is held back, why, and how failures went")
    func heldBack() throws {
        var night = Night()
        let failure = Failure(
            category: .network, severity: .transient, cause: .exited(code: 7), summary: "connection refused")
        night.add(
            .task(
                TaskID("a"),
                .backingOff(.init(failure: failure, charge: .task, tries: 1, mostTries: 3, delayMilliseconds: 900))),
            at: 4_000)
        #expect(RunStatus(night.state, pid: 42, now: 9_000).brakes == nil)
        night.add(.task(TaskID("b"), .ready), at: 5_000)
        night.add(
            .mission(
                .braked(
                    Brake(
                        kind: .alike, members: .program(named: "b"), failure: failure, probes: 2,
                        delayMilliseconds: 8_000, until: 14_000))), at: 6_000)
        let status = RunStatus(night.state, pid: 42, now: 9_000)
        let held = try #require(status.brakes?.first)
        #expect(held.name == "program b" && held.tasks == 1 && held.summary == "connection refused")
        #expect(held.probes == 2 && held.nextProbeAt == 14_000 && held.kind == .alike)
        #expect(status.recovery?.failures == 1)
        let copy = try JSONDecoder().decode(RunStatus.self, from: JSONEncoder().encode(status))
        #expect(copy == status)
    }

    @Test("Of a run that nobody supervises the clock stands still")
    func dead() {
        var night = Night()
        night.add(.task(TaskID("a"), .started(.init(attempt: 1))), at: 5_000)
        let status = RunStatus(night.state, pid: nil, now: 999_000)
        #expect(status.elapsedMilliseconds == 4_000)
        #expect(status.running.map(\.elapsedMilliseconds) == [0])
    }

    @Test("A clock that was set back makes no negative time")
    func clockSetBack() {
        #expect(RunStatus(Night().state, pid: 1, now: .min).elapsedMilliseconds == 0)
    }

    @Test("An ended run says how, and with what it exits")
    func ended() {
        var night = Night()
        night.add(
            .mission(
                .ended(
                    MissionResult(
                        outcome: .degraded, reasons: [], reasonsOmitted: 0, counts: StatusCounts(),
                        elapsedMilliseconds: 1))), at: 7_000)
        let status = RunStatus(night.state, pid: 42, now: 90_000)
        #expect(status.status == "degraded")
        #expect(status.exitCode == 3)
        #expect(status.elapsedMilliseconds == 6_000)
    }

    @Test("However many fail, the list is short")
    func capped() {
        let tasks = (0..<500).map { MissionTask(id: TaskID("t\($0)"), command: .shell("false")) }
        var state = MissionState(mission: Mission(name: "m", tasks: tasks))
        let failure = Failure(category: .code, severity: .fatal, cause: .exited(code: 1), summary: "exit code 1")
        for (index, task) in tasks.enumerated() {
            state.reduce(
                EventRecord(
                    sequence: Int64(index + 1), wallMilliseconds: 1, monotonicMilliseconds: 1,
                    event: .task(task.id, .failed(.init(failure: failure, tries: 1, reason: "")))))
        }
        let status = RunStatus(state, pid: nil, now: 1)
        #expect(status.failed.count == RunStatus.mostTasks)
        #expect(status.counts[.failed] == 500)
    }

    /// A run of three tasks that was created at 1 s.
    private struct Night {
        var state = MissionState(
            mission: Mission(
                name: "night", tasks: ["a", "b", "c"].map { MissionTask(id: TaskID($0), command: .shell("true")) }))

        init() {
            let header = RunHeader(run: RunID(rawValue: "night-0001"), missionName: "night", createdAt: 1_000, seed: 1)
            add(.mission(.created(header)), at: 1_000)
            let settings = RunSettings(level: .fullAutonomous, concurrency: 2, deadline: 99_000)
            add(.mission(.configured(settings)), at: 1_000)
            add(
                .mission(.supervised(.init(pid: 42, version: "0", boot: "b", isResumed: false))), at: 1_000)
        }

        mutating func add(_ event: Event, at time: Int64) {
            state.reduce(
                EventRecord(
                    sequence: state.sequence + 1, wallMilliseconds: time, monotonicMilliseconds: time, event: event))
        }
    }
}
