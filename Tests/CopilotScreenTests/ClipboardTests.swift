import Foundation
import Testing

@testable import CopilotScreen

@Suite struct ClipboardTests {
    private func text(_ sequence: String) throws -> String {
        let inner = try #require(sequence.hasPrefix("\u{1B}]52;c;") ? sequence.dropFirst(7).dropLast() : nil)
        return String(decoding: try #require(Data(base64Encoded: String(inner))), as: UTF8.self)
    }

    @Test(arguments: ["", "a", "ab", "abc", "quality/tests", "naïve café 日本語 👩‍💻", "x = \"1\"; rm"])
    func aTerminalGetsTheTextBack(word: String) throws {
        #expect(try text(Clipboard.sequence(word)) == word)
    }

    @Test func nothingThatActsOnATerminalIsCopied() throws {
        let hostile = Clipboard.sequence("a\u{1B}]52;c;eA==\u{07}b\nrm -rf ~\r\u{9D}c")
        #expect(try !text(hostile).unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        #expect(hostile.dropFirst().dropLast().unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 })
        #expect(hostile.last == "\u{07}")
    }

    @Test func aLongTextIsCutBetweenCharacters() throws {
        let cut = try text(Clipboard.sequence(String(repeating: "日", count: 40_000)))
        #expect(cut.utf8.count <= Clipboard.mostBytes && cut.utf8.count > Clipboard.mostBytes - 4)
        #expect(cut.allSatisfy { $0 == "日" })
    }
}
