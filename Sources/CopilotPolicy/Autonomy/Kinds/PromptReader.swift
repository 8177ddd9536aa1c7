import CopilotModel

/// Makes a prompt of a screen that waits: kind, question, subject, replies, stakes.
struct PromptReader {
    let reading: ScreenReading
    let evidence: TerminalEvidence
    let command: String?
    /// The process that waits, where known.
    let process: String?
    /// Whether the kernel says that the terminal is being read.
    let isRead: Bool
    let choices: Choices?
    let builder: ReplyBuilder

    init(_ reading: ScreenReading, _ evidence: TerminalEvidence, command: String?, process: String?, isRead: Bool) {
        self.reading = reading
        self.evidence = evidence
        self.command = command
        self.process = process
        self.isRead = isRead
        choices = reading.choices
        builder = ReplyBuilder(reading: reading, keyboard: Keyboard(reading, evidence))
    }

    /// What was recognised.
    struct Finding {
        var kind: PromptKind
        var replies: [PromptReply]
        var question: String?
        var subject: String?
        /// More words that belong to the question: a box's text, an agent's command.
        var words: [String] = []
        /// Nothing is asked, only told.
        var isNotice = false

        init(
            _ kind: PromptKind, _ replies: [PromptReply] = [], question: String? = nil, subject: String? = nil,
            words: [String] = []
        ) {
            self.kind = kind
            self.replies = replies
            self.question = question
            self.subject = subject
            self.words = words
        }
    }

    func prompt(confidence: Double, reason: String) -> Prompt {
        let found = finding()
        let question = found.question ?? reading.question
        let stakes = PromptStakes(
            kind: found.kind, reading: reading, question: question, boxed: found.words + [found.subject ?? ""],
            command: command, process: process)
        return Prompt(
            kind: found.kind, question: question, subject: found.subject,
            replies: Array(found.replies.prefix(Prompt.mostReplies)),
            stakes: found.isNotice ? [] : stakes.all, confidence: confidence, screen: reading.screen.fingerprint,
            evidence: reason)
    }

    private var isHiddenTyping: Bool { evidence.isCanonical == true && evidence.isEchoing == false }
    private var isRaw: Bool { evidence.isCanonical == false }

    /// A line reader's screen with no words at its end: a number, a mark, nothing.
    private var isWordless: Bool {
        evidence.isCanonical == true && !isHiddenTyping && !reading.isBehindQuestion
            && ScreenReading.letters(in: reading.asking) < 2
    }

    /// From the surest sign to the vaguest.
    private func finding() -> Finding {
        if isWordless { return silent() }
        if QuestionWords.isHostKey(reading) { return Finding(.hostkey, builder.confirm(choices), subject: hostSubject) }
        if let found = screenful() { return found }
        if let found = secret() { return found }
        if let found = worded() { return found }
        if let found = offered() { return found }
        if isRaw, reading.screen.alternateScreen, choices == nil, !PhraseBook.asks(reading.asked),
            FullScreenKeys.leaving(reading) != nil
        {
            return silent()
        }
        if let found = toggled() ?? pressed() { return found }
        if let found = unmarked() { return found }
        return silent()
    }

    // MARK: Whole screens

    private func screenful() -> Finding? {
        if let box = reading.box {
            let question = String(box.text.joined(separator: " ").prefix(500))
            var found = Finding(.dialog, builder.box(box), question: question, words: box.text)
            found.isNotice = box.buttons.count == 1 && !box.hasField && !box.hasMarks
            return found
        }
        if let request = AgentReader.request(in: reading, command: command) {
            return Finding(
                .agentPermission, builder.agent(request), question: request.question, subject: request.subject,
                words: [request.subject ?? ""])
        }
        if let list = reading.list {
            let question = list.question.isEmpty ? reading.question : list.question
            return Finding(list.isMultiple ? .checkbox : .listSelect, builder.list(list), question: question)
        }
        if let mark = PagerReader.mark(in: reading) {
            let isTyped = reading.asked.hasAny(["<ret>", "return"]) && !reading.asked.has("(press return)")
            return Finding(
                .pager,
                [
                    PromptReply(.leave, send: isTyped ? "q\r" : "q", otherwise: "\u{03}"),
                    PromptReply(.goOn, send: isTyped ? "\r" : " "),
                ], question: mark)
        }
        if let editor = EditorReader.editor(in: reading), choices?.endsLine != true {
            let leave = PromptReply(
                .leave, send: editor.leaving(for: command), otherwise: editor.otherwise, label: editor.name)
            return Finding(.editor, [leave], question: "")
        }
        return nil
    }

