/// Finds what may be a path in a line that a tool has printed: in quotes of any kind, or as a part between colons, or as a
/// word. Whether it is one, the machine tells.
enum EvidencePaths {
    /// The most that one line yields.
    static let most = 12

    /// The likeliest first, without repetitions. Where a tool quotes a path, nothing else in its line is one.
    static func all(in line: String) -> [String] {
        let quoted = quoted(line)
        var found: [String] = []
        for path in quoted.contains(where: { $0.contains("/") }) ? quoted : quoted + parts(line)
        where found.count < most && isPlausible(path) && !found.contains(path) {
            found.append(path)
        }
        return found
    }

    private static let closing: [Character: Set<Character>] = [
        "'": ["'"], "\"": ["\""], "`": ["'", "`"], "‘": ["’"], "“": ["”"], "„": ["“", "”"], "«": ["»"],
    ]

    /// What stands in quotes. An apostrophe inside a word is none: `can't open file 'x'`.
    private static func quoted(_ line: String) -> [String] {
        let letters = Array(line)
        var found: [String] = []
        var index = 0
        while index < letters.count {
            defer { index += 1 }
            guard let ends = closing[letters[index]], index == 0 || !isInWord(letters[index - 1]) else { continue }
            let end = letters[(index + 1)...].indices.first { at in
                ends.contains(letters[at]) && (at + 1 >= letters.count || !isInWord(letters[at + 1]))
            }
            guard let end else { continue }
            found.append(String(letters[(index + 1)..<end]).trimmed)
            index = end
        }
        return found
    }

    /// What stands between colons, as a whole and by its words, the last first: the reason follows the path.
    private static func parts(_ line: String) -> [String] {
        var whole: [String] = []
        var words: [String] = []
        for part in line.split(separator: ":").reversed() {
            let text = part.trimmed
            let pieces = text.split(whereSeparator: \.isWhitespace)
            if pieces.count == 1 {
                whole.append(bare(text))
            } else if let absolute = pieces.first(where: { $0.first == "/" }) {
                whole.append(bare(String(text[absolute.startIndex...])))
            }
            words += pieces.map { bare(String($0)) }.filter { $0.contains("/") }.reversed()
        }
        return whole + words
    }

    private static func bare(_ word: String) -> String {
        let marks: Set<Character> = [
            "'", "\"", "`", "‘", "’", "„", "“", "”", "«", "»", "(", ")", "[", "]", "{", "}", ",", ";", "<", ">",
        ]
        var rest = Substring(word)
        while let first = rest.first, marks.contains(first) { rest.removeFirst() }
        while let last = rest.last, marks.contains(last) || (last == "." && rest.count > 2) { rest.removeLast() }
        return String(rest)
    }

    private static func isInWord(_ letter: Character) -> Bool { letter.isLetter || letter.isNumber }

    /// Addresses on the network have colons or two slashes where paths have none.
    private static func isPlausible(_ text: String) -> Bool {
        !text.isEmpty && text != "/" && text != "." && text != ".." && !text.contains("://") && text.first != "-"
            && !text.hasPrefix("//")
    }
}
