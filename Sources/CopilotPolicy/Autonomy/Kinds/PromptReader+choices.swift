import CopilotModel

/// Choices on the line that asks.
extension PromptReader {
    func offered() -> Finding? {
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

    var subject: String? { QuotedWords.words(in: reading.question).first }
    var hostSubject: String? { QuotedWords.words(in: reading.context.text).first }
}
