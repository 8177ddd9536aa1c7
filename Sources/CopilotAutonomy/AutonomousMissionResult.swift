internal import CopilotModel

/// What became of a mission.
public struct AutonomousMissionResult: Sendable, Hashable {
    /// How it ended.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case succeeded
        /// Something that is not critical failed, was skipped, or kept another task from running.
        case degraded
        /// A critical task failed, or the deadline passed.
        case failed
        /// It was stopped before its end and can be resumed.
        case stopped
    }

    /// A task that fell short, and why, in one sentence.
    public struct Shortcoming: Sendable, Hashable {
        /// Its id; of a child with its number, `task[1]`.
        public let task: String
        /// Why, in one sentence. May hold words of a command: filter it before a terminal sees it.
        public let reason: String
    }

    /// How often tasks asked, from the run's own events.
    public struct Prompts: Sendable, Hashable {
        /// Questions in all.
        public let asked: Int
        /// Of them, those that the policy allows to be answered or declined without a person.
        public let allowed: Int
        /// Of these, those that were, and the command went on.
        public let removed: Int
    }

    /// The run's name, for `copilot-tui status`, `logs`, `resume` …
    public let run: String
    /// How it ended.
    public let outcome: Outcome
    /// The tasks that succeeded, in the order of declaration; children of a task with items as `task[1]`.
    public let completed: [String]
    /// The tasks that failed.
    public let failed: [Shortcoming]
    /// The tasks that were skipped, or could not run because of others.
    public let skipped: [Shortcoming]
    /// The tasks that had not ended when the mission was stopped, or its deadline passed.
    public let unfinished: [String]
    /// What tasks asked, and how much of it was removed without a person.
    public let prompts: Prompts
    /// From its creation to its end.
    public let duration: Duration

    /// Whether everything was done: nothing failed, was skipped or is left.
    public var success: Bool { outcome == .succeeded }

    init(_ state: MissionState, run: RunID, now: Moment) {
        self.run = run.rawValue
        let counts = state.promptCounts
        prompts = Prompts(
            asked: counts.asked, allowed: counts.allowed, removed: counts.answered &+ counts.declined)
        var completed: [String] = []
        var failed: [Shortcoming] = []
        var skipped: [Shortcoming] = []
        var unfinished: [String] = []
        for ordinal in state.tasks.indices where !state.isAggregate(ordinal) {
            let task = state.tasks[ordinal]
            let name = task.id.description
            switch task.status {
            case .succeeded: completed.append(name)
            case .failed: failed.append(.init(task: name, reason: task.detail?.failure?.summary ?? "failed"))
            case .blocked:
                let need = task.detail?.blockedBy.map { "\($0)" } ?? "a task that failed"
                skipped.append(.init(task: name, reason: "not run: it needs \(need)"))
            case .skipped: skipped.append(.init(task: name, reason: "skipped"))
            case .waiting, .ready, .running, .paused, .backingOff, .lost: unfinished.append(name)
            }
        }
        self.completed = completed
        self.failed = failed
        self.skipped = skipped
        self.unfinished = unfinished
        guard case .ended(let result) = state.status else {
            outcome = .stopped
            duration = .milliseconds(state.result(at: now).elapsedMilliseconds)
            return
        }
        outcome =
            switch result.outcome {
            case .succeeded: .succeeded
            case .degraded: .degraded
            case .failed: .failed
            }
        duration = .milliseconds(result.elapsedMilliseconds)
    }
}

/// Why a mission could not be run, or not be recorded. A command's failure is no such error: it is in the result.
public struct AutonomyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, coarsely.
    public enum Code: Sendable, Hashable {
        /// There is no such folder, or nowhere to keep state.
        case noWorkspace
        /// The tasks make no mission: a cycle, an unknown need, an impossible id …
        case invalidMission
        /// Another supervisor works in this workspace.
        case inUse
        /// The journal cannot be written: full, read-only, damaged, of a newer version …
        case cannotRecord
    }

    /// What went wrong.
    public let code: Code
    /// What happened and what would mend it.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
