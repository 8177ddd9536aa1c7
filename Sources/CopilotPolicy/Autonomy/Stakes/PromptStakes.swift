import CopilotModel

/// Judges what a wrong answer would lose or give away, from the question, what is asked about, what would be chosen, and who
/// asks.
///
/// Generous on purpose: taken for destructive by mistake, a question is declined; taken for harmless, data is lost.
struct PromptStakes {
    let kind: PromptKind
    /// The question and its subject, choices included.
    let question: LowerText
    /// The words of the choice that a bare yes would make: the default, the row or button that is highlighted.
    let chosen: LowerText
    /// The paragraph above it.
    let above: AboveText
    let asker: AskingCommand
    /// Nothing is asked, only told.
    let isNotice: Bool

    /// - Parameters:
    ///   - prompt: all but its stakes.
    ///   - question: not shortened.
    ///   - boxed: more words that belong to it: a box's text, what an agent wants.
    init(
        _ prompt: Prompt, _ reading: ScreenReading, question: String, boxed: [String], isNotice: Bool, command: String?,
        process: String?
    ) {
        kind = prompt.kind
        self.question = LowerText(([Self.withoutAsides(Self.withoutNoughts(question))] + boxed).joined(separator: "\n"))
        chosen = LowerText(Self.chosenLabels(of: prompt))
        asker = AskingCommand(command: command, process: process)
        above = AboveText(reading.context.text, isInstalling: asker.installs)
        self.isNotice = isNotice
    }

    /// All stakes, sorted.
    var all: [PromptStake] {
        if isNotice { return isNoticeOfLoss ? [.destructive] : [] }
        var result: Set<PromptStake> = []
        if isDestructive { result.insert(.destructive) }
        if isSecret { result.insert(.secret) }
        if isTrust { result.insert(.trust) }
        if isLegal { result.insert(.license) }
        if isCost { result.insert(.cost) }
        return result.sorted()
    }

    /// A box with nothing but an OK says what has happened or what will: only the latter can still be kept from happening.
    private var isNoticeOfLoss: Bool {
        question.hasAny(StakeWords.destructiveAbove) || question.hasAny(StakeWords.destructiveAnywhere)
            || question.hasAny(StakeWords.intents)
                && (question.hasAnyStem(StakeWords.losing) || question.hasAnyStem(StakeWords.foreignDeeds))
    }

    private var isDestructive: Bool {
        if asker.rewritesDisks { return true }
        switch kind {
        case .password, .otp, .hostkey, .license, .waitExternal, .pager, .editor, .tui, .repl: return false
        case .stdin: return asker.feedsRemover
        case .typedConfirm: return isUndoing || asker.isDestructive || !isPlainYes
        case .anyKey, .pressEnter: return isUndoing
        case .textDefault where question.text.hasPrefix(">"): return hasDestructiveWord(question)
        case .textDefault, .textRequired: return hasDeed(question)
        case .overwrite, .conffile: return question.hasAnyStem(StakeWords.destructive) || hasPhrase(question)
        case .agentPermission: return hasDeed(question) || hasDestructiveWord(question)
        case .confirm, .menuLetters, .menuNumbered, .dialog:
            return isUndoing || asker.isDestructive
        case .listSelect, .checkbox: return hasDeed(question) || hasDeed(chosen)
        }
    }

    /// The question, what would be chosen, or what stands above loses something; a question cut short may.
    private var isUndoing: Bool {
        if hasDeed(question) || hasDeed(chosen) || question.isCut { return true }
        if question.hasAnyStem(StakeWords.repairing) { return true }
        if kind == .confirm, question.hasAnyWord(["all", "every", "each"]), question.hasAnyStem(StakeWords.shared) {
            return true
        }
        // Above a menu stand its other rows.
        if kind == .menuNumbered || kind == .dialog { return false }
        return above.text.hasAny(StakeWords.destructiveAbove) || isBare && above.announcesLoss
    }

    private func hasDeed(_ text: LowerText) -> Bool {
        if text.has("migrat"), text.words.allSatisfy({ StakeWords.plainMigration.contains($0) }) { return false }
        return text.hasAnyStem(StakeWords.destructive) || text.hasAnyStem(StakeWords.undoing)
            || text.hasAnyStem(StakeWords.foreignDeeds) || text.hasAnyStem(StakeWords.furtherDeeds) || hasPhrase(text)
    }

