import Testing

@testable import CopilotCells

@Suite struct TerminalQueriesTests {
    private static let table: [(String, String)] = [
        ("\u{1B}[c", "\u{1B}[?62;22c"),
        ("\u{1B}[0c", "\u{1B}[?62;22c"),
        ("\u{1B}[>c", "\u{1B}[>1;276;0c"),
        ("\u{1B}[5n", "\u{1B}[0n"),
        ("ab\r\nc\u{1B}[6n", "\u{1B}[2;2R"),
        ("\u{1B}[2;4r\u{1B}[?6h\u{1B}[2;1H\u{1B}[6n", "\u{1B}[2;1R"),
        ("\u{1B}[?2026$p", "\u{1B}[?2026;0$y"),
        ("\u{1B}[4$p", "\u{1B}[4;0$y"),
        ("\u{1B}[18t", "\u{1B}[8;5;20t"),
        ("\u{1B}[21t", ""),
        ("\u{1B}P+q544e\u{1B}\\", "\u{1B}P0+r\u{1B}\\"),
        ("\u{1B}P$qm\u{1B}\\", "\u{1B}P0$r\u{1B}\\"),
        ("\u{1B}]10;?\u{1B}\\", "\u{1B}]10;rgb:d0d0/d0d0/d0d0\u{1B}\\"),
        ("\u{1B}]11;?\u{7}", "\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{1B}\\"),
        ("\u{1B}]11;#000000\u{7}", ""),
        ("\u{1B}]52;c;?\u{7}", ""),
        ("\u{1B}[c\u{1B}[5n", "\u{1B}[?62;22c\u{1B}[0n"),
    ]

    @Test(arguments: table.indices) func questionsAreAnswered(index: Int) {
        let (question, answer) = Self.table[index]
        var grid = ScreenGrid(rows: 5, columns: 20)
        for byte in question.utf8 { grid.feed([byte]) }
        #expect(String(decoding: grid.takeReplies(), as: UTF8.self) == answer)
        #expect(grid.takeReplies().isEmpty)
    }

    @Test func answersThatNobodyTakesStopAtTheirLimit() {
        var grid = ScreenGrid(rows: 5, columns: 20)
        for _ in 0..<1_000 { grid.feed("\u{1B}[c\u{1B}[6n".utf8) }
        let replies = grid.takeReplies()
        #expect(replies.count <= 256)
        #expect(replies.count > 200)
    }
}
