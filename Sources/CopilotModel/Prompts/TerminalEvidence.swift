/// What the kernel shows about who waits for a task's terminal, at one instant.
package struct TerminalEvidence: Sendable, Hashable, Codable {
    /// Input is handed over in whole lines (ICANON); nil: could not be asked.
    package var isCanonical: Bool?
    /// What is typed is shown (ECHO).
    package var isEchoing: Bool?
    /// A process is blocked in a read of this terminal; nil: nobody could look.
    package var isReadOpen: Bool?
    /// The processes of the terminal's session and of terminals nested in it, at most ``mostWitnesses``.
    package var witnesses: [ProcessWitness]
    /// For how long nothing was printed; nil: unknown.
    package var quietMilliseconds: Int?
    /// For how long the screen has shown the same words: a spinner or a countdown moves on among them; nil: unknown.
    package var steadyMilliseconds: Int?
    /// The terminal has printed what nobody has read yet: the screen is not what the command waits at; nil: unknown.
    package var hasUnreadOutput: Bool?
    /// CPU time that the session has used since the look before, and the time between the two looks; nil: first look.
    package var cpuMilliseconds: Int?
    package var sinceLastLookMilliseconds: Int?
    /// The same number in two looks: none of the threads has run in between, and they are the same threads; nil: unknown.
    package var activity: UInt64?
    /// Whether every process of the session could be looked at with all its threads.
    package var isComplete: Bool

    /// The cap on ``witnesses``.
    package static let mostWitnesses = 16

    package init(
        isCanonical: Bool? = nil, isEchoing: Bool? = nil, isReadOpen: Bool? = nil, witnesses: [ProcessWitness] = [],
        quietMilliseconds: Int? = nil, cpuMilliseconds: Int? = nil, sinceLastLookMilliseconds: Int? = nil,
        activity: UInt64? = nil, isComplete: Bool = false, hasUnreadOutput: Bool? = nil,
        steadyMilliseconds: Int? = nil
    ) {
        self.isCanonical = isCanonical
        self.isEchoing = isEchoing
        self.isReadOpen = isReadOpen
        self.witnesses = witnesses
        self.quietMilliseconds = quietMilliseconds
        self.cpuMilliseconds = cpuMilliseconds
        self.sinceLastLookMilliseconds = sinceLastLookMilliseconds
        self.activity = activity
        self.isComplete = isComplete
        self.hasUnreadOutput = hasUnreadOutput
        self.steadyMilliseconds = steadyMilliseconds
    }
}

/// One process that might be the one that waits; of its threads the one that waits for the terminal,
/// else one that runs, else the first.
package struct ProcessWitness: Sendable, Hashable, Codable {
    /// What the thread is blocked on, decoded from its system call.
    package enum Wait: String, Sendable, Hashable, Codable {
        /// A read of this terminal.
        case terminalRead
        /// select, poll or epoll with this terminal among what it waits to read.
        case terminalPoll
        /// Something else: a pipe, a socket, a timer, a child, a lock.
        case other
        /// It runs.
        case none
        /// It could not be told.
        case unknown
    }

    package var pid: Int32?
    /// `/proc/PID/comm`, at most 15 bytes.
    package var command: String
    /// The letter of `/proc/PID/stat`: `R`, `S`, `D`, `T`, `Z` …
    package var state: String
    /// Whether it is of the terminal's foreground group.
    package var isForeground: Bool
    /// The name of the blocked system call, where known.
    package var systemCall: String?
    /// The descriptor that a read blocks on.
    package var descriptor: Int?
    /// `/proc/PID/wchan`.
    package var waitChannel: String?
    /// nil: nobody decoded it (a recorded row).
    package var wait: Wait?
    /// Whether its wait also ends by itself after a time (a timeout was given).
    package var hasTimeout: Bool?
    /// Whether it sits on another terminal nested in the task's own.
    package var isNested: Bool
    /// How many threads the process has; nil: unknown.
    package var threads: Int?
    /// Whether another of its threads runs.
    package var isAtWork: Bool?
    /// Whether a nested terminal that it waits for takes whole lines and does not show them; nil: not nested, or unknown.
    package var takesHiddenLines: Bool?

    package init(
        pid: Int32? = nil, command: String, state: String, isForeground: Bool, systemCall: String? = nil,
        descriptor: Int? = nil, waitChannel: String? = nil, wait: Wait? = nil, hasTimeout: Bool? = nil,
        isNested: Bool = false, threads: Int? = nil, isAtWork: Bool? = nil, takesHiddenLines: Bool? = nil
    ) {
        self.pid = pid
        self.command = command
        self.state = state
        self.isForeground = isForeground
        self.systemCall = systemCall
        self.descriptor = descriptor
        self.waitChannel = waitChannel
        self.wait = wait
        self.hasTimeout = hasTimeout
        self.isNested = isNested
        self.threads = threads
        self.isAtWork = isAtWork
        self.takesHiddenLines = takesHiddenLines
    }
}
