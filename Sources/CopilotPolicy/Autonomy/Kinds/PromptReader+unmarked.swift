import CopilotModel

/// Questions that offer nothing to type in so many words.
extension PromptReader {
    /// `› No / Yes`: arrow keys move between two words.
    func toggled() -> Finding? {
        guard isRaw,
            let mark = reading.asking.unicodeScalars.lastIndex(of: "›")
                ?? reading.asking.unicodeScalars.lastIndex(of: "·")
        else { return nil }
        let words = reading.asking[mark...].dropFirst().split(separator: "/").map { ScreenReading.trimmed($0) }
        guard words.count == 2, let yes = words.firstIndex(where: { YesNoWords.isYes($0) }),
            words.contains(where: { YesNoWords.isNo($0) })
        else { return nil }
        // The word that stands out is the one that Enter takes.
        let lit = reading.screen.highlights.first { highlight in
            highlight.row == reading.screen.cursor.row && words.contains(highlight.text)
        }
        let at = lit.flatMap { words.firstIndex(of: $0.text) }
        func reach(_ index: Int) -> String { index == at ? "\r" : index == 1 ? "\u{1B}[C\r" : "\u{1B}[D\r" }
        return Finding(
            .confirm,
            [
                PromptReply(.takeDefault, send: "\r", label: lit?.text, isDefault: true),
                PromptReply(.accept, send: reach(yes), isDefault: yes == at),
                PromptReply(.decline, send: reach(1 - yes), isDefault: 1 - yes == at),
            ])
    }

