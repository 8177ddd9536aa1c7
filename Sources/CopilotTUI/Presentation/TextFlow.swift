import CopilotCells

/// Sentences over several lines.
enum TextFlow {
    /// A text's words in lines of at most `width` columns; a longer word is cut, or goes on in the next line where
    /// `breakingWords`.
    static func lines(_ text: String, width: Int, breakingWords: Bool = false) -> [String] {
        guard width > 0 else { return [] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let joined = line.isEmpty ? String(word) : "\(line) \(word)"
            if TextWidth.columns(of: joined) <= width {
                line = joined
                continue
            }
            if !line.isEmpty { lines.append(line) }
            guard breakingWords else {
                line = TextWidth.truncate(String(word), to: width)
                continue
            }
            var pieces = pieces(of: word, width: width)
            line = pieces.popLast() ?? ""
            lines += pieces
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// A word in pieces of at most `width` columns; a cluster that is wider than that is left out.
    private static func pieces(of word: Substring, width: Int) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var columns = 0
        for character in word {
            let wide = TextWidth.columns(of: character)
            if wide > width { continue }
            if columns + wide > width {
                pieces.append(piece)
                piece = ""
                columns = 0
            }
            piece.append(character)
            columns += wide
        }
        return piece.isEmpty ? pieces : pieces + [piece]
    }
}
