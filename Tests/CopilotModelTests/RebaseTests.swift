import CopilotModel
import Foundation
import Testing

/// What becomes of a run whose mission is changed.
@Suite("A mission that is reloaded")
struct RebaseTests {
    private static let failure = Failure(category: .code, severity: .fatal, cause: .exited(code: 1), summary: "exit 1")

    private func task(_ id: String, _ run: String = "true", needs: [String] = [], fanOut: FanOut? = nil) -> MissionTask
    {
        MissionTask(
            id: TaskID(id, item: 0), command: .shell(run), needs: needs.map { TaskID($0, item: 0) }, fanOut: fanOut)
    }

    private func fold(_ state: inout MissionState, _ events: [Event]) {
        for event in events {
            let sequence = state.sequence + 1
            state.reduce(
                EventRecord(
                    sequence: sequence, wallMilliseconds: 1000 + sequence, monotonicMilliseconds: sequence, event: event
                ))
        }
    }

    private func succeeded(_ id: TaskID, attempt: Int = 1) -> [Event] {
        let exited = TaskEvent.exited(.init(attempt: attempt, report: ExitReport(status: .exited(code: 0))))
        return [.task(id, .started(.init(attempt: attempt))), .task(id, exited), .task(id, .succeeded)]
    }

    /// A run with a task in every status.
    private func night() -> MissionState {
        let fanOut = FanOut(items: .file("items"))
        var state = MissionState(
            mission: Mission(
                name: "m",
                tasks: [
                    task("done"), task("failed"), task("running"), task("waiting", needs: ["running"]),
                    task("each", fanOut: fanOut), task("held"), task("gone"),
                ]))
        let each = TaskID("each", item: 0)
        fold(
            &state,
            [.mission(.created(RunHeader(run: RunID(rawValue: "m-1"), missionName: "m", createdAt: 1, seed: 7)))]
                + succeeded(TaskID("done", item: 0)) + succeeded(TaskID("gone", item: 0))
                + [
                    .task(TaskID("failed", item: 0), .started(.init(attempt: 1))),
                    .task(TaskID("failed", item: 0), .failed(.init(failure: Self.failure, tries: 1, reason: "fails"))),
                    .task(TaskID("running", item: 0), .started(.init(attempt: 2))),
                    .task(TaskID("held", item: 0), .paused(.init(hold: .person, by: .screen))),
                    .task(each, .ready), .task(each, .expanded(.init(count: 3, digest: "d"))),
                ] + succeeded(TaskID("each", item: 1), attempt: 4))
        return state
    }

    private func status(_ state: MissionState, _ id: String) -> TaskStatus? {
        TaskID(id).flatMap { state.task($0)?.status }
    }

    @Test func theSameMissionChangesNothing() {
        let before = night()
        let after = before.rebased(onto: before.mission)
        #expect(after.isReloaded)
        #expect(after.tasks == before.tasks)
        #expect(after.counts == before.counts)
        #expect(after.groupCounts == before.groupCounts)
        #expect(after.expansions == before.expansions)
    }

    @Test func tasksAreFoundByTheirNamesWhereverTheyStand() {
        let before = night()
        var mission = before.mission
        mission.tasks.reverse()
        mission.tasks.removeAll { $0.id.name == "gone" }
        mission.tasks.insert(task("new"), at: 0)
        let after = before.rebased(onto: mission)
        #expect(status(after, "gone") == nil)
        #expect(status(after, "new") == .waiting)
        for id in ["done", "failed", "running", "waiting", "each[1]", "each[2]", "held"] {
            #expect(status(after, id) == status(before, id), "\(id)")
        }
        #expect(after.counts.total == before.counts.total)
        #expect(after.task(TaskID("each", item: 1))?.attempt == 4)
    }

