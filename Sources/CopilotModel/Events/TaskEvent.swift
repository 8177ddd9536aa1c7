/// Something that happened to one task.
package enum TaskEvent: Sendable, Hashable {
    case ready
    case expanded(Expanded)
    /// Written before the command is started.
    case started(Started)
    case ending(Ending)
    /// The process is gone. What that means for the task is the next event.
    case exited(Exited)
    case succeeded
    case backingOff(BackingOff)
    case failed(Failed)
    case skipped(Skipped)
    case blocked(Blocked)
    case paused(Paused)
    case resumed(Resumed)
    /// It ran when its supervisor died.
    case lost
    /// It starts over: a person retries it, its need is retried, or its attempt was ended through no fault of its own.
    case reset(Reset)

    package struct Expanded: Sendable, Hashable, Codable {
        package var count: Int
        /// SHA-256 of the items read from a file, in hex.
        package var digest: String?

        package init(count: Int, digest: String? = nil) {
            self.count = count
            self.digest = digest
        }
    }

    package struct Started: Sendable, Hashable, Codable {
        package var attempt: Int
        package var limitMilliseconds: Int64?

        package init(attempt: Int, limitMilliseconds: Int64? = nil) {
            self.attempt = attempt
            self.limitMilliseconds = limitMilliseconds
        }
    }

    package struct Ending: Sendable, Hashable, Codable {
        package var cause: EndCause

        package init(cause: EndCause) { self.cause = cause }
    }

    package struct Exited: Sendable, Hashable, Codable {
        package var attempt: Int
        package var report: ExitReport

        package init(attempt: Int, report: ExitReport) {
            self.attempt = attempt
            self.report = report
        }
    }

    package struct BackingOff: Sendable, Hashable, Codable {
        package var failure: Failure
        /// The try that failed, counted from 1, and how many there may be.
        package var tries: Int
        package var mostTries: Int
        package var delayMilliseconds: Int64

        package init(failure: Failure, tries: Int, mostTries: Int, delayMilliseconds: Int64) {
            self.failure = failure
            self.tries = tries
            self.mostTries = mostTries
            self.delayMilliseconds = delayMilliseconds
        }
    }

    package struct Failed: Sendable, Hashable, Codable {
        package var failure: Failure
        /// Why it is not tried again.
        package var reason: String

        package init(failure: Failure, reason: String) {
            self.failure = failure
            self.reason = reason
        }
    }

    package struct Skipped: Sendable, Hashable, Codable {
        package var reason: SkipReason

        package init(reason: SkipReason) { self.reason = reason }
    }

    package struct Blocked: Sendable, Hashable, Codable {
        package var by: TaskID

        package init(by: TaskID) { self.by = by }
    }

    package struct Paused: Sendable, Hashable, Codable {
        package var by: Requester
        package var withMission: Bool
        /// What remains of the running attempt's limit.
        package var limitMilliseconds: Int64?

        package init(by: Requester, withMission: Bool, limitMilliseconds: Int64? = nil) {
            self.by = by
            self.withMission = withMission
            self.limitMilliseconds = limitMilliseconds
        }
    }

    package struct Resumed: Sendable, Hashable, Codable {
        package var by: Requester

        package init(by: Requester) { self.by = by }
    }

    package struct Reset: Sendable, Hashable, Codable {
        package enum Cause: String, Sendable, Hashable, Codable {
            /// A person retries it.
            case retry
            /// A person retries it and its tries are forgotten.
            case retryFresh
            /// What blocked it is retried.
            case unblocked
            /// The supervisor died, or the mission was stopped, while it ran.
            case interrupted
        }

        package var cause: Cause

        package init(cause: Cause) { self.cause = cause }
    }
}