    private func hasPhrase(_ text: LowerText) -> Bool {
        text.hasAny(StakeWords.destructiveAnywhere) || text.hasAny(StakeWords.places)
            || text.hasAny(StakeWords.foreignAnywhere)
    }

    /// Whether it names no deed of its own, so that what stands above tells what a yes would do.
    private var isBare: Bool {
        kind == .anyKey || kind == .pressEnter || question.words.count <= 8 || question.hasAny(StakeWords.goingOn)
    }

    private func hasDestructiveWord(_ text: LowerText) -> Bool {
        text.words.contains { StakeWords.destructiveCommands.contains($0) || $0.hasPrefix("mkfs") }
    }

    /// Whether only a yes is to be typed, not a name or a vow.
    private var isPlainYes: Bool { question.hasWord("yes") }

    private var isSecret: Bool {
        switch kind {
        case .password, .otp, .waitExternal: return true
        case .textDefault, .textRequired: return SecretReader.isPersonal(question)
        case .dialog: return question.hasAny(StakeWords.secretFields)
        case .confirm, .listSelect, .menuNumbered, .menuLetters: return question.hasAny(StakeWords.login)
        default: return false
        }
    }

    private var isTrust: Bool {
        switch kind {
        case .hostkey: return true
        case .pressEnter, .anyKey: return question.hasAny(["browser", "log in", "sign in", "authenticat"])
        case .confirm, .menuLetters, .typedConfirm, .dialog, .listSelect, .menuNumbered:
            return question.hasAny(StakeWords.trust) || question.hasAny(StakeWords.bared)
                || chosen.hasAny(StakeWords.trust)
                || kind == .confirm && above.text.hasAny(StakeWords.trustAbove)
        default: return false
        }
    }

    /// A consent to terms; a bare "Accept?" names none, and only terms are accepted.
    private var isLegal: Bool {
        switch kind {
        case .license: return true
        case .confirm, .typedConfirm, .menuLetters, .dialog:
            return question.hasAny(StakeWords.legal)
                || question.hasAny(["licen", "lizenz", "eula", "gpl", "terms"])
                    && question.hasAny(["accept", "agree", "read", "consent"])
        default: return false
        }
    }

    private var isCost: Bool {
        switch kind {
        case .confirm, .typedConfirm, .dialog, .listSelect, .menuLetters, .menuNumbered:
            if kind == .confirm || kind == .typedConfirm, asker.reachesOut { return true }
            return question.hasAnyStem(StakeWords.cost) || chosen.hasAnyStem(StakeWords.cost)
                || question.hasAny(StakeWords.costAnywhere) || question.hasAny(StakeWords.fees)
                || question.hasAnyWord(StakeWords.money)
        default: return false
        }
    }

    /// The labels of what the table would choose.
    private static func chosenLabels(of prompt: Prompt) -> String {
        switch prompt.kind {
        case .listSelect, .menuLetters, .menuNumbered, .dialog, .confirm, .typedConfirm:
            let offered = prompt.offered?.label ?? ""
            let defaults = prompt.replies.filter { $0.isDefault && $0.meaning != .takeDefault }.compactMap(\.label)
            let named = prompt.replies.first { $0.send == offered + "\r" || $0.send == offered }?.label ?? ""
            return ([offered, named] + defaults).joined(separator: "\n")
        default: return ""
        }
    }

    /// Without `0 removed`, `0 to destroy`: what will not happen.
    static func withoutNoughts(_ question: String) -> String {
        let words = question.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        var kept: [String] = []
        var index = 0
        while index < words.count {
            let deed = index + 1 < words.count && ["to", "be"].contains(words[index + 1]) ? index + 2 : index + 1
            if words[index] == "0", deed < words.count, LowerText(words[deed]).hasAnyStem(StakeWords.losing) {
                index = deed + 1
            } else {
                kept.append(words[index])
                index += 1
            }
        }
        return kept.joined(separator: " ")
    }

    /// Without `(if …)`: what would happen on another occasion.
    static func withoutAsides(_ question: String) -> String {
        let scalars = Array(question.unicodeScalars)
        guard
            let aside = BracketGroup.groups(in: scalars).first(where: { $0.open == "(" && $0.content.hasPrefix("if ") })
        else { return question }
        return String(String.UnicodeScalarView(scalars[..<aside.range.lowerBound] + scalars[aside.range.upperBound...]))
    }
}
