package import CopilotModel

/// Why a task does not run, or what it does or did.
///
/// Its words may hold what a command or a file said (paths, messages): whoever shows them to a terminal filters them.
package struct Explanation: Sendable, Hashable, Codable {
    package var task: TaskID
    package var status: TaskStatus
    /// One sentence, without the task's name and without a full stop: `blocked by lint, which failed: exit 1`.
    package var headline: String
    /// What the headline rests on, the most telling first; at most ``mostReasons``.
    package var reasons: [Reason]
    /// How many further reasons there are.
    package var reasonsOmitted: Int

    /// One thing that keeps a task where it is, or that is worth knowing about it.
    package struct Reason: Sendable, Hashable, Codable {
        /// The task it points to; nil: the mission, or the explained task itself.
        package var task: TaskID?
        /// A phrase that can stand behind the task's name: `is running for 3m10s`.
        package var text: String

        package init(task: TaskID? = nil, text: String) {
            self.task = task
            self.text = text
        }
    }

    /// The cap on ``reasons``: about a screen.
    package static let mostReasons = 30

    package init(task: TaskID, status: TaskStatus, headline: String, reasons: [Reason] = []) {
        self.task = task
        self.status = status
        self.headline = headline
        self.reasons = Array(reasons.prefix(Self.mostReasons))
        reasonsOmitted = max(0, reasons.count - Self.mostReasons)
    }

    /// Lines for people: the headline, then a line a reason that it does not say already.
    package var text: String {
        var lines = ["\(task): \(headline)"]
        for reason in reasons where !headline.hasSuffix(reason.text) {
            lines.append("  - " + (reason.task.map { "\($0) " } ?? "") + reason.text)
        }
        if reasonsOmitted > 0 { lines.append("  and \(reasonsOmitted) more") }
        return lines.joined(separator: "\n")
    }
}
