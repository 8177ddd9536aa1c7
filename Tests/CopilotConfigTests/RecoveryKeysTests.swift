import CopilotConfig
import CopilotModel
import Foundation
import Testing

@Suite struct RecoveryKeysTests {
    /// The first task of a mission whose task `t` has these keys.
    static func task(_ keys: String, _ head: String = "") throws -> MissionTask {
        let text = head + "\n" + BadMissionTests.task(keys)
        return try #require(try MissionFile.parse(text, name: "m.yaml").mission.tasks.first { $0.id.name == "t" })
    }

    static func rules(_ keys: String) throws -> ResilienceRules? { try task("run: [own, a, b]\n" + keys).resilience }

    @Test(arguments: [
        ("[make slow]", [Alternative(command: .shell("make slow"))]),
        ("[[make, slow]]", [Alternative(command: .arguments(["make", "slow"]))]),
        (
            "['sed {item}', [echo, '{os}']]",
            [.init(command: .shell("sed {item}")), .init(command: .arguments(["echo", "{os}"]))]
        ),
        ("[{run: a}, {run: [b, c]}]", [.init(command: .shell("a")), .init(command: .arguments(["b", "c"]))]),
        ("[{args: [x, y]}]", [Alternative(command: .arguments(["own", "x", "y"]))]),
        ("[{args: []}]", [Alternative(command: .arguments(["own"]))]),
        (
            "[{env: {A: 1, B: null}}]",
            [Alternative(command: .arguments(["own", "a", "b"]), environment: ["A": "1", "B": nil])]
        ),
        ("[{run: a, cwd: sub}]", [Alternative(command: .shell("a"), workingDirectory: "sub")]),
        ("[a, skip]\ncritical: false", [Alternative(command: .shell("a")), Alternative(command: nil)]),
        ("[{skip: true}]\ncritical: false", [Alternative(command: nil)]),
        ("[{run: skip}]", [Alternative(command: .shell("skip"))]),
        ("[[skip]]", [Alternative(command: .arguments(["skip"]))]),
    ])
    func readsAFallback(_ text: String, _ fallback: [Alternative]) throws {
        #expect(try Self.rules("fallback: " + text) == ResilienceRules(fallback: fallback))
    }

    @Test(arguments: [
        ("outputs: [o]\ndefault: {o: ''}", ResilienceRules(defaults: [.init(path: "o", content: .text(""))])),
        ("outputs: [./o]\ndefault: {o: 7}", ResilienceRules(defaults: [.init(path: "o", content: .text("7"))])),
        (
            "outputs: o\ndefault:\n  o: |\n    ab\n",
            ResilienceRules(defaults: [.init(path: "o", content: .text("ab\n"))])
        ),
        (
            "outputs: [o, p]\ndefault: {p: {copy: ../q}, o: x}",
            ResilienceRules(defaults: [
                .init(path: "p", content: .copy(of: "../q")), .init(path: "o", content: .text("x")),
            ])
        ),
        ("outputs: o\ndefault: {outputs: {o: x}}", ResilienceRules(defaults: [.init(path: "o", content: .text("x"))])),
        (
            "outputs: outputs\ndefault: {outputs: {copy: x}}",
            ResilienceRules(defaults: [.init(path: "outputs", content: .copy(of: "x"))])
        ),
        (
            "cwd: sub\noutputs: ../o\ndefault: {../o: x}",
            ResilienceRules(defaults: [.init(path: "../o", content: .text("x"))])
        ),
        ("allow: [install, chmod, cleanup, mkdir, offline]", ResilienceRules(allow: Set(RepairPermission.allCases))),
        ("allow: mkdir", ResilienceRules(allow: [.mkdir])),
        ("quota: claude_4.1-x", ResilienceRules(quota: "claude_4.1-x")),
        ("protect: true", ResilienceRules(protect: ProtectRule())),
        ("protect: {}", ResilienceRules(protect: ProtectRule())),
        ("protect: src", ResilienceRules(protect: ProtectRule(paths: ["src"]))),
        ("protect: 'true'", ResilienceRules(protect: ProtectRule(paths: ["true"]))),
        ("protect: [src, a/../b]", ResilienceRules(protect: ProtectRule(paths: ["src", "a/../b"]))),
        ("cwd: sub\nprotect: ../src", ResilienceRules(protect: ProtectRule(paths: ["../src"]))),
        (
            "protect: {paths: [src], restore: false}",
            ResilienceRules(protect: ProtectRule(paths: ["src"], restores: false))
        ),
        ("resume: agent --continue", ResilienceRules(resume: .shell("agent --continue"))),
        ("resume: [agent, --continue]", ResilienceRules(resume: .arguments(["agent", "--continue"]))),
    ])
    func readsTheOtherKeys(_ text: String, _ rules: ResilienceRules) throws {
        #expect(try Self.rules(text) == rules)
    }

