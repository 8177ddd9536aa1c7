import CopilotEngine
import CopilotExecutors
import CopilotModel
import CopilotPorts
import Foundation
import Synchronization
import TestKit
import Testing

extension ExecutorTests.PromptTests {
    /// The whole loop over real commands: kernel, decisions, watch and terminals.
    @Suite struct MissionTests {
        private let shelf = ExecutorShelf()

        private func mission(
            _ lines: [String: String], level: AutonomyLevel = .fullAutonomous
        ) throws -> (AutonomousModeController, MemoryJournal) {
            let folder = FileManager.default.temporaryDirectory.path + "/prompts-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let tasks = lines.sorted { $0.key < $1.key }.map { name, line in
                MissionTask(id: TaskID(name), command: .shell(line), retry: RetryRule(attempts: 1))
            }
            let run = RunID(rawValue: "prompts-\(UUID().uuidString)")
            let journal = MemoryJournal()
            let controller = try AutonomousModeController(
                EngineSetup(
                    run: run, state: MissionState(mission: Mission(name: "prompts", tasks: tasks)),
                    header: RunHeader(run: run, missionName: "prompts", createdAt: 0, seed: 1),
                    settings: RunSettings(level: level, concurrency: 4),
                    supervised: .init(pid: getpid(), version: "test", boot: "b", isResumed: false), workspace: folder,
                    environment: ["PATH": WatchStand.search, "LANG": "C.UTF-8"]),
                ports: EnginePorts(
                    journal: journal, output: MemoryOutput(), files: FixedFiles(), clock: TestClock(),
                    probe: FixedProbe(),
                    makeExecutor: { [shelf] sink throws(ExecutorError) in try shelf.make(sink) }),
                notify: { _ in })
            return (controller, journal)
        }

        @Test func questionsDoNotStopAMission() async throws {
            let (controller, journal) = try mission([
                "asks": "printf 'Continue? [Y/n] '; read x; echo; case $x in y|Y|'') ;; *) exit 1;; esac",
                "removes": "touch precious; rm -i precious; test -e precious",
                "works": "printf 'Continue? [y/N] '; sleep 1; echo done",
                "waits": "printf 'Press ENTER to go on...'; read x; echo went on",
            ])
            let end = await controller.run()
            shelf.shutdown()
            let kinds = journal.records.filter { $0.event.kind.hasPrefix("task.") && $0.event.kind.contains("ed") }
                .map(\.event.kind)
            #expect(end.exitCode == 0, "\(kinds)")
            #expect(kinds.count { $0 == "task.prompted" } == 3)
            #expect(kinds.count { $0 == "task.answered" } == 3)
        }

        @Test func aPersonAnswersWhatWasAsked() async throws {
            let (controller, _) = try mission(
                ["asks": "printf 'Your name: '; read x; test \"$x\" = Ada"], level: .interactive)
            async let end = controller.run()
            for await delivery in controller.deliveries() {
                guard case .events(let records) = delivery,
                    records.contains(where: { $0.event.kind == "task.prompted" })
                else { continue }
                let receipt = try await controller.submit(
                    Intent(.answer(TaskID("asks"), .text("Ada")), by: .screen))
                #expect(receipt == .accepted)
                break
            }
            #expect(await end.exitCode == 0)
            shelf.shutdown()
        }
    }
}

/// Keeps the executor, so that its thread is gone when the test is over.
private final class ExecutorShelf: Sendable {
    private let executor = Mutex<LocalExecutor?>(nil)

    func make(_ sink: any ExecutorSink) throws(ExecutorError) -> any TaskExecutor {
        let made = try LocalExecutor(sink: sink)
        executor.withLock { $0 = made }
        return made
    }

    func shutdown() { executor.withLock { $0 }?.shutdown() }
}
