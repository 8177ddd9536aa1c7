import CopilotModel

/// The key that a full-screen program says it is left with.
enum FullScreenKeys {
    /// The bytes; nil: it says nothing.
    static func leaving(_ reading: ScreenReading) -> String? {
        leaving(at: Array(reading.screen.lines.prefix(3) + reading.screen.lines.suffix(4)))
    }

    /// Likewise, from some of its rows.
    static func leaving(at rows: some Sequence<String>) -> String? {
        let edges = LowerText(rows)
        if edges.hasAny(["f10quit", "10quit", "f10 quit", "f10:quit", "f10 exit"]) { return "\u{1B}[21~" }
        if edges.hasAny([
            "q:quit", "q quit", "[q]uit", "q: quit", "press q", "q=quit", "quit: q", "quit q", "quit [q]", "quit <q>",
            "exit: q", "(q)uit", "q to quit", "'q' to", "q)uit",
            "<q>", "[q] ",
        ]) {
            return "q"
        }
        if edges.hasAny(["^q quit", "^q exit", "ctrl+q", "ctrl-q", "^q "]) { return "\u{11}" }
        if edges.hasAny(["^x exit", "ctrl+x"]) { return "\u{18}" }
        if edges.hasAny(["^c quit", "quit [^c]", "quit: ^c", "quit ^c", "ctrl+c", "ctrl-c", "^c exit", "^c to"]) {
            return "\u{03}"
        }
        if edges.hasAny(["esc to", "esc exit", "esc quit", "esc: ", "[esc]"]) { return "\u{1B}" }
        return told(edges)
    }

    /// The keys in words before `to exit` or `to quit`: `^X ^C`, `Ctrl-K Q`, `C-x C-c`.
    static func told(_ edges: LowerText) -> String? {
        let words = edges.text.split { " \n,".contains($0) }.map(String.init)
        for index in words.indices where index >= 1 && index + 1 < words.count {
            guard words[index] == "to", ["exit", "quit", "leave"].contains(words[index + 1]) else { continue }
            var keys: [String] = []
            for word in words[..<index].suffix(2).reversed() {
                guard let key = key(word, isSecond: !keys.isEmpty || keys.isEmpty && index >= 2) else { break }
                keys.insert(key, at: 0)
            }
            if keys.contains(where: { $0.unicodeScalars.contains { $0.value < 0x20 } }) { return keys.joined() }
        }
        return nil
    }

    private static func key(_ word: String, isSecond: Bool) -> String? {
        for mark in ["^", "ctrl-", "ctrl+", "c-"] where word.hasPrefix(mark) {
            guard let letter = word.dropFirst(mark.count).unicodeScalars.first, word.count == mark.count + 1,
                letter.isASCII, letter.properties.isAlphabetic
            else { return nil }
            return String(UnicodeScalar(UInt8(letter.value & 0x1F)))
        }
        return isSecond && word.count == 1 ? word : nil
    }
}

/// What ends a program that reads data from the terminal.
enum StdinPrograms {
    /// Whether end of input would make the command act on what it got: crontab replaces the table, mail sends.
    static func isEndRisky(_ command: String?) -> Bool {
        guard let command else { return false }
        return LowerText(command).hasAnyWord([
            "crontab", "mail", "mailx", "sendmail", "at", "batch", "xargs", "chpasswd", "passwd", "patch", "mysql",
            "psql", "restore", "import", "apply", "newusers", "chpasswd", "kubectl", "parallel", "sh",
            "bash",
        ])
    }
}