    @Test(arguments: ["protect: false", "fallback: []", "allow: []"])
    func whatSaysNothingIsNotStored(_ text: String) throws { #expect(try Self.rules(text) == nil) }

    @Test func eachPartOfARetryIsOptional() throws {
        #expect(try Self.task("run: a").retry == RetryRule())
        #expect(try Self.task("run: a\nretry: {attempts: 3}").retry == RetryRule(attempts: 3))
        #expect(try Self.task("run: a\nretry: {delay: 5m}").retry == RetryRule(delay: .seconds(300)))
        let both = try Self.task(
            "run: a\nretry: {factor: 3}", "defaults: {retry: {attempts: 2, max_delay: 1m, factor: 2}}")
        #expect(both.retry == RetryRule(attempts: 2, factor: 3, maxDelay: .seconds(60)))
    }

    static let mission = """
        name: a
        defaults:
          allow: mkdir
          quota: outer
          fallback: [{args: [small], cwd: low}]
          protect: [src]
          resume: again
          outputs: o
          default: {o: x}
        tasks:
          g:
            allow: [chmod]
            quota: inner
            cwd: sub
            tasks:
              h:
                allow: cleanup
                tasks:
                  own: { run: [p], allow: install, quota: mine, fallback: [], protect: false, resume: b, outputs: q, default: {q: y} }
                  handed: { run: [q] }
          top: { run: [r] }
        """

    @Test func groupsHandDownAndTasksAddOrOverride() throws {
        let mission = try MissionFile.parse(Self.mission, name: "m.yaml").mission
        func rules(_ id: String) -> ResilienceRules? { mission.tasks.first { $0.id.name == id }?.resilience }
        #expect(rules("g") == nil && rules("g/h") == nil)
        #expect(
            rules("g/h/own")
                == ResilienceRules(
                    defaults: [.init(path: "q", content: .text("y"))], allow: [.mkdir, .chmod, .cleanup, .install],
                    quota: "mine", resume: .shell("b")))
        #expect(
            rules("g/h/handed")
                == ResilienceRules(
                    fallback: [Alternative(command: .arguments(["q", "small"]), workingDirectory: "sub/low")],
                    defaults: [.init(path: "o", content: .text("x"))], allow: [.mkdir, .chmod, .cleanup],
                    quota: "inner", protect: ProtectRule(paths: ["src"]), resume: .shell("again")))
        let top = rules("top")
        #expect(top?.allow == [.mkdir] && top?.quota == "outer" && top?.fallback.first?.workingDirectory == "low")
    }

    @Test func storedMissionsAreReadAgain() throws {
        let mission = try MissionFile.parse(Self.mission, name: "m.yaml").mission
        let stored = try JSONEncoder().encode(mission)
        #expect(try JSONDecoder().decode(Mission.self, from: stored) == mission)
        let plain = Mission(name: "a", tasks: [MissionTask(id: TaskID("t"), command: .shell("x"))])
        let text = String(decoding: try JSONEncoder().encode(plain), as: UTF8.self)
        #expect(!text.contains("resilience") && !text.contains("delay"))
    }

    @Test func jsonLinesTakeThem() throws {
        let lines = """
            {"name": "a", "defaults": {"allow": ["mkdir"], "quota": "q"}}
            {"id": "t", "run": ["x", "1"], "critical": false, "fallback": ["y", ["z"], {"args": ["2"]}, "skip"]}
            {"id": "g", "allow": "chmod", "tasks": {"u": {"run": "x", "outputs": "o", "default": {"o": {"copy": "p"}}, "protect": true}}}
            """
        let tasks = try MissionFile.parse(lines, name: "m.jsonl").mission.tasks
        #expect(
            tasks[0].resilience
                == ResilienceRules(
                    fallback: [
                        .init(command: .shell("y")), .init(command: .arguments(["z"])),
                        .init(command: .arguments(["x", "2"])), .init(command: nil),
                    ], allow: [.mkdir], quota: "q"))
        #expect(
            tasks[2].resilience
                == ResilienceRules(
                    defaults: [.init(path: "o", content: .copy(of: "p"))], allow: [.mkdir, .chmod], quota: "q",
                    protect: ProtectRule()))
        let said = BadMissionTests.said(
            "{\"name\": \"a\"}\n{\"id\": \"t\", \"run\": \"x\", \"allow\": \"root\"}", name: "m.jsonl")
        #expect(said == ["2: 'allow' has 'root' in it; write some of install, chmod, cleanup, mkdir, offline"])
    }

    static let planned = """
        name: a
        tasks:
          t:
            run: [p, "1"]
            critical: false
            retry: { delay: 5s, max_delay: 1m }
            outputs: [o]
            fallback: [{args: ["2"], env: {M: small}, cwd: sub}, "x \\e[2J", skip]
            default: {o: {copy: old}}
            allow: [mkdir, install]
            quota: claude
            protect: {paths: [src], restore: false}
            resume: p --continue
        """

    @Test func thePlanShowsThem() throws {
        let mission = try MissionFile.parse(Self.planned, name: "m.yaml").mission
        let plan = MissionPlan(mission, hasTerminal: false) { _ in nil }
        let said = [
            "not critical", "first pause up to 5s, no pause above 1m", "makes o", "else p 2 in sub with other M",
            "else x \\u{1B}[2J", "else it is skipped", "at last defaults for o", "may mend by install, mkdir",
            "shares the limit claude", "protects src without setting it back", "goes on with p --continue",
        ]
        #expect(PlanText.lines(plan).last == "        " + said.joined(separator: "; "))
    }

    /// What the plan tells programs is what the file said: read as a task again it means the same.
    @Test func thePlanAsJSONReadsAsTheSameTask() throws {
        let mission = try MissionFile.parse(Self.planned, name: "m.yaml").mission
        let plan = MissionPlan(mission, hasTerminal: false) { _ in nil }
        let data = Data(PlanText.json(plan).text.utf8)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        var task = try #require((object["tasks"] as? [[String: Any]])?.first)
        for key in ["id", "wave"] { task[key] = nil }
        let again = try JSONSerialization.data(withJSONObject: ["name": "a", "tasks": ["t": task]])
        #expect(try MissionFile.parse(Array(again), name: "m.json").mission == mission)
    }

    @Test func aMissionMadeInCodeIsCheckedToo() {
        var task = MissionTask(id: TaskID("t"), command: .shell("x"), isCritical: false)
        task.resilience = ResilienceRules(
            fallback: [Alternative](repeating: Alternative(command: .shell("a\u{0}")), count: 21),
            quota: String(repeating: "q", count: 65),
            protect: ProtectRule(paths: [String](repeating: "a", count: 201)), resume: .arguments([]))
        let keys = Set(Mission(name: "a", tasks: [task]).problems().compactMap(\.key))
        #expect(keys == ["fallback", "quota", "protect", "resume"])
    }
}
