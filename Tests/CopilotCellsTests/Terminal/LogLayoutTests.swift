import Testing

@testable import CopilotCells

@Suite struct LogLayoutTests {
    private func picture(
        _ text: String, width: Int, height: Int, _ overflow: LogLayout.Overflow, from anchor: LogLayout.Anchor? = nil
    ) -> String {
        var document = LogDocument()
        document.append(text)
        var buffer = CellBuffer(width: width, height: height)
        let start = anchor ?? LogLayout.bottom(of: document, width: width, height: height, overflow)
        LogLayout.draw(document, from: start, in: buffer.area, overflow, into: &buffer)
        return GridText.glyphs(buffer)
    }

    @Test func followsTheEnd() {
        #expect(picture("1\n2\n3\n4\n", width: 3, height: 2, .clip(0)) == "3\n4")
        #expect(picture("1\n", width: 3, height: 2, .clip(0)) == "1\n")
        #expect(picture("abcdefgh\nx", width: 3, height: 3, .wrap) == "def\ngh\nx")
        #expect(picture("日本語", width: 3, height: 3, .wrap) == "日\n本\n語")
    }

    @Test func scrollsSideways() {
        #expect(picture("abcdefgh\n日本語x", width: 4, height: 2, .clip(1)) == "bcde\n 本")
        #expect(picture("abc", width: 4, height: 1, .clip(.max)) == "")
    }

    @Test func wrapKeepsStylesAndClusters() {
        let red = Style(.role(.error))
        let rows = LogLayout.wrap([StyledRun(text: "ab👩‍💻", style: red), StyledRun(text: "cd", style: .plain)], width: 3)
        #expect(rows.map { $0.map(\.text) } == [["ab"], ["👩‍💻", "c"], ["d"]])
        #expect(LogLayout.wrap([], width: 3).count == 1)
        #expect(LogLayout.wrap([StyledRun(text: "abc", style: red)], width: 0).count == 1)
    }

    @Test func anchorsMoveOn() {
        var document = LogDocument(limits: .init(lines: 3, rows: 2))
        document.append("abcdef\n2\n3\n4")
        var buffer = CellBuffer(width: 2, height: 2)
        let next = LogLayout.draw(
            document, from: .init(line: 0), in: buffer.area, .wrap, into: &buffer)
        #expect(GridText.glyphs(buffer) == "2\n3")
        #expect(next == LogLayout.Anchor(line: 3))
    }
}
