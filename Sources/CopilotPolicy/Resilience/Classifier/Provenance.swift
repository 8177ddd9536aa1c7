/// Whose words a line is: the failing program's own, or something that it only shows.
enum Provenance {
    /// How much less the lines say about the cause, 0 to 100, one number a line.
    static func discounts(_ lines: [OutputLines.Line], isReader: Bool) -> [Int] {
        var discounts: [Int] = []
        discounts.reserveCapacity(lines.count)
        var isTraceFrame = false
        var ofFrame = 0
        for line in lines {
            var discount = own(line.lower, indent: line.indent)
            // A frame around several lines begins with what it is: a warning, an error.
            if !line.isFramed || line.lower.starts(with: "error".utf8) { ofFrame = 0 }
            if line.isFramed, line.lower.starts(with: "warning".utf8) { ofFrame = discount }
            discount = max(discount, ofFrame)
            // The line below `File "a.py", line 3, in f` is that file's, not the program's.
            if isTraceFrame, line.indent >= 4 { discount = max(discount, 60) }
            isTraceFrame = line.indent > 0 && line.lower.starts(with: "file \"".utf8)
            // What grep, cat or tail print is a file's.
            if isReader { discount = max(discount, isPrefixedByProgram(line.lower) ? 0 : 35) }
            discounts.append(discount)
        }
        return discounts
    }

    private static func own(_ line: ArraySlice<UInt8>, indent: Int) -> Int {
        if isSnippet(line) { return 60 }
        for (prefix, discount) in prefixes where line.starts(with: prefix) { return discount }
        return spoken(in: line)
    }

    private static let prefixes = encoded([
        ("w: ", 12), ("warning:", 18), ("warn ", 18), ("[warning]", 18), ("[warn]", 18), ("npm warn", 22),
        ("note:", 25), ("hint:", 25), ("info:", 25), ("[info]", 25), ("info ", 25), ("debug", 30), ("[debug]", 30),
        ("trace ", 30),
        ("+ ", 35), ("$ ", 35), ("> ", 12), ("passed", 50), ("ok ", 50), ("✓", 50), ("✔", 50), ("pass ", 50),
        ("pass:", 50), ("# ", 20), ("//", 40), ("* http", 10), ("skipped", 40), ("help:", 30), ("  help", 30),
        ("n: ", 25),
        ("attention", 18), ("warnung", 18), ("retrying", 15), ("at ", 30), ("from ", 30), ("see <", 40), ("--", 12),
        ("[error] [help", 60), ("[error] to see the full", 60), ("[error] re-run maven", 60), ("* try", 60),
        ("run with --stacktrace", 60), ("during handling of", 60), ("please submit", 60),
    ])

    private static let words = encoded([
        (" retrying", 12), ("... ok", 50), ("... passed", 50), (" passed in", 30), (" - info - ", 25), (" info: ", 25),
        (" debug: ", 30), (" warning: ", 12), (" warn ", 15),
        (" (expected)", 40), ("as expected", 40), ("expected error", 40), ("ignored)", 40), ("ignoring", 20),
        ("non-fatal", 30),
        ("deprecat", 30), ("will be retried", 12), ("... no", 45), ("... yes", 45),
    ])

    private static let wordIndex = PhraseIndex(words.map(\.0))

    /// The discount of the most telling of ``words`` in the line.
    private static func spoken(in line: ArraySlice<UInt8>) -> Int {
        var first = words.count
        wordIndex.search(line) { word, _ in
            first = min(first, word)
            return first == 0
        }
        return first < words.count ? words[first].1 : 0
    }

    private static func encoded(_ table: [(String, Int)]) -> [([UInt8], Int)] { table.map { (Array($0.0.utf8), $0.1) } }

    /// `  12 | let x = y`, `    |    ^~~`, `^^^^`: a piece of source that a compiler shows.
    private static func isSnippet(_ line: ArraySlice<UInt8>) -> Bool {
        let rest = line.drop { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x20 }
        if rest.first == 0x7C, rest.startIndex > line.startIndex || rest.count < 2 || rest.dropFirst().first == 0x20 {
            return true
        }
        return line.allSatisfy { $0 == 0x5E || $0 == 0x7E || $0 == 0x20 }
    }

    /// `grep: …`, `cat: …`.
    private static func isPrefixedByProgram(_ line: ArraySlice<UInt8>) -> Bool {
        readers.contains { line.starts(with: $0) }
    }

    static let readerNames: Set<String> = [
        "grep", "rg", "cat", "tail", "head", "less", "zcat", "journalctl", "dmesg", "diff",
    ]
    private static let readers: [[UInt8]] = readerNames.map { Array("\($0): ".utf8) }
}
