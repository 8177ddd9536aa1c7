import CopilotCells
import CopilotModel
import Testing

@testable import CopilotTUI

@Suite struct LogViewTests {
    private func chunk(_ attempt: Int, _ offset: Int64, _ text: String) -> OutputChunk {
        OutputChunk(attempt: attempt, offset: offset, bytes: Array(text.utf8))
    }

    private func text(_ log: LogView) -> [String] { log.document.writtenLines.map { log.document.text(of: $0) } }

    @Test func overlapsAreDroppedAndGapsAreTold() {
        var log = LogView()
        log.append(chunk(1, 0, "one\n"))
        log.append(chunk(1, 0, "one\ntwo"))
        log.append(chunk(1, 2, "e\ntwo\n"))
        log.append(chunk(1, 1_032, "three"))
        #expect(text(log) == ["one", "two", "--- 1.0 KiB not kept ---", "three"])
    }

    @Test func aNewAttemptBeginsWithAWord() {
        var log = LogView()
        log.append(chunk(1, 0, "first\u{1B}[31m"))
        log.append(chunk(2, 0, "second\n"))
        log.append(chunk(1, 5, "late\n"))
        #expect(text(log) == ["first", "--- attempt 2 ---", "second"])
    }

    @Test func aChunkAtTheEndOfNumbersDoesNotTrap() {
        var log = LogView()
        log.append(chunk(.max, .max, "x"))
        log.append(chunk(.max, .min, "y"))
        log.append(chunk(.min, 0, "z"))
        #expect(text(log).last?.hasPrefix("x") == true)
    }

    @Test func scrollingStopsAtBothEnds() {
        var log = LogView()
        log.append(chunk(1, 0, (0..<50).map { "line \($0)\n" }.joined()))
        log.scroll(by: -10, width: 20, height: 10)
        #expect(log.anchor == LogLayout.Anchor(line: 30) && !log.isFollowing)
        log.scroll(by: -1_000, width: 20, height: 10)
        #expect(log.anchor == LogLayout.Anchor(line: 0))
        log.scroll(by: .max, width: 20, height: 10)
        #expect(log.anchor == LogLayout.Anchor(line: 40) && !log.isFollowing)
    }

    @Test func wrappedLinesAreScrolledByRows() {
        var log = LogView()
        log.isWrapping = true
        log.append(chunk(1, 0, String(repeating: "x", count: 95) + "\nend\n"))
        log.scroll(by: -1, width: 10, height: 4)
        #expect(log.anchor == LogLayout.Anchor(line: 0, row: 6))
        log.scroll(by: -3, width: 10, height: 4)
        #expect(log.anchor == LogLayout.Anchor(line: 0, row: 3))
    }

    @Test(arguments: [
        ("abc", "xxABCxabc", [2..<5, 6..<9]), ("Abc", "abcAbc", [3..<6]), ("本", "日本語", [2..<4]),
        ("aa", "aaaa", [0..<2, 2..<4]),
        ("long", "lon", []),
    ]) func searchFindsColumns(needle: String, line: String, columns: [Range<Int>]) {
        #expect(LogSearch(needle)?.columns(in: line) == columns)
    }
}
