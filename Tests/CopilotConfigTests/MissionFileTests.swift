import CopilotConfig
import CopilotModel
import Testing

@Suite struct MissionFileTests {
    static let whole = """
        name: nightly-corpus            # required
        description: all of it
        duration: 10h
        concurrency: 2
        env: { LANG: C.UTF-8, N: 010, B: yes }
        defaults: { retry: { attempts: 5 }, timeout: { strategy: adaptive, grace: 20s }, env: { D: d } }
        tasks:
          analysis:   { run: python analyse.py, outputs: [out/analysis.json] }
          generation:
            needs: [analysis]
            for_each: { file: corpus.txt }
            run: python generate.py {item}
            critical: false
          quality:
            needs: generation
            cwd: sub
            env: { LANG: null, G: g }
            tasks:
              lint:  { run: [ruff, check, .] }
              tests: { run: pytest -q, timeout: 45m, needs: lint, cwd: t, retry: { delay: 2m } }
        """

    @Test func readsTheWholeGrammar() throws {
        let mission = try MissionFile.parse(Self.whole, name: "m.yaml").mission
        #expect(mission.name == "nightly-corpus")
        #expect(mission.description == "all of it")
        #expect(mission.duration == .seconds(36_000))
        #expect(mission.concurrency == 2)
        #expect(mission.tasks.map(\.id.name) == ["analysis", "generation", "quality", "quality/lint", "quality/tests"])
        #expect(mission.tasks[0].outputs == ["out/analysis.json"])
        #expect(mission.tasks[0].command == .shell("python analyse.py"))
        #expect(mission.tasks[0].environment == ["LANG": "C.UTF-8", "N": "010", "B": "yes", "D": "d"])
        #expect(mission.tasks[1].fanOut == FanOut(items: .file("corpus.txt")))
        #expect(mission.tasks[1].isCritical == false)
        #expect(mission.tasks[2].isGroup)
        #expect(mission.tasks[2].needs == [TaskID("generation")])
        #expect(mission.tasks[3].command == .arguments(["ruff", "check", "."]))
        #expect(mission.tasks[3].parent == TaskID("quality"))
        #expect(mission.tasks[3].environment == ["LANG": nil, "N": "010", "B": "yes", "D": "d", "G": "g"])
        #expect(mission.tasks[3].workingDirectory == "sub")
        let tests = mission.tasks[4]
        #expect(tests.workingDirectory == "sub/t")
        #expect(tests.needs == [TaskID("quality/lint")])
        #expect(tests.timeout == TimeoutRule(strategy: .adaptive, limit: .seconds(2700), grace: .seconds(20)))
        #expect(tests.retry == RetryRule(attempts: 5, delay: .seconds(120)))
    }
}
