import CopilotConfig
import CopilotModel
import Testing

/// What `resume: auto` stands for.
@Suite("Built-in ways to go on")
struct BuiltInResumerTests {
    private func task(_ run: String) throws -> MissionTask {
        try RecoveryKeysTests.task("run: \(run)\nresume: auto")
    }

    @Test(arguments: [
        ("wget -q https://x.test/a.bin", "wget -c -q https://x.test/a.bin"),
        ("/usr/bin/wget 'https://x.test/a b' > log 2>&1", "/usr/bin/wget -c 'https://x.test/a b' > log 2>&1"),
        ("curl -fLO https://x.test/a", "curl -C - -fLO https://x.test/a"),
        ("aria2c https://x.test/a", "aria2c -c https://x.test/a"),
        ("LC_ALL=C A='b c' pytest -q tests", "LC_ALL=C A='b c' pytest --ff -q tests"),
        ("python3 -m pytest", "python3 -m pytest --ff"),
        ("uv run pytest -x", "uv run pytest --ff -x"),
        ("nextflow run main.nf", "nextflow run -resume main.nf"),
        ("snakemake --cores 2", "snakemake --rerun-incomplete --cores 2"),
        (
            "codex exec --full-auto \"mend the \\\"tests\\\"\" 2> log",
            "codex exec --full-auto resume --last \"mend the \\\"tests\\\"\" 2> log"
        ),
    ])
    func aLineGoesOnByItsToolsOwnSwitch(run: String, resume: String) throws {
        let task = try task("'" + run.replacing("'", with: "''") + "'")
        #expect(task.command == .shell(run))
        #expect(task.resilience?.resume == .shell(resume))
    }

    @Test func someNeedASwitchFromTheBeginning() throws {
        let copy = try task("rsync -a host:corpus/ corpus/")
        #expect(copy.command == .shell("rsync --partial -a host:corpus/ corpus/"))
        #expect(copy.resilience?.resume == copy.command)
        let agent = try task("[claude, -p, 'mend; the tests', --model, opus]")
        let rest = ["-p", "mend; the tests", "--model", "opus"]
        #expect(agent.command == .arguments(["claude", "--session-id", "{session}"] + rest))
        #expect(agent.resilience?.resume == .arguments(["claude", "--resume", "{session}"] + rest))
        #expect(agent.resilience?.namesSession == true && copy.resilience?.namesSession == nil)
        let line = try task("claude -p x")
        #expect(line.command == .shell("claude --session-id \"$COPILOT_SESSION\" -p x"))
        #expect(line.resilience?.resume == .shell("claude --resume \"$COPILOT_SESSION\" -p x"))
    }

    @Test(arguments: [
        "make all", "cd x && wget a", "wget a | tee log", "wget a; true", "wget $(cat urls)", "wget -c a", "wget 'a",
        "curl --continue-at=- a", "codex login", "nextflow info", "claude --continue -p x", "pytest --lf",
        "rsync -P a b", "npx", "A=b", "codex exec", "codex exec --full-auto", "wget a &",
    ])
    func whatItDoesNotKnowIsRefused(run: String) {
        #expect(throws: (any Error).self) { try task("'" + run.replacing("'", with: "''") + "'") }
    }

    @Test func theRefusalNamesTheLineAndWhatToWrite() throws {
        let error = #expect(throws: MissionFileError.self) { try task("make") }
        let text = error.map { "\($0)" } ?? ""
        #expect(
            text.contains("resume: auto") && text.contains("wget") && text.contains("[agent, --continue]"), "\(text)")
    }

    /// In `defaults` it is for those whom it suits.
    @Test func defaultsNameItForWhomItSuits() throws {
        let head = "defaults: { resume: auto }"
        #expect(try RecoveryKeysTests.task("run: make", head).resilience?.resume == nil)
        #expect(try RecoveryKeysTests.task("run: wget a", head).resilience?.resume == .shell("wget -c a"))
        #expect(try RecoveryKeysTests.task("run: wget a\nresume: ./own", head).resilience?.resume == .shell("./own"))
    }
}
