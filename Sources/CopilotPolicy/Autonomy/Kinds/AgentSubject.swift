/// Finds what an agent's request is about: the command it wants to run, the file it wants to change.
enum AgentSubject {
    /// The row that asks, of those above a list.
    static func questionRow(above end: Int, in lines: [String]) -> Int? {
        let first = max(0, end - 14)
        guard first < end, end <= lines.count else { return nil }
        let asking = (first..<end).last { lines[$0].contains("?") }
        let told = (first..<end).last { row in
            lines[row].hasSuffix(":") && LowerText(lines[row]).hasAny(["wants to ", "would like to ", "requests "])
        }
        return asking ?? told ?? (first..<end).last { !unframed(lines[$0]).isEmpty }
    }

    /// In the question's own words, else between it and the answers, else above it.
    ///
    /// Every line that could belong to the command is part of what is returned: an agent's command may hold lines that look like
    /// a title, a sign or a comment, and only a whole that is harmless is allowed. So where it cannot be told where the command
    /// begins, all that is seen above is returned.
    static func subject(of question: String, at place: Int?, before end: Int, in lines: [String]) -> String? {
        let words = QuotedWords.words(in: LowerText.levelled(question)).filter { $0.utf8.count > 2 }
        if words.count == 1, let first = words.first { return first }
        if let named = named(in: question) { return named }
        let row = max(0, min(place ?? end, lines.count))
        let end = max(row, min(end, lines.count))
        let isBetween = row + 1 < end && lines[(row + 1)..<end].contains { !unframed($0).isEmpty }
        if isBetween {
            let from = isRequest(unframed(lines[row])) ? firstRequest(in: lines, before: row) ?? row + 1 : 0
            return text(Array(lines[from..<end]).map(unframed))
        }
        return above(row, in: lines, hasRows: row < end)
    }

    /// What fills a box, what stands under its title; without either all that can be seen.
    private static func above(_ row: Int, in lines: [String], hasRows: Bool) -> String? {
        let isBoxed = row < lines.count && isSided(lines[row])
        let top = isBoxed ? lines[..<row].lastIndex { !isSided($0) } : nil
        let rows = Array(lines[(top.map { $0 + 1 } ?? 0)..<row])
        let edge = row < lines.count ? indent(lines[row]) : 0
        if let title = rows.firstIndex(where: { isTitle(unframed($0)) && indent($0) <= edge }),
            rows[(title + 1)...].allSatisfy({ unframed($0).isEmpty || indent($0) > indent(rows[title]) }),
            isBeginning(title, of: rows, isBoxed: isBoxed, hasRows: hasRows)
        {
            return text(rows[(title + 1)...].map(unframed))
        }
        let plain = rows.map(unframed)
        // Some boxes repeat the command beside the tool's name.
        if let first = plain.firstIndex(where: { !$0.isEmpty }), let whole = text(Array(plain[(first + 1)...])),
            top != nil, plain[first].hasSuffix(" " + whole), !whole.contains("\n")
        {
            return whole
        }
        return text(plain)
    }

    /// Whether nothing of a request can stand above a title: nothing does at all, or a line is drawn there across the screen, as
    /// agents with a list of answers do, and no command begins above it.
    private static func isBeginning(_ title: Int, of rows: [String], isBoxed: Bool, hasRows: Bool) -> Bool {
        let before = rows[..<title]
        if before.allSatisfy({ unframed($0).isEmpty && (!isRule($0) || !isBoxed) }) { return true }
        guard !isBoxed, hasRows, let last = before.last else { return false }
        return isRule(last) && !before.contains { unframed($0).hasPrefix("$ ") || isRequest(unframed($0)) }
    }

    private static func isRule(_ line: String) -> Bool {
        line.unicodeScalars.count { $0.value >= 0x2500 && $0.value <= 0x257F } >= 30
    }

