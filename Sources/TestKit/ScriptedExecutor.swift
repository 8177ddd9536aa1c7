package import CopilotModel
package import CopilotPorts
internal import Dispatch
internal import Synchronization

/// An executor that starts nothing: each attempt prints and ends as a script says, at once and on a thread of its own.
package final class ScriptedExecutor: TaskExecutor {
    /// What an attempt does.
    package struct Script: Sendable {
        package var output: [UInt8]
        /// nil: it runs until it is told to end.
        package var status: ExitReport.Status?

        package init(output: String = "", status: ExitReport.Status? = .exited(code: 0)) {
            self.output = Array(output.utf8)
            self.status = status
        }
    }

    private struct State {
        var launches: [AttemptLaunch] = []
        var signals: [(AttemptKey, TreeSignal)] = []
        var live: Set<AttemptKey> = []
        var sweeps = 0
    }

    private let state = Mutex(State())
    private let sink: any ExecutorSink
    private let script: @Sendable (AttemptLaunch) -> Script
    private let queue = DispatchQueue(label: "scripted executor")

    package init(sink: any ExecutorSink, script: @escaping @Sendable (AttemptLaunch) -> Script) {
        self.sink = sink
        self.script = script
    }

    /// Everything that was started, in order.
    package var launches: [AttemptLaunch] { state.withLock { $0.launches } }

    /// How often leftovers were to be ended.
    package var sweeps: Int { state.withLock { $0.sweeps } }

    package func start(_ launch: AttemptLaunch) {
        state.withLock { state in
            state.launches.append(launch)
            state.live.insert(launch.key)
        }
        let script = script(launch)
        queue.async { [self] in
            sink.report(.started(launch.key, ProcessIdentity(pid: 4242, startTicks: 1)))
            script.output.withUnsafeBytes { sink.output($0, of: launch.key, at: 0) }
            if let status = script.status { end(launch.key, status) }
        }
    }

    package func signal(_ key: AttemptKey, _ signal: TreeSignal) {
        state.withLock { $0.signals.append((key, signal)) }
        queue.async { [self] in
            switch signal {
            case .pause, .resume: break
            case .terminate: end(key, .signalled(signal: 15, core: false))
            case .kill: end(key, .signalled(signal: 9, core: false))
            }
        }
    }

    private func end(_ key: AttemptKey, _ status: ExitReport.Status) {
        guard state.withLock({ $0.live.remove(key) }) != nil else { return }
        sink.report(.exited(key, ExitReport(status: status)))
    }

    package func write(_ key: AttemptKey, _ bytes: [UInt8]) {}

    package func resize(_ key: AttemptKey, _ size: TerminalSize) {}

    package func probe(_ key: AttemptKey) -> TerminalEvidence? { nil }

    package func readopt(_ run: RunID) async throws(ExecutorError) -> [AttemptKey] { [] }

    package func follow(_ keys: [AttemptKey]) {}

    package func acknowledge(_ keys: [AttemptKey]) {}

    package func sweep(
        _ run: RunID, known: [ProcessIdentity], sparing: [AttemptKey], grace: Duration
    ) async -> Int {
        state.withLock { $0.sweeps += 1 }
        return 0
    }
}
