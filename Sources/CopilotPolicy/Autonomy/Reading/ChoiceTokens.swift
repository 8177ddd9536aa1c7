/// Takes the inside of a pair of brackets apart into what may be typed.
enum ChoiceTokens {
    /// Words between choices, beside strokes, commas and bars.
    private static let joiners = [
        " or ", " ou ", " oder ", " o ", " или ", " eller ", " lub ", " of ", " and ", " または ",
    ]

    /// The choices; empty where it is something else.
    static func items(of content: String, open: Unicode.Scalar) -> [Choices.Item] {
        guard content.utf8.count <= 160 else { return [] }
        var text = content
        for joiner in joiners where text.contains(joiner) { text = replacing(joiner, in: text, by: "/") }
        let separator: Character? = text.contains("/") ? "/" : text.contains("|") ? "|" : text.contains(",") ? "," : nil
        guard let separator else { return run(of: text) }
        let parts = text.split { $0 == separator || separator == "/" && $0 == "," }
            .map { ScreenReading.trimmed($0) }.filter { !$0.isEmpty }
        guard parts.count >= 2, parts.count <= ChoiceReader.mostItems, parts.allSatisfy(isShort) else { return [] }
        guard !looksLikePath(content, parts) else { return [] }
        return marked(parts)
    }

    /// Each part with its own marks of a default taken off: capital among small ones, brackets, star.
    static func marked(_ parts: [String]) -> [Choices.Item] {
        let capitals = parts.filter(isCapital)
        let hasSmall = parts.contains { part in part.unicodeScalars.contains { $0.properties.isLowercase } }
        return parts.map { part in
            if let item = opened(part) { return item }
            let bare = bare(part)
            let isBracketed = bare != part && !part.hasPrefix("'") && !part.hasPrefix("\"")
            let isOnlyCapital =
                capitals.count == 1 && hasSmall && isCapital(part) && !parts.contains(part.lowercased())
            let isWord = bare.unicodeScalars.count > 1
            let isLowered = isOnlyCapital && (!isWord || YesNoWords.isYes(bare) || YesNoWords.isNo(bare))
            return Choices.Item(
                key: isLowered ? bare.lowercased() : bare, label: bare,
                isDefault: isBracketed || isOnlyCapital && !isWord || isLowered)
        }
    }

    /// `[y]es`, `(q)uit` among several in one pair of brackets.
    private static func opened(_ part: String) -> Choices.Item? {
        let scalars = Array(part.unicodeScalars)
        guard scalars.count >= 4, scalars[0] == "[" || scalars[0] == "(", scalars[2] == "]" || scalars[2] == ")" else {
            return nil
        }
        let key = String(scalars[1])
        return Choices.Item(key: key, label: key + String(String.UnicodeScalarView(scalars[3...])), isDefault: false)
    }

    /// `yN`, `Ynaqdhm`, `12?q`: single letters without anything between.
    private static func run(of text: String) -> [Choices.Item] {
        let letters = text.unicodeScalars.map { String($0) }
        guard letters.count >= 2, letters.count <= 14, Set(letters).count == letters.count else { return [] }
        guard text.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || $0 == "?" || "0"..."9" ~= $0 }) else {
            return []
        }
        let capitals = letters.count(where: isCapital)
        let lower = Set(letters.map { $0.lowercased() })
        let isHelped = lower.contains("?") && letters.count >= 2
        let isYesNo =
            lower.contains("y") && lower.contains("n")
            && (letters.count <= 3 && letters[0].lowercased() == "y" || capitals == 1)
        let isKnown =
            lower.contains("y") && lower.contains("n")
            && lower.isSubset(of: ["y", "n", "a", "e", "q", "d", "s", "r", "l", "j", "k", "g", "p", "v", "c", "h", "?"])
            && Set(letters.prefix(2).map { $0.lowercased() }) == ["y", "n"]
        if isKnown { return marked(letters) }
        let isPair = letters.count == 2 && capitals == 1 && lower.contains("n")
        return isHelped || isYesNo || isPair ? marked(letters) : []
    }

    private static func isCapital(_ part: String) -> Bool {
        guard let first = bare(part).unicodeScalars.first else { return false }
        return first.properties.isUppercase
    }

    private static func isShort(_ part: String) -> Bool {
        part.utf8.count <= 28 && part.split(separator: " ").count <= 3
    }

    /// `/etc/hosts`, `origin/main`: strokes of another kind.
    private static func looksLikePath(_ content: String, _ parts: [String]) -> Bool {
        if content.hasPrefix("/") || content.hasPrefix("~") || content.hasPrefix(".") || content.contains("://") {
            return true
        }
        let isNumeric = content.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2F }
        return isNumeric && parts.count == 2 && parts[0] != "0" && parts[0] != "1"
    }

    /// Without quotes, brackets, star.
    static func bare(_ part: String) -> String {
        // `Y(yes)`: what stands before the brackets is typed.
        if part.hasSuffix(")"), let open = part.firstIndex(of: "("), open != part.startIndex, part.utf8.count <= 12,
            part[..<open].allSatisfy({ $0.isLetter }), part[..<open].count <= 2
        {
            return String(part[..<open])
        }
        var scalars = Substring(part).unicodeScalars
        while let first = scalars.first, "'\"[(<*`".unicodeScalars.contains(first) { scalars.removeFirst() }
        while let last = scalars.last, "'\"])>*`".unicodeScalars.contains(last) { scalars.removeLast() }
        return scalars.isEmpty ? part : String(Substring(scalars))
    }

    private static func replacing(_ needle: String, in text: String, by mark: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let found = rest.range(of: needle) {
            result += rest[..<found.lowerBound] + mark
            rest = rest[found.upperBound...]
        }
        return result + rest
    }
}

extension Substring {
    /// The first place of a text.
    fileprivate func range(of needle: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}
