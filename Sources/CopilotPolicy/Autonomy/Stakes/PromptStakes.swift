import CopilotModel

/// Judges what a wrong answer would lose or give away, from the question, what is asked about, and who asks.
///
/// Generous on purpose: taken for destructive by mistake, a question is declined; taken for harmless, data is lost.
struct PromptStakes {
    let kind: PromptKind
    /// The question and its subject, choices included.
    let question: LowerText
    /// The paragraph above it.
    let above: LowerText
    /// The words of the command that asks, of a line of several only its own part.
    let commandWords: [String]

    init(
        kind: PromptKind, reading: ScreenReading, question: String, boxed: [String], command: String?, process: String?
    ) {
        self.kind = kind
        self.question = LowerText(([Self.withoutAsides(question)] + boxed).joined(separator: "\n"))
        above = LowerText(Self.telling(reading.context.text))
        commandWords = Self.words(of: command, process: process)
    }

    /// All stakes, sorted.
    var all: [PromptStake] {
        var result: Set<PromptStake> = []
        if isDestructive { result.insert(.destructive) }
        if isSecret { result.insert(.secret) }
        if isTrust { result.insert(.trust) }
        if kind == .license { result.insert(.license) }
        if isCost { result.insert(.cost) }
        return result.sorted()
    }

    private var isDestructive: Bool {
        if let program = commandWords.first, StakeWords.diskPrograms.contains(program) || program.hasPrefix("mkfs") {
            return true
        }
        switch kind {
        case .typedConfirm: return asksDestruction(above: true) || isDestructiveCommand || !isPlainYes
        case .password, .otp, .hostkey, .license, .waitExternal, .pager, .editor, .tui:
            return false
        case .anyKey, .pressEnter:
            return asksDestruction(above: false)
        case .repl: return false
        case .stdin:
            return commandWords.contains { StakeWords.destructiveCommands.contains($0) }
                && commandWords.first == "xargs"
        case .textDefault where question.text.hasPrefix(">"): return hasDestructiveWord(question)
        case .textDefault, .textRequired, .overwrite, .conffile:
            return asksDestruction(above: false) && kind != .textDefault && kind != .textRequired
        case .agentPermission: return asksDestruction(above: false) || hasDestructiveWord(question)
        case .confirm, .menuLetters, .menuNumbered, .listSelect, .checkbox, .dialog:
            return asksDestruction(above: kind == .confirm || kind == .menuLetters)
                || kind != .listSelect && kind != .checkbox && isDestructiveCommand
        }
    }

    private func asksDestruction(above looksAbove: Bool) -> Bool {
        if question.hasAnyStem(StakeWords.destructive) || question.hasAny(StakeWords.destructiveAnywhere) {
            return true
        }
        guard looksAbove else { return false }
        return above.hasAny(StakeWords.destructiveAbove) || question.words.count <= 8 && isOrderedAbove
    }

    /// A line that begins with the deed itself, above a bare "Proceed?".
    private var isOrderedAbove: Bool {
        above.text.split(separator: "\n").suffix(9).contains { line in
            let text = ScreenReading.trimmed(line)
            return StakeWords.destructive.contains { text.hasPrefix($0) }
        }
    }

    private func hasDestructiveWord(_ text: LowerText) -> Bool {
        text.words.contains { StakeWords.destructiveCommands.contains($0) || $0.hasPrefix("mkfs") }
    }

    private var isDestructiveCommand: Bool {
        commandWords.prefix(8).contains { StakeWords.destructiveCommands.contains($0) || $0.hasPrefix("mkfs") }
    }

    /// Whether only a yes is to be typed, not a name or a vow.
    private var isPlainYes: Bool { question.hasWord("yes") }

    private var isSecret: Bool {
        switch kind {
        case .password, .otp: return true
        case .textDefault, .textRequired: return SecretReader.isPersonal(question)
        case .dialog:
            return question.hasAny([
                "password", "passphrase", "passwort", "mot de passe", "contraseña", "token", "secret",
            ])
        case .confirm, .listSelect, .menuNumbered, .menuLetters: return question.hasAny(StakeWords.login)
        case .waitExternal: return true
        default: return false
        }
    }

    private var isTrust: Bool {
        switch kind {
        case .hostkey: return true
        case .pressEnter, .anyKey: return question.hasAny(["browser", "log in", "sign in", "authenticat"])
        case .confirm, .menuLetters, .typedConfirm, .dialog, .listSelect, .menuNumbered:
            return question.hasAny(StakeWords.trust)
                || kind == .confirm
                    && above.hasAny([
                        "need to install the following", "previously unknown", "cannot be authenticated",
                        "certificate is", "certificate verif", "self-signed",
                        "fingerprint", "not trusted", "untrusted", "unauthenticated", "unverified", "importing",
                        "gpg key",
                    ])
        default: return false
        }
    }

    private var isCost: Bool {
        switch kind {
        case .confirm, .typedConfirm, .dialog, .listSelect, .menuLetters, .menuNumbered:
            return question.hasAnyStem(StakeWords.cost)
        default: return false
        }
    }

    /// Without `(if …)`: what would happen on another occasion.
    static func withoutAsides(_ question: String) -> String {
        let scalars = Array(question.unicodeScalars)
        guard
            let aside = BracketGroup.groups(in: scalars).first(where: { $0.open == "(" && $0.content.hasPrefix("if ") })
        else { return question }
        return String(String.UnicodeScalarView(scalars[..<aside.range.lowerBound] + scalars[aside.range.upperBound...]))
    }

    /// The lines that tell what will happen: counts (`0 to remove`) and hints about other commands are left out.
    private static func telling(_ text: String) -> String {
        text.split(separator: "\n").filter { line in
            if line.contains("autoremove") { return false }
            let numbers = line.split { !$0.isNumber }.count
            return !(line.first?.isNumber == true && numbers >= 3 && line.contains(","))
        }.joined(separator: "\n")
    }

    /// The words of the part of a command line that the asking process belongs to.
    private static func words(of command: String?, process: String?) -> [String] {
        guard let command, !command.isEmpty else { return process.map { [$0] } ?? [] }
        let parts = command.split { ";|&\n".contains($0) }.map { part in
            part.split { " \"'()".contains($0) }.map { name(String($0)) }.drop { isSetting($0) }
        }.filter { !$0.isEmpty }
        let own = process.flatMap { process in
            parts.last { $0.contains { $0.hasPrefix(process) || process.hasPrefix($0) && $0.count > 2 } }
        }
        return Array(own ?? parts.last ?? [])
    }

    private static func isSetting(_ word: String) -> Bool {
        word.contains("=") || ["sudo", "env", "exec", "time", "nice", "command"].contains(word)
    }

    private static func name(_ word: String) -> String {
        guard word.hasPrefix("/"), let slash = word.lastIndex(of: "/") else { return word.lowercased() }
        return word[word.index(after: slash)...].lowercased()
    }
}
