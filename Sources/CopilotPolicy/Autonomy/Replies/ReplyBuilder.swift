import CopilotModel

/// Makes the replies to a question out of its own words.
struct ReplyBuilder: Sendable {
    let reading: ScreenReading
    let keyboard: Keyboard

    /// Words of choices that change nothing.
    private static let leavingAlone = ["skip", "keep", "ignore", "unresolved", "none", "postpone", "later", "defer"]

    /// Yes and no, and Enter where it means one of them.
    ///
    /// - Parameters:
    ///   - menu: rows above that explain the letters and may mark one of them as the default.
    ///   - isExplicit: a bare Enter is never a yes.
    func confirm(
        _ choices: Choices?, refusal: PromptReply.Meaning = .decline, listed menu: MenuReader? = nil,
        isExplicit: Bool = false
    ) -> [PromptReply] {
        if var marked = choices, let row = menu?.items.first(where: { LowerText($0.label).has("(default)") }),
            marked.defaultItem == nil, let index = marked.items.firstIndex(where: { $0.key == row.key })
        {
            marked.items[index].isDefault = true
            let replies = confirm(marked, refusal: refusal)
            return replies.filter { $0.meaning == .takeDefault } + replies.filter { $0.meaning != .takeDefault }
        }
        guard let choices, let yes = choices.yes, let no = choices.no else {
            let letter = YesNoWords.yesLetter(for: LowerText(reading.question))
            return [
                PromptReply(.accept, send: keyboard.typed(letter), otherwise: keyboard.typed("yes")),
                PromptReply(refusal, send: keyboard.typed("n"), otherwise: keyboard.typed("no")),
            ]
        }
        var replies = [reply(.accept, yes), reply(refusal, no)]
        // Some libraries take the letter at once, others only with Enter; Enter alone takes the default in all of them.
        if keyboard.isSingleKey, yes.isDefault, !isExplicit {
            replies[0].otherwise = replies[0].send
            replies[0].send = "\r"
        }
        if let chosen = choices.defaultItem, chosen == yes || chosen == no {
            replies.append(PromptReply(.takeDefault, send: "\r", label: chosen.label, isDefault: true))
        } else if let named = choices.defaultItem {
            replies.append(PromptReply(.takeDefault, send: "\r", label: named.label, isDefault: true))
        }
        if asksForSetting, replies.last?.meaning == .takeDefault { replies.insert(replies.removeLast(), at: 0) }
        return replies + extras(choices, except: [yes.key, no.key])
    }

    /// Whether the question writes its default beside the pair, as wizards do for settings: `(y/n) [n]`, `[yes/no] (no)`.
    private var asksForSetting: Bool {
        var groups: [Substring] = []
        var rest = reading.question.suffix(64)[...]
        while let start = rest.firstIndex(where: { $0 == "(" || $0 == "[" }) {
            let close: Character = rest[start] == "(" ? ")" : "]"
            guard let end = rest[start...].firstIndex(of: close) else { break }
            groups.append(rest[rest.index(after: start)..<end])
            rest = rest[rest.index(after: end)...]
        }
        guard let written = groups.popLast(), let pair = groups.popLast() else { return false }
        let isPlain = pair.contains("/") && pair == pair.lowercased() && !pair.contains("[")
        return isPlain && !written.isEmpty && pair.split(separator: "/").contains { $0 == written.lowercased() }
    }

    private func reply(_ meaning: PromptReply.Meaning, _ item: Choices.Item) -> PromptReply {
        PromptReply(
            meaning, send: keyboard.typed(item.key), otherwise: otherWay(item.key), label: item.label,
            isDefault: item.isDefault)
    }

    /// `y` for `yes` and the other way round.
    private func otherWay(_ key: String) -> String? {
        switch key.lowercased() {
        case "y": return "yes\r"
        case "n": return "no\r"
        case "yes": return "y\r"
        case "no": return "n\r"
        default: return nil
        }
    }

    private func extras(_ choices: Choices, except used: Set<String>) -> [PromptReply] {
        choices.items.filter { !used.contains($0.key) && $0.key != "?" }.prefix(12).map { item in
            let label = item.label.lowercased()
            let isQuit =
                ["q", "quit", "cancel", "exit", "abort"].contains(label) || label.hasPrefix("quit")
                || label.hasPrefix("abort")
            let isAll =
                label == "all" || label == "always" || item.key == "A" || item.key == "a" && !label.hasPrefix("abort")
            let meaning: PromptReply.Meaning = isQuit ? .leave : isAll ? .acceptAll : .choice
            return PromptReply(meaning, send: keyboard.typed(item.key), label: item.label, isDefault: item.isDefault)
        }
    }

