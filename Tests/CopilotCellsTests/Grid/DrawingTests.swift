import Testing

@testable import CopilotCells

@Suite struct DrawingTests {
    private func row(_ width: Int, _ draw: (inout CellBuffer) -> Void) -> String {
        var buffer = CellBuffer(width: width, height: 1)
        draw(&buffer)
        return buffer.cells.map { $0.text.isEmpty ? "<" : $0.text }.joined()
    }

    @Test func wideClustersAreNeverHalved() {
        #expect(row(4) { $0.put("日本語", at: Point(column: 0, row: 0)) } == "日<本<")
        #expect(row(5) { $0.put("日本語", at: Point(column: 0, row: 0)) } == "日<本< ")
        #expect(row(3) { $0.put("日", at: Point(column: 2, row: 0)) } == "   ")
        #expect(row(3) { $0.put("日本", at: Point(column: -1, row: 0)) } == " 本<")
        #expect(row(4) { $0.put("日本語", at: Point(column: 0, row: 0), maxWidth: 3) } == "日<  ")
    }

    @Test func overwritingHalfOfAWideClusterBlanksTheRest() {
        for column in 0..<4 {
            let text = row(4) {
                $0.put("日本", at: Point(column: 0, row: 0))
                $0.put("x", at: Point(column: column, row: 0))
            }
            #expect(text == ["x 本<", " x本<", "日<x ", "日< x"][column])
        }
        let text = row(4) {
            $0.put("日本", at: Point(column: 0, row: 0))
            $0.put("語", at: Point(column: 1, row: 0))
        }
        #expect(text == " 語< ")
        for (columns, shown) in [(0..<1, "x 本<"), (1..<3, " xx "), (-5..<2, "xx本<"), (3..<9, "日< x"), (4..<9, "日<本<")] {
            let text = row(4) {
                $0.put("日本", at: Point(column: 0, row: 0))
                $0.fill(Area(column: columns.lowerBound, row: 0, width: columns.count, height: 1), Cell("x"))
            }
            #expect(text == shown)
        }
    }

    @Test func returnsTheColumnsUsed() {
        var buffer = CellBuffer(width: 10, height: 2)
        #expect(buffer.put("abc", at: Point(column: 1, row: 0)) == 3)
        #expect(buffer.put("日本", at: Point(column: 0, row: 1)) == 4)
        #expect(buffer.put("abcdefghij", at: Point(column: 5, row: 0), ellipsis: "…") == 5)
        #expect(GridText.glyphs(buffer) == " abc abcd…\n日本")
        #expect(buffer.put("abc", at: Point(column: 0, row: 2)) == 0)
        #expect(buffer.put("abc", at: Point(column: 10, row: 0)) == 0)
        #expect(buffer.put("abc", at: Point(column: Int.max, row: Int.min)) == 0)
        #expect(buffer.put("abc", at: Point(column: Int.min, row: 0), maxWidth: Int.max) == 3)
    }

    @Test func invisibleCharactersAreNotDrawn() {
        #expect(row(6) { $0.put("a\u{1B}[\u{202E}b\u{200B}\u{0}\r\nc", at: Point(column: 0, row: 0)) } == "a[bc  ")
        let pile = "a" + String(repeating: "\u{301}", count: 100)
        var buffer = CellBuffer(width: 2, height: 1)
        buffer.put(pile, at: Point(column: 0, row: 0))
        #expect(buffer[0, 0].text.unicodeScalars.count == CellBuffer.scalarsPerCellLimit)
        buffer.put("x\u{E0041}\u{E0042}", at: Point(column: 0, row: 0))
        #expect(buffer[0, 0].text == "x")
        buffer.put("👩‍💻", at: Point(column: 0, row: 0))
        #expect(buffer[0, 0].text == "👩‍💻")
    }

