package import CopilotModel

/// The state of one task on the wire: the answer of `/v1/tasks/ID`.
package struct TaskDocument: Sendable, Hashable, Codable {
    package var task: TaskID
    package var status: TaskStatus
    package var attempt: Int
    package var tries: Int
    /// When its current or last attempt started and ended: milliseconds since 1970; nil: never.
    package var startedAt: Int64?
    package var endedAt: Int64?
    /// Its command in one line; nil for a group.
    package var command: String?
    package var needs: [TaskID]
    package var isCritical: Bool
    package var detail: TaskDetail?
    /// How the tasks in it stand, if it is a group or an expanded fan-out.
    package var counts: StatusCounts?

    /// The document for a task of `state`; nil if it has none of that name.
    package init?(_ id: TaskID, in state: MissionState) {
        guard let ordinal = state.ordinal(of: id) else { return nil }
        let declaration = state.declaration(of: ordinal)
        let current = state.tasks[ordinal]
        task = current.id
        status = current.status
        attempt = current.attempt
        tries = current.tries
        startedAt = current.startedAt > 0 ? current.startedAt : nil
        endedAt = current.endedAt > 0 ? current.endedAt : nil
        command = declaration.command?.summary
        needs = declaration.needs
        isCritical = declaration.isCritical
        detail = current.detail
        counts = state.groupCounts[ordinal]
    }
}