    @Test func whatDoesSomethingElseWaitsAnew() {
        let before = night()
        var mission = before.mission
        for index in mission.tasks.indices { mission.tasks[index].environment = ["A": "b"] }
        let after = before.rebased(onto: mission)
        let expected: [(String, TaskStatus)] = [
            ("done", .waiting), ("failed", .waiting), ("running", .lost), ("waiting", .waiting), ("each", .waiting),
            ("held", .paused), ("gone", .waiting),
        ]
        for (id, status) in expected { #expect(self.status(after, id) == status, "\(id)") }
        #expect(after.expansions.isEmpty)
        #expect(after.counts.total == mission.tasks.count)
        // Its next attempt must not be taken for one that was.
        #expect(after.task(TaskID("running", item: 0))?.attempt == 2)
        var expanded = after
        fold(&expanded, [.task(TaskID("each", item: 0), .expanded(.init(count: 2)))])
        fold(
            &expanded,
            [.task(TaskID("each", item: 0), .ready), .task(TaskID("each", item: 0), .expanded(.init(count: 2)))])
        #expect(expanded.task(TaskID("each", item: 2))?.attempt == 4)
    }

    @Test func rulesForRetriesGiveAFailedTaskAnotherChanceAndLeaveAFinishedOneAlone() {
        let before = night()
        var mission = before.mission
        for index in mission.tasks.indices {
            mission.tasks[index].retry = RetryRule(attempts: 5)
            mission.tasks[index].priority = 3
            mission.tasks[index].description = "words"
        }
        let after = before.rebased(onto: mission)
        #expect(status(after, "failed") == .waiting)
        #expect(after.task(TaskID("failed", item: 0))?.tries == 0)
        #expect(status(after, "done") == .succeeded)
        #expect(status(after, "each[1]") == .succeeded)
        #expect(status(after, "running") == .running)
    }

    private func change(_ state: MissionState, _ rules: ResilienceRules?) -> MissionState {
        var mission = state.mission
        for index in mission.tasks.indices { mission.tasks[index].resilience = rules }
        return state.rebased(onto: mission)
    }

    @Test func rulesForFailuresHoldFromNowOnAndRunNothingAgainThatIsDone() {
        let after = change(night(), ResilienceRules(fallback: [Alternative(command: .shell("b"))], allow: [.install]))
        #expect(status(after, "failed") == .waiting)
        for id in ["done", "each[1]"] { #expect(status(after, id) == .succeeded) }
        #expect(status(after, "running") == .running && status(after, "held") == .paused)
    }

    @Test func whoIsOnAWayThatIsNoLongerThereBeginsAnew() {
        let done = TaskID("done", item: 0)
        for way in [TaskEvent.FellBack.Way.defaults, .alternative(number: 2)] {
            let alternatives = [Alternative(command: .shell("b")), Alternative(command: .shell("c"))]
            let rules = ResilienceRules(
                fallback: alternatives, defaults: [DefaultOutput(path: "out", content: .text("x"))])
            var before = change(night(), rules)
            fold(
                &before,
                [
                    .task(done, .reset(.init(cause: .retry))), .task(done, .started(.init(attempt: 2))),
                    .task(done, .fellBack(.init(failure: Self.failure, way: way, tries: 2, reason: "no"))),
                ])
            #expect(status(before, "done") == .backingOff)
            #expect(status(change(before, rules), "done") == .backingOff)
            let after = change(before, ResilienceRules())
            #expect(status(after, "done") == .waiting)
            #expect(after.task(done)?.detail?.isDefaulting == nil && after.task(done)?.detail?.account == nil)
            #expect(after.task(done)?.attempt == 2)
        }
    }

    @Test func whatTheRunHasComeToIsNotForgotten() {
        var before = night()
        func brake(_ members: Brake.Members) -> Event {
            .mission(
                .braked(
                    .init(
                        kind: .alike, members: members, failure: Self.failure, probes: 1, delayMilliseconds: 5, until: 9
                    )))
        }
        let each = TaskID("each", item: 0)
        fold(
            &before,
            [
                brake(.fanOut(of: each)), brake(.network), brake(.program(named: "gone")), brake(.quota(named: "x")),
                .task(
                    TaskID("failed", item: 0),
                    .recovered(.init(means: .retry, failure: Self.failure, afterMilliseconds: 1))),
            ])
        let after = before.rebased(onto: before.mission)
        #expect(after.recoveryCounts == before.recoveryCounts && after.recoveryCounts.recovered == 1)
        #expect(Set(after.brakes.keys) == ["each", "network", "program gone"])
        var mission = before.mission
        mission.tasks.removeAll { $0.id.name == "gone" }
        #expect(Set(before.rebased(onto: mission).brakes.keys) == ["each", "network"])
        for index in mission.tasks.indices { mission.tasks[index].command = .shell("false") }
        #expect(Set(before.rebased(onto: mission).brakes.keys) == ["network"], "what it fails at may be mended")
        mission.tasks[0].resilience = ResilienceRules(quota: "x")
        #expect(Set(before.rebased(onto: mission).brakes.keys) == ["network", "quota x"])
    }

    @Test func whatWasLaidDownIsNotLostToOtherRules() {
        let failed = TaskID("failed", item: 0)
        var before = night()
        let info = CheckpointInfo(path: "/w/save", bytes: 7)
        let events: [TaskEvent] = [
            .reset(.init(cause: .retry)), .started(.init(attempt: 2)),
            .checkpointed(.init(attempt: 2, outcome: .saved(info), tookMilliseconds: 1)),
            .failed(.init(failure: Self.failure, tries: 2, reason: "fails")),
        ]
        fold(&before, events.map { .task(failed, $0) })
        let changed = change(before, ResilienceRules(allow: [.install])).task(failed)
        #expect(changed?.status == .waiting && changed?.tries == 0)
        #expect(changed?.detail?.checkpoint?.info == info && changed?.detail?.account?.isCutOff == true)
        var repaired = before
        fold(&repaired, [.task(failed, .reset(.init(cause: .repaired)))])
        #expect(repaired.task(failed)?.tries == 0 && repaired.task(failed)?.detail?.checkpoint?.info == info)
        #expect(repaired.task(failed)?.detail?.account?.isCutOff == true)
        fold(&repaired, [.task(failed, .reset(.init(cause: .retryFresh)))])
        #expect(repaired.task(failed)?.detail == nil)
    }

    @Test func whatATryHasLeftIsStillUndone() {
        let done = TaskID("done", item: 0)
        let rules = ResilienceRules(protect: ProtectRule())
        var before = change(night(), rules)
        let info = SnapshotInfo(kind: .git, files: 1, bytes: 1, leftAlone: 0)
        fold(
            &before,
            [
                .task(done, .reset(.init(cause: .retry))), .task(done, .protected(.init(attempt: 2, snapshot: info))),
                .task(done, .started(.init(attempt: 2))),
            ])
        var mission = before.mission
        mission.tasks[0].command = .shell("false")
        let after = before.rebased(onto: mission)
        #expect(status(after, "done") == .lost && after.task(done)?.detail?.protection == info)
        mission.tasks[0].resilience = nil
        #expect(before.rebased(onto: mission).task(done)?.detail?.protection == nil)
    }

    @Test func aTaskMayBecomeAGroupAndAGroupATask() {
        let before = night()
        let group = MissionTask(id: TaskID("done", item: 0))
        let member = MissionTask(id: TaskID("done/one", item: 0), parent: group.id, command: .shell("true"))
        let after = before.rebased(onto: Mission(name: "m", tasks: [group, member]))
        #expect(status(after, "done") == .waiting)
        #expect(after.counts.total == 1)
        let back = after.rebased(onto: before.mission)
        #expect(status(back, "done") == .waiting)
    }

    @Test func journalAndImageAddUpToTheSameState() throws {
        var state = night()
        let first = state.mission
        var mission = first
        mission.tasks[0].command = .shell("false")
        mission.tasks.removeLast()
        fold(&state, [.mission(.reloaded(.init(mission: mission, digest: "d")))])
        #expect(state.mission == mission)
        fold(&state, succeeded(TaskID("done", item: 0), attempt: 2))
        let image = try JSONDecoder().decode(StateImage.self, from: JSONEncoder().encode(StateImage(state)))
        #expect(MissionState(mission: first, image: image) == state)
    }
}
