import CopilotModel
import CopilotPolicy
import Testing

@Suite("Checkpoints of tasks")
struct CheckpointTests {
    private let file = CheckpointOutcome.saved(CheckpointInfo(path: "/work/c1", bytes: 3))

    private func task(_ id: String, every: Duration = .seconds(600), save: Bool = true) -> MissionTask {
        var task = MissionTask.test(id)
        let command = CheckpointRule.Save.command(.shell("save"))
        task.resilience = ResilienceRules(
            resume: .shell("go on {checkpoint}"),
            checkpoint: CheckpointRule(everyMilliseconds: every.milliseconds, save: save ? command : nil))
        return task
    }

    private func times(_ night: SimulatedNight, of task: String) -> [Int64] {
        night.records.filter { $0.event.task == TaskID(task) && $0.event.kind == "task.checkpointed" }
            .map(\.wallMilliseconds)
    }

    @Test func overThousandsOfHoursNoneIsOlderThanTenMinutes() {
        let names = (1...6).map { "t\($0)" }
        var night = SimulatedNight(Mission(name: "night", tasks: names.map { task($0) })) { _ in
            .init(after: .seconds(3_600 * 1_000), status: .exited(code: 0))
        }
        var number: Int64 = 0
        night.saved = { _ in
            number += 1
            return .saved(CheckpointInfo(path: "/work/c", bytes: number))
        }
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        for name in names {
            let times = times(night, of: name)
            #expect(times.count >= 6_000)
            #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 <= 600_000 })
        }
    }

    @Test func beforeAnAttemptIsEndedItSavesOnceMore() {
        var night = SimulatedNight(Mission(name: "night", tasks: [task("a")])) { _ in
            .init(after: .seconds(3_600), status: .exited(code: 0))
        }
        night.saved = { [file] _ in file }
        night.begin()
        #expect(night.intent(.stopMission(.user)) == .accepted)
        #expect(
            night.kinds(of: TaskID("a")).suffix(5) == ["ending", "checkpointed", "exited", "reset", "ready"])
        #expect(night.state.tasks[0].detail?.checkpoint?.info.path == "/work/c1")
        #expect(night.state.tasks[0].detail?.account?.isCutOff == true)
    }

    @Test func aSaveThatHangsIsNotWaitedForForEver() {
        var night = SimulatedNight(Mission(name: "night", tasks: [task("a")])) { _ in
            .init(after: .seconds(3_600), status: .exited(code: 0))
        }
        night.saved = { _ in nil }
        night.begin()
        let start = night.now.monotonic
        #expect(night.intent(.stopMission(.user)) == .accepted)
        #expect(!night.processes.isEmpty)
        night.run()
        #expect(night.processes.isEmpty)
        #expect(night.now.monotonic - start < .seconds(120))
    }

    @Test func whoeverKillsDoesNotWaitForASave() throws {
        var night = SimulatedNight(Mission(name: "night", tasks: [task("a")])) { _ in
            .init(after: .seconds(3_600), status: .exited(code: 0))
        }
        night.saved = { _ in nil }
        night.begin()
        #expect(night.intent(.stop(TaskID("a"))) == .accepted)
        #expect(night.processes.isEmpty)
    }

    @Test func whatATaskSavesByItselfIsToldWhenItChanges() {
        var night = SimulatedNight(Mission(name: "night", tasks: [task("a", save: false)])) { _ in
            .init(after: .seconds(7_200), status: .exited(code: 0))
        }
        night.saved = { [file] _ in file }
        night.begin()
        night.run()
        #expect(times(night, of: "a").count == 1)
        #expect(night.outcome == .succeeded)
    }

    @Test func aCheckpointOutlivesTheSupervisor() {
        var night = SimulatedNight(Mission(name: "night", tasks: [task("a")])) { _ in
            .init(after: .seconds(1_500), status: .exited(code: 0))
        }
        night.saved = { [file] _ in file }
        night.begin()
        night.run(steps: 2)
        #expect(night.state.tasks[0].detail?.checkpoint?.info.path == "/work/c1")
        night.crash()
        #expect(night.state.tasks[0].detail?.checkpoint?.info.path == "/work/c1")
        night.run()
        #expect(night.outcome == .succeeded)
    }
}
