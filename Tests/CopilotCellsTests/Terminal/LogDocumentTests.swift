import Testing

@testable import CopilotCells

@Suite struct LogDocumentTests {
    static func lines(_ document: LogDocument) -> [String] {
        document.writtenLines.map { document.text(of: $0) }
    }

    private func lines(_ text: String, limits: LogDocument.Limits = .init()) -> [String] {
        var document = LogDocument(limits: limits)
        document.append(text)
        return Self.lines(document)
    }

    @Test(arguments: [
        ("a\nb\r\nc", ["a", "b", "c"]),
        ("a\n\n", ["a", ""]),
        ("50%\r100%", ["100%"]),
        ("abcdef\rxy", ["xycdef"]),
        ("abc\u{8}\u{8}X", ["aXc"]),
        ("a\tb\tc", ["a       b       c"]),
        ("progress 10\r\u{1B}[Kdone", ["done"]),
        ("abcdef\u{1B}[3D\u{1B}[K", ["abc"]),
        ("abcdef\u{1B}[3D\u{1B}[1K", ["    ef"]),
        ("abcdef\u{1B}[2Kx", ["      x"]),
        ("one\ntwo\nthree\n\u{1B}[2A\u{1B}[2Kzwei\n", ["one", "zwei", "three"]),
        ("one\ntwo\u{1B}[1A!", ["one!", "two"]),
        ("old\nscreen\u{1B}[H\u{1B}[2Jnew", ["new"]),
        ("old\nscreen\u{1B}[H\u{1B}[Jnew", ["new"]),
        ("old\u{1B}[3J", ["old"]),
        ("old\u{1B}cnew", ["new"]),
        ("abc\u{1B}[5Gx", ["abc x"]),
        ("a\u{1B}7bc\u{1B}8X", ["aXc"]),
        ("abcdef\r\u{1B}[2P", ["cdef"]),
        ("abc\r\u{1B}[2@", ["  abc"]),
        ("abcdef\r\u{1B}[2X", ["  cdef"]),
        ("shell\n\u{1B}[?1049hvim\u{1B}[5;5Hx\n~\u{1B}[?1049lback", ["shell", "back"]),
        ("日本語\rab", ["ab本語"]),
        ("日本語\rx", ["x 本語"]),
        ("日本語\u{1B}[2Gx", [" x本語"]),
        ("█████\r██", ["█████"]),
        ("ae\u{301}x\ryyy", ["yyy"]),
        ("\u{1B}]0;title\u{7}a\u{1B}]8;;http://x\u{1B}\\b\u{1B}]52;c;QQ==\u{1B}\\c", ["abc"]),
        ("\u{1B}Pq#0;2\u{1B}\\x\u{1B}_apc\u{1B}\\y\u{1B}^pm\u{1B}\\z\u{1B}Xsos\u{1B}\\!", ["xyz!"]),
        ("\u{9B}31mred\u{9D}0;t\u{9C}x\u{85}y", ["redx", "y"]),
        ("\u{1B}]0;“quoted” 日\u{7}after", ["after"]),
        ("a\u{202E}b\u{200B}c\u{2066}d", ["a‹202E›bc‹2066›d"]),
        ("👩‍💻 ❤️ x\u{200D}y", ["👩‍💻 ❤️ xy"]),
        ("\u{1B}[6n\u{1B}[c\u{1B}[?25l\u{1B}[2 q\u{1B}(B\u{1B}=ok", ["ok"]),
        ("\u{1B}[31\u{18}m", ["m"]),
        ("\u{1B}[99999999999999999999Bx", Array(repeating: "", count: 49) + ["x"]),
    ])
    func rendering(input: String, expected: [String]) {
        #expect(lines(input) == expected)
    }