    /// `press y to approve`, `type y to go on`.
    func pressed() -> Finding? {
        if isRaw, reading.asked.has("y yes"), reading.asked.has("n no"),
            let question = reading.lastTexts(8).dropLast().last(where: { $0.contains("?") })
        {
            return Finding(
                .confirm, [PromptReply(.accept, send: "y"), PromptReply(.decline, send: "n")],
                question: ScreenReading.trimmed(question))
        }
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

    func unmarked() -> Finding? {
        if let kind = GoOnReader.kind(of: reading) { return goOn(kind) }
        let isMenuAsking =
            reading.asking.hasPrefix("#?") || reading.asking.hasPrefix("?#")
            || reading.asked.hasAny(["what", "select", "choice", "choose", "option", "which", "pick"])
        let menu = MenuReader.menu(in: reading)
        let isBareMark = reading.asking == ">" && menu?.isNumbered == true
        if ReplReader.isPrompt(reading), !isMenuAsking && !isBareMark || menu == nil {
            return repl()
        }
        if let lettered = letteredAbove() { return lettered }
        if let menu, asksOfMenu(menu) {
            var replies = builder.menu(menu, choices: choices)
            if isDebconf, replies.first?.meaning != .takeDefault {
                replies.insert(PromptReply(.takeDefault, send: "\r", isDefault: true), at: 0)
            }
            return Finding(
                menu.isNumbered ? .menuNumbered : .menuLetters, replies,
                question: menu.title.isEmpty ? nil : menu.title + " " + reading.question)
        }
        if isBareVerb { return Finding(.confirm, builder.confirm(nil)) }
        guard reading.isBehindQuestion || reading.asking.hasSuffix("?") || reading.asking.hasSuffix(":") else {
            return nil
        }
        if isFullOfText || isStatusLine { return nil }
        if isYesNo { return Finding(.confirm, builder.confirm(nil), subject: subject) }
        if isTUI { return nil }
        return reading.isBehindQuestion || PhraseBook.asks(reading.asked) ? text() : nil
    }

    /// The letters stand in the line above: `keep (l)ocal, take (o)ther … / What do you want to do?`
    func letteredAbove() -> Finding? {
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

    func asksOfMenu(_ menu: MenuReader) -> Bool {
        let text = reading.asked
        if !reading.isBehindQuestion { return menu.items.count >= 2 && isRead }
        if isYesNoOpening { return false }
        return reading.asking.hasSuffix(":") || reading.asking.hasSuffix("?") || reading.asking.hasSuffix(">")
            || reading.asking.hasSuffix("]")
            || reading.asking.hasSuffix(")")
            || text.hasAny([
                "choice", "select", "choose", "option", "number", "#?", "?#", "type one", "one of the keys",
                "press one",
            ])
    }

    var isYesNoOpening: Bool {
        let text = LowerText(reading.question)
        return text.hasAny(["do you want to ", "are you sure", "would you like to ", "continue?", "proceed?"])
            && !text.hasAny(["what", "which"])
    }

    /// A question that a yes or a no answers, without saying so.
    var isYesNo: Bool {
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
            || own.words.count <= 2 && QuotedWords.words(in: LowerText.levelled(line)).isEmpty
                && !own.hasAny([
                    "continue", "proceed", "sure", "ok", "delete", "remove", "quit", "save", "really", "abort", "retry",
                    "ready", "confirm", "exit",
                ]) && text.words.count <= 2
        {
            return false
        }
        return !PhraseBook.asksOpenly(text) || text.hasAny(["are you sure", "do you want to "])
    }

    /// A line that is nothing but `Proceed` or `Continue`, with the cursor beneath it.
    private var isBareVerb: Bool {
        !reading.isBehindQuestion && isRead
            && ["proceed", "continue", "confirm", "go on", "go ahead"].contains(reading.asked.text)
    }

    /// Where keys are taken one by one: a row at the screen's foot, or of a screen of its own, that tells and does not ask.
    private var isStatusLine: Bool {
        let screen = reading.screen
        guard isRaw, !screen.bracketedPaste, screen.alternateScreen || screen.cursor.row >= screen.rows - 2,
            let last = reading.asking.unicodeScalars.last
        else { return false }
        return !":?>])›»".unicodeScalars.contains(last) && !PhraseBook.asks(reading.asked) && prefilled == nil
            && !reading.asking.hasPrefix("? ")
    }

    func goOn(_ kind: PromptKind) -> Finding {
        let isKey = kind == .anyKey && isRaw
        return Finding(kind, [PromptReply(.goOn, send: isKey ? " " : "\r", otherwise: isKey ? "\r" : nil)])
    }

    func repl() -> Finding {
        let leaving = ReplReader.leaving(reading, process: process)
        return Finding(.repl, [PromptReply(.leave, send: leaving.send, otherwise: leaving.otherwise)])
    }

    func text() -> Finding {
        if let chosen = choices?.defaultItem {
            return Finding(.textDefault, [PromptReply(.takeDefault, send: "\r", label: chosen.key, isDefault: true)])
        }
        if let prefilled {
            return Finding(.textDefault, [PromptReply(.takeDefault, send: "\r", label: prefilled, isDefault: true)])
        }
        guard let written = DefaultReader.text(of: reading) ?? OptionalFields.empty(reading) ?? (isDebconf ? "" : nil)
        else {
            return Finding(.textRequired)
        }
        return Finding(.textDefault, [PromptReply(.takeDefault, send: "\r", label: written, isDefault: true)])
    }

    /// Whether Debian's package configuration asks: Enter takes the package's own default, which it need not show, as its
    /// non-interactive front end does too (debconf(7)).
    private var isDebconf: Bool {
        if process?.hasPrefix("dpkg-reconf") == true { return true }
        if process == "frontend", evidence.witnesses.contains(where: { $0.command.hasPrefix("dpkg") }) { return true }
        let lines = reading.lastTexts(20)
        return zip(lines, lines.dropFirst()).contains { title, rule in
            rule.count >= 12 && rule.count == title.count && rule.allSatisfy { $0 == "-" }
                && ["Configuring ", "Configuration de ", "Konfiguriere", "Configurando "].contains {
                    title.hasPrefix($0)
                }
        }
    }

    /// A default that a line editor has put where it can be changed: `? Package name: demo`.
    var prefilled: String? {
        guard isRaw, reading.isBehindQuestion, reading.gapBeforeCursor == 0 else { return nil }
        let line = reading.asking
        for mark in [": ", "? ", "› ", "» "] {
            guard let place = Self.last(mark, in: line) else { continue }
            let typed = ScreenReading.trimmed(line[place...])
            if !typed.isEmpty, typed.utf8.count <= 60 { return typed }
        }
        // The question fills the line above, what may be changed stands on its own.
        let own = AgentSubject.unframed(line)
        let isFramed = own != line
        guard reading.screen.bracketedPaste || isFramed, let index = reading.askingIndex, index > 0, !own.isEmpty,
            line.utf8.count <= 60
        else { return nil }
        let above = ScreenReading.trimmed(reading.lines[index - 1])
        return PhraseBook.asks(LowerText(above)) || isFramed && above.hasSuffix(":") ? own : nil
    }

    static func last(_ mark: String, in line: String) -> String.Index? {
        var found: String.Index?
        var index = line.startIndex
        while index < line.endIndex {
            if line[index...].hasPrefix(mark) { found = line.index(index, offsetBy: mark.count) }
            index = line.index(after: index)
        }
        return found
    }
}
