/// Names one start of one task's command in one run; the identity by which executors are idempotent.
package struct AttemptKey: Sendable, Hashable, Codable, CustomStringConvertible {
    package let run: RunID
    package let task: TaskID
    /// Counts every start of the task from 1, those that a crash interrupted too. (How many of them count as tries
    /// is the retry rule's business: see ``TaskState/tries``.)
    package let attempt: Int

    package init(run: RunID, task: TaskID, attempt: Int) {
        self.run = run
        self.task = task
        self.attempt = attempt
    }

    package var description: String { "\(task)#\(attempt)" }
}
