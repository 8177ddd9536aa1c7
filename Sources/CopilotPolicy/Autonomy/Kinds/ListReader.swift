import CopilotModel

/// Finds a list that arrow keys move through: a pointer before one row, its neighbours set in below it.
struct ListReader: Sendable, Hashable {
    var items: [String]
    /// The row that the pointer is at, an index of `items`.
    var pointed: Int
    /// Whether several may be ticked.
    var isMultiple: Bool
    /// Whether typing filters the rows, as in fzf.
    var isFilter: Bool
    /// The line that asks; empty: none.
    var question: String
    /// Whether the rows carry numbers of their own.
    var isNumbered: Bool
    /// Its first row among the screen's logical lines.
    var firstRow: Int

    private static let pointers: [Unicode.Scalar] = [
        "❯", "»", "›", "➤", "▸", "▶", "➜", "→", "‣", "●", "◉", "ᐅ", "➔", "▌", "▐", "👉", "⮞",
    ]
    static let boxes: [Unicode.Scalar] = [
        "◯", "○", "◉", "●", "◻", "◼", "☐", "☑", "☒", "⬡", "⬢", "⬜", "✔", "✓", "□",
    ]

    static func list(in reading: ScreenReading) -> ListReader? {
        let lines = reading.visible.map(unframed)
        if let filter = filter(in: reading, lines) { return filter }
        // A full screen's rows of columns are no list of answers.
        if reading.screen.alternateScreen, lines.count(where: { !$0.isEmpty }) > reading.screen.rows - 3 { return nil }
        for isStrong in [true, false] {
            for index in lines.indices.reversed() {
                guard let row = Row(lines[index]), row.isStrong == isStrong,
                    isStrong || isWeakPointer(reading, index, lines)
                else { continue }
                if let list = list(around: index, row, lines, reading) { return list }
            }
        }
        return ticked(lines, reading) ?? hinted(lines, reading) ?? numberedBelow(lines, reading) ?? lit(lines, reading)
    }

    /// One row: its pointer, and what stands behind it.
    private struct Row {
        var indent: Int
        var textStart: Int
        var text: String
        var hasBox: Bool
        var isStrong: Bool

        init?(_ line: String) {
            let scalars = Array(line.unicodeScalars)
            var start = 0
            while start < scalars.count,
                scalars[start] == " " || scalars[start] == "│" || scalars[start] == "┃" || scalars[start] == "║"
            { start += 1 }
            guard start < scalars.count else { return nil }
            let isPointer = ListReader.pointers.contains(scalars[start])
            guard let length = isPointer ? 1 : ListReader.signLength(scalars, from: start) else { return nil }
            var next = start + length
            while next < scalars.count, scalars[next] == " " { next += 1 }
            guard next < scalars.count, next > start + length || ListReader.boxes.contains(scalars[next]) else {
                return nil
            }
            indent = start
            textStart = next
            isStrong = isPointer
            (text, hasBox) = ListReader.unboxed(String(String.UnicodeScalarView(scalars[next...])))
        }
    }

    private static func list(around index: Int, _ row: Row, _ lines: [String], _ reading: ScreenReading) -> ListReader?
    {
        var items = [row.text]
        var pointed = 0
        var boxed = row.hasBox ? 1 : 0
        var above = index - 1
        while above >= 0, items.count < 40, let item = neighbour(lines[above], of: row, isAbove: true) {
            items.insert(item.text, at: 0)
            pointed += 1
            boxed += item.hasBox ? 1 : 0
            above -= 1
        }
        var below = index + 1
        while below < lines.count, items.count < 60, let item = neighbour(lines[below], of: row, isAbove: false) {
            items.append(item.text)
            boxed += item.hasBox ? 1 : 0
            below += 1
        }
        guard items.count >= 2 else { return nil }
        while above >= 0, ScreenReading.isBlank(lines[above]) || ScreenReading.isRule(lines[above]) { above -= 1 }
        let question = above >= 0 ? unmarked(lines[above]) : ""
        let hint = LowerText((question + " " + (below < lines.count ? lines[below] : "")))
        let isNumbered = items.allSatisfy { number(of: $0) != nil }
        let isMultiple =
            row.hasBox || boxed >= 2 && hint.hasAny(["space"])
            || hint.hasAny(["<space> to select", "space to select", "to toggle", "press space", "spacebar"])
        return ListReader(
            items: items, pointed: pointed, isMultiple: isMultiple, isFilter: false, question: question,
            isNumbered: isNumbered,
            firstRow: index - pointed)
    }

