package import CopilotModel
import GRDB

/// Which events of a run are wanted.
package struct EventFilter: Sendable, Hashable {
    /// Only those of this task, and of what stands in it: a group's tasks, a fan-out's children. Nil: all of them.
    package var task: TaskID?

    package init(task: TaskID? = nil) { self.task = task }

    /// Every event.
    package static let all = EventFilter()

    /// A condition on the column `task`, and its arguments.
    var condition: (sql: String, arguments: StatementArguments) {
        guard let task else { return ("1", []) }
        let name = task.description
        // What stands in it begins with its name and `[` or `/`: ranges, since a name may hold LIKE's `_`.
        return (
            "(task = ? OR (task >= ? AND task < ?) OR (task >= ? AND task < ?))",
            [name, name + "[", name + "\\", name + "/", name + "0"]
        )
    }
}
