/// Everything that changes about one task. Output and scrollback never live here.
package struct TaskState: Sendable, Hashable {
    package let id: TaskID
    /// Where the task that declares it stands in ``Mission/tasks``.
    package let declaration: Int
    package var status: TaskStatus
    /// Starts so far, interrupted ones included; the number of the current attempt.
    package var attempt: Int
    /// Failed tries that count against the retry rule; what the machine, a crash or a stop ended does not count.
    package var tries: Int
    /// When the current or last attempt started: wall clock, milliseconds since 1970; 0: never.
    package var startedAt: Int64
    /// When the last attempt ended, likewise.
    package var endedAt: Int64
    /// What only some tasks have.
    package var detail: TaskDetail?

    package init(id: TaskID, declaration: Int, status: TaskStatus) {
        self.id = id
        self.declaration = declaration
        self.status = status
        attempt = 0
        tries = 0
        startedAt = 0
        endedAt = 0
    }

    /// The detail, made when first written.
    package var details: TaskDetail {
        get { detail ?? TaskDetail() }
        set { detail = newValue == TaskDetail() ? nil : newValue }
    }
}

/// The parts of a task's state that few tasks have at a time.
package struct TaskDetail: Sendable, Hashable, Codable {
    /// Why the last try failed.
    package var failure: Failure?
    /// How the last try ended.
    package var report: ExitReport?
    /// Until when it backs off: wall clock, milliseconds since 1970.
    package var backOffUntil: Int64?
    /// How long the whole pause is, so that a clock set back does not make it longer.
    package var backOffMilliseconds: Int64?
    /// How often in a row the machine has failed it: see ``TaskEvent/BackingOff/faults``.
    package var faults: Int?
    /// The attempt's process, once it was started.
    package var process: ProcessIdentity?
    package var pause: TaskPause?
    /// What will become of it when its process is gone.
    package var ending: EndCause?
    /// The limit of the running attempt; what remains of it if the attempt is paused.
    package var limitMilliseconds: Int64?
    /// When ``limitMilliseconds`` began to run: monotonic clock of this boot, in milliseconds.
    package var limitArmedAt: Int64?
    package var skip: SkipReason?
    /// The need that blocks it.
    package var blockedBy: TaskID?
    /// What it waits at.
    package var prompt: OpenPrompt?
    /// What the current attempt has been asked so far.
    package var prompts: PromptMemory?
    /// What its failures have cost, once it has failed.
    package var account: FailureAccount?
    /// What is being done to mend it while it backs off.
    package var remedy: Remedy?
    /// Whether its declared outputs are being put in place while it backs off.
    package var isDefaulting: Bool?
    /// What is kept of the workspace as it was before the current attempt, until that has succeeded or was undone.
    package var protection: SnapshotInfo?
    /// How it came to succeed, if tries before had failed.
    package var recovered: TaskEvent.Recovered.Means?
    /// What it has laid down last, over all its attempts.
    package var checkpoint: LastCheckpoint?
    /// Why the last checkpoint of this attempt could not be made.
    package var checkpointTrouble: String?

    package init() {}
}

/// Who or what keeps a task from running. Several may at once; it goes on when the last one lets go.
package enum Hold: String, Sendable, Hashable, Codable, CaseIterable {
    /// A person paused this task.
    case person
    /// The mission is paused.
    case mission
    /// It waits at a prompt that a person must answer. Its processes are not stopped.
    case prompt
}

/// A pause of one task.
package struct TaskPause: Sendable, Hashable, Codable {
    /// What it would do otherwise.
    package enum From: String, Sendable, Hashable, Codable {
        /// Not started: it waits, or would start.
        case pending
        /// Its processes are stopped (SIGSTOP).
        case running
        case backingOff
    }

    package var from: From
    package var holds: Set<Hold>

    /// Whether its processes are stopped.
    package var isStopped: Bool { from == .running && holds != [.prompt] }

    package init(from: From, holds: Set<Hold>) {
        self.from = from
        self.holds = holds
    }
}

/// Why a running attempt is being ended.
package enum EndCause: Sendable, Hashable, Codable {
    /// Its limit passed; it may be tried again.
    case timeout(limitMilliseconds: Int64)
    /// It printed nothing for so long; it may be tried again.
    case silence(idleMilliseconds: Int64)
    /// A person stops it; it fails.
    case stop(by: Requester)
    /// A person kills it, without a grace; it fails.
    case kill(by: Requester)
    /// A person skips it.
    case skip(reason: SkipReason)
    /// The mission stops; it will run again.
    case missionStop
    /// It asks what nobody answers, for this reason; it fails.
    case unanswered(question: String, reason: String)
}

/// Why a task is skipped.
package enum SkipReason: Sendable, Hashable, Codable {
    case requested(by: Requester)
    /// A person skipped this one with all that needs it.
    case subtree(of: TaskID)
    /// Its `when` did not come true: that is no fault, and the mission is no less a success.
    case conditionNotMet
    /// It failed, and its last alternative is to go on without it.
    case fallback(summary: String)

    /// Whether a mission with such a skip is degraded.
    package var isDegrading: Bool { self != .conditionNotMet }
}
