import CopilotCells
import CopilotEngine
import CopilotModel
import Testing

@Suite struct ScreenGridTextTests {
    @Test func detectorsSeeWhatTheScreenShows() {
        var grid = ScreenGrid(rows: 4, columns: 12)
        grid.feed("old\r\n1\r\n2\r\n3\r\n\u{1B}[?1;2004h\u{7}\u{1B}[7mGo on\u{1B}[m? [y/N] x\u{8} \u{8}".utf8)
        let text = grid.text
        #expect(text.lines == ["2", "3", "Go on? [y/N]", ""])
        #expect(text.wrapped == [false, false, true, false])
        #expect(text.cursorLine.before == "Go on? [y/N] ")
        #expect(text.lastLines(2) == ["3", "Go on? [y/N]"])
        #expect(text.scrollback == ["old", "1"])
        #expect(text.highlights.map(\.text) == ["Go on"])
        #expect(text.highlights.first?.kind == .reverse)
        #expect(text.applicationCursorKeys && text.bracketedPaste && text.bellRang && !text.alternateScreen)
        #expect(text.rows == 4 && text.columns == 12)
    }
}
