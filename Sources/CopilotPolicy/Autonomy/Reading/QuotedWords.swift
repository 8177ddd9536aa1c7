/// Short texts in quotes on a line.
enum QuotedWords {
    /// In their order; an apostrophe inside a word opens nothing.
    static func words(in scalars: [Unicode.Scalar]) -> [String] {
        var result: [String] = []
        var index = 0
        while index < scalars.count, result.count < 12 {
            let open = scalars[index]
            guard let close = closing(of: open), index == 0 || !scalars[index - 1].properties.isAlphabetic,
                let end = scalars[(index + 1)...].prefix(80).firstIndex(of: close), end > index + 1
            else {
                index += 1
                continue
            }
            result.append(String(String.UnicodeScalarView(scalars[(index + 1)..<end])))
            index = end + 1
        }
        return result
    }

    static func words(in text: String) -> [String] { words(in: Array(text.unicodeScalars.prefix(1_200))) }

    private static func closing(of open: Unicode.Scalar) -> Unicode.Scalar? {
        switch open {
        case "'", "\"", "`": return open
        case "«": return "»"
        case "‘": return "’"
        case "“": return "”"
        case "「": return "」"
        default: return nil
        }
    }
}
