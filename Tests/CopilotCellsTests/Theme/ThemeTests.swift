import Glibc
import Testing

@testable import CopilotCells

@Suite struct ThemeTests {
    /// The text of a file of the checkout.
    private func contents(_ path: String) throws -> String {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        let file = try #require(fopen(root + "/" + path, "r"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    @Test func theCompiledInThemeIsTheFile() throws {
        #expect(try contents("themes/copilot.theme") == StandardTheme.source)
    }

    @Test(arguments: ["copilot", "okabe-ito", "paper"]) func ownThemesAreWholeAndReadable(name: String) throws {
        let (theme, problems) = ThemeFile.parse(try contents("themes/\(name).theme"), name: name)
        #expect(problems.isEmpty)
        for role in Role.allCases { #expect(theme.colour(of: role) != .terminalDefault, "\(role)") }
        for gradient in Gradient.allCases {
            #expect(theme.colour(of: gradient, at: 0) != theme.colour(of: gradient, at: 100))
        }
        for background in [Role.background, .selectedBackground] {
            for role in Role.allCases where role.isText {
                let style = theme.resolve(Style(.role(role), on: .role(background)), .truecolor)
                guard case .rgb(let ink) = style.foreground, case .rgb(let paper) = style.background else {
                    Issue.record("\(role) has no colour")
                    continue
                }
                if background == .background, role == .selectedText { continue }
                #expect(ink.contrast(to: paper) >= Theme.contrastFloor, "\(role) on \(background)")
            }
        }
    }

    @Test func readsBtopsGrammar() {
        let text = """
            # comment
            theme[main_bg]="#10"
            theme[main_fg] = "250 240 230" # tail

            theme[title]='#ABCDEF'
            theme[hi_fg]=#fffffe
            theme[div_line]=""
            theme[nobody_knows]="#123456"
            theme[cpu_start]="#000000"
            theme[cpu_mid]=""
            theme[cpu_end]="#ffffff"
            theme[temp_start]="#010203"
            theme[temp_end]=""
            """
        let (theme, problems) = ThemeFile.parse(text, name: "x\u{1B}[31m\u{202E}y")
        #expect(problems.isEmpty)
        #expect(theme.name == "x‹202E›y")
        #expect(theme.colour(of: .background) == .rgb(RGB(0x10, 0x10, 0x10)))
        #expect(theme.colour(of: .text) == .rgb(RGB(250, 240, 230)))
        #expect(theme.colour(of: .title) == .rgb(RGB(0xAB, 0xCD, 0xEF)))
        #expect(theme.colour(of: .running) == .rgb(RGB(255, 255, 254)))
        #expect(theme.colour(of: .focusBox) == .rgb(RGB(255, 255, 254)))
        #expect(theme.colour(of: .divider) == .terminalDefault)
        #expect(theme.colour(of: .cpu, at: 50) == .rgb(RGB(128, 128, 128)))
        #expect(theme.colour(of: .process, at: 100) == .rgb(RGB(255, 255, 255)))
        #expect(theme.colour(of: .temperature, at: 100) == .rgb(RGB(1, 2, 3)))
        #expect(theme.colour(of: .error) == .rgb(RGB(255, 255, 255)))
        #expect(theme.colour(of: .cpu, at: -5) == theme.colour(of: .cpu, at: 0))
        #expect(theme.colour(of: .cpu, at: .max) == theme.colour(of: .cpu, at: 100))
    }

    @Test(arguments: [
        ("theme[main_fg]=\"#12\"\nnonsense", 2), ("theme[main_fg=\"#12\"", 1), ("\n\ntheme[main_fg]=\"#GGGGGG\"", 3),
        ("theme[x]=\"#12345\"", 1), ("theme[x]=\"1 2\"", 1), ("theme[x]=\"1 2 256\"", 1), ("theme[x]=\"#+12345\"", 1),
        ("theme[]=\"#123456\"", 1), ("theme[x]=\"#123456", 1),
    ])
    func problemsNameTheirLine(text: String, line: Int) {
        let (theme, problems) = ThemeFile.parse(text, name: "broken")
        #expect(problems.map(\.line) == [line])
        #expect(theme.colour(of: .title) == Theme.standard.colour(of: .title))
    }

    @Test func hostileFilesAreHarmless() {
        for seed in 0..<50 {
            var generator = SeededGenerator(seed: UInt64(seed))
            let noise = String(decoding: generator.hostileBytes(pieces: 100), as: UTF8.self)
            let (_, problems) = ThemeFile.parse("theme[main_fg]=\"\(noise)\"\n\(noise)", name: noise)
            for problem in problems { #expect(Sanitizer.sanitize(problem.message, .line) == problem.message) }
        }
        #expect(
            ThemeFile.parse(String(repeating: "x\n", count: 10_000), name: "").problems.count == ThemeFile.lineLimit)
    }

    @Test func faintTextIsBlendedUp() {
        let text = "theme[main_bg]=\"#000000\"\ntheme[main_fg]=\"#cccccc\"\ntheme[inactive_fg]=\"#222222\""
        let theme = ThemeFile.parse(text, name: "faint").theme
        guard case .rgb(let ink) = theme.colour(of: .inactive) else {
            Issue.record("no colour")
            return
        }
        #expect(ink.contrast(to: RGB(0, 0, 0)) >= 4.5 && ink.contrast(to: RGB(0, 0, 0)) < 6)
        #expect(abs(RGB(255, 255, 255).contrast(to: RGB(0, 0, 0)) - 21) < 0.001)
        // 4.54 is the known ratio of #767676 on white.
        #expect(abs(RGB(0x76, 0x76, 0x76).contrast(to: RGB(255, 255, 255)) - 4.54) < 0.01)
    }

    @Test func depths() {
        let theme = Theme.standard
        let style = Style(.rgb(RGB(255, 0, 0)), on: .indexed(232), .bold)
        #expect(
            theme.resolve(style, .truecolor)
                == ResolvedStyle(foreground: .rgb(RGB(255, 0, 0)), background: .indexed(232), attributes: .bold))
        #expect(
            theme.resolve(style, .palette256)
                == ResolvedStyle(foreground: .indexed(196), background: .indexed(232), attributes: .bold))
        #expect(
            theme.resolve(style, .palette16)
                == ResolvedStyle(foreground: .indexed(9), background: .indexed(0), attributes: .bold))
        #expect(theme.resolve(style, .mono) == ResolvedStyle(attributes: .bold))
        let selected = Style(.role(.error), on: .role(.selectedBackground))
        #expect(theme.resolve(selected, .mono).attributes == [.bold, .reverse])
        #expect(theme.resolve(Style(.gradient(.cpu, 100)), .palette16).foreground == .indexed(9))
    }

    @Test func fewColoursKeepTheMeaning() {
        let theme = Theme.standard
        let expected: [(Role, UInt8)] = [
            (.ok, 2), (.error, 9), (.warn, 11), (.running, 14), (.text, 7), (.inactive, 8),
        ]
        for (role, index) in expected {
            #expect(theme.resolve(Style(.role(role)), .palette16).foreground == .indexed(index), "\(role)")
        }
        let selected = theme.resolve(Style(on: .role(.selectedBackground)), .palette16)
        #expect(selected.background != .indexed(0) || selected.attributes.contains(.reverse))
    }

    @Test func palette() {
        #expect(ColourPalette.nearest256(RGB(255, 255, 255)) == 231)
        #expect(ColourPalette.nearest256(RGB(8, 8, 8)) == 232)
        #expect(ColourPalette.nearest256(RGB(128, 128, 128)) == 244)
        for index in UInt8(16)...255 {
            let rgb = ColourPalette.rgb(index)
            #expect(ColourPalette.rgb(ColourPalette.nearest256(rgb)) == rgb)
        }
        for index in UInt8(0)..<16 { #expect(ColourPalette.nearest16(ColourPalette.rgb(index)) == index) }
    }

    @Test(
        arguments: [
            ("auto", ["COLORTERM": "truecolor"], 256, true, ColorDepth.truecolor),
            (nil, ["COLORTERM": "24bit"], 8, true, .truecolor),
            ("auto", [:], 256, true, .palette256), ("auto", [:], 8, true, .palette16), ("auto", [:], nil, true, .mono),
            ("auto", [:], 1 << 24, true, .truecolor),
            ("auto", ["NO_COLOR": "1", "COLORTERM": "truecolor"], 256, true, .mono),
            ("auto", ["NO_COLOR": ""], 256, true, .palette256), ("256", ["NO_COLOR": "1"], 8, true, .palette256),
            ("auto", ["TERM": "dumb", "COLORTERM": "truecolor"], 256, true, .mono), ("auto", [:], 256, false, .mono),
            ("16", ["TERM": "dumb"], nil, false, .palette16), ("mono", ["COLORTERM": "truecolor"], 256, true, .mono),
            ("purple", [:], 256, true, .palette256), ("auto", [:], -1, true, .mono),
        ] as [(String?, [String: String], Int?, Bool, ColorDepth)])
    func detection(choice: String?, environment: [String: String], colours: Int?, isTTY: Bool, depth: ColorDepth) {
        #expect(
            ColorDepth.detect(choice: choice, environment: environment, terminfoColours: colours, isTTY: isTTY) == depth
        )
    }
}
