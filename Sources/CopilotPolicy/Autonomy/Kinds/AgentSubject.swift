/// Finds what an agent's request is about: the command it wants to run, the file it wants to change.
enum AgentSubject {
    /// The row that asks, of those above a list.
    static func questionRow(above end: Int, in lines: [String]) -> Int? {
        let first = max(0, end - 14)
        guard first < end, end <= lines.count else { return nil }
        let asking = (first..<end).last { lines[$0].contains("?") }
        return asking ?? (first..<end).last { !unframed(lines[$0]).isEmpty }
    }

    /// In the question's own words, else between it and the answers, else above it.
    static func subject(of question: String, at place: Int?, before end: Int, in lines: [String]) -> String? {
        let words = QuotedWords.words(in: LowerText.levelled(question)).filter { $0.utf8.count > 2 }
        if let first = words.first { return first }
        if let named = named(in: question) { return named }
        let plain = lines.map(unframed)
        let row = min(place ?? end, plain.count)
        if row + 1 < end, end <= plain.count {
            let between = Array(plain[(row + 1)..<end])
            if let marked = marked(between) { return marked }
            if let text = paragraph(between) { return text }
        }
        let above = Array(plain[max(0, row - 16)..<row])
        return marked(above) ?? paragraph(above)
    }

    /// `edit to test.txt?`, `create src/x.py?`, `run npm test?`.
    private static func named(in question: String) -> String? {
        let text = question.prefix { $0 != "?" && $0 != "(" && $0 != "[" }
        let words = text.split(separator: " ").map(String.init)
        let verbs: Set<String> = ["create", "write", "overwrite", "delete", "read", "fetch", "open"]
        guard
            let place = words.lastIndex(where: {
                ["to", "run", "execute"].contains($0.lowercased()) || verbs.contains($0.lowercased())
            }), place + 1 < words.count
        else { return nil }
        let rest = words[(place + 1)...]
        guard rest.contains(where: { $0.contains(".") || $0.contains("/") || $0.contains("-") }),
            !rest.contains(where: { ["this", "these", "the", "command", "shell", "tool"].contains($0.lowercased()) })
        else { return nil }
        return rest.joined(separator: " ")
    }

    /// `$ npm test`, `Command: npm test`, `Bash(npm test)`.
    private static func marked(_ lines: [String]) -> String? {
        for (index, line) in lines.enumerated().reversed() {
            if line.hasPrefix("$ ") {
                return ScreenReading.trimmed(
                    ([String(line.dropFirst(2))] + lines[(index + 1)...].prefix { !$0.isEmpty }).joined(separator: "\n")
                )
            }
            for word in ["Command: ", "command: ", "Tool: ", "File: ", "Path: ", "> "] where line.hasPrefix(word) {
                return ScreenReading.trimmed(line.dropFirst(word.count))
            }
            guard let open = line.firstIndex(of: "("), line.hasSuffix(")"),
                line[..<open].allSatisfy({ $0.isLetter || $0 == " " || $0 == "●" || $0 == "⏺" || $0 == "_" }),
                open > line.startIndex
            else { continue }
            let name = line[..<open]
            if name.last?.isLetter == true { return String(line[line.index(after: open)...].dropLast()) }
        }
        return nil
    }

    /// The lines under a title, or the last paragraph.
    private static func paragraph(_ lines: [String]) -> String? {
        let title = lines.lastIndex { line in
            let text = LowerText(line)
            return text.bytes.count < 48
                && text.hasAny([
                    "command", "edit file", "write file", "create file", "fetch", "read file", "tool use", "edit",
                    "execute",
                ])
        }
        let rest = title.map { lines[($0 + 1)...] } ?? lines[...]
        let filled = rest.drop { $0.isEmpty }
        let taken =
            title == nil
            ? Array(lines.reversed().drop { $0.isEmpty }.prefix { !$0.isEmpty }.reversed())
            : Array(filled.prefix { !$0.isEmpty })
        let text = ScreenReading.trimmed(taken.joined(separator: "\n"))
        return text.isEmpty ? nil : text
    }

    static func unframed(_ line: String) -> String {
        guard !ScreenReading.isRule(line) else { return "" }
        var scalars = Substring(line).unicodeScalars
        while let first = scalars.first, first == " " || BoxReader.isFrame(first) { scalars.removeFirst() }
        while let last = scalars.last, last == " " || BoxReader.isFrame(last) { scalars.removeLast() }
        return String(Substring(scalars))
    }
}