    // MARK: Secrets

    private func secret() -> Finding? {
        guard choices?.yes == nil, TypedReader.word(in: reading) == nil || isHiddenTyping else { return nil }
        if isHiddenTyping,
            ReplReader.isPrompt(reading) == false || SecretReader.kind(of: reading, isEchoing: false) != nil
        {
            return Finding(SecretReader.kind(of: reading, isEchoing: false) ?? .password)
        }
        return SecretReader.kind(of: reading, isEchoing: nil).map { Finding($0) }
    }

    // MARK: Kinds told by words

    private func worded() -> Finding? {
        if QuestionWords.isLicense(reading, choices) { return Finding(.license, licenseReplies) }
        if QuestionWords.isConffile(reading), choices != nil { return Finding(.conffile, conffileReplies) }
        if let typed = TypedReader.word(in: reading) {
            return Finding(.typedConfirm, typedReplies(typed), subject: typed.word)
        }
        if ExternalReader.isWaiting(reading), !isRead || choices == nil && !reading.isBehindQuestion {
            return Finding(.waitExternal, [PromptReply(.leave, send: "\u{03}")])
        }
        if QuestionWords.isOverwrite(reading), choices?.yes != nil || choices == nil && reading.asking.contains("?") {
            return Finding(
                .overwrite, builder.confirm(choices, refusal: .keep),
                subject: QuotedWords.words(in: reading.question).first)
        }
        return nil
    }

    private var licenseReplies: [PromptReply] {
        if choices?.yes != nil { return builder.confirm(choices) }
        if let typed = TypedReader.word(in: reading), let word = typed.word {
            return [PromptReply(.accept, send: word + "\r"), PromptReply(.decline, send: "\u{03}")]
        }
        guard let choices, choices.items.count >= 2 else { return builder.confirm(nil) }
        return choices.items.enumerated().map {
            PromptReply($0.offset == 0 ? .accept : .decline, send: $0.element.key + "\r", label: $0.element.label)
        }
    }

    private var conffileReplies: [PromptReply] {
        let menu = LowerText(Array(reading.lastTexts(16)))
        var replies: [PromptReply] = []
        let keep = choices?.items.first { $0.isDefault } ?? choices?.no
        if let keep {
            replies.append(
                PromptReply(
                    .keep, send: keep.key + "\r", label: "keep the file that is there", isDefault: keep.isDefault))
        }
        if menu.hasAny(["default action is to keep", "[default=n]"]) || keep?.isDefault == true {
            replies.append(PromptReply(.takeDefault, send: "\r", isDefault: true))
        }
        if let yes = choices?.yes { replies.append(PromptReply(.accept, send: yes.key + "\r", label: yes.label)) }
        return replies
    }

    private func typedReplies(_ typed: TypedReader) -> [PromptReply] {
        guard let word = typed.word else { return [PromptReply(.decline, send: "\u{03}")] }
        let isYes = YesNoWords.isYes(word)
        let decline = isYes ? (word == word.uppercased() ? "NO\r" : "no\r") : "\u{03}"
        return [
            PromptReply(.decline, send: decline, otherwise: isYes ? "\u{03}" : nil),
            PromptReply(.accept, send: word + "\r", label: word),
        ]
    }

    // MARK: Choices on the line

    private func offered() -> Finding? {
        if reading.asked.has("for help):") || reading.asked.has("for help]:") { return repl() }
        guard let choices, choices.endsLine || choices.form == .quoted || choices.form == .lettered else { return nil }
        if choices.form != .lettered || choices.yes != nil, choices.isTwoSided, choices.yes != nil {
            return Finding(.confirm, builder.confirm(choices), subject: subject)
        }
        let menu = MenuReader.menu(in: reading)
        if choices.isNumbers || menu?.isNumbered == true && choices.items.contains(where: { Int($0.key) != nil }) {
            return Finding(
                .menuNumbered, menu.map { builder.menu($0, choices: choices) } ?? builder.letters(choices, nil))
        }
        if choices.isLetters || choices.form == .lettered || choices.items.contains(where: { $0.key == "?" }) {
            return Finding(.menuLetters, builder.letters(choices, menu), subject: subject)
        }
        guard choices.form != .defaultOnly else { return Finding(.confirm, builder.confirm(choices)) }
        if choices.yes != nil, choices.no != nil { return Finding(.menuLetters, builder.letters(choices, menu)) }
        return text()
    }

    private var subject: String? { QuotedWords.words(in: reading.question).first }
    private var hostSubject: String? { QuotedWords.words(in: reading.context.text).first }

