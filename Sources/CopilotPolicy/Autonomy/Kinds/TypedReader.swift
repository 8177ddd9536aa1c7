/// Finds a word or phrase that must be typed in full to go on.
struct TypedReader: Sendable, Hashable {
    /// The word; nil: the name of the thing in question.
    var word: String?

    private static let asking = [
        "type", "enter", "retype", "re-type", "input", "write", "tapez", "saisissez", "écrivez", "geben sie", "tippen",
        "escriba", "digite", "wpisz", "введите", "输入", "輸入", "入力",
    ]

    static func word(in reading: ScreenReading) -> TypedReader? {
        let own = reading.asked
        let near = LowerText(Array(reading.lastTexts(5)))
        if near.hasAny(["only 'yes' will be accepted", "only \"yes\" will be accepted"]) {
            return TypedReader(word: "yes")
        }
        if let typed = typed(own, reading.asking) { return typed }
        // The last line is a bare "Enter a value:" or ">": the sentence above says what.
        guard own.bytes.count < 28, !own.hasAny(["[y", "(y", "y/n", "yes/no"]), reading.lines.count > 1 else {
            return nil
        }
        for line in reading.lastTexts(4).dropLast().reversed() {
            if let typed = typed(LowerText(line), line), typed.word != nil || line.contains("confirm") { return typed }
        }
        return nil
    }

    private static func typed(_ text: LowerText, _ line: String) -> TypedReader? {
        guard text.hasAnyStem(asking), !text.hasAny(["press enter", "press return", "hit enter"]) else { return nil }
        guard var found = found(text, line) else { return nil }
        guard let word = found.word else { return found }
        guard word.unicodeScalars.count >= 2 else { return nil }
        if text.hasAny(["in capital", "uppercase", "upper case", "capital letters"]) { found.word = word.uppercased() }
        return found
    }

    private static func found(_ text: LowerText, _ line: String) -> TypedReader? {
        let words = QuotedWords.words(in: LowerText.levelled(line))
        let isForGoingOn = text.hasAny([
            "to confirm", "to continue", "to proceed", "to accept", "if you understand", "to approve", "to delete",
            "to destroy", "to remove", "to agree", "to verify", "to go on", "in full", "pour confirmer",
            "pour continuer", "zur bestätigung", "um fortzufahren", "para confirmar", "para continuar",
            "per confermare", "для подтверждения", "to drop", "if you are sure", "to wipe", "to erase", "以确认", "確認",
            "to reset", "if you want to", "to acknowledge", "to overwrite", "exactly", "in capital", "in uppercase",
            "the phrase", "to disable",
        ])
        if text.hasAny(["type its name", "type the name", "name to confirm", "name of the", "enter the name"])
            && isForGoingOn
            || text.hasAny(["to confirm", "confirm"])
                && text.hasAny([
                    "type its name", "type the name", "enter the name", "type the full", "type the repository",
                    "type the cluster", "type the project", "type the database",
                ])
        {
            return TypedReader(
                word: words.count == 1 && text.hasAny(["name to confirm", "('", "(\""]) ? words[0] : nil)
        }
        guard isForGoingOn else { return bareUpper(text, line) }
        if words.count == 1 || words.count == 2 && YesNoWords.isNo(words[1]) == false && text.hasAny(["phrase"]) {
            return TypedReader(word: words[0])
        }
        return bareUpper(text, line) ?? unquoted(line)
    }

    /// `Type owner/name to confirm`, `To proceed, type name or …`.
    private static func unquoted(_ line: String) -> TypedReader? {
        let words = line.split(separator: " ").map(String.init)
        guard let verb = words.lastIndex(where: { ["type", "retype"].contains($0.lowercased()) }),
            verb + 1 < words.count
        else { return nil }
        let next = words[verb + 1]
        let follows = verb + 2 < words.count ? words[verb + 2] : ""
        guard ["to", "or", "and", "below", ""].contains(follows), next.count >= 2 else { return nil }
        guard
            !["in", "the", "your", "a", "an", "its", "below", "yes/no", "it", "this", "y"].contains(next.lowercased())
        else { return nil }
        return TypedReader(word: next.hasSuffix(":") || next.hasSuffix(".") ? String(next.dropLast()) : next)
    }

    /// `Type uppercase yes`, `type YES to continue`.
    private static func bareUpper(_ text: LowerText, _ line: String) -> TypedReader? {
        if text.hasAny(["uppercase yes", "upper case yes", "capital letters", "'yes' in capital"]) {
            return TypedReader(word: "YES")
        }
        if text.has("yes, do as i say") { return TypedReader(word: "Yes, do as I say!") }
        guard
            text.hasAny([
                "type yes", "enter yes", "type delete", "type confirm", "type destroy", "type i agree", "type yes,",
            ])
        else { return nil }
        let words = line.split { !$0.isLetter }
        let place = words.firstIndex { ["type", "enter"].contains($0.lowercased()) }
        guard let place, place + 1 < words.count else { return nil }
        return TypedReader(word: String(words[place + 1]))
    }
}
