/// What is on the screen.
extension ScreenGrid {
    /// Where the next character would be written. Rows and columns count from 0.
    package struct Cursor: Sendable, Hashable {
        /// The screen row.
        package let row: Int
        /// The column; wide characters take two.
        package let column: Int
        /// How many scalars the row's cells before it hold, never-written ones counted as blanks.
        package let offset: Int
        /// False while the program hides it.
        package let isVisible: Bool
    }

    /// The cursor.
    package var cursor: Cursor {
        let (row, column) = (canvas.cursor.row, canvas.cursor.column + (canvas.cursor.wrapsNext ? 1 : 0))
        let cells = canvas.page.written(row).prefix(column)
        var bytes: [UInt8] = []
        canvas.page.append(cells, to: &bytes)
        let offset = bytes.count { $0 & 0xC0 != 0x80 } + column - cells.count
        return Cursor(
            row: row, column: canvas.cursor.column, offset: offset, isVisible: canvas.modes.cursorVisible)
    }

    /// The text of each row from the top, never-written columns as blanks. Rows below the last one that shows anything
    /// or holds the cursor are left out; so are blanks at a row's end unless it goes on in the next row.
    package var lines: [String] {
        var bytes: [UInt8] = []
        return (0..<shownRows).map { row in
            bytes.removeAll(keepingCapacity: true)
            canvas.page.appendText(of: row, to: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// For each of `lines`, whether automatic wrapping went on in the next row.
    package var wrapped: [Bool] {
        (0..<shownRows).map { canvas.page.rows[$0].wraps }
    }

    /// The last lines that scrolled off the top of the main screen, oldest first, soft-wrapped rows joined; at most 50,
    /// 1 KiB each and 16 KiB together.
    package var scrollback: [String] { canvas.history.lines }
    /// Whether the last line of `scrollback` goes on in the first row.
    package var scrollbackContinues: Bool { canvas.history.continues && !canvas.isAlternate }
    /// Whether the alternate screen is shown.
    package var isAlternate: Bool { canvas.isAlternate }
    /// Whether arrow keys are to be sent in application form (DECCKM).
    package var hasApplicationCursorKeys: Bool { canvas.modes.applicationCursorKeys }
    /// Whether pasted text is to be bracketed.
    package var bracketsPaste: Bool { canvas.modes.bracketedPaste }
    /// Whether a bell rang since the last line feed.
    package var bellRang: Bool { canvas.bellRang }

    private var shownRows: Int {
        let page = canvas.page
        let last = page.rows.indices.last { row in
            page.rows[row].extent > 0 && page.written(row).contains { !$0.isBlank }
        }
        return max(canvas.cursor.row, last ?? 0) + 1
    }
}
