/// Finds what a bare Enter takes.
enum DefaultReader {
    private static let words = [
        "default is ", "default: ", "default:", "default=", "default ", "défaut : ", "défaut: ", "défaut ", "vorgabe: ",
        "standard: ", "predeterminado: ",
    ]

    /// What the groups behind a question's choices, or the words `default p`, name as the default.
    static func written(in groups: [BracketGroup], behind end: Int, _ scalars: [Unicode.Scalar]) -> String? {
        if let group = groups.last { return stripped(group.content) }
        return named(in: String(String.UnicodeScalarView(scalars[min(end, scalars.count)...])))
    }

    /// What `default` is said to be anywhere in a text.
    static func named(in text: String) -> String? {
        let lower = LowerText.levelled(text).lowercased()
        guard lower.utf8.count == text.utf8.count || true, let word = words.first(where: { lower.contains($0) }) else {
            return nil
        }
        let scalars = Array(LowerText.levelled(text).unicodeScalars)
        let needle = Array(word.unicodeScalars)
        guard scalars.count >= needle.count else { return nil }
        for start in 0...(scalars.count - needle.count) {
            let slice = scalars[start..<(start + needle.count)]
            let fits = zip(slice, needle).allSatisfy { $0.properties.lowercaseMapping == String($1) }
            guard fits else { continue }
            let rest = scalars[(start + needle.count)...].prefix { !"),]};".unicodeScalars.contains($0) }
            let value = ScreenReading.trimmed(String(String.UnicodeScalarView(rest)))
            return value.isEmpty ? nil : ChoiceTokens.bare(value.hasSuffix(":") ? String(value.dropLast()) : value)
        }
        return nil
    }

    /// A default without the word `default` before it.
    static func stripped(_ content: String) -> String {
        named(in: content) ?? ChoiceTokens.bare(content)
    }

    /// The default that a question for text shows: `name (demo):`, `[8080]`, `(leave blank for X)`, `(1-4, default 1):`.
    static func text(of reading: ScreenReading) -> String? {
        let scalars = Array(reading.asking.unicodeScalars.suffix(1_200))
        if let group = BracketGroup.groups(in: scalars).last,
            scalars[group.range.upperBound...].allSatisfy({ " :?>=.›»".unicodeScalars.contains($0) })
        {
            if let named = named(in: group.content) { return named }
            if !isRemark(group.content) { return group.content }
        }
        if ["[]:", "[]", "():", "()"].contains(where: { reading.asking.hasSuffix($0) }) { return "" }
        if let named = named(in: reading.asking) { return named }
        let all = LowerText(reading.question)
        let isBlankMeant = all.hasAny([
            "leave blank for", "leave empty for", "blank for default", "empty for default", "press enter for",
            "enter for default", "or press enter", "hit enter for", "press enter to use", "press enter to accept",
            "press return for", "<enter> for", "press enter to skip", "enter to skip", "leave blank to",
            "leave empty to",
            "blank to select", "blank to accept", "blank to use", "just press enter", "(optional)", "[optional]",
            "press [enter] to accept",
        ])
        return isBlankMeant ? "" : nil
    }

    /// Words in brackets that explain and are no default.
    private static func isRemark(_ content: String) -> Bool {
        let lower = LowerText(content)
        let isRange = content.contains("-") || content.contains("..")
        if isRange, content.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D || $0 == 0x2E || $0 == 0x20 }),
            content.utf8.first != 0x2D
        {
            return true
        }
        return content.hasPrefix("@") || content.contains("\\") || content.contains("[")
            || lower.hasAnyWord([
                "hidden", "empty", "again", "required", "recommended", "seconds", "characters", "use", "press", "type",
                "enter", "e.g", "eg", "ex", "example", "help", "retype", "verify", "repeat", "min", "max", "comma",
                "space", "separated", "input", "will", "not", "optional", "format", "like",
            ])
    }
}
