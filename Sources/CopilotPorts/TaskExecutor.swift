package import CopilotModel

/// Starts commands under a terminal of their own and tells how they end. Written as if they lived in another process: nobody
/// above an executor is a task's parent.
///
/// Calls return at once and never block for long; what comes of them arrives at the sink that the executor was made with.
/// They may come from any thread.
package protocol TaskExecutor: Sendable {
    /// Starts an attempt. A second call with the same key does nothing.
    func start(_ launch: AttemptLaunch)

    /// Sends a signal to everything the attempt has started that still lives. Unknown keys are ignored. Once `terminate` or `kill`
    /// was asked for, the attempt's exit is reported only when its whole tree is gone, so that nothing of an ended try
    /// works on beside the next one.
    func signal(_ key: AttemptKey, _ signal: TreeSignal)

    /// Types bytes into the attempt's terminal. Unknown keys are ignored.
    func write(_ key: AttemptKey, _ bytes: [UInt8])

    /// Sets the size of the attempt's terminal.
    func resize(_ key: AttemptKey, _ size: TerminalSize)

    /// Looks who waits for the attempt's terminal; nil if it does not live, or nobody can look. Works on the caller's thread,
    /// for less than a millisecond where the tree is small. How long nothing was printed is for the caller to fill in.
    func probe(_ key: AttemptKey) -> TerminalEvidence?

    /// The attempts of `run` that an earlier supervisor has started and that can be taken up again: those that live, and those
    /// that ended (or could not be started) without anybody having acknowledged it. Nothing is reported about them before
    /// ``follow(_:)``. To be called once, before the first `start`.
    func readopt(_ run: RunID) async throws(ExecutorError) -> [AttemptKey]

    /// Reports about attempts that `readopt` has returned as if they had been started here: `.started`, all output that is
    /// kept of them, `.exited`. To be called once after `readopt`; what becomes of those that are not in `keys` is reported
    /// to nobody, though they can be signalled.
    func follow(_ keys: [AttemptKey])

    /// The ends of these attempts are kept for good: no later supervisor need be told of them. Until then each one is. Unknown
    /// keys are ignored.
    func acknowledge(_ keys: [AttemptKey])

    /// Ends whatever attempts of `run` have left behind: TERM, `grace`, KILL. Nothing that the run did not start is touched:
    /// a process is the run's if it has the run's marker in its environment (`COPILOT_RUN`), or is of the session of one of
    /// the `known` processes of this boot. The caller's own ancestors are never touched, nor is what belongs to one of the
    /// attempts in `sparing`: those that were taken up again.
    ///
    /// - Returns: how many processes were ended.
    func sweep(_ run: RunID, known: [ProcessIdentity], sparing: [AttemptKey], grace: Duration) async -> Int
}

/// Takes what executors report. Called on the executor's thread: it must be quick and must not block.
package protocol ExecutorSink: AnyObject, Sendable {
    /// Something happened to an attempt.
    func report(_ event: ExecutorEvent)

    /// Bytes from an attempt's terminal, in order. They are valid only during the call: copy what is kept.
    ///
    /// `offset` is how much the attempt had printed before them. After a supervisor's death its successor is given again what
    /// was not let go yet, so what it has already comes once more; a jump forward is output that was given up for want of
    /// room. Once the call has returned the bytes need not be given again: they are to be with the kernel by then.
    func output(_ bytes: UnsafeRawBufferPointer, of key: AttemptKey, at offset: Int64)
}

/// What an executor reports.
package enum ExecutorEvent: Sendable {
    /// The command runs.
    case started(AttemptKey, ProcessIdentity)
    /// It could not be started; nothing more follows for this key.
    case notStarted(AttemptKey, ExecutorError)
    /// The process has ended, its last output was delivered before; nothing more follows for this key.
    case exited(AttemptKey, ExitReport)
}

/// All that is needed to start an attempt.
package struct AttemptLaunch: Sendable, Hashable {
    package var key: AttemptKey
    package var command: TaskCommand
    /// Absolute.
    package var workingDirectory: String
    /// The whole environment of the command.
    package var environment: [String: String]
    package var size: TerminalSize

    package init(
        key: AttemptKey, command: TaskCommand, workingDirectory: String, environment: [String: String],
        size: TerminalSize = .standard
    ) {
        self.key = key
        self.command = command
        self.workingDirectory = workingDirectory
        self.environment = environment
        self.size = size
    }
}

/// A terminal's size in character cells.
package struct TerminalSize: Sendable, Hashable, Codable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// What a task's terminal has unless somebody looks at it: wide enough that tools do not wrap their messages.
    package static let standard = TerminalSize(columns: 120, rows: 40)
}

/// What can be done to a whole tree of processes.
package enum TreeSignal: Sendable, Hashable, CaseIterable {
    /// SIGSTOP, and SIGCONT after it.
    case pause, resume
    /// SIGTERM (and SIGCONT, so that a stopped tree hears it).
    case terminate
    case kill
}

/// An executor's own failure.
package struct ExecutorError: Error, Sendable, Hashable {
    /// What went wrong, coarsely.
    package enum Code: Sendable, Hashable {
        /// The command, or the interpreter it names, is not there (ENOENT).
        case commandNotFound
        /// It may not be executed (EACCES, ENOEXEC).
        case notExecutable
        case workingDirectoryMissing
        /// No terminal, process or memory could be had: a state of the machine, not of the task.
        case exhausted
        case other
    }

    package var code: Code
    package var errno: Int32
    package var message: String

    package init(code: Code, errno: Int32, message: String) {
        self.code = code
        self.errno = errno
        self.message = message
    }
}