    // MARK: No choices on the line

    /// `› No / Yes`: arrow keys move between two words.
    private func toggled() -> Finding? {
        guard isRaw,
            let mark = reading.asking.unicodeScalars.lastIndex(of: "›")
                ?? reading.asking.unicodeScalars.lastIndex(of: "·")
        else { return nil }
        let words = reading.asking[mark...].dropFirst().split(separator: "/").map { ScreenReading.trimmed($0) }
        guard words.count == 2, let yes = words.firstIndex(where: { YesNoWords.isYes($0) }),
            words.contains(where: { YesNoWords.isNo($0) })
        else { return nil }
        let right = "\u{1B}[C\r"
        let left = "\u{1B}[D\r"
        return Finding(
            .confirm,
            [
                PromptReply(.takeDefault, send: "\r", isDefault: true),
                PromptReply(.accept, send: yes == 1 ? right : left),
                PromptReply(.decline, send: yes == 1 ? left : right),
            ])
    }

    /// `press y to approve`, `type y to go on`.
    private func pressed() -> Finding? {
        for yes in ["y", "yes"] {
            let told = ["press ", "type ", "hit ", "enter "].contains { verb in
                ["\(yes) to ", "'\(yes)' to ", "\"\(yes)\" to ", "\(yes)|\(yes) for", "\(yes) for yes", "[\(yes)] to "]
                    .contains { reading.asked.has(verb + $0) }
            }
            if told {
                return Finding(
                    .confirm,
                    [
                        PromptReply(.accept, send: builder.keyboard.typed(yes)),
                        PromptReply(.decline, send: builder.keyboard.typed("n")),
                    ])
            }
        }
        return nil
    }

    private func unmarked() -> Finding? {
        if let kind = GoOnReader.kind(of: reading) { return goOn(kind) }
        let isMenuAsking =
            reading.asking.hasPrefix("#?")
            || reading.asked.hasAny(["what", "select", "choice", "choose", "option", "which", "pick"])
        if ReplReader.isPrompt(reading), !isMenuAsking || MenuReader.menu(in: reading) == nil {
            return repl()
        }
        if let lettered = letteredAbove() { return lettered }
        if let menu = MenuReader.menu(in: reading), asksOfMenu(menu) {
            return Finding(
                menu.isNumbered ? .menuNumbered : .menuLetters, builder.menu(menu, choices: choices),
                question: menu.title.isEmpty ? nil : menu.title + " " + reading.question)
        }
        guard reading.isBehindQuestion || reading.asking.hasSuffix("?") || reading.asking.hasSuffix(":") else {
            return nil
        }
        if isFullOfText { return nil }
        if isYesNo { return Finding(.confirm, builder.confirm(nil), subject: subject) }
        if isTUI { return nil }
        return reading.isBehindQuestion || PhraseBook.asks(reading.asked) ? text() : nil
    }

    /// The letters stand in the line above: `keep (l)ocal, take (o)ther … / What do you want to do?`
    private func letteredAbove() -> Finding? {
        let lines = reading.lastTexts(4)
        let joined = lines.suffix(3).joined(separator: " ")
        let scalars = Array(LowerText.levelled(joined).unicodeScalars.prefix(1_200))
        let groups = BracketGroup.groups(in: scalars)
        let isSpaced = reading.asking.contains("(")
        guard let choices = ChoiceReader.lettered(groups, scalars, isSpaced: isSpaced), choices.items.count >= 2
        else { return nil }
        guard
            reading.asking.hasSuffix("?") || isSpaced || !reading.isBehindQuestion
                || reading.asked.hasAny(["choice", "action", "select"])
        else { return nil }
        return Finding(.menuLetters, builder.letters(choices, nil))
    }

    private func asksOfMenu(_ menu: MenuReader) -> Bool {
        let text = reading.asked
        if !reading.isBehindQuestion { return menu.items.count >= 2 && isRead }
        if isYesNoOpening { return false }
        return reading.asking.hasSuffix(":") || reading.asking.hasSuffix("?") || reading.asking.hasSuffix(">")
            || reading.asking.hasSuffix("]")
            || reading.asking.hasSuffix(")")
            || text.hasAny([
                "choice", "select", "choose", "option", "number", "#?", "type one", "one of the keys", "press one",
            ])
    }

    private var isYesNoOpening: Bool {
        let text = LowerText(reading.question)
        return text.hasAny(["do you want to ", "are you sure", "would you like to ", "continue?", "proceed?"])
            && !text.hasAny(["what", "which"])
    }

