/// Where a key has its meaning: everywhere, in a pane, or while the user types into a child.
package enum KeyContext: String, Sendable, Hashable, CaseIterable {
    case global, tree, log, errors, timeouts, health
    /// Typing into a child: its bindings are all that is not passed through.
    case pty

    /// The heading of the help page.
    package var title: String {
        switch self {
        case .global: "Everywhere"
        case .tree: "Task tree"
        case .log: "Log"
        case .errors: "Errors"
        case .timeouts: "Timeouts"
        case .health: "Health"
        case .pty: "Typing into a task"
        }
    }
}