    /// A letter of several, with the rows that explain them.
    func letters(_ choices: Choices, _ menu: MenuReader?) -> [PromptReply] {
        var replies: [PromptReply] = []
        if let chosen = choices.defaultItem {
            replies.append(PromptReply(.takeDefault, send: "\r", label: chosen.label, isDefault: true))
        } else if let written = DefaultReader.text(of: reading), choices.form != .defaultOnly, !written.isEmpty,
            written.utf8.count <= 24, !isOwn(written, choices)
        {
            replies.append(PromptReply(.takeDefault, send: "\r", label: written, isDefault: true))
        }
        let yes = choices.yes
        let no = choices.no
        for item in choices.items.prefix(26) where item.key != "?" {
            let label = menu?.items.first { $0.key == item.key }?.label ?? item.label
            replies.append(
                PromptReply(
                    meaning(of: item, label, yes: yes, no: no), send: keyboard.typed(item.key), label: label,
                    isDefault: item.isDefault))
        }
        return replies
    }

    private func isOwn(_ written: String, _ choices: Choices) -> Bool {
        let keys = Set(choices.items.map { $0.key.lowercased() })
        return written.contains("/") || written.contains("?") || written.contains(",")
            || written.count >= 2 && written.lowercased().allSatisfy { keys.contains(String($0)) }
    }

    private func meaning(of item: Choices.Item, _ label: String, yes: Choices.Item?, no: Choices.Item?)
        -> PromptReply.Meaning
    {
        if item == yes { return .accept }
        if item == no { return .decline }
        let text = LowerText(label)
        if text.hasAnyStem(["quit", "abort", "cancel", "exit"]) || item.key == "q" { return .leave }
        if text.hasAnyStem(Self.leavingAlone) { return .keep }
        if text.hasWord("all") || text.hasWord("always") { return .acceptAll }
        return .choice
    }

    /// A row of a menu above the question.
    func menu(_ menu: MenuReader, choices: Choices?) -> [PromptReply] {
        var replies: [PromptReply] = []
        let marked = menu.items.first {
            LowerText($0.label).hasAny(["(default)", "(default ", "(default,", "*default*", "[default]"])
        }
        if marked != nil
            || LowerText(reading.asking).hasAny(["enter> to keep", "enter to keep", "enter for the current"])
        {
            replies.append(PromptReply(.takeDefault, send: "\r", label: marked?.label, isDefault: true))
        }
        let written = choices?.defaultItem?.key ?? DefaultReader.text(of: reading)
        if let written,
            choices?.defaultItem != nil || written.isEmpty
                || menu.items.contains(where: { $0.key == written || $0.label == written })
                || DefaultReader.named(in: reading.asking) != nil
        {
            replies.append(PromptReply(.takeDefault, send: "\r", label: written, isDefault: true))
        }
        let isKeyed = keyboard.isRaw && LowerText(reading.asking).hasAny(["keys", "a key", "press one"])
        let letters = litLetters(of: menu)
        for item in menu.items.prefix(24) {
            let key = letters[item.key] ?? item.key
            replies.append(
                PromptReply(
                    AnswerWords.isNo(item.label) ? .decline : .choice, send: isKeyed ? key : key + "\r",
                    otherwise: key == item.key ? nil : item.key + "\r", label: item.label,
                    isDefault: item.key == written))
        }
        if choices?.items.contains(where: { $0.key.lowercased() == "q" }) == true
            || LowerText(reading.asking).hasAny(["q to quit", "(q)uit"])
        {
            replies.append(PromptReply(.leave, send: "q\r", label: "quit"))
        }
        return replies
    }

    /// The short form of each numbered choice, by its number, where all words begin with a letter that is drawn differently from
    /// the rest of the word, no two alike.
    private func litLetters(of menu: MenuReader) -> [String: String] {
        guard menu.isNumbered else { return [:] }
        let lines = reading.screen.lines
        var words: [(letter: String, rest: String)] = []
        for lit in reading.screen.highlights where lit.text.utf8.count == 1 && lines.indices.contains(lit.row) {
            let row = Array(lines[lit.row].unicodeScalars)
            guard lit.text.allSatisfy(\.isLetter), lit.columns.lowerBound < row.count else { continue }
            words.append((lit.text, String(String.UnicodeScalarView(row[lit.columns.lowerBound...]))))
        }
        var found: [String: String] = [:]
        for item in menu.items where item.label.utf8.count > 1 {
            found[item.key] = words.first { $0.rest.hasPrefix(item.label) }?.letter
        }
        return found.count == menu.items.count && Set(found.values).count == found.count ? found : [:]
    }

