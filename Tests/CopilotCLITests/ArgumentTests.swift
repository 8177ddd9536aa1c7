import ArgumentParser
import CopilotModel
import Testing

@testable import CopilotCLI

/// What command lines mean.
@Suite struct ArgumentTests {
    private func parse<Command>(_ line: String, as: Command.Type = Command.self) throws -> Command {
        try #require(try CopilotTUI.parseAsRoot(line.split(separator: " ").map(String.init)) as? Command)
    }

    @Test func runTakesItsOptions() throws {
        let line =
            "run --no-ui --output json --level autonomous --duration 1h30m --concurrency 3 --theme paper --fresh m.yaml"
        let command: RunCommand = try parse(line)
        #expect(command.options.noUI && command.fresh && !command.options.detach)
        #expect(command.options.output == .json && command.options.level == .autonomous)
        #expect(command.options.duration?.duration == .seconds(5400) && command.options.concurrency == 3)
        #expect(command.options.theme == "paper" && command.file == ["m.yaml"])
    }

    @Test func withoutOptionsEverythingIsAsUsual() throws {
        let command: RunCommand = try parse("run m.yaml")
        #expect(command.options.output == .text && command.options.level == nil && command.options.duration == nil)
        #expect(!command.options.noUI && !command.fresh && command.options.workspace == nil)
        #expect(!command.options.screenChoices.ascii && command.options.screenChoices.theme == nil)
    }

    @Test func aCommandKeepsItsOwnOptions() throws {
        let command: RunCommand = try parse("run --no-ui -- make -j2 --keep-going")
        #expect(command.file == ["make", "-j2", "--keep-going"] && command.options.noUI)
    }

    @Test func everyVerbIsThere() throws {
        let resume: ResumeCommand = try parse("resume --reload night-3f2a -C /tmp")
        #expect(resume.reload && resume.name == "night-3f2a" && resume.options.workspace == "/tmp")
        let logs: LogsCommand = try parse("logs quality/tests --run n --attempt 2 --raw --follow")
        #expect(logs.task == "quality/tests" && logs.attempt == 2 && logs.raw && logs.follow && logs.query.name == "n")
        let skip: CtlCommand.Skip = try parse("ctl skip generation[7] --subtree")
        #expect(skip.task == "generation[7]" && skip.subtree)
        let pause: CtlCommand.Pause = try parse("ctl pause --drain")
        #expect(pause.drain && pause.task == nil)
        let demo: DemoCommand = try parse("demo --seed 7 --clock fixed --scale 0.5")
        #expect(demo.seed == 7 && demo.clock == .fixed && demo.scale == 0.5)
        let explain: ExplainCommand = try parse("explain t --json")
        #expect(explain.json && explain.task == "t")
    }

    @Test(arguments: [
        ("10h", Duration.seconds(36_000)), ("250ms", .milliseconds(250)), ("45", nil), ("-1h", nil), ("0s", nil),
        ("", nil), ("1 h", nil), ("9999999999999999999h", nil),
    ])
    func durations(text: String, expected: Duration?) {
        #expect(DurationArgument(argument: text)?.duration == expected)
    }
}
