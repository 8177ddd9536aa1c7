import CopilotModel
import Testing

@Suite("Placeholders and fan-outs")
struct PlaceholdersTests {
    private let values = ["item": "a b", "index": "3", "lang": "{item}"]

    @Test(arguments: [
        ("echo {item} {index}", "echo a b 3"), ("{unknown} {item", "{unknown} {item"), ("{{item}}", "{a b}"),
        ("{lang}", "{item}"), ("", ""), ("${item}", "$a b"), ("{item}{item}", "a ba b"), ("{ item }", "{ item }"),
        ("{}", "{}"), ("}{index}{", "}3{"), ("a{b{index}c}", "a{b3c}"),
    ])
    func isReplacedOnceAndVerbatim(text: String, expected: String) {
        #expect(Placeholders.substitute(text, values: values) == expected)
    }

    @Test(arguments: [
        ("plain-1.txt", "plain-1.txt"), ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'"),
        ("$(rm -rf /)", "'$(rm -rf /)'"),
        ("a;b", "'a;b'"), ("ü", "'ü'"), ("a\nb", "'a\nb'"), ("~", "'~'"), ("k=v", "k=v"), ("'", "''\\'''"),
    ])
    func isOneWordForTheShell(text: String, expected: String) { #expect(Placeholders.shellQuoted(text) == expected) }

    @Test func aLineIsQuotedAndAListIsNot() {
        let shell = Placeholders.substitute(TaskCommand.shell("echo {item}"), values: values)
        #expect(shell == .shell("echo 'a b'"))
        let words = Placeholders.substitute(TaskCommand.arguments(["echo", "{item}", "{index}"]), values: values)
        #expect(words == .arguments(["echo", "a b", "3"]))
        #expect(Placeholders.substitute(TaskCommand.shell("{item}"), values: [:]) == .shell("{item}"))
    }

    @Test func itemsTurnSlowestAndTheLastAxisFastest() {
        let axes = [FanOut.Axis(name: "x", values: ["1", "2"]), FanOut.Axis(name: "y", values: ["a", "b", "c"])]
        let both = FanOut(items: .list(["i", "j"]), axes: axes)
        #expect(both.combinations == 6)
        #expect(both.knownCount == 12)
        let children = (1...12).map { number in
            let item = both.itemIndex(ofChild: number).map { ["i", "j"][$0] }
            let values = both.placeholders(ofChild: number, item: item)
            return [values["item"], values["x"], values["y"], values["index"]].compactMap { $0 }.joined()
        }
        #expect(
            children == [
                "i1a1", "i1b2", "i1c3", "i2a4", "i2b5", "i2c6", "j1a7", "j1b8", "j1c9", "j2a10", "j2b11", "j2c12",
            ])
        let matrix = FanOut(axes: axes)
        #expect(matrix.placeholders(ofChild: 5, item: nil)["item"] == "2-b")
        #expect(matrix.itemIndex(ofChild: 5) == nil)
        #expect(FanOut(items: .file("f"), axes: axes).knownCount == nil)
        #expect(FanOut(items: .list([])).knownCount == 0)
    }

    @Test func numbersOfChildrenNeverTrap() {
        let huge = FanOut.Axis(name: "x", values: [String](repeating: "v", count: 100_000))
        let wide = FanOut(items: .list(["a", "b"]), axes: [huge, huge, huge, huge])
        #expect(wide.combinations == .max)
        #expect(wide.knownCount == .max)
        let none = FanOut(items: .list(["a"]), axes: [FanOut.Axis(name: "x", values: [])])
        #expect(none.knownCount == 0)
        for number in [Int.min, -1, 0, 1, Int.max] {
            for fanOut in [wide, none, FanOut()] {
                #expect(fanOut.placeholders(ofChild: number, item: nil)["index"] == "\(number)")
                #expect((fanOut.itemIndex(ofChild: number) ?? 0) >= 0)
            }
        }
    }
}
