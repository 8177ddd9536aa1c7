/// Whose words a line is: the failing program's own, or something that it only shows.
enum Provenance {
    /// How much less the lines say about the cause, 0 to 100, one number a line.
    static func discounts(_ lines: [OutputLines.Line], programs: CommandPrograms) -> [Int] {
        let shown = shownByReader(programs)
        var discounts: [Int] = []
        discounts.reserveCapacity(lines.count)
        var isTraceFrame = false
        var ofFrame = 0
        var isResult = false
        for line in lines {
            var discount = own(line.lower, indent: line.indent)
            // A frame around several lines begins with what it is: a warning, an error.
            if !line.isFramed || line.lower.starts(with: "error".utf8) { ofFrame = 0 }
            if line.isFramed, line.lower.starts(with: "warning".utf8) { ofFrame = discount }
            discount = max(discount, ofFrame)
            // The line below `File "a.py", line 3, in f` is that file's, not the program's.
            if isTraceFrame, line.indent >= 4 { discount = max(discount, 60) }
            isTraceFrame = line.indent > 0 && line.lower.starts(with: "file \"".utf8)
            // So are the lines below an agent's `⎿  first line of a result`.
            if isResult, line.indent >= 4 { discount = max(discount, 40) }
            if line.indent < 4 || discount == 0 { isResult = line.lower.starts(with: "⎿".utf8) && discount > 0 }
            // What grep, cat or tail print is a file's.
            if !isPrefixedByProgram(line.lower) { discount = max(discount, shown) }
            discounts.append(discount)
        }
        // In a traced script what comes before the last command is not the last command's.
        if let last = lines.lastIndex(where: { $0.lower.starts(with: "+ ".utf8) }) {
            for index in 0..<last { discounts[index] += 20 }
        }
        return discounts
    }

    private static func own(_ line: ArraySlice<UInt8>, indent: Int) -> Int {
        if isSnippet(line) { return 60 }
        if isFound(line) { return 40 }
        for (prefix, discount) in prefixes where line.starts(with: prefix) { return discount }
        return line.suffix(7).elementsEqual(" passed".utf8) ? 50 : spoken(in: line)
    }

    private static let prefixes = encoded([
        ("w: ", 12), ("warning:", 18), ("warn ", 18), ("[warning]", 18), ("[warn]", 18), ("npm warn", 22),
        ("note:", 25), ("hint:", 25), ("info:", 25), ("[info]", 25), ("info ", 25), ("debug", 30), ("[debug]", 30),
        ("trace ", 30),
        ("+ ", 35), ("$ ", 35), ("> ", 12), ("passed", 50), ("ok ", 50), ("✓", 50), ("✔", 50), ("pass ", 50),
        ("pass:", 50), ("--- pass", 50), ("[       ok ]", 50), ("⎿  api error", 0), ("⎿  claude", 0), ("⎿", 40),
        ("● ", 30), ("⏺ ", 30), ("# ", 20), ("//", 40), ("* http", 10), ("skipped", 40), ("help:", 30), ("  help", 30),
        ("n: ", 25),
        ("attention", 18), ("warnung", 18), ("retrying", 15), ("at ", 30), ("from ", 30), ("see <", 40), ("--", 12),
        ("[error] [help", 60), ("[error] to see the full", 60), ("[error] re-run maven", 60), ("* try", 60),
        ("run with --stacktrace", 60), ("during handling of", 60), ("please submit", 60),
    ])

    private static let words = encoded([
        (" retrying", 12), ("... ok", 50), ("... passed", 50), (" passed in", 30), (" passed [", 50), (" passed  ", 50),
        (" - info - ", 25), (" info: ", 25),
        (" debug: ", 30), (" warning: ", 12), (" warn ", 15),
        (" (expected)", 40), ("as expected", 40), ("expected error", 40), ("ignored)", 40), ("ignoring", 20),
        ("non-fatal", 30),
        ("deprecat", 30), ("will be retried", 12), ("... no", 45), ("... yes", 45),
        ("failures: 0, errors: 0", 50), (" 0 failures", 50), ("test result: ok", 50), ("no errors", 30),
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

    /// How much less lines say that a program like `cat` prints: nothing where that is the whole command, little where
    /// other commands stand before it, as much as ever where it only passes on what another prints.
    private static func shownByReader(_ programs: CommandPrograms) -> Int {
        guard let last = programs.last, readerNames.contains(last), !programs.isLastFed else { return 0 }
        return programs.isAlone ? 80 : 35
    }

    /// `a.log:17: …`: a line that a search found.
    private static func isFound(_ line: ArraySlice<UInt8>) -> Bool {
        guard let colon = line.prefix(200).firstIndex(of: 0x3A) else { return false }
        let digits = line[(colon + 1)...].prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard !digits.isEmpty, digits.endIndex < line.endIndex, line[digits.endIndex] == 0x3A else { return false }
        return textEndings.contains { line[..<colon].suffix($0.count).elementsEqual($0) }
    }

    private static let textEndings = [".log", ".txt", ".md", ".out", ".err", ".rst"].map { Array($0.utf8) }

    /// `grep: …`, `cat: …`.
    private static func isPrefixedByProgram(_ line: ArraySlice<UInt8>) -> Bool {
        readers.contains { line.starts(with: $0) }
    }

    private static let readerNames: Set<String> = [
        "grep", "rg", "cat", "tail", "head", "less", "zcat", "journalctl", "dmesg", "diff",
    ]
    private static let readers: [[UInt8]] = readerNames.map { Array("\($0): ".utf8) }
}
