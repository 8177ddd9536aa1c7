/// What is expected of a run that starts now.
package struct TimeoutPrediction: Sendable, Hashable, Codable {
    /// Half, 95 % and 99 % of runs end within these seconds; rising, and none above `timeoutSeconds`.
    package var q50Seconds: Double
    package var q95Seconds: Double
    package var q99Seconds: Double
    /// When work that shows no progress is given up: before the 30 s that a timeout is at least when it acts.
    package var timeoutSeconds: Double
    /// What the timeout is made of.
    package var basis: TimeoutBasis
    /// What `learn` needs to judge the prediction by the run's end.
    package var ticket: TimeoutTicket

    /// The least that a timeout may be when it acts: below, a busy machine alone makes work late.
    package static let floorSeconds = 30.0

    /// The timeout as it acts, in seconds.
    package var actingSeconds: Double { max(Self.floorSeconds, timeoutSeconds) }
}

/// What made a timeout shorter than history does.
package enum TimeoutCap: String, Sendable, Hashable, Codable {
    /// The user's limit.
    case requested
    /// The mission's deadline.
    case deadline
    /// Twice the longest run ever seen.
    case twiceLongest
}

/// How a timeout came about, in numbers.
package struct TimeoutBasis: Sendable, Hashable, Codable {
    /// What the timeout is a multiple of.
    package enum Anchor: String, Sendable, Hashable, Codable {
        /// The 99 % quantile, or the longest of fewer than 100 runs.
        case upper
        /// The moving mean and three times the mean deviation from it.
        case trend
        /// The moving mean.
        case recent
        /// The 90 % quantile.
        case high
        /// The user's limit.
        case requested
        /// A guess by the class of the command: nothing was seen yet.
        case guess
    }

    package var anchor: Anchor
    /// Whose history it is: a key or a level above it; empty: all runs.
    package var level: String
    /// The runs in that history.
    package var runs: Int
    package var baseSeconds: Double
    package var factor: Double
    /// The class whose guess was taken, or was the least for a first run; nil: not a first run.
    package var guess: OperationClass?
    /// Whether running siblings, or runs that were cut off, raised it.
    package var isRaised: Bool
    /// What cut it off; nil: nothing.
    package var cap: TimeoutCap?
    /// The share of good work that may be killed.
    package var target: Double
}

/// A prediction's inner numbers, kept until the run ends. At most 16 anchors.
package struct TimeoutTicket: Sendable, Hashable, Codable {
    struct Anchor: Sendable, Hashable, Codable {
        var cell: Int
        var coarse: Int
        var base: Float
    }

    var anchors: [Anchor] = []
    /// How many bases were weighed.
    package var anchorCount: Int { anchors.count }
    /// The timeout before caps, in log seconds, at least 0.
    var bound: Float = 0
}

/// How a run ended, as far as its duration goes.
package enum RunEnding: String, Sendable, Hashable, Codable {
    /// It did its work: its duration is what is learned from.
    case succeeded
    /// It failed by itself, which says nothing about how long work takes.
    case failed
    /// It was killed at a limit: its true duration is longer.
    case cutOff
    /// A user or the mission's end stopped it.
    case stopped
}
