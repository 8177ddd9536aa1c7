import CopilotModel

/// What is asked or told over the panes. Keys go to it alone.
enum Dialog: Sendable, Hashable {
    /// All keys; scrolled down by so many rows.
    case help(scroll: Int)
    case quitMenu(choice: QuitChoice)
    /// A destructive action waits for a yes. The choice begins at no.
    case confirm(Confirmation)
    /// Stopping the mission waits for its name; what has been typed so far.
    case stopMission(typed: String)
    /// The mission has ended; its reasons scrolled down by so many rows.
    case result(scroll: Int)
    /// What a failure was read from and what was decided; scrolled down by so many rows.
    case evidence(FailureEntry, scroll: Int)
    /// What a task asks, by the number of its event; what has been typed for it so far.
    case prompt(TaskID, number: Int64, typed: String)
    /// The themes to choose from; what was in use goes back in place when it is closed.
    case themes(choice: Int, before: String)
}

/// The ways out, the harmless one first.
enum QuitChoice: Int, Sendable, Hashable, CaseIterable {
    case detach, stopMission, cancel

    var words: String {
        switch self {
        case .detach: "Detach: the mission goes on"
        case .stopMission: "Stop the mission, after one more question"
        case .cancel: "Cancel"
        }
    }
}

/// An action that asks before it is done.
struct Confirmation: Sendable, Hashable {
    var action: Intent.Action
    /// The question, in one sentence.
    var question: String
    /// What it leads to.
    var consequence: String
    /// Whether yes is chosen.
    var isYes = false
}

/// A line that is being typed at the bottom of the screen.
struct TextEntry: Sendable, Hashable {
    /// Characters that are taken.
    static let lengthLimit = 200

    enum Purpose: Sendable, Hashable { case filter, search }

    var purpose: Purpose
    var text: String
}

/// A sentence that is shown for a while at the bottom of the screen.
struct Toast: Sendable, Hashable {
    /// How long it stays unless a key is pressed.
    static let milliseconds: Int64 = 6_000

    var text: String
    var isProblem: Bool
    var until: Int64
}
