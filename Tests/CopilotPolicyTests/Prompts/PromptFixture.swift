import CopilotModel
import CopilotPolicy
import Testing

/// A terminal in words, and what must be understood of it.
struct PromptFixture: Sendable, CustomTestStringConvertible {
    /// How the terminal is read.
    enum Mode: Sendable {
        /// Whole lines, shown; a process is blocked in a read.
        case lines
        /// Whole lines, not shown.
        case hidden
        /// Key by key, by a poll that was not decoded.
        case keys
        /// Likewise, on the alternate screen.
        case screen
    }

    var text: String
    var kind: PromptKind
    var mode: Mode
    var command: String?
    /// The bytes of some replies.
    var says: [PromptReply.Meaning: String]
    /// nil: not looked at.
    var stakes: Set<PromptStake>?
    var subject: String?
    var takesDefault: Bool?

    init(
        _ text: String, _ kind: PromptKind, _ mode: Mode = .lines, command: String? = nil,
        says: [PromptReply.Meaning: String] = [:], stakes: Set<PromptStake>? = nil, subject: String? = nil,
        takesDefault: Bool? = nil
    ) {
        self.text = text
        self.kind = kind
        self.mode = mode
        self.command = command
        self.says = says
        self.stakes = stakes
        self.subject = subject
        self.takesDefault = takesDefault
    }

    var testDescription: String { String(text.suffix(60)) }

    var screen: ScreenText {
        var screen = ScreenText(plain: text)
        screen.alternateScreen = mode == .screen
        screen.cursor.row = min(screen.cursor.row, 23)
        return screen
    }

    var evidence: TerminalEvidence {
        let isRaw = mode == .keys || mode == .screen
        let witness = ProcessWitness(
            command: "asker", state: "S", isForeground: true, systemCall: isRaw ? "epoll_wait" : "read",
            wait: isRaw ? nil : .terminalRead)
        return TerminalEvidence(
            isCanonical: !isRaw, isEchoing: mode == .lines, isReadOpen: !isRaw, witnesses: [witness],
            quietMilliseconds: 1_000, isComplete: true)
    }

    var sighting: PromptSighting { PromptEliminator.sight(screen, evidence, command: command) }
}
