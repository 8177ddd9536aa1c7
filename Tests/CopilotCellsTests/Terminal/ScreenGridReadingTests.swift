import Testing

@testable import CopilotCells

@Suite struct ScreenGridReadingTests {
    private func grid(_ text: String, rows: Int = 6, columns: Int = 30) -> ScreenGrid {
        var grid = ScreenGrid(rows: rows, columns: columns)
        grid.feed(text.utf8)
        return grid
    }

    @Test func aLongQuestionWrapsAndSaysSo() {
        let grid = grid("Overwrite the whole of the old backup? [y/N] ", columns: 20)
        #expect(grid.lines == ["Overwrite the whole ", "of the old backup? [", "y/N]"])
        #expect(grid.wrapped == [true, true, false])
        #expect(grid.cursor.column == 5)
    }

    @Test func aLineFeedAfterAFullRowIsNoWrap() {
        #expect(grid("12345\r\n6", columns: 5).wrapped == [false, false])
        #expect(grid("123456", columns: 5).wrapped == [true, false])
        #expect(grid("123456\u{1B}[A\u{1B}[K", columns: 5).wrapped == [false, false])
    }

    @Test func theCursorsOffsetCountsScalars() {
        #expect(grid("日本? ").cursor == ScreenGrid.Cursor(row: 0, column: 6, offset: 4, isVisible: true))
        #expect(grid("e\u{301}?").cursor.offset == 3)
        #expect(
            grid("\u{1B}[?25l\u{1B}[3;7H").cursor == ScreenGrid.Cursor(row: 2, column: 6, offset: 6, isVisible: false))
        // Waiting to wrap, it stands behind the last character.
        #expect(grid("12345", columns: 5).cursor == ScreenGrid.Cursor(row: 0, column: 4, offset: 5, isVisible: true))
    }

    @Test func linesThatScrollAwayAreKept() {
        let grid = grid((1...70).map { "line \($0)" }.joined(separator: "\r\n"), rows: 3)
        #expect(grid.lines == ["line 68", "line 69", "line 70"])
        #expect(grid.scrollback == (18...67).map { "line \($0)" })
    }

    @Test func aWrappedLineScrollsAwayAsOne() {
        let grid = grid("abcdefghijkl\r\n1\r\n2", rows: 3, columns: 5)
        #expect(grid.scrollback == ["abcde"].map { $0 + "fghij" })
        #expect(grid.scrollbackContinues)
        #expect(grid.lines == ["kl", "1", "2"])
    }

    @Test func theScrollbackIsCapped() {
        let grid = grid(
            String(repeating: String(repeating: "x", count: 2_000) + "\r\n", count: 60), rows: 2, columns: 1_000)
        #expect(grid.scrollback.reduce(0) { $0 + $1.utf8.count } <= 16_384)
        #expect(grid.scrollback.allSatisfy { $0.utf8.count <= 1_024 })
        #expect(self.grid(String(repeating: "日\r\n", count: 9), rows: 2).scrollback == Array(repeating: "日", count: 8))
    }

    @Test func fullScreenProgramsDoNotScrollIntoIt() {
        #expect(grid("\u{1B}[?1049h1\r\n2\r\n3\r\n4", rows: 2).scrollback.isEmpty)
        #expect(grid("\u{1B}[?1049h1").isAlternate)
        #expect(!grid("\u{1B}[?1049h1\u{1B}[?1049l").isAlternate)
    }

    @Test func modesAreKnown() {
        let on = grid("\u{1B}[?1h\u{1B}[?2004h\u{7}")
        #expect(on.hasApplicationCursorKeys && on.bracketsPaste && on.bellRang)
        let off = grid("\u{1B}[?1;2004h\u{7}\r\n\u{1B}[?1;2004l")
        #expect(!off.hasApplicationCursorKeys && !off.bracketsPaste && !off.bellRang)
    }

    @Test func aMenusSelectionStandsOut() {
        let menu =
            "\u{1B}[1mPick one:\u{1B}[0m\r\n\u{1B}[7m first  \u{1B}[27m\r\n second \r\n\u{1B}[44;37m third \u{1B}[m \u{1B}[32m?"
        let found = grid(menu).highlights(limit: 64)
        #expect(found.map(\.text) == ["Pick one:", "first", "third", "?"])
        #expect(found.map(\.kind) == [.bold, .reverse, .background, .foreground])
        #expect(found.map(\.columns) == [0..<9, 1..<6, 1..<6, 8..<9])
        #expect(found.map(\.row) == [0, 1, 3, 3])
    }

    @Test func theRarestLooksAreKept() {
        var text = ""
        for row in 1...20 { text += "\u{1B}[\(row);1H\u{1B}[44mmenu \(row)\u{1B}[m" }
        text += "\u{1B}[9;1H\u{1B}[41mmenu 9"
        let found = grid(text, rows: 20).highlights(limit: 3)
        #expect(found.map(\.text) == ["menu 1", "menu 2", "menu 9"])
    }

    /// A toolkit that hides the cursor, draws below its question, and comes back: prompt_toolkit's way of redrawing.
    @Test func aRedrawnPromptIsReadAsItStands() {
        let redraw =
            "\u{1B}[?2004h\u{1B}[?25l\u{1B}[?7l\u{1B}[0m\u{1B}[J\u{1B}[0mName: \u{1B}[6D\u{1B}[6C\u{1B}[?7h\u{1B}[?25h"
            + "\u{1B}[?25l\u{1B}[?7l\u{1B}[6D\u{1B}[0mName: \u{1B}[0m\r\r\n\r\r\n\r\r\n\u{1B}[0m [hint]\u{1B}[0m \u{8}"
            + "\u{1B}[3A\u{1B}[7D\u{1B}[6C\u{1B}[?7h\u{1B}[?25h"
        let grid = grid("out\r\n" + redraw)
        #expect(grid.lines == ["out", "Name:", "", "", " [hint]"])
        #expect(grid.cursor == ScreenGrid.Cursor(row: 1, column: 6, offset: 6, isVisible: true))
    }

    /// A box as whiptail draws it: alternate screen, line drawing, colours, cursor left at the button.
    @Test func aBoxIsReadAsItStands() {
        let box =
            "\u{1B}[?1049h\u{1B}[22;0;0t\u{1B}[1;6r\u{1B}(B\u{1B}[m\u{1B}[H\u{1B}[2J\u{1B}[2;3H\u{1B}[30m\u{1B}[47m"
            + "\u{1B}(0lqqqqqqqqqqk\u{1B}[3;3Hx\u{1B}(B Go on?    \u{1B}(0\u{1B}[3;14Hx\u{1B}[4;3Hx\u{1B}(B  \u{1B}[37m"
            + "\u{1B}[41m<Yes>\u{1B}[30m\u{1B}[47m   \u{1B}(0x\u{1B}[5;3Hmqqqqqqqqqqj\u{1B}(B\u{1B}[4;7H"
        let grid = grid(box)
        #expect(grid.lines == ["", "  ┌──────────┐", "  │ Go on?   │", "  │  <Yes>   │", "  └──────────┘"])
        #expect(grid.isAlternate)
        #expect(grid.highlights(limit: 64).contains { $0.text == "<Yes>" && $0.row == 3 })
    }

    @Test(arguments: [
        ("\u{94}\u{80} text", " text"), ("[0m text", " text"), ("[?25l? Go on", "? Go on"), ("38;5;2mtext", "text"),
        ("0;title\u{1B}\\text", "text"), ("]0;title\u{7}text", "text"), ("5m elapsed", " elapsed"),
        ("12 files", "12 files"), ("[y/N] ", "[y/N]"), ("[INFO] ok", "[INFO] ok"), ("[1/2] Go", "[1/2] Go"),
        ("text", "text"), ("", ""),
    ]) func aTailMayBeginAnywhere(tail: String, shown: String) {
        // Latin-1 stands for raw bytes here.
        let bytes = tail.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        let grid = ScreenGrid(tail: bytes, isCut: true, rows: 4, columns: 20)
        #expect(grid.lines == ["", "", "", shown])
    }

    @Test func aSmallerScreenKeepsTheCursorsRow() {
        var grid = grid("1\r\n2\r\n3\r\n4? ")
        grid.resize(rows: 2, columns: 10)
        #expect(grid.lines == ["3", "4?"])
        #expect(grid.scrollback == ["1", "2"])
        #expect(grid.cursor.row == 1)
        grid.resize(rows: 5, columns: 1)
        #expect(grid.lines == ["3", "4"])
    }

    @Test func anUnusedScreenHasNoCells() {
        #expect(grid("", rows: 500, columns: 1_000).canvas.page.cells.isEmpty)
        #expect(grid("x\r\ny", rows: 500, columns: 1_000).canvas.page.cells.count == 2_000)
    }
}
