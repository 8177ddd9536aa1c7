/// Why a try, or a task, failed.
package struct Failure: Sendable, Hashable, Codable {
    /// The kinds of failure that are treated differently.
    package enum Category: String, Sendable, Hashable, Codable, CaseIterable {
        case network, filesystem, validation, timeout, dependency, permission, resource, code, unknown
    }

    /// How bad it is.
    package enum Severity: String, Sendable, Hashable, Codable, CaseIterable {
        /// Likely to go away by itself.
        case transient
        /// Can be mended.
        case recoverable
        /// The work can go on without.
        case degraded
        /// The task cannot succeed.
        case fatal
    }

    /// What was seen.
    package enum Cause: Sendable, Hashable, Codable {
        case exited(code: Int32)
        case signalled(signal: Int32)
        /// The command could not be started: errno and its text.
        case notStarted(code: Int32, message: String)
        /// Its limit passed.
        case timedOut(afterMilliseconds: Int64)
        /// It printed nothing for so long.
        case silent(forMilliseconds: Int64)
        /// It exited 0, but these outputs are not there.
        case outputsMissing(paths: [String])
        /// The items of its fan-out could not be read.
        case itemsUnreadable(message: String)
        /// A person ended it.
        case stopped(by: Requester)
        /// It asked what nobody answered.
        case unanswered(question: String)
        /// The supervisor died while it ran.
        case interrupted
    }

    package var category: Category
    package var severity: Severity
    package var cause: Cause
    /// The cause in one sentence.
    package var summary: String
    /// What its output says; nil where nobody read it.
    package var reading: Reading?

    package init(
        category: Category, severity: Severity, cause: Cause, summary: String, reading: Reading? = nil
    ) {
        self.category = category
        self.severity = severity
        self.cause = cause
        self.summary = summary
        self.reading = reading
    }
}
