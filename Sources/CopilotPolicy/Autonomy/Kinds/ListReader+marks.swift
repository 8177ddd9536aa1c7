import CopilotModel

/// Lists that are told by colour, tick boxes, numbers or a hint instead of a well-known pointer.
extension ListReader {
    /// Rows under `(Use arrow keys)`, whatever marks the one that is pointed at.
    static func hinted(_ lines: [String], _ reading: ScreenReading) -> ListReader? {
        guard
            let hint = lines.suffix(16).lastIndex(where: {
                LowerText($0).hasAny(["(use arrow", "[use arrow", "use the arrow keys", "arrow keys to"])
            })
        else { return nil }
        // A full screen's own help stands at its foot and names keys, not rows.
        if reading.screen.alternateScreen, LowerText(lines[hint]).hasAny(["quit", "help"]) { return nil }
        let rows = lines[(hint + 1)...].prefix { !$0.isEmpty }
        guard rows.count >= 2, hint + 1 + rows.count >= lines.count - 2 else { return nil }
        let isMultiple = LowerText(lines[hint]).hasAny(["space", "toggle"])
        return ListReader(
            items: rows.map { ScreenReading.trimmed($0) }, pointed: 0, isMultiple: isMultiple, isFilter: false,
            question: unmarked(lines[hint]), isNumbered: false, firstRow: hint + 1)
    }

    /// Rows of tick boxes of which only the colour shows where one stands.
    static func ticked(_ lines: [String], _ reading: ScreenReading) -> ListReader? {
        let rows = lines.indices.filter { isTick(lines[$0]) }
        guard rows.count >= 2, let first = rows.first, let last = rows.last, last - first == rows.count - 1,
            lines.count - last <= 4
        else { return nil }
        let isDrawn = lines[first].contains("[")
        if isDrawn, reading.screen.cursor.isVisible, !isHint(below: last, lines) { return nil }
        let items = rows.map { index in
            unboxed(
                ScreenReading.trimmed(String(lines[index].unicodeScalars.drop { " │┃|".unicodeScalars.contains($0) }))
            ).0
        }
        let question = first > 0 ? unmarked(lines[first - 1]) : ""
        return ListReader(
            items: items, pointed: 0, isMultiple: true, isFilter: false, question: question, isNumbered: false,
            firstRow: first)
    }

    private static func isTick(_ line: String) -> Bool {
        let ticks: [Unicode.Scalar] = ["◻", "◼", "☐", "☑", "◯", "⬡", "⬢"]
        let text = line.unicodeScalars.drop { " │┃|".unicodeScalars.contains($0) }
        let start = String(text.prefix(4))
        return text.first.map { ticks.contains($0) } ?? false
            || ["[ ] ", "[x] ", "[X] ", "[*] ", "[✓] ", "[✔] "].contains(start)
    }

    /// Whether a line beneath names the keys of a list: `(enter to confirm)`.
    static func isHint(below row: Int, _ lines: [String]) -> Bool {
        guard row + 1 < lines.count else { return false }
        return lines[(row + 1)...].prefix(4).contains { line in
            let text = LowerText(line)
            return text.hasAny(["enter", "return", "space"])
                && text.hasAny([
                    "to confirm", "to select", "to submit", "to toggle", "to tick", "to accept", "to choose",
                ])
        }
    }

    /// Rows of which one is drawn in reverse while the cursor is hidden.
    static func lit(_ lines: [String], _ reading: ScreenReading) -> ListReader? {
        let screen = reading.screen
        guard !screen.alternateScreen, !screen.cursor.isVisible else { return nil }
        let rows = Set(screen.highlights.filter { $0.kind == .reverse && $0.columns.lowerBound <= 4 }.map(\.row))
        guard rows.count == 1, let row = rows.first,
            let index = reading.logical.firstIndex(where: { $0.rows.contains(row) }), lines.indices.contains(index)
        else { return nil }
        func ends(_ line: String) -> Bool { line.hasSuffix(":") || line.hasSuffix("?") }
        var first = index
        while first > 0, !lines[first - 1].isEmpty, !ends(ScreenReading.trimmedEnd(lines[first - 1])) { first -= 1 }
        var last = index
        while last + 1 < lines.count, !ScreenReading.isBlank(lines[last + 1]), last - first < 40 { last += 1 }
        guard last > first, last - first < 16, first > 0, ends(ScreenReading.trimmedEnd(lines[first - 1])) else {
            return nil
        }
        return ListReader(
            items: lines[first...last].map { unboxed(ScreenReading.trimmed($0)).0 }, pointed: index - first,
            isMultiple: isTick(lines[index]), isFilter: false, question: unmarked(lines[first - 1]), isNumbered: false,
            firstRow: first)
    }

    /// Numbered rows beneath a question that a line editor waits behind, the chosen number already typed.
    static func numberedBelow(_ lines: [String], _ reading: ScreenReading) -> ListReader? {
        guard reading.screen.bracketedPaste, reading.isBehindQuestion,
            let own = reading.logical.firstIndex(where: { $0.rows.contains(reading.screen.cursor.row) })
        else { return nil }
        let rows = lines[min(own + 1, lines.count)...].prefix { number(of: ScreenReading.trimmed($0)) != nil }
        let items = rows.map { ScreenReading.trimmed($0) }
        guard items.count >= 2, items.enumerated().allSatisfy({ number(of: $0.element) == $0.offset + 1 }) else {
            return nil
        }
        let typed = reading.asking.split(separator: " ").last.flatMap { Int($0) } ?? 1
        return ListReader(
            items: items, pointed: min(max(typed &- 1, 0), items.count - 1), isMultiple: false, isFilter: false,
            question: unmarked(reading.asking), isNumbered: true, firstRow: own + 1)
    }

    /// Whether what stands above a row's block is a question, and the cursor below it.
    static func isQuestioned(_ index: Int, _ lines: [String], _ reading: ScreenReading) -> Bool {
        guard reading.logical.indices.contains(index),
            reading.screen.cursor.row >= reading.logical[index].rows.lowerBound, !reading.isBehindQuestion
        else { return false }
        let above = lines[max(0, index - 30)..<index].reversed()
        var gaps = 0
        for line in above {
            let text = ScreenReading.trimmed(line)
            gaps += text.isEmpty ? 1 : 0
            guard gaps <= 1 else { return false }
            if text.hasSuffix("?") || text.hasSuffix(":") { return true }
        }
        return false
    }

    /// Signs that programs put before the row that is pointed at, beside the well-known ones: `=>`, `->`, any symbol.
    static func signLength(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
        guard start < scalars.count else { return nil }
        if scalars[start] == ">" || scalars[start] == "*" { return 1 }
        if start + 2 < scalars.count, scalars[start + 1] == ">", scalars[start] == "=" || scalars[start] == "-",
            scalars[start + 2] == " "
        {
            return 2
        }
        let scalar = scalars[start]
        guard scalar.value >= 0x80, !BoxReader.isFrame(scalar), !boxes.contains(scalar), scalar != "•", scalar != "…",
            scalar != "·"
        else {
            return nil
        }
        switch scalar.properties.generalCategory {
        case .otherSymbol, .mathSymbol: return start + 1 < scalars.count && scalars[start + 1] == " " ? 1 : nil
        default: return nil
        }
    }
}
