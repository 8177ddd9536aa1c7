package import CopilotCells
package import CopilotModel

/// What the screen is told; ``ScreenModel/update(_:)`` folds it in.
package enum ScreenMessage: Sendable {
    /// From the mission.
    case delivery(Delivery)
    /// A piece of the output of the task that ``ScreenCommand/follow(_:)`` asked for.
    case output(TaskID, OutputChunk)
    /// From the terminal.
    case input(InputEvent)
    /// The time, once a second and before anything that depends on it.
    case tick(Moment)
    /// The items that ``ScreenModel/wantedItems()`` asked for.
    case items([String], of: ItemRequest)
    /// What became of an intent of ours.
    case receipt(IntentReceipt, for: Intent)
    /// The bindings from now on.
    case keymap(Keymap)
    /// The themes there are, by name, and the one in use.
    case themes(names: [String], current: String)
    /// A sentence for the status line, such as what was wrong with a configuration that was read again.
    case notice(String, isProblem: Bool)
    /// The supervisor does not answer any more; what is shown is what was known last.
    case connectionLost
    /// It answers again; a snapshot follows.
    case connectionRestored
}

/// What the screen asks of whoever runs it.
package enum ScreenCommand: Sendable, Hashable {
    /// Hand this to the mission and report its receipt.
    case submit(Intent)
    /// Stream the output of this task from its last attempt's start on, and of no other; nil: of none. Of several in a
    /// row only the last one counts.
    case follow(TaskID?)
    /// Type bytes into a task's terminal for a person; none only says that one is there.
    case type(TaskID, [UInt8])
    /// Leave the screen; the mission goes on.
    case detach
    /// Stop the mission as the user wants it, and leave when it has stopped.
    case stopAndQuit
    /// Leave: the mission is over.
    case quit
    /// Give the terminal back to the shell until it calls again.
    case suspend
    /// Draw everything anew.
    case redraw
    /// Read configuration, keys and themes again.
    case reload
    /// Put a text into the terminal's clipboard.
    case copy(String)
    /// Write what a task has printed into files, and say where.
    case export(TaskID)
    /// Use another theme.
    case setTheme(String)
}
