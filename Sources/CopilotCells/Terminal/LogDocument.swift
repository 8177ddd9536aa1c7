/// The scrollback of a command's output: what a terminal of endless length would show of it.
///
/// It honours colours, `\r`, `\b`, tabs, erasing, and the cursor's motions within the last `rows` lines, so that
/// progress bars redraw themselves instead of filling it. Clearing the screen removes those lines; a full-screen
/// program's alternate screen is there while it runs and gone afterwards. A line feed also returns to the first column,
/// and long lines do not wrap. Every byte sequence is safe to append, and its result does not depend on how the bytes
/// were cut into chunks.
package struct LogDocument: Sendable {
    /// What a document keeps.
    package struct Limits: Sendable, Hashable {
        /// Beyond it the oldest lines are dropped.
        package var lines: Int
        /// Beyond it the rest of a line is left out and `isCut` says so.
        package var bytesPerLine: Int
        /// Beyond it a line's style changes no more.
        package var runsPerLine: Int
        /// Text and styles together; beyond it the oldest lines are dropped, checked at each new line.
        package var bytes: Int
        /// The lines from the end that the cursor can reach: the rows of the command's terminal.
        package var rows: Int

        /// Limits of at least one line, row and run and 16 bytes a line.
        package init(
            lines: Int = 5_000, bytesPerLine: Int = 8_192, runsPerLine: Int = 512, bytes: Int = 16 << 20, rows: Int = 50
        ) {
            self.lines = max(1, lines)
            self.bytesPerLine = min(max(16, bytesPerLine), 1 << 20)
            self.runsPerLine = max(1, runsPerLine)
            self.bytes = max(0, bytes)
            self.rows = min(max(1, rows), max(1, lines))
        }
    }

    package let limits: Limits
    /// Grows with every chunk: an unchanged document needs no drawing.
    package private(set) var revision: UInt64 = 0
    private var parser = TerminalParser()
    private(set) var canvas: LogCanvas

    package init(limits: Limits = Limits()) {
        self.limits = limits
        canvas = LogCanvas(limits: limits)
    }

    /// Takes the next bytes of output.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        revision &+= 1
        parser.feed(bytes, to: &canvas)
    }

    /// Takes the next bytes of output.
    package mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    /// Takes text as if a command had written it.
    package mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// The output has ended: a character that was cut off becomes U+FFFD.
    package mutating func finish() {
        revision &+= 1
        parser.finish(to: &canvas)
    }

    /// The numbers of the lines that are there. A line keeps its number until it is dropped or cleared away; the last
    /// one may be empty, waiting for text.
    package var lines: Range<Int> { canvas.ring.dropped..<canvas.ring.end }

    /// `lines` without an empty last one.
    package var writtenLines: Range<Int> {
        let end = canvas.ring.end
        let isLastEmpty = canvas.ring[end &- 1].bytes.isEmpty
        return canvas.ring.dropped..<(isLastEmpty ? end &- 1 : end)
    }

    /// Lines that left at the front because of a limit.
    package var droppedLines: Int { canvas.ring.dropped }

    /// Where the command would write next: a line's number and a column.
    package var cursor: (line: Int, column: Int) { (canvas.line, canvas.column) }

    /// Whether a full-screen program has taken the screen.
    package var isAlternateScreen: Bool { canvas.isAlternate }

    /// A line's text; empty for lines that are not there.
    package func text(of line: Int) -> String {
        lines.contains(line) ? String(decoding: canvas.ring[line].bytes, as: UTF8.self) : ""
    }

    /// A line's text with its styles; empty for lines that are not there.
    ///
    /// - Parameter base: gives what the command left at the terminal's default.
    package func runs(of line: Int, on base: Style = .plain) -> [StyledRun] {
        guard lines.contains(line) else { return [] }
        let content = canvas.ring[line]
        var runs: [StyledRun] = []
        var start = 0
        var style = PackedStyle.plain
        for next in content.runs + [LogLine.Run(start: Int32(content.bytes.count), style: .plain)] {
            let end = min(max(Int(next.start), start), content.bytes.count)
            if end > start {
                let text = String(decoding: content.bytes[start..<end], as: UTF8.self)
                runs.append(StyledRun(text: text, style: style.style(on: base)))
            }
            start = end
            style = next.style
        }
        return runs
    }

    /// Whether the line's end was left out because it was too long.
    package func isCut(_ line: Int) -> Bool { lines.contains(line) && canvas.ring[line].isCut }

    /// A line's columns.
    package func columns(of line: Int) -> Int { lines.contains(line) ? canvas.ring[line].columns : 0 }
}

/// A piece of a line in one style. Its text holds printable characters only.
package struct StyledRun: Sendable, Hashable {
    package var text: String
    package var style: Style

    package init(text: String, style: Style) {
        self.text = text
        self.style = style
    }
}
