import CProcess
package import CopilotModel
package import CopilotPorts
import Glibc
import Synchronization

/// Runs attempts as children of this process, each the leader of its own session on its own pseudo-terminal. One thread
/// owns them all: it starts, reads, types, signals and waits; callers leave word and go on.
///
/// Making one raises the process's limit of open files (commands get what it was), and turns the process into a subreaper
/// (prctl(2)): orphans of attempts become its children, and it takes their
/// statuses. Children that others start in this process's session are left to those who started them.
///
/// What is typed is capped: 64 KiB wait for an attempt that does not read; a write that does not fit is dropped whole.
package final class LocalExecutor: TaskExecutor {
    private let mailbox: Mailbox
    private let probes = ProbeRegistry()
    private let thread: OwnThread
    private let isRunning = Mutex(true)

    /// Starts the thread.
    ///
    /// - Throws: `.exhausted` if there are no descriptors or no thread to be had.
    package convenience init(sink: any ExecutorSink) throws(ExecutorError) {
        try self.init(sink: sink, signaller: TreeSignaller())
    }

    init(sink: any ExecutorSink, signaller: TreeSignaller) throws(ExecutorError) {
        cp_raise_file_limit()
        guard cp_become_subreaper() == 0, let mailbox = Mailbox(), let epoll = EpollSet() else {
            throw Self.exhausted(errno)
        }
        self.mailbox = mailbox
        do throws(ExecutorFailure) {
            thread = try OwnThread(name: "executor") { [probes] in
                ExecutorLoop(sink: sink, mailbox: mailbox, probes: probes, epoll: epoll, signaller: signaller).run()
            }
        } catch {
            throw Self.exhausted(error.errno)
        }
    }

    deinit {
        mailbox.close()
        if isRunning.withLock({ $0 }) { thread.detach() }
    }

    /// Ends the thread and waits for that. Terminals are closed, by which living attempts get SIGHUP; nothing is reported
    /// any more. Further calls do nothing.
    package func shutdown() {
        mailbox.close()
        let wasRunning = isRunning.withLock { isRunning in
            defer { isRunning = false }
            return isRunning
        }
        if wasRunning { thread.join() }
    }

    package func start(_ launch: AttemptLaunch) { mailbox.send(.start(launch)) }

    package func signal(_ key: AttemptKey, _ signal: TreeSignal) { mailbox.send(.signal(key, signal)) }

    package func write(_ key: AttemptKey, _ bytes: [UInt8]) { mailbox.send(.write(key, bytes)) }

    package func resize(_ key: AttemptKey, _ size: TerminalSize) { mailbox.send(.resize(key, size)) }

    /// The modes of an attempt's terminal; nil if it does not run.
    package func terminalModes(of key: AttemptKey) async -> TerminalModes? {
        await withCheckedContinuation { continuation in
            if !mailbox.send(.modes(key, { continuation.resume(returning: $0) })) {
                continuation.resume(returning: nil)
            }
        }
    }

    package func probe(_ key: AttemptKey) -> TerminalEvidence? { probes.look(at: key) }

    /// Nothing: these attempts end with this process.
    package func readopt(_ run: RunID) async throws(ExecutorError) -> [AttemptKey] { [] }

    package func follow(_ keys: [AttemptKey]) {}

    package func acknowledge(_ keys: [AttemptKey]) {}

    /// Ends every process of this user whose environment names `run` or whose session one of `known` led, and what these have
    /// started.
    package func sweep(
        _ run: RunID, known: [ProcessIdentity], sparing: [AttemptKey], grace: Duration
    ) async -> Int {
        await withCheckedContinuation { continuation in
            let sweep: @Sendable () -> Void = { [mailbox, probes] in
                let count = RunSweep(
                    run: run, known: known, sparing: Set(sparing),
                    sparedSessions: Set(sparing.compactMap { probes.leader(of: $0)?.pid }), grace: grace
                ).perform()
                mailbox.send(.reap)
                continuation.resume(returning: count)
            }
            do throws(ExecutorFailure) {
                try OwnThread(name: "sweep", body: sweep).detach()
            } catch {
                // Without a thread it is done here: late is better than not at all.
                sweep()
            }
        }
    }

    private static func exhausted(_ errno: Int32) -> ExecutorError {
        ExecutorError(
            code: .exhausted, errno: errno,
            message: "The executor could not be set up: \(String(cString: strerror(errno))).")
    }
}
