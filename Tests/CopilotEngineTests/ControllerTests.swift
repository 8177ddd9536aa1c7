import CopilotEngine
import CopilotModel
import CopilotPorts
import Synchronization
import TestKit
import Testing

/// A controller over scripted adapters.
struct Rig {
    let journal = MemoryJournal()
    let output = MemoryOutput()
    let controller: AutonomousModeController
    let executors = Executors()

    init(
        _ tasks: [MissionTask], concurrency: Int = 2, files: FixedFiles = FixedFiles(),
        journalled: [EventRecord] = [], left: [ScriptedExecutor.Left] = [], probe: any HostProbe = FixedProbe(),
        script: @escaping @Sendable (AttemptLaunch) -> ScriptedExecutor.Script = { _ in .init() },
        notify: @escaping @Sendable (EngineNotice) -> Void = { _ in }
    ) throws {
        let mission = Mission(name: "rig", tasks: tasks)
        let run = RunID(rawValue: "rig-0001")
        var state = MissionState(mission: mission)
        for record in journalled { state.reduce(record) }
        controller = try AutonomousModeController(
            EngineSetup(
                run: run, state: state,
                header: RunHeader(run: run, missionName: "rig", createdAt: 0, seed: 1),
                settings: RunSettings(level: .autonomous, concurrency: concurrency),
                supervised: .init(pid: 1, version: "test", boot: "b", isResumed: false), workspace: "/work space",
                environment: ["HOME": "/home/me", "COPILOT_TUI_SUPERVISOR": "1"]),
            ports: EnginePorts(
                journal: journal, output: output, files: files, clock: TestClock(), probe: probe,
                makeExecutor: { [executors] sink in
                    let executor = ScriptedExecutor(sink: sink, left: left, script: script)
                    executors.append(executor)
                    return executor
                }),
            notify: notify)
    }
}

/// The executors that were made.
final class Executors: Sendable {
    private let made = Mutex<[ScriptedExecutor]>([])

    func append(_ executor: ScriptedExecutor) { made.withLock { $0.append(executor) } }

    var acknowledged: [AttemptKey] { made.withLock { $0.flatMap(\.acknowledged) } }
}

private func task(_ id: String, needs: [String] = [], fanOut: FanOut? = nil, outputs: [String] = []) -> MissionTask {
    MissionTask(
        id: TaskID(id), command: .shell("echo {item}"), needs: needs.map { TaskID($0) }, fanOut: fanOut,
        outputs: outputs)
}

@Suite("The engine", .timeLimit(.minutes(1)))
struct ControllerTests {
    @Test func aMissionRunsToItsEndAndItsJournalTellsAll() async throws {
        let rig = try Rig([task("a"), task("b", needs: ["a"])])
        let end = await rig.controller.run()
        #expect(end.exitCode == 0)
        let records = rig.journal.records
        #expect(records.map(\.sequence) == Array(1...Int64(records.count)))
        #expect(records.first?.event.kind == "mission.created")
        #expect(records.last?.event.kind == "mission.ended")
        #expect(rig.journal.images.last?.sequence == records.last?.sequence)
    }

    @Test func aSubscriberSeesEverythingInOrder() async throws {
        let rig = try Rig((0..<50).map { task("t\($0)") })
        let controller = rig.controller
        async let end = controller.run()
        var state: MissionState?
        for await delivery in controller.deliveries() {
            switch delivery {
            case .snapshot(let snapshot): state = snapshot
            case .events(let records): for record in records { state?.reduce(record) }
            case .health, .lagged: break
            }
        }
        #expect(await end.exitCode == 0)
        #expect(state?.counts[.succeeded] == 50)
        #expect(state?.sequence == rig.journal.records.last?.sequence)
        var replayed = MissionState(mission: Mission(name: "rig", tasks: (0..<50).map { task("t\($0)") }))
        for record in rig.journal.records { replayed.reduce(record) }
        #expect(replayed == state)
    }

    @Test func itemsAreInsertedAndTheEnvironmentIsOurs() async throws {
        let launches = Mutex<[AttemptLaunch]>([])
        let rig = try Rig(
            [task("each", fanOut: FanOut(items: .file("corpus.txt")))],
            files: FixedFiles(items: ["corpus.txt": ["it's", "b"]])
        ) { launch in
            launches.withLock { $0.append(launch) }
            return .init()
        }
        _ = await rig.controller.run()
        let launch = launches.withLock { $0 }.first { $0.key.task.item == 1 }
        #expect(launch?.command == .shell("echo 'it'\\''s'"))
        #expect(launch?.environment["COPILOT_ITEM"] == "it's")
        #expect(launch?.environment["COPILOT_TASK"] == "each[1]")
        #expect(launch?.environment["CI"] == "1")
        #expect(launch?.environment["HOME"] == "/home/me")
        #expect(launch?.environment["COPILOT_TUI_SUPERVISOR"] == nil)
        #expect(launch?.workingDirectory == "/work space")
    }

    @Test func missingOutputsFailATask() async throws {
        let rig = try Rig([task("a", outputs: ["out.json"])], files: FixedFiles(absent: ["out.json"]))
        let end = await rig.controller.run()
        #expect(end.exitCode == 1)
        guard case .ended(let result) = end else { return }
        #expect(result.reasons.first?.summary == "exit 0, but out.json not there")
    }

    @Test func anItemsFileThatIsNotThereFailsTheFanOut() async throws {
        let rig = try Rig([task("each", fanOut: FanOut(items: .file("none.txt")))])
        #expect(await rig.controller.run().exitCode == 1)
    }

