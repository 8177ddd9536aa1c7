/// How a mission ended.
package struct MissionResult: Sendable, Hashable, Codable {
    /// The three ends of a mission.
    package enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
        case succeeded, degraded, failed

        /// The exit code of `copilot-tui`.
        package var exitCode: Int32 {
            switch self {
            case .succeeded: 0
            case .failed: 1
            case .degraded: 3
            }
        }
    }

    package var outcome: Outcome
    /// Why it is not a plain success, a line a task; at most ``mostReasons``.
    package var reasons: [Reason]
    /// How many further reasons there were.
    package var reasonsOmitted: Int
    package var counts: StatusCounts
    package var elapsedMilliseconds: Int64
    /// What commands asked; nil: nothing.
    package var prompts: PromptCounts?
    /// How failures went; nil: nothing failed.
    package var recovery: RecoveryCounts?

    /// A task that keeps the mission from a plain success.
    package struct Reason: Sendable, Hashable, Codable {
        package var task: TaskID
        package var status: TaskStatus
        package var summary: String

        package init(task: TaskID, status: TaskStatus, summary: String) {
            self.task = task
            self.status = status
            self.summary = summary
        }
    }

    /// The cap on ``reasons``: what a person reads in the morning; the journal has the rest.
    package static let mostReasons = 100

    package init(
        outcome: Outcome, reasons: [Reason], reasonsOmitted: Int, counts: StatusCounts, elapsedMilliseconds: Int64,
        prompts: PromptCounts? = nil, recovery: RecoveryCounts? = nil
    ) {
        self.outcome = outcome
        self.reasons = reasons
        self.reasonsOmitted = reasonsOmitted
        self.counts = counts
        self.elapsedMilliseconds = elapsedMilliseconds
        self.prompts = prompts
        self.recovery = recovery
    }
}