    /// A row beside the pointed one: set in like its text, or with an unticked box, or the next number.
    private static func neighbour(_ line: String, of row: Row, isAbove: Bool) -> (text: String, hasBox: Bool)? {
        let scalars = Array(line.unicodeScalars)
        var start = 0
        while start < scalars.count,
            scalars[start] == " " || scalars[start] == "│" || scalars[start] == "┃" || scalars[start] == "║"
        { start += 1 }
        guard start < scalars.count, !ScreenReading.isRule(line) else { return nil }
        let rest = ScreenReading.trimmed(String(String.UnicodeScalarView(scalars[start...])))
        let (text, hasBox) = unboxed(rest)
        if hasBox, start <= row.textStart, start + 3 >= row.indent { return (text, true) }
        let isNumbered = number(of: rest) != nil && number(of: row.text) != nil
        guard isNumbered || start >= row.textStart - 1 && start <= row.textStart + 1 && start > row.indent else {
            return nil
        }
        guard !pointers.contains(scalars[start]) || hasBox else { return nil }
        return (text, hasBox)
    }

    /// `>` is also a prompt and a quotation: it counts as a pointer where the cursor is hidden or at it.
    private static func isWeakPointer(_ reading: ScreenReading, _ index: Int, _ lines: [String]) -> Bool {
        guard index + 1 < lines.count || !reading.screen.cursor.isVisible else { return false }
        let isAtCursor =
            reading.cursor.rows.lowerBound < lines.count && reading.logical.indices.contains(index)
            && reading.logical[index].rows.contains(reading.screen.cursor.row)
            && reading.screen.cursor.column <= 2
        let isHinted =
            index > 0
            && LowerText(lines[max(0, index - 8)...index].joined()).hasAny(["use arrow", "arrow keys", "↑", "up/down"])
        return !reading.screen.cursor.isVisible || isAtCursor || isHinted || isHint(below: index, lines)
            || isQuestioned(index, lines, reading)
    }

    /// `27/27` beside a line to type into: a filter over rows.
    private static func filter(in reading: ScreenReading, _ lines: [String]) -> ListReader? {
        guard let count = lines.lastIndex(where: isCount) else { return nil }
        let near = max(0, count - 3)...min(lines.count - 1, count + 3)
        let rows = lines.indices.filter {
            Row(lines[$0]) != nil && $0 != count
                && !reading.logical[$0].rows.contains(reading.screen.cursor.row)
        }
        let cursorLine =
            lines.indices.first { reading.logical[$0].rows.contains(reading.screen.cursor.row) }
            ?? lines.count
        guard near.contains(cursorLine) || cursorLine == lines.count else { return nil }
        guard let first = rows.last(where: { abs($0 - count) < reading.screen.rows }), let row = Row(lines[first])
        else { return nil }
        let items = [row.text]
        let isMultiple = lines[count].contains("(")
        return ListReader(
            items: items, pointed: 0, isMultiple: isMultiple, isFilter: true, question: "", isNumbered: false,
            firstRow: first)
    }

    private static func isCount(_ line: String) -> Bool {
        var text = Substring(line)
        while let last = text.last, !last.isNumber, last != ")" { text.removeLast() }
        let words = line.split { " ─│❯>".contains($0) }
        guard let word = words.first, words.count <= 3 else { return false }
        let parts = word.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
            && words.dropFirst().allSatisfy { $0.hasPrefix("(") }
    }

    static func unboxed(_ text: String) -> (String, Bool) {
        for mark in ["[ ]", "[x]", "[X]", "[*]", "[✓]", "[✔]", "( )"] where text.hasPrefix(mark) {
            return (ScreenReading.trimmed(text.dropFirst(mark.count)), true)
        }
        guard let first = text.unicodeScalars.first, boxes.contains(first) else { return (text, false) }
        return (ScreenReading.trimmed(String(text.unicodeScalars.dropFirst())), true)
    }

    /// Without the right side of a frame.
    private static func unframed(_ line: String) -> String {
        guard let last = line.unicodeScalars.last, last == "│" || last == "┃" || last == "║" else { return line }
        return ScreenReading.isRule(line) ? line : ScreenReading.trimmedEnd(String(line.unicodeScalars.dropLast()))
    }

    /// Without the mark of a prompt library before the question.
    static func unmarked(_ line: String) -> String {
        let text = ScreenReading.trimmed(line)
        guard let first = text.unicodeScalars.first, "?◆◇│┃✔●❓".unicodeScalars.contains(first) else { return text }
        return ScreenReading.trimmed(String(text.unicodeScalars.dropFirst()))
    }

    /// The number that a row begins with: `1. Yes`, `2) b`.
    static func number(of text: String) -> Int? {
        let digits = text.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard !digits.isEmpty, digits.count <= 3 else { return nil }
        let rest = text.utf8.dropFirst(digits.count)
        guard let mark = rest.first, mark == 0x2E || mark == 0x29 || mark == 0x3A else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
