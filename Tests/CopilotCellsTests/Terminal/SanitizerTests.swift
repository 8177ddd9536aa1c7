import Testing

@testable import CopilotCells

@Suite struct SanitizerTests {
    @Test(arguments: [
        ("plain", "plain"), ("two\nlines\tand\r\nmore", "two lines and more"),
        ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{7}name", "name"), ("a\u{0}b\u{7F}c\u{9B}2Jd", "abcd"),
        ("invoice\u{202E}fdp.exe", "invoice‹202E›fdp.exe"), ("zero\u{200B}width\u{FEFF}", "zerowidth"),
        ("flag\u{E0067}\u{E007F}", "flag"), ("日本 👩‍💻 é", "日本 👩‍💻 é"), ("\u{378}", "\u{FFFD}"),
    ])
    func oneLine(text: String, expected: String) {
        #expect(Sanitizer.sanitize(text, .line) == expected)
        #expect(Sanitizer.line(text) == expected)
    }

    @Test func keepsLinesAndColoursWhereAsked() {
        let text = "\u{1B}[1;38:5:9mred\u{1B}[2J\r\n50%\r60%\u{1B}]52;c;QQ\u{7}\tend\u{1B}[8mhidden"
        #expect(Sanitizer.sanitize(text, .text) == "red\n50%\n60%\tendhidden")
        #expect(
            Sanitizer.sanitize(text, .colouredText)
                == "\u{1B}[1;38:5:9mred\n50%\n60%\tend\u{1B}[28mhidden\u{1B}[0m")
    }

    @Test func longNamesAreCut() {
        #expect(Sanitizer.line(String(repeating: "x", count: 5_000), columnLimit: 10) == "xxxxxxxxx…")
    }
}
