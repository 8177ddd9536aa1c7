/// Something that happened to one task.
package enum TaskEvent: Sendable, Hashable {
    case ready
    case expanded(Expanded)
    /// Written before the command is started.
    case started(Started)
    /// Its process runs. Written with whatever comes next, so it may be missing after a crash.
    case launched(Launched)
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
    /// It waits for input, and this was decided about it.
    case prompted(Prompted)
    /// How the prompt was left: typed and taken, or not.
    case answered(Answered)
    /// It ran when its supervisor died.
    case lost
    /// It starts over: a person retries it, its need is retried, or its attempt was ended through no fault of its own.
    case reset(Reset)
    case fellBack(FellBack)
    case remedied(Remedied)
    case recovered(Recovered)
    case protected(Protected)
    case restored(Restored)
    case checkpointed(Checkpointed)

    package struct Expanded: Sendable, Hashable, Codable {
        package var count: Int
        /// SHA-256 of the items read from a file, in hex.
        package var digest: String?
        /// That file, as the mission names it.
        package var file: String?

        package init(count: Int, digest: String? = nil, file: String? = nil) {
            self.count = count
            self.digest = digest
            self.file = file
        }
    }

    package struct Started: Sendable, Hashable, Codable {
        package var attempt: Int
        package var limitMilliseconds: Int64?
        /// The tools that its environment keeps from asking, as ``QuietTool/record(without:)`` names them.
        package var quieted: String?

        package init(attempt: Int, limitMilliseconds: Int64? = nil, quieted: String? = nil) {
            self.attempt = attempt
            self.quieted = quieted
            self.limitMilliseconds = limitMilliseconds
        }
    }

    package struct Launched: Sendable, Hashable, Codable {
        package var attempt: Int
        package var process: ProcessIdentity

        package init(attempt: Int, process: ProcessIdentity) {
            self.attempt = attempt
            self.process = process
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
        /// Whose fault it is held to be.
        package var charge: Charge
        /// Failed tries so far that count, and how many there may be in all.
        package var tries: Int
        package var mostTries: Int
        package var delayMilliseconds: Int64
        /// How often in a row the machine has failed, this time included; nil where it did not.
        package var faults: Int?
        /// What is done to mend it before the next try.
        package var remedy: Remedy?
        /// Why it is tried again, and why then, in a few words.
        package var reason: String?

        /// To whose account a failed try goes.
        package enum Charge: String, Sendable, Hashable, Codable {
            case task
            /// The machine or the network: the task's tries are untouched.
            case infrastructure
            /// A limit that resets by itself: likewise.
            case quota
        }

        package init(
            failure: Failure, charge: Charge, tries: Int, mostTries: Int, delayMilliseconds: Int64, faults: Int? = nil,
            remedy: Remedy? = nil, reason: String? = nil
        ) {
            self.remedy = remedy
            self.reason = reason
            self.failure = failure
            self.charge = charge
            self.tries = tries
            self.mostTries = mostTries
            self.delayMilliseconds = delayMilliseconds
            self.faults = faults
        }
    }

    package struct Failed: Sendable, Hashable, Codable {
        package var failure: Failure
        /// Failed tries so far that count.
        package var tries: Int
        /// Why it is not tried again.
        package var reason: String
        /// Whether it fails with others of its kind, without a try of its own since it was last ready; nil: no.
        package var isUntried: Bool?

        package init(failure: Failure, tries: Int, reason: String, isUntried: Bool? = nil) {
            self.isUntried = isUntried
            self.failure = failure
            self.tries = tries
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
        package var hold: Hold
        package var by: Requester
        /// What remains of the running attempt's limit.
        package var limitMilliseconds: Int64?

        package init(hold: Hold, by: Requester, limitMilliseconds: Int64? = nil) {
            self.hold = hold
            self.by = by
            self.limitMilliseconds = limitMilliseconds
        }
    }

    package struct Resumed: Sendable, Hashable, Codable {
        package var hold: Hold
        package var by: Requester

        package init(hold: Hold, by: Requester) {
            self.hold = hold
            self.by = by
        }
    }

    package struct Reset: Sendable, Hashable, Codable {
        package enum Cause: String, Sendable, Hashable, Codable {
            /// A person retries it.
            case retry
            /// A person retries it and its tries are forgotten.
            case retryFresh
            /// A person has mended what it failed at: its tries are forgotten, what it has laid down is not.
            case repaired
            /// What blocked it, or what it has seen end already, is retried: it waits for that anew.
            case unblocked
            /// The supervisor died, or the mission was stopped, while it ran.
            case interrupted
        }

        package var cause: Cause

        package init(cause: Cause) { self.cause = cause }
    }
}
