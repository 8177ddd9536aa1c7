import CopilotConfig
import CopilotModel
import Foundation
import Testing

@Suite struct PromptKeysTests {
    static func rule(_ text: String) throws -> PromptRule? {
        try MissionFile.parse("name: a\ntasks: {t: {run: x}}\nprompts:\n  - \(text)\n", name: "m.yaml").mission.tasks[0]
            .prompts.first
    }

    @Test(arguments: [
        ("{match: proceed, answer: accept}", PromptRule(match: "proceed", verdict: .accept)),
        ("{kind: hostkey, answer: yes, times: 2}", PromptRule(kind: .hostkey, verdict: .type("yes"), times: 2)),
        ("{match: a, answer: ''}", PromptRule(match: "a", verdict: .type(""))),
        ("{match: a, answer: 7}", PromptRule(match: "a", verdict: .type("7"))),
        ("{match: a, answer: default}", PromptRule(match: "a", verdict: .takeDefault)),
        ("{match: a, answer: decline}", PromptRule(match: "a", verdict: .decline)),
        ("{match: a, answer: {text: accept}}", PromptRule(match: "a", verdict: .type("accept"))),
        ("{kind: password, answer: {secret: KEY}}", PromptRule(kind: .password, verdict: .secret(name: "KEY"))),
        ("{match: rm, deny: true}", PromptRule(match: "rm", verdict: .deny)),
        ("{deny: rm}", PromptRule(match: "rm", verdict: .deny)),
        ("{deny: true}", PromptRule(verdict: .deny)),
        ("{kind: otp, deny: true}", PromptRule(kind: .otp, verdict: .deny)),
        ("{match: a, deny: false, answer: accept}", PromptRule(match: "a", verdict: .accept)),
        (
            "{match: drop, answer: accept, destructive: true}",
            PromptRule(match: "drop", verdict: .accept, allowsDestructive: true)
        ),
    ])
    func readsARule(_ text: String, _ rule: PromptRule) throws { #expect(try Self.rule(text) == rule) }

    @Test(arguments: [
        ("{match: a}", "a rule without 'answer' or 'deny'; write answer: accept, or deny: true"),
        ("{answer: accept}", "a rule with neither 'match' nor 'kind' would answer every question; say which it is for"),
        ("accept", "a rule of 'prompts' is 'accept'; write {match: proceed, answer: accept}"),
        (
            "{match: '(a', answer: accept}",
            "'match' is no pattern: the '(' at character 1 is not closed; write ')', or '\\('"
        ),
        ("{match: '', answer: accept}", "'match' is empty and would fit every question; write a part of the question"),
        ("{deny: '(?=a)'}", "'deny' is no pattern: '(?=' at character 1 is not known; groups are (…) or (?:…)"),
        ("{match: a, deny: b}", "'match' and a pattern in 'deny' in one rule; keep 'match' and write deny: true"),
        ("{match: a, deny: true, answer: x}", "'answer' and 'deny' in one rule; a denial answers nothing: remove one"),
        ("{match: a, deny: true, times: 2}", "'times' has no meaning for a denial, which always holds; remove it"),
        ("{match: a, answer: x, times: 0}", "'times' is '0'; write a whole number from 1 to 1000"),
        ("{match: a, answer: x, destructive: yes}", "'destructive' is 'yes'; write true or false"),
        ("{kind: hostkeys, answer: x}", "'kind' is 'hostkeys'; did you mean 'hostkey'?"),
        ("{mach: a, answer: x}", "unknown key 'mach' in a rule of 'prompts'; did you mean 'match'?"),
        ("{pattern: a, answer: x}", "unknown key 'pattern' in a rule of 'prompts'; write 'match'"),
        (
            "{match: a, answer: {secret: KEY, text: b}}",
            "'answer' needs 'secret' or 'text', one of the two; write answer: {secret: NAME}"
        ),
        ("{match: a, answer: {}}", "'answer' needs 'secret' or 'text', one of the two; write answer: {secret: NAME}"),
        ("{match: a, answer: {name: KEY}}", "unknown key 'name' in 'answer'; it belongs to the mission"),
        (
            "{match: a, answer: {secret: a b}}",
            "'a b' cannot name a secret; use letters, digits and '_', a letter first"
        ),
        ("{match: a, answer: }", "'answer' is nothing; write a text, in quotes if it has signs in it"),
        (
            "{match: a, answer: \"y\\n\"}",
            "'answer' has a control character or a line end in it; write one line of text, Enter is added"
        ),
    ])
    func saysWhatIsWrongWithARule(_ text: String, _ message: String) {
        let said = BadMissionTests.said("name: a\ntasks: {t: {run: x}}\nprompts:\n  - \(text)\n", name: "m.yaml")
        #expect(said == ["4: " + message])
    }

    @Test(arguments: [
        ("{A: hunter2}", "the secret 'A' needs its source, never its value; write A: {env: VARIABLE} or {file: PATH}"),
        ("{A: {}}", "the secret 'A' needs 'env', 'file' or 'command', one of the three; write {env: VARIABLE}"),
        (
            "{A: {env: B, file: c}}",
            "the secret 'A' needs 'env', 'file' or 'command', one of the three; write {env: VARIABLE}"
        ),
        ("{A: {env: $B}}", "'env' names no variable; write its name without '$', as env: MY_TOKEN"),
        ("{A: {file: ''}}", "'file' is not a path; name a file with mode 0600 whose first line is the secret"),
        ("{A: {command: pass show a}}", "'command' is a text; write a list of words, as command: [pass, show, deploy]"),
        ("{A: {command: []}}", "'command' is an empty list; its first word is the program"),
        ("{a-b: {env: B}}", "'a-b' cannot name a secret; use letters, digits and '_', a letter first"),
        ("{A: {fil: b}}", "unknown key 'fil' in a secret; did you mean 'file'?"),
        ("[A]", "'secrets' is a list; write names with their sources, as { TOKEN: { env: MY_TOKEN } }"),
    ])
    func saysWhatIsWrongWithASecret(_ text: String, _ message: String) {
        let said = BadMissionTests.said("name: a\ntasks: {t: {run: x}}\nsecrets: \(text)\n", name: "m.yaml")
        #expect(said == ["3: " + message])
    }

    @Test func rulesAddUpFromTheTaskOutwards() throws {
        func rule(_ match: String) -> String { "prompts: [{match: \(match), answer: accept}]" }
        let text = """
            name: a
            \(rule("mission"))
            defaults: { \(rule("defaults")) }
            secrets: { A: { env: X }, B: { file: /run/b }, C: { command: [pass, c] } }
            tasks:
              g:
                \(rule("outer"))
                tasks:
                  h:
                    \(rule("inner"))
                    tasks:
                      t: { run: x, \(rule("own")) }
              u: { run: y }
            """
        let mission = try MissionFile.parse(text, name: "m.yaml").mission
        func matches(_ id: String) -> [String]? {
            mission.tasks.first { $0.id.name == id }?.prompts.compactMap(\.match)
        }
        #expect(matches("g/h/t") == ["own", "inner", "outer", "defaults", "mission"])
        #expect(matches("u") == ["defaults", "mission"])
        #expect(mission.secrets == ["A": .environment("X"), "B": .file("/run/b"), "C": .command(["pass", "c"])])
        let stored = try JSONEncoder().encode(mission)
        #expect(try JSONDecoder().decode(Mission.self, from: stored) == mission)
    }

    /// A mission stored before there were rules is read, and one without rules is stored as it was.
    @Test func olderStoredMissionsAreRead() throws {
        let mission = Mission(name: "a", tasks: [MissionTask(id: TaskID("t"), command: .shell("x"))])
        let stored = try JSONEncoder().encode(mission)
        let text = String(decoding: stored, as: UTF8.self)
        #expect(!text.contains("rompt") && !text.contains("ecret"))
        #expect(try JSONDecoder().decode(Mission.self, from: stored) == mission)
    }

    @Test func jsonLinesAndTheUsersFileTakeThem() throws {
        let lines = """
            {"name": "a", "prompts": [{"deny": true}], "secrets": {"A": {"env": "X"}}}
            {"id": "t", "run": "x", "prompts": [{"kind": "otp", "answer": {"secret": "A"}}]}
            """
        let mission = try MissionFile.parse(lines, name: "m.jsonl").mission
        #expect(mission.tasks[0].prompts.map(\.verdict) == [.secret(name: "A"), .deny])
        #expect(mission.secrets == ["A": .environment("X")])
        let text = "prompts: [{match: a, answer: accept}]\nsecrets: {A: {file: b}}\n"
        let config = try UserFilesTests.file(text, UserConfig.load).get()
        #expect(config.prompts == [PromptRule(match: "a", verdict: .accept)] && config.secrets == ["A": .file("b")])
    }
}