    /// A question that a yes or a no answers, without saying so.
    private var isYesNo: Bool {
        let line = reading.asking
        let isAsked =
            line.hasSuffix("?") || line.hasSuffix("?...") || line.hasSuffix("? ") || line.hasSuffix("? :")
            || line.hasSuffix("?:")
        if line.hasSuffix("?...") || line.hasPrefix("< ") && line.hasSuffix(" > ?") { return true }
        guard isAsked, DefaultReader.text(of: reading) == nil || DefaultReader.text(of: reading) == "" else {
            return false
        }
        let text = LowerText(ListReader.unmarked(reading.question))
        let own = LowerText(ListReader.unmarked(line))
        if PhraseBook.asksOpenly(own)
            || own.words.count <= 2
                && !own.hasAny([
                    "continue", "proceed", "sure", "ok", "delete", "remove", "quit", "save", "really", "abort", "retry",
                    "ready", "confirm", "exit",
                ]) && text.words.count <= 2
        {
            return false
        }
        return !PhraseBook.asksOpenly(text) || text.hasAny(["are you sure", "do you want to "])
    }

    private func goOn(_ kind: PromptKind) -> Finding {
        let isKey = kind == .anyKey && isRaw
        return Finding(kind, [PromptReply(.goOn, send: isKey ? " " : "\r", otherwise: isKey ? "\r" : nil)])
    }

    private func repl() -> Finding {
        let leaving = ReplReader.leaving(reading, process: process)
        return Finding(.repl, [PromptReply(.leave, send: leaving.send, otherwise: leaving.otherwise)])
    }

    private func text() -> Finding {
        if let chosen = choices?.defaultItem {
            return Finding(.textDefault, [PromptReply(.takeDefault, send: "\r", label: chosen.key, isDefault: true)])
        }
        if let prefilled {
            return Finding(.textDefault, [PromptReply(.takeDefault, send: "\r", label: prefilled, isDefault: true)])
        }
        guard let written = DefaultReader.text(of: reading) ?? OptionalFields.empty(reading) else {
            return Finding(.textRequired)
        }
        return Finding(.textDefault, [PromptReply(.takeDefault, send: "\r", label: written, isDefault: true)])
    }

    /// A default that a line editor has put where it can be changed: `? Package name: demo`.
    private var prefilled: String? {
        guard isRaw, reading.isBehindQuestion, reading.gapBeforeCursor == 0 else { return nil }
        let line = reading.asking
        for mark in [": ", "? ", "› ", "» "] {
            guard let place = Self.last(mark, in: line) else { continue }
            let typed = ScreenReading.trimmed(line[place...])
            if !typed.isEmpty, typed.utf8.count <= 60 { return typed }
        }
        return nil
    }

    private static func last(_ mark: String, in line: String) -> String.Index? {
        var found: String.Index?
        var index = line.startIndex
        while index < line.endIndex {
            if line[index...].hasPrefix(mark) { found = line.index(index, offsetBy: mark.count) }
            index = line.index(after: index)
        }
        return found
    }

    // MARK: Nothing asked in words

    private var isTUI: Bool {
        isRaw && reading.screen.alternateScreen && reading.screen.lines.count { !$0.isEmpty } > 4
    }

    /// A screen full of rows with the cursor behind the last, as monitors leave it.
    private var isFullOfText: Bool {
        guard isRaw, choices == nil, let last = reading.asking.unicodeScalars.last else { return false }
        let isAsking = ":?>]›»".unicodeScalars.contains(last) || PhraseBook.asks(reading.asked)
        return !isAsking
            && (reading.gapBeforeCursor >= 3
                || reading.screen.lines.count { !$0.isEmpty } >= reading.screen.rows * 2 / 3)
    }

    private func silent() -> Finding {
        if isRaw, let leave = FullScreenKeys.leaving(reading) {
            return Finding(
                .tui, [PromptReply(.leave, send: leave, otherwise: leave == "q" ? "\u{03}" : "q")], question: "")
        }
        if isRaw {
            return reading.isBehindQuestion && !isTUI
                ? text() : Finding(.tui, [PromptReply(.leave, send: "q", otherwise: "\u{03}")], question: "")
        }
        if let process, ["ed", "dc", "bc", "telnet"].contains(process) { return repl() }
        let isRisky = StdinPrograms.isEndRisky(command)
        return Finding(
            .stdin, [PromptReply(.leave, send: isRisky ? "\u{03}" : "\u{04}", otherwise: "\u{03}")],
            question: reading.isBehindQuestion ? nil : "")
    }
}
