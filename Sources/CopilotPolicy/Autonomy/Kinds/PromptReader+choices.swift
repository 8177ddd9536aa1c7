import CopilotModel

/// Choices on the line that asks.
extension PromptReader {
    func offered() -> Finding? {
        if reading.asked.has("for help):") || reading.asked.has("for help]:") { return repl() }
        guard let choices, choices.endsLine || choices.form == .quoted || choices.form == .lettered else { return nil }
        if reading.context.has("a debugging session is active"), choices.yes != nil {
            // What is killed is what the debugger started; leaving it is no loss.
            return Finding(
                .confirm, builder.confirm(choices), question: "A debugging session is active. " + reading.asking)
        }
        let menu = MenuReader.menu(in: reading)
        if choices.form != .lettered || choices.yes != nil, choices.isTwoSided, choices.yes != nil,
            !isExplained(choices, by: menu)
        {
            return Finding(.confirm, builder.confirm(choices, listed: menu), subject: subject)
        }
        if choices.isNumbers, menu == nil, reading.asked.has("comma") {
            return Finding(.textDefault, [PromptReply(.takeDefault, send: "\r", isDefault: true)])
        }
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

    /// Whether rows above say that a letter that could mean yes means something else: `n) New remote`, `s) Set a password`.
    private func isExplained(_ choices: Choices, by menu: MenuReader?) -> Bool {
        guard let menu, !menu.isNumbered, let yes = choices.yes, let no = choices.no,
            let yesRow = menu.items.first(where: { $0.key == yes.key }),
            let noRow = menu.items.first(where: { $0.key == no.key })
        else { return false }
        func first(_ label: String) -> String { String(label.prefix { $0.isLetter }) }
        return !YesNoWords.isYes(first(yesRow.label)) || !YesNoWords.isNo(first(noRow.label))
    }

    var subject: String? { QuotedWords.words(in: PromptStakes.withoutAsides(reading.question)).first }
    var hostSubject: String? { QuotedWords.words(in: reading.context.text).first }
}
