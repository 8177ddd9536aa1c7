/// Something that makes a mission impossible to run, found without running it.
package struct MissionProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The task it is about; nil: the mission as a whole.
    package var task: TaskID?
    /// The key under which it stands (`needs`, `timeout` …), if one is to blame.
    package var key: String?
    /// What is wrong, and what would mend it, in one sentence.
    package var message: String

    package init(task: TaskID? = nil, key: String? = nil, message: String) {
        self.task = task
        self.key = key
        self.message = message
    }

    package var description: String { (task.map { "task '\($0)': " } ?? "") + message }
}