    @Test func boxes() {
        var buffer = CellBuffer(width: 14, height: 3)
        buffer.box(
            buffer.area, title: "tasks and more", note: "7", Style(.role(.treeBox)),
            titleStyle: Style(.role(.title), .bold))
        #expect(
            GridText.glyphs(buffer)
                == "╭─┐tasks a…┌─╮\n│            │\n╰──────── 7 ─╯")
        var ascii = CellBuffer(width: 10, height: 2)
        ascii.box(ascii.area, title: "log", Style(.role(.focusBox)), glyphs: .ascii)
        #expect(GridText.glyphs(ascii) == "+-[log]--+\n+--------+")
        #expect(GridText.roles(ascii) == "10×focusBox\n10×focusBox")
        ascii.box(Area(column: 0, row: 0, width: 1, height: 9), Style())
        ascii.box(Area(column: -5, row: -5, width: 1_000_000, height: 1_000_000), Style())
    }

    @Test func metersAndBars() {
        #expect(
            row(10) { $0.meter(at: Point(column: 0, row: 0), width: 10, percent: 42, gradient: .cpu, glyphs: .ascii) }
                == "####......")
        #expect(
            row(4) { $0.meter(at: Point(column: 0, row: 0), width: 4, percent: 1, gradient: .cpu, glyphs: .ascii) }
                == "#...")
        #expect(
            row(4) { $0.meter(at: Point(column: 0, row: 0), width: 4, percent: -3, gradient: .cpu, glyphs: .ascii) }
                == "....")
        #expect(
            row(4) { $0.meter(at: Point(column: 0, row: 0), width: 4, percent: .max, gradient: .cpu, glyphs: .ascii) }
                == "####")
        #expect(row(4) { $0.bar(at: Point(column: 0, row: 0), width: 4, fraction: 0.4, .plain) } == "█▋  ")
        #expect(row(4) { $0.bar(at: Point(column: 0, row: 0), width: 4, fraction: .nan, .plain) } == "    ")
        #expect(row(4) { $0.bar(at: Point(column: 0, row: 0), width: 4, fraction: .infinity, .plain) } == "████")
    }

    @Test func histories() {
        var buffer = CellBuffer(width: 4, height: 2)
        buffer.history([0, 0.125, 0.25, 0.5, 0.75, 1], in: buffer.area, gradient: .cpu)
        #expect(GridText.glyphs(buffer) == "   ⣼\n ⢀⣼⣿")
        var ascii = CellBuffer(width: 5, height: 2)
        ascii.history([0.25, 0.5, .nan, 1], in: ascii.area, gradient: .cpu, glyphs: .ascii)
        #expect(GridText.glyphs(ascii) == "    :\n .: :")
        #expect(GridText.roles(ascii).hasPrefix("1×text 1×cpu25 1×cpu50 1×cpu0 1×cpu100"))
    }

    @Test func scrollbars() {
        var buffer = CellBuffer(width: 1, height: 5)
        buffer.scrollbar(
            at: Point(column: 0, row: 0), height: 5, offset: 90, visible: 10, total: 100, .plain, glyphs: .ascii)
        #expect(GridText.glyphs(buffer) == "|\n|\n|\n|\n#")
        buffer.scrollbar(at: Point(column: 0, row: 0), height: 5, offset: .max, visible: 10, total: .max, .plain)
    }

    @Test func rolesReadAsRuns() {
        var buffer = CellBuffer(width: 12, height: 1)
        buffer.put("abc", at: Point(column: 0, row: 0), Style(.role(.error), [.bold, .underline]))
        buffer.put("de", at: Point(column: 3, row: 0), Style(.gradient(.cpu, 42), on: .rgb(RGB(1, 2, 255))))
        buffer.highlight(Area(column: 5, row: 0, width: 2, height: 9), background: .role(.selectedBackground))
        #expect(GridText.roles(buffer) == "3×error+bold+underline 2×cpu42/#0102ff 2×text/selectedBackground")
    }

    @Test(arguments: Glyphs.Mark.allCases) func marksKeepTheirWidth(mark: Glyphs.Mark) {
        for glyphs in [Glyphs.unicode, .ascii] {
            #expect(TextWidth.columns(of: glyphs.mark(mark, attempt: 12)) <= glyphs.markColumns)
        }
        #expect(Glyphs.ascii.mark(mark, attempt: .min).utf8.allSatisfy { $0 < 0x7F })
    }

    @Test func asciiGlyphsAreASCII() {
        let glyphs = Glyphs.ascii
        let frame = glyphs.frame
        let all =
            [frame.topLeft, frame.topRight, frame.bottomLeft, frame.bottomRight, frame.horizontal, frame.vertical]
            + [
                glyphs.ellipsis, glyphs.scrollTrack, glyphs.scrollThumb, glyphs.meterFull, glyphs.meterEmpty,
                glyphs.tick,
            ]
            + [glyphs.dot, glyphs.arrow, glyphs.separator, glyphs.cursor, glyphs.branches.tee, glyphs.branches.corner]
        #expect(all.joined().utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
    }
}
