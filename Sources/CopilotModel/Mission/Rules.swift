/// When a task starts, judged by how its needs ended.
package enum TaskCondition: String, Sendable, Hashable, Codable, CaseIterable {
    case allSucceeded = "all_succeeded"
    /// As soon as one has succeeded.
    case anySucceeded = "any_succeeded"
    case allFailed = "all_failed"
    /// As soon as one has failed.
    case anyFailed = "any_failed"
    /// When all have ended, however.
    case always
}

/// How often and after what pauses a failing task is tried again.
package struct RetryRule: Sendable, Hashable, Codable {
    /// Tries in all, the first included; nil: not said, so the retry manager's own number holds.
    package var attempts: Int?
    /// The longest pause before the second try; nil, here and below: what the retry manager has for the kind of failure.
    package var delay: Duration?
    /// By how much the longest pause grows with each further try.
    package var factor: Double?
    /// No pause is longer.
    package var maxDelay: Duration?

    package init(
        attempts: Int? = nil, delay: Duration? = nil, factor: Double? = nil, maxDelay: Duration? = nil
    ) {
        self.attempts = attempts
        self.delay = delay
        self.factor = factor
        self.maxDelay = maxDelay
    }
}

/// How long a try may take.
package struct TimeoutRule: Sendable, Hashable, Codable {
    /// Where the limit comes from.
    package enum Strategy: String, Sendable, Hashable, Codable, CaseIterable {
        case adaptive, progressive, contextAware, fixed, unlimited
    }

    package var strategy: Strategy
    /// The user's limit for one try; nil: none.
    package var limit: Duration?
    /// How long it may print nothing; nil: for ever.
    package var idle: Duration?
    /// Between TERM and KILL. 10 s, as Docker's `stop` waits.
    package var grace: Duration

    package init(
        strategy: Strategy = .adaptive, limit: Duration? = nil, idle: Duration? = nil, grace: Duration = .seconds(10)
    ) {
        self.strategy = strategy
        self.limit = limit
        self.idle = idle
        self.grace = grace
    }
}
