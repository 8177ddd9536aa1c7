import CopilotCells

/// Sentences over several lines.
enum TextFlow {
    /// A text's words in lines of at most `width` columns; a longer word is cut.
    static func lines(_ text: String, width: Int) -> [String] {
        guard width > 0 else { return [] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let joined = line.isEmpty ? String(word) : "\(line) \(word)"
            if TextWidth.columns(of: joined) <= width {
                line = joined
            } else {
                if !line.isEmpty { lines.append(line) }
                line = TextWidth.truncate(String(word), to: width)
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
