import Testing

@testable import CopilotCells

@Suite struct ScreenGridFuzzTests {
    /// All that can be read of a screen.
    private struct Reading: Hashable {
        let lines: [String]
        let wrapped: [Bool]
        let cursor: ScreenGrid.Cursor
        let scrollback: [String]
        let highlights: [ScreenGrid.Highlight]
        let replies: [UInt8]
        let flags: [Bool]

        init(_ grid: inout ScreenGrid) {
            lines = grid.lines
            wrapped = grid.wrapped
            cursor = grid.cursor
            scrollback = grid.scrollback
            highlights = grid.highlights(limit: 64)
            flags = [
                grid.scrollbackContinues, grid.isAlternate, grid.hasApplicationCursorKeys, grid.bracketsPaste,
                grid.bellRang,
            ]
            replies = grid.takeReplies()
        }
    }

    private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: false
        default: true
        }
    }

    private func check(_ grid: inout ScreenGrid) {
        let reading = Reading(&grid)
        #expect(reading.lines.count <= grid.rows)
        #expect(reading.wrapped.count == reading.lines.count)
        #expect((0..<grid.rows).contains(reading.cursor.row))
        #expect((0..<grid.columns).contains(reading.cursor.column))
        #expect(reading.highlights.count <= 64)
        #expect(reading.highlights.allSatisfy { !$0.text.isEmpty && $0.columns.upperBound <= grid.columns })
        #expect(reading.scrollback.count <= 50)
        #expect(reading.scrollback.reduce(0) { $0 + $1.utf8.count } <= ScreenHistory.byteLimit)
        for text in reading.lines + reading.scrollback {
            #expect(text.unicodeScalars.allSatisfy(isPrintable), "\(text.debugDescription)")
        }
        for line in reading.lines {
            #expect(line.unicodeScalars.reduce(0) { $0 + ScalarWidth.columns(of: $1) } <= grid.columns)
        }
        #expect(brokenCells(grid.canvas.page) == 0)
    }

    /// Halves of wide characters without their other half, and cells behind a row's extent that are not blank.
    private func brokenCells(_ page: ScreenPage) -> Int {
        var broken = 0
        for row in page.rows.indices where page.rows[row].slot >= 0 {
            for column in 0..<page.columns {
                let cell = page[row, column]
                if cell.isWide, !page[row, column + 1].isContinuation { broken += 1 }
                if cell.isContinuation, !page[row, column - 1].isWide { broken += 1 }
                if column >= Int(page.rows[row].extent), cell != .blank { broken += 1 }
            }
        }
        return broken
    }

    @Test(arguments: 0..<40) func anySplitGivesTheSameScreen(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed) &+ 9_000)
        let bytes = generator.hostileBytes(pieces: 400)
        let (rows, columns) = (Int.random(in: 1...12, using: &generator), Int.random(in: 1...30, using: &generator))
        var whole = ScreenGrid(rows: rows, columns: columns)
        whole.feed(bytes)
        let expected = Reading(&whole)
        check(&whole)
        for chunk in [1, 2, 3, 7, 64] {
            var split = ScreenGrid(rows: rows, columns: columns)
            var index = 0
            while index < bytes.count {
                let size = chunk == 64 ? Int.random(in: 1...64, using: &generator) : chunk
                split.feed(bytes[index..<min(index + size, bytes.count)])
                index += size
            }
            #expect(Reading(&split) == expected)
        }
    }

    @Test func aMillionRandomBytesLeaveAScreen() {
        var generator = SeededGenerator(seed: 77)
        var grid = ScreenGrid(rows: 24, columns: 80)
        for _ in 0..<250 {
            grid.feed((0..<4_000).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
        check(&grid)
    }

    @Test(arguments: 0..<30) func resizingBetweenHostileChunksKeepsItWhole(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed) &+ 400)
        var grid = ScreenGrid(rows: 10, columns: 40)
        for _ in 0..<12 {
            grid.feed(generator.hostileBytes(pieces: 40))
            grid.resize(
                rows: Int.random(in: 0...14, using: &generator), columns: Int.random(in: 0...50, using: &generator))
            check(&grid)
        }
    }

    @Test func hostileNumbersAreClamped() {
        var grid = ScreenGrid(rows: 100_000, columns: -5)
        #expect(grid.rows == 500)
        #expect(grid.columns == 1)
        grid = ScreenGrid(rows: 3, columns: 8)
        for final in "ABCDEFGHIJKLMPSTXZ@abdefghlmrsu`" {
            for number in ["0", "65535", "99999999999999999999", "2;65535", "65535;2"] {
                grid.feed("x日\u{1B}[\(number)\(final)y\u{1B}[?\(number)\(final)".utf8)
                check(&grid)
            }
        }
        grid.resize(rows: .max, columns: .min)
        check(&grid)
    }

    @Test func marksThatNeverEndStayWithinTheirLimits() {
        var grid = ScreenGrid(rows: 4, columns: 10)
        grid.feed(("a" + String(repeating: "\u{301}", count: 2_000)).utf8)
        #expect(grid.lines.first.map { $0.utf8.count <= ScreenClusters.byteLimit } == true)
        for _ in 0..<5_000 { grid.feed("\re\u{301}".utf8) }
        #expect(grid.lines.first?.hasPrefix("e\u{301}") == true)
        check(&grid)
    }
}
