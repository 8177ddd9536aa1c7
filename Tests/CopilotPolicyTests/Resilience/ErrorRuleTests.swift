import CopilotModel
import Testing

@testable import CopilotPolicy

/// Every rule recognises its own examples, and they are judged as it says.
@Suite struct ErrorRuleTests {
    struct Example: Sendable, CustomStringConvertible {
        var rule: ErrorRule
        var text: String
        var description: String { "\(rule.id): \(text)" }
    }

    static let examples = ErrorRules.all.flatMap { rule in rule.examples.map { Example(rule: rule, text: $0) } }

    @Test(arguments: examples)
    func recognises(example: Example) {
        let line = LowerText(example.text).bytes
        var bytes = 0
        let found = ErrorRules.index.matches(line[...], bytes: &bytes).map { ErrorRules.index.rules[$0].id }
        #expect(found.contains(example.rule.id))
        let command = example.rule.programs.first ?? "frob"
        let failure = ErrorClassifier.classify(
            FailureEvidence(status: .exited(code: 1), command: command, lines: ["working", example.text]))
        #expect(failure.category == example.rule.kind.verdict.category, "\(failure.reading?.rule ?? "-")")
        #expect(failure.reading?.evidence.first == example.text)
    }

    @Test func everyRuleIsUsableAndHasAnExample() {
        #expect(ErrorRules.tables.flatMap(\.faults) == [])
        #expect(ErrorRules.all.allSatisfy { !$0.patterns.isEmpty })
        #expect(RuleIndex.unusable(in: ErrorRules.all) == [])
        #expect(Set(ErrorRules.all.map(\.id)).count == ErrorRules.all.count)
        #expect(ErrorRules.all.allSatisfy { !$0.examples.isEmpty && (1...100).contains($0.strength) })
        let upper = ErrorRules.all.flatMap(\.patterns).filter { pattern in
            pattern.pieces.contains { $0.bytes.contains { (0x41...0x5A).contains($0) } }
        }
        #expect(upper.isEmpty)
    }

    @Test(arguments: [
        ("cannot find -l*", "ld: cannot find -lz", true), ("timeout", "timeouts: 3", false),
        ("^killed$", "killed", true),
        ("^killed$", "was killed", false), ("^fail", "it will fail", false), ("a*b c", "xx a yy b c", true),
        ("a b*c d", "c d a b", false), ("refused", "econnrefused", false), ("*refused", "econnrefused", true),
    ])
    func patterns(pattern: String, line: String, fits: Bool) {
        #expect(LinePattern(pattern).fits(Array(line.utf8)[...]) == fits)
    }

    @Test func aTableIsReadAndItsFaultsAreKept() throws {
        let table = ErrorRuleTable(
            """
              lost
            a.b = dns 90 for dig host
              one two | ·three |four
              e.g. one two | three
            c.d = nosuchkind 10
            e.f = dns much
            """)
        #expect(table.faults == ["  lost", "c.d = nosuchkind 10", "e.f = dns much"])
        let rule = try #require(table.rules.first)
        #expect(table.rules.count == 1 && rule.id == "a.b" && rule.kind == .dns && rule.strength == 90)
        #expect(rule.programs == ["dig", "host"] && rule.examples == ["one two | three"])
        #expect(rule.patterns == ["one two", " three", "four"].map(LinePattern.init(_:)))
    }
}
