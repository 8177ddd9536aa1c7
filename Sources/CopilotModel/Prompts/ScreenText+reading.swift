/// How the detectors read a screen.
extension ScreenText {
    /// A line as its program wrote it: one screen row, or several that automatic wrapping made of it.
    package struct LogicalLine: Sendable, Hashable {
        /// The rows it covers on the screen.
        package var rows: Range<Int>
        /// Its text, the rows joined; blanks at the end left out.
        package var text: String

        package init(rows: Range<Int>, text: String) {
            self.rows = rows
            self.text = text
        }
    }

    /// The line the cursor is in, parted at the cursor.
    package struct CursorLine: Sendable, Hashable {
        /// The rows it covers on the screen.
        package var rows: Range<Int>
        /// What stands before the cursor, with blanks up to it where nothing was written.
        package var before: String
        /// What stands under and behind the cursor, blanks at the end left out.
        package var after: String

        package init(rows: Range<Int>, before: String, after: String) {
            self.rows = rows
            self.before = before
            self.after = after
        }

        /// All of it, blanks at the end left out.
        package var text: String { ScreenText.trimmingEnd(before + after) }
    }

    /// The screen's lines from the top, soft-wrapped rows joined; empty ones included.
    package var logicalLines: [LogicalLine] {
        var result: [LogicalLine] = []
        var start = 0
        while start < lines.count {
            let end = endOfLogicalLine(from: start)
            result.append(LogicalLine(rows: start..<end, text: Self.trimmingEnd(lines[start..<end].joined())))
            start = end
        }
        return result
    }

    /// The line that holds the cursor; empty where nothing was written.
    package var cursorLine: CursorLine {
        guard lines.indices.contains(cursor.row) else {
            let row = max(0, cursor.row)
            return CursorLine(rows: row..<row, before: "", after: "")
        }
        var start = cursor.row
        while start > 0, isWrapped(start - 1) { start -= 1 }
        let end = endOfLogicalLine(from: cursor.row)
        let scalars = lines[cursor.row].unicodeScalars
        let offset = max(0, min(cursor.offset, 1_000_000))
        let head = String(String.UnicodeScalarView(scalars.prefix(offset)))
        let gap = String(repeating: " ", count: min(max(0, offset - scalars.count), columns))
        let tail = String(String.UnicodeScalarView(scalars.dropFirst(offset)))
        return CursorLine(
            rows: start..<end, before: lines[start..<cursor.row].joined() + head + gap,
            after: Self.trimmingEnd(tail + lines[(cursor.row + 1)..<end].joined()))
    }

    /// The last lines that are not empty, soft-wrapped rows joined, oldest first: those up to the cursor's line, with
    /// the scrollback before them, then some of those beneath it (a hint under a question, the frame of a box).
    ///
    /// - Parameters:
    ///   - count: how many up to the cursor's line, itself included if it is not empty.
    ///   - below: how many beneath the cursor's line.
    package func lastLines(_ count: Int, below: Int = 0) -> [String] {
        let all = logicalLines
        let cut = all.firstIndex { $0.rows.lowerBound > cursor.row } ?? all.count
        var upper = all[..<cut].map(\.text)
        var older = scrollback
        if scrollbackContinues, let last = older.popLast(), let first = upper.first { upper[0] = last + first }
        upper = (older + upper).filter { !Self.isBlank($0) }
        let lower = all[cut...].lazy.map(\.text).filter { !Self.isBlank($0) }.prefix(max(0, below))
        return upper.suffix(max(0, count)) + lower
    }

    /// A number that is the same for screens with the same text and the same place of the cursor, over processes and
    /// machines: FNV-1a, 64 bits (offset basis and prime as its authors give them). Highlights and modes do not count.
    package var fingerprint: UInt64 {
        var hash = FNV1a()
        let last = lines.lastIndex { !$0.isEmpty } ?? -1
        for line in lines.prefix(last + 1) {
            hash.add(line)
            hash.add(0x0A as UInt8)
        }
        for number in [cursor.row, cursor.column] { hash.add(lowBytes: 4, of: UInt64(truncatingIfNeeded: number)) }
        hash.add((alternateScreen ? 1 : 0) as UInt8)
        // 53 bits: every JSON reader keeps them.
        return hash.value & 0x1F_FFFF_FFFF_FFFF
    }

    private func isWrapped(_ row: Int) -> Bool { wrapped.indices.contains(row) && wrapped[row] }

    private func endOfLogicalLine(from row: Int) -> Int {
        var end = row + 1
        while end < lines.count, isWrapped(end - 1) { end += 1 }
        return end
    }

    private static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0 == " " || $0 == "\u{A0}" }
    }

    private static func trimmingEnd(_ text: String) -> String {
        guard text.utf8.last == 0x20 else { return text }
        var scalars = Substring(text).unicodeScalars
        while scalars.last == " " { scalars.removeLast() }
        return String(Substring(scalars))
    }
}