    /// Rows of a list that arrow keys move through.
    func list(_ list: ListReader) -> [PromptReply] {
        var replies: [PromptReply] = []
        let pointedItem = list.items.indices.contains(list.pointed) ? list.items[list.pointed] : nil
        replies.append(PromptReply(.takeDefault, send: "\r", label: pointedItem, isDefault: true))
        guard !list.isFilter else { return replies + [PromptReply(.leave, send: "\u{1B}", otherwise: "\u{03}")] }
        for (index, item) in list.items.enumerated().prefix(24) where !list.isMultiple {
            let meaning: PromptReply.Meaning =
                AnswerWords.isNo(item) ? .decline : AnswerWords.isYes(item) ? .accept : .choice
            replies.append(
                PromptReply(
                    meaning, send: keyboard.moved(from: list.pointed, to: index), label: item,
                    isDefault: index == list.pointed))
        }
        return replies + [PromptReply(.leave, send: "\u{03}", otherwise: "\u{1B}")]
    }

    /// An agent's rows or letters: yes once, yes always, no.
    func agent(_ request: AgentReader) -> [PromptReply] {
        if request.isKeyed { return [PromptReply(.decline, send: "\u{1B}")] }
        guard let list = request.list else {
            return confirm(reading.choices, isExplicit: true)
        }
        var replies: [PromptReply] = []
        for (index, item) in list.items.enumerated().prefix(8) {
            let isNo = AnswerWords.isNo(item)
            let meaning: PromptReply.Meaning =
                isNo ? .decline : !AnswerWords.isYes(item) ? .choice : AnswerWords.isWide(item) ? .acceptAll : .accept
            let send = keyboard.moved(from: list.pointed, to: index)
            if isNo, replies.contains(where: { $0.meaning == .decline }) { continue }
            // A digit names its row; Enter would take whatever is preselected by then.
            let digit = ListReader.number(of: item).map { String($0) }
            // A row's own number says what is meant, whatever is highlighted.
            replies.append(
                PromptReply(
                    meaning, send: isNo ? "\u{1B}" : digit ?? send,
                    otherwise: isNo ? digit ?? send : digit.map { $0 + "\r" }, label: item,
                    isDefault: index == list.pointed))
        }
        if !replies.contains(where: { $0.meaning == .decline }) {
            replies.append(PromptReply(.decline, send: "\u{1B}"))
        }
        return replies
    }

    /// The buttons of a box.
    func box(_ box: BoxReader) -> [PromptReply] {
        guard !box.buttons.isEmpty else {
            return [PromptReply(.leave, send: "\u{1B}", otherwise: "q"), PromptReply(.decline, send: "\u{1B}")]
        }
        let active = box.buttons.firstIndex { $0.isActive }
        var replies: [PromptReply] = []
        // From a list of marks Enter may tick the row instead of leaving it.
        let enter = active == nil && box.hasMarks ? "\t\r" : "\r"
        for (index, button) in box.buttons.enumerated() {
            let from = active ?? 0
            let send =
                active == nil
                ? (index == 0 ? enter : "\t" + keyboard.stepped(from: 0, to: index))
                : keyboard.stepped(from: from, to: index)
            let meaning: PromptReply.Meaning =
                AnswerWords.isNo(button.label)
                ? .decline : AnswerWords.isYes(button.label) ? (box.buttons.count == 1 ? .goOn : .accept) : .choice
            replies.append(PromptReply(meaning, send: send, label: button.label, isDefault: index == from))
        }
        let chosen = box.buttons[active ?? 0].label
        if active == nil {
            replies.insert(
                PromptReply(
                    .takeDefault, send: enter, otherwise: box.hasMarks ? "\r" : "\t\r", label: chosen, isDefault: true),
                at: 0)
        } else {
            replies.insert(PromptReply(.takeDefault, send: "\r", label: chosen, isDefault: true), at: 0)
        }
        return replies + [PromptReply(.leave, send: "\u{1B}\u{1B}")]
    }
}
