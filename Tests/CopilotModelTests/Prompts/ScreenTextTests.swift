import CopilotModel
import Testing

@Suite struct ScreenTextTests {
    private let wrapped = ScreenText(
        rows: 6, columns: 10,
        lines: ["tool 1.0", "", "Overwrite ", "it? [y/N]", "", "ESC: leave"], wrapped: [false, false, true, false],
        cursor: ScreenText.Cursor(row: 3, column: 10, offset: 10))

    @Test func wrappedRowsAreOneLine() {
        #expect(wrapped.logicalLines.map(\.text) == ["tool 1.0", "", "Overwrite it? [y/N]", "", "ESC: leave"])
        #expect(wrapped.logicalLines.map(\.rows) == [0..<1, 1..<2, 2..<4, 4..<5, 5..<6])
    }

    @Test func theCursorPartsItsLine() {
        #expect(
            wrapped.cursorLine
                == ScreenText.CursorLine(rows: 2..<4, before: "Overwrite it? [y/N] ", after: ""))
        var screen = wrapped
        screen.cursor = ScreenText.Cursor(row: 2, column: 4, offset: 4)
        #expect(screen.cursorLine == ScreenText.CursorLine(rows: 2..<4, before: "Over", after: "write it? [y/N]"))
        #expect(screen.cursorLine.text == "Overwrite it? [y/N]")
    }

    @Test(arguments: [-1, 0, 5, 6, 99, Int.max]) func aCursorOutsideIsHarmless(row: Int) {
        var screen = wrapped
        screen.cursor = ScreenText.Cursor(row: row, column: row, offset: row)
        _ = screen.cursorLine
        _ = screen.lastLines(3, below: 1)
        _ = screen.fingerprint
    }

    @Test func theLastLinesEndAtTheCursor() {
        #expect(wrapped.lastLines(1) == ["Overwrite it? [y/N]"])
        #expect(wrapped.lastLines(9) == ["tool 1.0", "Overwrite it? [y/N]"])
        #expect(wrapped.lastLines(1, below: 3) == ["Overwrite it? [y/N]", "ESC: leave"])
        #expect(wrapped.lastLines(0).isEmpty)
        #expect(wrapped.lastLines(-1, below: -1).isEmpty)
    }

    @Test func theScrollbackStandsAbove() {
        var screen = wrapped
        screen.scrollback = ["older", "my "]
        #expect(screen.lastLines(9) == ["older", "my ", "tool 1.0", "Overwrite it? [y/N]"])
        screen.scrollbackContinues = true
        #expect(screen.lastLines(9) == ["older", "my tool 1.0", "Overwrite it? [y/N]"])
    }

    @Test func plainTextIsAScreen() {
        let screen = ScreenText(plain: "one\nGo on? ")
        #expect(screen.lines == ["one", "Go on? "])
        #expect(screen.cursorLine.before == "Go on? ")
        #expect(ScreenText(plain: "").cursorLine.before == "")
    }

    @Test func theFingerprintIsTheTextAndTheCursor() {
        var other = wrapped
        other.bellRang = true
        #expect(other.fingerprint == wrapped.fingerprint)
        other.lines.append("")
        #expect(other.fingerprint == wrapped.fingerprint)
        other.cursor.column = 9
        #expect(other.fingerprint != wrapped.fingerprint)
        other = wrapped
        other.lines[0] = "tool 1.1"
        #expect(other.fingerprint != wrapped.fingerprint)
    }
}
