import Testing

@testable import CopilotCells

@Suite struct ScreenGridTests {
    private func grid(_ text: String, rows: Int = 5, columns: Int = 20) -> ScreenGrid {
        var grid = ScreenGrid(rows: rows, columns: columns)
        grid.feed(text.utf8)
        return grid
    }

    /// Bytes, the lines they leave, and the cursor's row and column.
    private static let table: [(String, [String], Int, Int)] = [
        ("", [""], 0, 0),
        ("Continue? [y/N] ", ["Continue? [y/N]"], 0, 16),
        ("one\r\ntwo", ["one", "two"], 1, 3),
        ("one\ntwo", ["one", "   two"], 1, 6),
        ("10%\r100%", ["100%"], 0, 4),
        ("abc\u{8} \u{8}", ["ab"], 0, 2),
        ("> x\u{8} \u{8}", [">"], 0, 2),
        ("a\tb", ["a       b"], 0, 9),
        ("12345678901234567890", ["12345678901234567890"], 0, 19),
        ("12345678901234567890\r\nx", ["12345678901234567890", "x"], 1, 1),
        ("12345678901234567890x", ["12345678901234567890", "x"], 1, 1),
        ("1\r\n2\r\n3\r\n4\r\n5\r\n6", ["2", "3", "4", "5", "6"], 4, 1),
        ("abc\u{1B}[2DX", ["aXc"], 0, 2),
        ("abc\u{1B}[1G\u{1B}[K", [""], 0, 0),
        ("abc\u{1B}[2G\u{1B}[1K", ["  c"], 0, 1),
        ("a\u{1B}[3;5Hb\u{1B}[Ac", ["a", "     c", "    b"], 1, 6),
        ("abcdef\u{1B}[3G\u{1B}[2P", ["abef"], 0, 2),
        ("abef\u{1B}[3G\u{1B}[2@cd", ["abcdef"], 0, 4),
        ("abef\u{1B}[3G\u{1B}[4hcd\u{1B}[4l", ["abcdef"], 0, 4),
        ("abcdef\u{1B}[3G\u{1B}[2X", ["ab  ef"], 0, 2),
        ("1\r\n2\r\n3\u{1B}[2H\u{1B}[L", ["1", "", "2", "3"], 1, 0),
        ("1\r\n2\r\n3\u{1B}[2H\u{1B}[M", ["1", "3"], 1, 0),
        ("1\r\n2\r\n3\u{1B}[S", ["2", "3", ""], 2, 1),
        ("1\r\n2\r\n3\u{1B}[T", ["", "1", "2", "3"], 2, 1),
        ("1\r\n2\u{1B}[H\u{1B}M0", ["0", "1", "2"], 0, 1),
        ("1\r\n2\r\n3\r\n4\u{1B}[2;3r\u{1B}[3H\nx", ["1", "3", "x", "4"], 2, 1),
        ("\u{1B}[2;4r\u{1B}[?6h\u{1B}[1;1Hx", ["", "x"], 1, 1),
        ("a\u{1B}7\u{1B}[4;4Hb\u{1B}8c", ["ac", "", "", "   b"], 0, 2),
        ("a\u{1B}[s\u{1B}[4;4Hb\u{1B}[uc", ["ac", "", "", "   b"], 0, 2),
        ("ab\u{1B}[3b", ["abbbb"], 0, 5),
        ("\u{1B}(0lqqk\r\nx  x\u{1B}(B", ["┌──┐", "│  │"], 1, 4),
        ("\u{1B})0\u{E}qx\u{F}qx", ["─│qx"], 0, 4),
        ("日本", ["日本"], 0, 4),
        ("日本\u{1B}[2Gx", [" x本"], 0, 2),
        ("日本\u{1B}[3Gx", ["日x"], 0, 3),
        ("1234567890123456789日", ["1234567890123456789", "日"], 1, 2),
        ("e\u{301}x", ["e\u{301}x"], 0, 2),
        ("old\u{1B}[2J\u{1B}[Hnew", ["new"], 0, 3),
        ("main\u{1B}[?1049h\u{1B}[Halt", ["alt"], 0, 3),
        ("main\u{1B}[?1049h\u{1B}[Halt\u{1B}[?1049l!", ["main!"], 0, 5),
        ("x\u{1B}]0;title\u{7}y\u{1B}P+q544e\u{1B}\\z", ["xyz"], 0, 3),
        ("gone\u{1B}c\u{1B}[1mx", ["x"], 0, 1),
        ("\u{1B}[?7l123456789012345678901234X", ["1234567890123456789X"], 0, 19),
    ]

    @Test(arguments: table.indices) func bytesBecomeLines(index: Int) {
        let (text, lines, row, column) = Self.table[index]
        let grid = grid(text)
        #expect(grid.lines == lines)
        #expect(grid.cursor.row == row)
        #expect(grid.cursor.column == column)
    }
}
