/// What a task's failures have cost so far.
package struct FailureAccount: Sendable, Hashable, Codable {
    /// Failed tries that count, by category, since the task or its alternative began.
    package var tries: [Failure.Category: Int]
    /// Waits for the machine or the network that were not charged, in a row.
    package var waits: Int
    /// Waits for a usage limit, in a row.
    package var quotaWaits: Int
    /// What has been tried to mend it.
    package var remedies: [Remedy]
    /// The variables that remedies have set.
    package var environment: [String: String]
    /// Which alternative it runs, counted from 1; 0: its own command.
    package var alternative: Int
    /// When it failed first since it last went on, wall clock, milliseconds since 1970; 0: never.
    package var failingSince: Int64
    /// Whether its last try was cut off by a usage limit or a crash.
    package var isCutOff: Bool

    /// The attempt that was cut off first and has been gone on with since: whose `{session}` is taken up. nil: none.
    package var cutOffAttempt: Int?

    /// Whether the next try goes on with what was cut off.
    package mutating func cutOff(_ isCutOff: Bool, attempt: Int) {
        cutOffAttempt = isCutOff ? (self.isCutOff ? cutOffAttempt ?? attempt : attempt) : nil
        self.isCutOff = isCutOff
    }

    /// The caps on what grows.
    package static let mostRemedies = 8

    package init() {
        tries = [:]
        waits = 0
        quotaWaits = 0
        remedies = []
        environment = [:]
        alternative = 0
        failingSince = 0
        isCutOff = false
    }
}
