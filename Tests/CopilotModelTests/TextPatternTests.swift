import CopilotModel
import Testing

@Suite struct TextPatternTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var pattern: String
        var fits: [String]
        var others: [String]
        var testDescription: String { pattern }

        init(_ pattern: String, _ fits: [String], not others: [String]) {
            self.pattern = pattern
            self.fits = fits
            self.others = others
        }
    }

    @Test(arguments: cases)
    func fitsAnywhereWithoutCase(_ each: Case) throws {
        let pattern = try TextPattern(each.pattern)
        for text in each.fits { #expect(pattern.matches(text), "\(each.pattern) in '\(text)'") }
        for text in each.others { #expect(!pattern.matches(text), "\(each.pattern) not in '\(text)'") }
    }

    static let cases: [Case] = [
        Case("", ["", "a"], not: []),
        Case("proceed", ["Do you want to PROCEED?"], not: ["process"]),
        Case("^ok$", ["OK"], not: ["ok?", " ok", "ok\n"]),
        Case("a.c", ["abc", "a c", "xaécx"], not: ["ac", "a\nc"]),
        Case("a|b|", ["", "x"], not: []),
        Case("^(yes|no)$", ["yes", "NO"], not: ["yesno", "y"]),
        Case("^a{2,3}$", ["aa", "aaa"], not: ["a", "aaaa"]),
        Case("^a{2}b{0,1}c{1,}$", ["aac", "aabccc"], not: ["aab", "aabbc"]),
        Case("^(?:ab)*?c+?$", ["c", "ababcc"], not: ["abc a"]),
        Case("[a-f0-9]{4}", ["DEAD", "x12ffx"], not: ["12g4"]),
        Case("[^a-z ]", ["1", "ä"], not: ["abc D"]),
        Case("[]x-]", ["]", "-", "X"], not: ["y"]),
        Case("\\bno\\b", ["say no!", "no"], not: ["nose", "piano"]),
        Case("\\Bo", ["no"], not: ["o"]),
        Case("^\\d+\\s\\w+$", ["12 ab_3", "1\u{A0}é"], not: ["a b"]),
        Case("^[\\d.]+$", ["1.2"], not: ["1a"]),
        Case("^\\S+\\W$", ["ab!"], not: ["a b!"]),
        Case("\\[y/N\\]", ["Continue? [y/n]"], not: ["y/n"]),
        Case("x{item}", ["x{item}"], not: ["xitem"]),
        Case("(?i)STRASSE", ["strasse"], not: ["straße"]),
        Case("ÄRGER", ["ärger"], not: ["arger"]),
        Case("\\x41\\x2f", ["a/"], not: ["A"]),
        Case("(a?){20}a{20}", [String(repeating: "a", count: 20)], not: [String(repeating: "a", count: 19)]),
        Case("\\Aa\\z", ["a"], not: ["aa"]),
    ]

    @Test(arguments: [
        ("(a", "the '(' at character 1 is not closed; write ')', or '\\('"),
        ("a)", "the ')' at character 2 has no '('; write '\\)'"),
        ("[a", "the '[' at character 1 is not closed; write ']', or '\\['"),
        ("*a", "the '*' at character 1 has nothing to repeat; write '\\' before it"),
        ("a**", "two repetitions follow each other at character 3; write a group around the first"),
        ("^*", "the repetition at character 2 repeats a place, not a text"),
        ("a\\", "it ends with a single '\\'; write '\\\\' for the character itself"),
        ("(a)\\1", "'\\1' at character 4 refers back to a group, which is not known here; write it out"),
        ("(?=a)", "'(?=' at character 1 is not known; groups are (…) or (?:…)"),
        ("\\p{L}", "'\\p' at character 1 is not known; known are \\d \\w \\s \\b and their opposites"),
        ("a{3,2}", "the '{' at character 2 must have numbers up to 100, the smaller one first"),
        ("a{101}", "the '{' at character 2 must have numbers up to 100, the smaller one first"),
        ("[z-a]", "the range that ends at character 4 is empty; write the smaller end first"),
        ("[[:alpha:]]", "'[:' at character 2 is not known; write \\w, \\d or \\s"),
        ("(a{100}){100}", "it is too large once its repetitions are written out; make it simpler"),
        (
            "(((((){100}){100}){100}){100}){100}",
            "it is too large once its repetitions are written out; make it simpler"
        ),
        (String(repeating: "(", count: 40), "groups are nested deeper than 30"),
        (String(repeating: "a", count: 1001), "it is longer than 1000 characters; write a shorter one"),
    ])
    func saysWhatIsWrong(_ pattern: String, _ message: String) {
        let problem = #expect(throws: TextPattern.Problem.self) { try TextPattern(pattern) }
        #expect(problem?.message == message)
    }

    /// Each would take a backtracking matcher longer than the night.
    @Test(arguments: [
        "(a+)+$", "(a|aa)+$", "(a*)*b", "(.*)*(.*)*(.*)*x", "(a{0,10}){0,10}c", "^(([a-z])+.)+[A-Z]([a-z])+$",
    ])
    func hostilePatternsStayLinear(_ text: String) throws {
        let pattern = try TextPattern(text)
        let long = String(repeating: "a", count: 3000) + "!"
        let clock = ContinuousClock()
        let taken = clock.measure { #expect(!pattern.matches(long)) }
        #expect(taken < .seconds(10))
    }

    @Test func aCutTextHasNoEnd() throws {
        let long = String(repeating: "a", count: TextPattern.mostTextScalars + 1)
        #expect(!TextPattern.reaches(long) && TextPattern.reaches(String(long.dropLast())))
        #expect(try !TextPattern("a$").matches(long))
        #expect(try TextPattern("a$").matches(String(long.dropLast())))
    }

    /// Whatever is typed compiles or is refused.
    @Test func anyTextIsReadOrRefused() {
        var seed: UInt64 = 1
        let signs = Array("ab.*+?|()[]{}^$\\-,0123dwsbx:=é ")
        for _ in 0..<5000 {
            var text = ""
            for _ in 0..<12 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(signs[Int((seed >> 33) % UInt64(signs.count))])
            }
            _ = try? TextPattern(text).matches("ab 01é-ab")
        }
    }
}