    @Test func brokenUTF8() {
        let table: [([UInt8], String)] = [
            ([0xFF, 0x61], "\u{FFFD}a"), ([0xE2, 0x82, 0x61], "\u{FFFD}a"), ([0xC0, 0x80], "\u{FFFD}"),
            ([0xF0, 0x9F, 0x92], "\u{FFFD}"), ([0xE2, 0xE2, 0x82, 0xAC], "\u{FFFD}€"),
            ([0x9B, 0x33, 0x31, 0x6D, 0x61], "a"),
            ([0xED, 0xA0, 0xB5, 0x61], "\u{FFFD}\u{FFFD}\u{FFFD}a"), ([0xE2, 0x0A, 0x61], "\u{FFFD}"),
        ]
        for (bytes, expected) in table {
            var document = LogDocument()
            document.append(bytes)
            document.finish()
            #expect(Self.lines(document).first == expected, "\(bytes)")
        }
    }

    @Test func unterminatedSequencesHideLittle() {
        let long = String(repeating: "A", count: 10_000)
        #expect(lines("\u{1B}]0;\(long)\nvisible") == ["", "visible"])
        #expect(lines("\u{1B}_\(long)\u{1B}\\visible") == ["visible"])
        let parameters = String(repeating: "1;", count: 5_000)
        #expect(lines("\u{1B}[\(parameters)").first?.hasSuffix("1;1;") == true)
    }

    @Test func coloursBecomeRuns() {
        var document = LogDocument()
        document.append(
            "a\u{1B}[1;31mb\u{1B}[38;5;200mc\u{1B}[38;2;1;2;3;4md\u{1B}[0;48:2::9:8:7me\u{1B}[mf\u{1B}[4:3mg\u{1B}[24;7mh"
        )
        let runs = document.runs(of: 0)
        #expect(runs.map(\.text) == ["a", "b", "c", "d", "e", "f", "g", "h"])
        #expect(
            runs.map(\.style) == [
                .plain, Style(.indexed(1), .bold), Style(.indexed(200), .bold),
                Style(.rgb(RGB(1, 2, 3)), [.bold, .underline]), Style(on: .rgb(RGB(9, 8, 7))), .plain,
                Style(.role(.text), .underline), Style(.role(.text), .reverse),
            ])
    }

    @Test func overwritingKeepsTheOtherColours() {
        var document = LogDocument()
        document.append("\u{1B}[31mredred\u{1B}[32mgreen\r\u{1B}[1;4H\u{1B}[34mXYZ12")
        #expect(
            document.runs(of: 0).map { "\(GridText.name(of: $0.style)):\($0.text)" } == [
                "palette1:red", "palette4:XYZ12", "palette2:een",
            ])
        document.append("\r\u{1B}[0mé")
        #expect(document.runs(of: 0).map(\.text) == ["é", "ed", "XYZ12", "een"])
    }

    @Test func limits() {
        let limits = LogDocument.Limits(lines: 3, bytesPerLine: 16, runsPerLine: 2, bytes: 1_000, rows: 2)
        var document = LogDocument(limits: limits)
        for number in 0..<10 { document.append("line \(number)\n") }
        #expect(Self.lines(document) == ["line 8", "line 9"])
        #expect(document.droppedLines == 8)
        #expect(document.lines == 8..<11)
        #expect(document.text(of: 7) == "" && document.text(of: .max) == "" && document.runs(of: .min).isEmpty)
        document.append(String(repeating: "x", count: 100) + "日")
        #expect(document.text(of: 10) == String(repeating: "x", count: 16))
        #expect(document.isCut(10))
        document.append("\r\u{1B}[Ka\u{1B}[31mb\u{1B}[32mc\u{1B}[33md")
        #expect(document.runs(of: 10).map(\.text) == ["a", "b", "cd"])
        #expect(!document.isCut(10))
        var small = LogDocument(limits: .init(lines: 1_000, bytes: 100))
        for _ in 0..<100 { small.append("0123456789\n") }
        #expect(small.lines.count <= 12)
    }

    @Test func cursorAndRevision() {
        var document = LogDocument()
        document.append("Continue? [y/N] ")
        #expect(document.cursor == (0, 16))
        #expect(document.revision == 1)
        document.append("\u{1B}[?1049h")
        #expect(document.isAlternateScreen)
    }
}
