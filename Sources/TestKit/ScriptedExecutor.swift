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
        var acknowledged: [AttemptKey] = []
    }

    /// An attempt that an earlier supervisor had started.
    package struct Left: Sendable {
        package var key: AttemptKey
        package var script: Script
        /// Where in its output the script's begins.
        package var offset: Int64

        package init(key: AttemptKey, script: Script, offset: Int64 = 0) {
            self.key = key
            self.script = script
            self.offset = offset
        }
    }

    private let state = Mutex(State())
    private let left: [Left]
    private let sink: any ExecutorSink
    private let script: @Sendable (AttemptLaunch) -> Script
    private let queue = DispatchQueue(label: "scripted executor")

    package init(
        sink: any ExecutorSink, left: [Left] = [], script: @escaping @Sendable (AttemptLaunch) -> Script
    ) {
        self.left = left
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
        play(script(launch), as: launch.key, at: 0)
    }

    private func play(_ script: Script, as key: AttemptKey, at offset: Int64) {
        queue.async { [self] in
            sink.report(.started(key, ProcessIdentity(pid: 4242, startTicks: 1)))
            script.output.withUnsafeBytes { sink.output($0, of: key, at: offset) }
            if let status = script.status { end(key, status) }
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

    package func readopt(_ run: RunID) async throws(ExecutorError) -> [AttemptKey] {
        state.withLock { $0.live.formUnion(left.map(\.key)) }
        return left.map(\.key)
    }

    package func follow(_ keys: [AttemptKey]) {
        for one in left where keys.contains(one.key) { play(one.script, as: one.key, at: one.offset) }
    }

    package func acknowledge(_ keys: [AttemptKey]) { state.withLock { $0.acknowledged += keys } }

    /// The attempts whose ends are kept for good, in order.
    package var acknowledged: [AttemptKey] { state.withLock { $0.acknowledged } }

    package func sweep(
        _ run: RunID, known: [ProcessIdentity], sparing: [AttemptKey], grace: Duration
    ) async -> Int {
        state.withLock { $0.sweeps += 1 }
        return 0
    }
}
