import Glibc
import Testing

@testable import CopilotCells

@Suite struct TextWidthTests {
    @Test(arguments: [
        ("a", 1), ("", 0), ("\u{7}", 0), ("é", 1), ("e\u{301}", 1), ("日", 2), ("日本語", 6), ("👩‍💻", 2), ("🇩🇪", 2),
        ("\u{200B}", 0), ("\u{202E}", 0), ("x\u{E0041}", 1), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｶ", 1),
        ("…", 1),
        ("❤️", 1), ("👍🏽", 2), ("│╭⣿█", 4),
    ])
    func columnsOfText(text: String, columns: Int) {
        #expect(TextWidth.columns(of: text) == columns)
    }

    @Test func agreesWithLibcInAUTF8Locale() throws {
        typealias Width = @convention(c) (Int32) -> Int32
        let address = try #require(dlsym(nil, "wcwidth"))
        let wcwidth = unsafeBitCast(address, to: Width.self)
        try #require(setlocale(LC_CTYPE, "C.UTF-8") != nil)
        var different: [UInt32] = []
        let values = Array(UInt32(0x20)...0x33FF) + stride(from: 0x3400, through: 0x3FFFF, by: 13)
        for value in values {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let known = wcwidth(Int32(value))
            guard known >= 0, !ScalarWidth.isInvisible(value) else { continue }
            if Int(known) != ScalarWidth.columns(of: scalar) { different.append(value) }
        }
        // Blocks that newer libcs (or Swift's newer Unicode tables) know better may differ; whole ranges may not.
        #expect(different.count < 10, "\(different.prefix(40).map { String($0, radix: 16) })")
    }

    @Test(arguments: [
        ("abcdef", 4, TextWidth.Cut.end, "abc…"), ("abcdef", 4, .start, "…def"), ("abcdef", 5, .middle, "ab…ef"),
        ("abcdef", 6, .end, "abcdef"), ("abcdef", 0, .end, ""), ("日本語", 5, .end, "日本…"), ("日本語", 4, .end, "日…"),
        ("日本語", 4, .start, "…語"), ("日本語", 1, .end, "…"),
    ])
    func truncation(text: String, width: Int, cut: TextWidth.Cut, result: String) {
        #expect(TextWidth.truncate(text, to: width, cutting: cut) == result)
    }

    @Test func neverWiderThanAsked() {
        let texts = ["", "a", "日本語", "a日b本c語d", "👩‍💻👩‍💻 x", "e\u{301}e\u{301}", "\u{200B}\u{202E}abc"]
        for text in texts {
            for width in -1...9 {
                for cut in [TextWidth.Cut.start, .middle, .end] {
                    for ellipsis in ["…", "..", ""] {
                        let result = TextWidth.truncate(text, to: width, cutting: cut, ellipsis: ellipsis)
                        #expect(TextWidth.columns(of: result) <= max(0, width))
                    }
                    let padded = TextWidth.pad(text, to: width, cutting: cut)
                    #expect(TextWidth.columns(of: padded) == max(0, width))
                }
            }
        }
    }
}