    @Test func aStopEndsWhatRunsAndCanBeResumed() async throws {
        let rig = try Rig([task("long")]) { _ in .init(status: nil) }
        let controller = rig.controller
        async let end = controller.run()
        for await delivery in controller.deliveries() {
            guard case .events(let records) = delivery, records.contains(where: { $0.event.kind == "task.started" })
            else { continue }
            #expect(try await controller.submit(Intent(.stopMission(.terminated), by: .signal)) == .accepted)
            break
        }
        #expect(await end.exitCode == 143)
        #expect(try await controller.submit(Intent(.resumeMission, by: .control)) == .refused("the mission is over"))
    }

    @Test func aFullDiskIsWaitedOut() async throws {
        let notices = Mutex<[EngineNotice]>([])
        let rig = try Rig([task("a")], notify: { notice in notices.withLock { $0.append(notice) } })
        rig.journal.fail(with: [
            StoreError(code: .full, message: "no space left"), StoreError(code: .full, message: "no space left"),
        ])
        #expect(await rig.controller.run().exitCode == 0)
        #expect(notices.withLock { $0 } == [.journalStuck("no space left"), .journalWorksAgain])
    }

    @Test func aBrokenJournalEndsTheRunWithoutClaims() async throws {
        let rig = try Rig([task("a")])
        rig.journal.fail(with: Array(repeating: StoreError(code: .corrupt, message: "damaged"), count: 10))
        #expect(await rig.controller.run().exitCode == 4)
        #expect(rig.journal.records.isEmpty)
    }

    @Test func theOutputOfAttemptsThatDiedWithTheirSupervisorIsOver() async throws {
        let first = try Rig([task("a"), task("b", needs: ["a"])])
        _ = await first.controller.run()
        let begun = first.journal.records.prefix {
            if case .task(let id, .exited) = $0.event { id != TaskID("b") } else { true }
        }
        let rig = try Rig([task("a"), task("b", needs: ["a"])], journalled: Array(begun))
        #expect(await rig.controller.run().exitCode == 0)
        let name = RunID(rawValue: "rig-0001")
        #expect(
            rig.output.finished == [
                AttemptKey(run: name, task: TaskID("b"), attempt: 1),
                AttemptKey(run: name, task: TaskID("b"), attempt: 2),
            ])
    }

    @Test func whatOutlivedItsSupervisorIsTakenUpAndNotRunAgain() async throws {
        let first = try Rig([task("a"), task("b", needs: ["a"])])
        _ = await first.controller.run()
        let begun = first.journal.records.prefix {
            if case .task(let id, .exited) = $0.event { id != TaskID("b") } else { true }
        }
        let key = AttemptKey(run: RunID(rawValue: "rig-0001"), task: TaskID("b"), attempt: 1)
        let strange = AttemptKey(run: key.run, task: TaskID("a"), attempt: 1)
        let rig = try Rig(
            [task("a"), task("b", needs: ["a"])], journalled: Array(begun),
            left: [
                .init(key: strange, script: .init(output: "again", status: nil)),
                .init(key: key, script: .init(output: "beforeafter"), offset: 0),
            ])
        Array("before".utf8).withUnsafeBytes { rig.output.append($0, to: key) }
        #expect(await rig.controller.run().exitCode == 0)
        #expect(rig.output.tail(of: TaskID("b"), attempt: 1, limit: 100).bytes == Array("beforeafter".utf8))
        #expect(rig.output.tail(of: TaskID("a"), attempt: 1, limit: 100).bytes.isEmpty)
        #expect(!rig.journal.records.contains { $0.event.kind == "task.started" })
        #expect(Set(rig.executors.acknowledged) == [strange, key])
    }

    @Test func outputThatNobodyCanGiveAnyMoreIsAGap() async throws {
        let first = try Rig([task("a")])
        _ = await first.controller.run()
        let begun = first.journal.records.prefix {
            if case .task(_, .exited) = $0.event { false } else { true }
        }
        let key = AttemptKey(run: RunID(rawValue: "rig-0001"), task: TaskID("a"), attempt: 1)
        let rig = try Rig(
            [task("a")], journalled: Array(begun),
            left: [.init(key: key, script: .init(output: "end"), offset: 1_000)])
        Array("begin".utf8).withUnsafeBytes { rig.output.append($0, to: key) }
        #expect(await rig.controller.run().exitCode == 0)
        #expect(rig.output.tail(of: TaskID("a"), attempt: 1, limit: 100).bytes == Array("begin[gap]end".utf8))
    }

    @Test func aProbeThatHangsHoldsNothingUp() async throws {
        let probe = HangingProbe()
        let rig = try Rig([task("a")], probe: probe)
        #expect(await rig.controller.run().exitCode == 0)
        probe.letGo()
    }

    @Test func outputIsFollowedFromItsTailOverFurtherAttempts() async throws {
        let rig = try Rig([
            MissionTask(id: TaskID("a"), command: .shell("x"), retry: RetryRule(attempts: 2, delay: .milliseconds(1)))
        ]) {
            .init(output: "attempt \($0.key.attempt)\n", status: .exited(code: $0.key.attempt == 1 ? 1 : 0))
        }
        let controller = rig.controller
        async let end = controller.run()
        var text = ""
        for await chunk in controller.output(of: TaskID("a"), tailBytes: 1000) {
            text += String(decoding: chunk.bytes, as: UTF8.self)
        }
        #expect(await end.exitCode == 0)
        #expect(text.hasSuffix("attempt 2\n"))
    }
}
