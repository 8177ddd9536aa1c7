extension MissionEvent {
    /// How many tasks run at once from now on.
    package struct Eased: Sendable, Hashable, Codable {
        /// At least 1; nil: as many as the settings say.
        package var places: Int?
        /// The task whose failure asked for it.
        package var task: TaskID?
        /// Why, in a few words.
        package var reason: String

        package init(places: Int?, task: TaskID? = nil, reason: String) {
            self.places = places
            self.task = task
            self.reason = reason
        }
    }
}

extension TaskEvent {
    /// Its tries are used up, and it goes on another way.
    package struct FellBack: Sendable, Hashable, Codable {
        /// The other way.
        package enum Way: Sendable, Hashable, Codable {
            /// Its declared alternative, counted from 1.
            case alternative(number: Int)
            /// Its declared default outputs.
            case defaults
        }

        package var failure: Failure
        package var way: Way
        /// Failed tries so far that count, of the way that is left.
        package var tries: Int
        /// Why, in a few words.
        package var reason: String

        package init(failure: Failure, way: Way, tries: Int, reason: String) {
            self.failure = failure
            self.way = way
            self.tries = tries
            self.reason = reason
        }
    }

    /// What came of a remedy that a ``BackingOff`` named.
    package struct Remedied: Sendable, Hashable, Codable {
        package var remedy: Remedy
        package var outcome: RemedyOutcome

        package init(remedy: Remedy, outcome: RemedyOutcome) {
            self.remedy = remedy
            self.outcome = outcome
        }
    }

    /// It succeeds though tries before have failed. Written before its success.
    package struct Recovered: Sendable, Hashable, Codable {
        /// What made the difference, as far as is known.
        package enum Means: Sendable, Hashable, Codable {
            /// The same command, later.
            case retry
            /// Nothing: the same command failed and succeeded, so that its result is not to be trusted blindly.
            case flaky
            case remedy(done: Remedy)
            case alternative(number: Int)
            /// Nothing ran: its declared outputs stand in.
            case defaults
        }

        package var means: Means
        /// What it had failed at last.
        package var failure: Failure
        /// From its first failure to now, in milliseconds.
        package var afterMilliseconds: Int64

        package init(means: Means, failure: Failure, afterMilliseconds: Int64) {
            self.means = means
            self.failure = failure
            self.afterMilliseconds = afterMilliseconds
        }
    }
}

/// How failures went in a mission so far.
package struct RecoveryCounts: Sendable, Hashable, Codable {
    /// Tries that failed.
    package var failures: Int
    /// Tasks that failed at something that could be recovered from, and have come to an end.
    package var recoverable: Int
    /// Of these, those that succeeded in the end without a person.
    package var recovered: Int
    /// Tasks whose same command failed and succeeded.
    package var flaky: Int
    /// Tasks that succeeded another way than their own.
    package var fellBack: Int
    /// Tasks whose declared outputs stand in.
    package var defaulted: Int
    /// Remedies that were done.
    package var remedies: Int

    package init() {
        failures = 0
        recoverable = 0
        recovered = 0
        flaky = 0
        fellBack = 0
        defaulted = 0
        remedies = 0
    }
}