    /// The lines as one text, without the one sign that stands before a command; nil: there is nothing.
    private static func text(_ lines: [String]) -> String? {
        var rows = lines.drop { $0.isEmpty }
        while let last = rows.last, last.isEmpty { rows.removeLast() }
        if let first = rows.first, first.hasPrefix("Reason: "),
            first.unicodeScalars.allSatisfy({
                $0.properties.isAlphabetic || " .,:'-0123456789".unicodeScalars.contains($0)
            })
        {
            rows = rows.dropFirst().drop { $0.isEmpty }
        }
        guard let first = rows.first else { return nil }
        var text = rows.joined(separator: "\n")
        if let sign = ["$ ", "Command: ", "command: "].first(where: { first.hasPrefix($0) }) {
            text.removeFirst(sign.count)
        } else if let open = text.firstIndex(of: "("), text.hasSuffix(")"), open > text.startIndex,
            text[..<open].allSatisfy({ $0.isLetter || $0 == " " || $0 == "●" || $0 == "⏺" || $0 == "_" }),
            text[..<open].last?.isLetter == true
        {
            text = String(text[text.index(after: open)...].dropLast())
        }
        let scalars = text.unicodeScalars
        // The sign of a cut is nothing that a shell command holds, so what was cut is never understood.
        return scalars.count > mostScalars ? "…" + String(scalars.suffix(mostScalars)) : ScreenReading.trimmed(text)
    }

    /// The cap on what is returned; what a person would read.
    private static let mostScalars = 2_000

    /// Where an earlier line asks for something as well: the one that was taken for the question may be part of the command.
    private static func firstRequest(in lines: [String], before row: Int) -> Int? {
        lines[..<row].firstIndex { isRequest(unframed($0)) || unframed($0).hasPrefix("$ ") }
    }

    private static func isRequest(_ line: String) -> Bool {
        line.first?.isLetter == true && LowerText(line).hasAny(AgentReader.requests)
    }

    /// A box's title, that and nothing else.
    private static func isTitle(_ line: String) -> Bool {
        let text = LowerText(String(line.drop { !$0.isLetter }))
        return titles.contains(text.text)
    }

    private static let titles: Set<String> = [
        "bash command", "shell command", "command", "run command", "execute command", "terminal command", "bash",
        "shell",
        "run shell command", "edit file", "write file", "create file", "read file", "fetch", "fetch url", "tool use",
        "edit", "execute", "powershell command", "command to run", "the following command",
    ]

    private static func isSided(_ line: String) -> Bool {
        guard let first = line.unicodeScalars.first(where: { $0 != " " }) else { return false }
        return first == "│" || first == "┃" || first == "║"
    }

    /// Blanks and frame before a line's text.
    private static func indent(_ line: String) -> Int {
        line.unicodeScalars.prefix { $0 == " " || BoxReader.isFrame($0) }.count
    }

    /// `edit to test.txt?`, `create src/x.py?`, `run npm test?`.
    private static func named(in question: String) -> String? {
        let text = question.prefix { $0 != "?" && $0 != "(" && $0 != "[" }
        let words = text.split(separator: " ").map(String.init)
        let verbs: Set<String> = [
            "create", "write", "overwrite", "delete", "read", "fetch", "open", "to", "run", "execute",
        ]
        guard var place = words.firstIndex(where: { verbs.contains($0.lowercased()) }) else { return nil }
        while place + 1 < words.count, verbs.contains(words[place + 1].lowercased()) { place += 1 }
        if LowerText(question).hasAnyWord(["edit", "change", "changes"]),
            let last = words.lastIndex(of: "to"), last == words.count - 2
        {
            place = last
        }
        guard place + 1 < words.count else { return nil }
        let rest = words[(place + 1)...]
        guard rest.contains(where: { $0.contains(".") || $0.contains("/") || $0.contains("-") }),
            !rest.contains(where: { ["this", "these", "the", "command", "shell", "tool"].contains($0.lowercased()) })
        else { return nil }
        return rest.joined(separator: " ")
    }

    static func unframed(_ line: String) -> String {
        guard !ScreenReading.isRule(line) else { return "" }
        var scalars = Substring(line).unicodeScalars
        while let first = scalars.first, first == " " || BoxReader.isFrame(first) { scalars.removeFirst() }
        while let last = scalars.last, last == " " || BoxReader.isFrame(last) { scalars.removeLast() }
        return String(Substring(scalars))
    }
}
