@testable import CopilotExecutors
import CopilotModel
import CopilotPorts
import Foundation
import Testing

/// All tests that start processes; one at a time, since they count this process's descriptors, threads and children.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct ExecutorTests {}

/// An executor, what it reported, and a run of its own.
final class Stand: Sendable {
    let sink: RecordingSink
    let executor: LocalExecutor
    let run: RunID
    let folder: String

    init(cap: Int = 4_000_000, signaller: TreeSignaller = TreeSignaller()) throws {
        sink = RecordingSink(cap: cap)
        executor = try LocalExecutor(sink: sink, signaller: signaller)
        run = RunID(rawValue: "test-\(UUID().uuidString)")
        folder = FileManager.default.temporaryDirectory.path + "/" + run.rawValue
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        executor.shutdown()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func key(_ name: String, attempt: Int = 1) -> AttemptKey {
        AttemptKey(run: run, task: TaskID(name), attempt: attempt)
    }

    func launch(
        _ command: TaskCommand, as key: AttemptKey, in directory: String? = nil, size: TerminalSize = .standard,
        environment: [String: String] = [:]
    ) -> AttemptLaunch {
        var all = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "interactive=no",
            "COPILOT_RUN": key.run.rawValue, "COPILOT_TASK": key.task.description, "COPILOT_ATTEMPT": "\(key.attempt)",
        ]
        all.merge(environment) { $1 }
        return AttemptLaunch(
            key: key, command: command, workingDirectory: directory ?? folder, environment: all, size: size)
    }

    /// Starts a line for the shell under the name `name`.
    @discardableResult
    func shell(_ line: String, as name: String = "task", size: TerminalSize = .standard) -> AttemptKey {
        let key = key(name)
        executor.start(launch(.shell(line), as: key, size: size))
        return key
    }

    /// Returns when the executor's thread has acted on everything that was asked before.
    func settle() async { _ = await executor.terminalModes(of: key("settle")) }

    func write(_ text: String, to name: String, mode: Int = 0o644) throws -> String {
        let path = folder + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }
}

/// Asks again until `condition` holds; for what the kernel tells nobody of.
func eventually(within limit: Duration = .seconds(10), _ condition: () async -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
        if await condition() { return true }
        await Task.yield()
    }
    return false
}
