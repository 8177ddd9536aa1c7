import CopilotConfig
import CopilotModel
import Testing

/// Files with one thing wrong each, and what is said of it.
@Suite struct BadMissionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var expected: [String]
        var name = "m.yaml"

        init(_ text: String, _ expected: String..., name: String = "m.yaml") {
            self.text = text
            self.expected = expected
            self.name = name
        }

        var testDescription: String { expected.first ?? "" }
    }

    /// Said of `text`, without the file's name.
    static func said(_ text: String, name: String) -> [String] {
        do {
            _ = try MissionFile.parse(text, name: name)
            return []
        } catch {
            return error.description.split(separator: "\n").map { line in
                line.hasPrefix(name + ":") ? String(line.dropFirst(name.count + 1)) : String(line)
            }
        }
    }

    @Test(arguments: syntax + heads + tasks + rules + fallbacks + recovery + graphs + json)
    func says(_ bad: Case) { #expect(Self.said(bad.text, name: bad.name) == bad.expected) }

    static let syntax: [Case] = [
        Case("", "1: the file is empty; it must hold a mission"),
        Case(" \n\n", "1: the file is empty; it must hold a mission"),
        Case("# nothing\n", "1: the file holds only comments"),
        Case("just text\n", "1: the file is 'just text'; a mission begins with 'name: nightly'"),
        Case("- a\n- b\n", "1: the file is a list; a mission begins with 'name: nightly'"),
        Case("name: a\n\u{0}", "2: a NUL byte: this is not a text file"),
        Case("name: a\nx: \u{1B}[2J", "2: a control character (0x1B); remove it, or write it as \"\\x1B\""),
        Case("name: a\ntasks:\n\tt: {run: a}\n", "3: indented with a tab, which YAML does not allow; use spaces"),
        Case(
            "name: a\nname: b\n",
            "2: 'name' stands here and on line 1; a key may stand once; remove one or rename it"),
        Case(
            "name: a\ntasks:\n  b:\n    run: x\n  # again\n  \"b\": {run: y}\n",
            "6: 'b' stands here and on line 3; a key may stand once; remove one or rename it"),
        Case(
            "name: a\ntasks: {b: {run: x}, b: {run: y}}\n",
            "2: 'b' stands twice in one mapping; a key may stand once; remove one or rename it"),
        Case("name: a\n---\nname: b\n", "2: a second document begins here; keep one and remove the '---'"),
        Case(
            "name: a\ntasks: *t\n",
            "2: not YAML: an alias ('*name') without its anchor ('&name'); quote it if it is text"),
        Case("name: !!binary aaaa\n", "1: the tag 'tag:yaml.org,2002:binary' has no meaning here; remove it"),
        Case("name: a\n? [b, c]\n: d\n", "2: a list or a mapping cannot be a key; if it is text, quote it"),
        Case(
            "name: \"a\nb",
            "2: not YAML: a quote is not closed; close it (begun on line 1)"),
        Case(
            "name: a\ntasks: {t: {run: a}\n",
            "3: not YAML: '{' without its '}'; close it, or quote a text that begins with '{'"
                + " (begun on line 2)"),
    ]

    static let heads: [Case] = [
        Case("tasks: {t: {run: a}}", "1: the mission has no name; begin with 'name: nightly'"),
        Case("name:\ntasks: {t: {run: a}}", "1: 'name' is nothing; write a text, in quotes if it has signs in it"),
        Case("name: ' '\ntasks: {t: {run: a}}", "1: the mission has no name; give it one, as 'name: nightly'"),
        Case("name: a", "1: a mission needs at least one task; add one under 'tasks'"),
        Case("name: a\ntasks: {}", "2: a mission needs at least one task; add one under 'tasks'"),
        Case("name: a\ntasks: [t]", "2: 'tasks' is a list; write ids with their tasks, as { build: { run: make } }"),
        Case("name: a\nduration: 90\ntasks: {t: {run: a}}", "2: 'duration: 90' has no unit; write 90s, or m, h, d, ms"),
        Case(
            "name: a\nduration: soon\ntasks: {t: {run: a}}",
            "2: 'duration: soon' is no duration of at most 10 years;"
                + " write it as 90s, 45m or 1h30m (units ms, s, m, h, d)"),
        Case("name: a\nduration: 0s\ntasks: {t: {run: a}}", "2: the duration must be longer than 0; write one as 10h"),
        Case(
            "name: a\nlevel: full_autonomous\ntasks: {t: {run: a}}",
            "2: 'level' is 'full_autonomous'; did you mean 'fullAutonomous'?"),
        Case(
            "name: a\nlevel: high\ntasks: {t: {run: a}}",
            "2: 'level' is 'high'; write one of interactive, semiAutonomous, autonomous, fullAutonomous"),
        Case(
            "name: a\nconcurrency: 0\ntasks: {t: {run: a}}",
            "2: 'concurrency' is '0'; write a whole number from 1 to 4096"),
        Case(
            "name: a\nconcurrency: \"2\"\ntasks: {t: {run: a}}",
            "2: 'concurrency' is '2'; write a whole number from 1 to 4096"),
        Case(
            "name: a\nparallel: 2\ntasks: {t: {run: a}}",
            "2: unknown key 'parallel' in the mission; write 'concurrency'"),
        Case("name: a\nretry: {}\ntasks: {t: {run: a}}", "2: unknown key 'retry' in the mission; it belongs to a task"),
        Case("name: a\nallow: x\ntasks: {t: {run: a}}", "2: unknown key 'allow' in the mission; it belongs to a task"),
        Case(
            "name: a\ndefaults: {run: x, critcal: true}\ntasks: {t: {run: a}}",
            "2: 'run' cannot be a default; give it to each task that has it",
            "2: unknown key 'critcal' in 'defaults'; did you mean 'critical'?"),
        Case("name: a\nenv: {A: [b]}\ntasks: {t: {run: a}}", "2: 'A' is a list; a variable holds a text: quote it"),
        Case(
            "name: a\nenv: {A=B: c}\ntasks:\n  t: {run: a}",
            "4: task 't': 'A=B' cannot name a variable; use letters, digits and '_'"),
    ]
}
