internal import ArgumentParser
internal import CopilotAutonomy
internal import CopilotControl
internal import CopilotHost
internal import CopilotModel
internal import CopilotPorts
internal import CopilotScreen
internal import CopilotStore
internal import Foundation

/// `attach [RUN]`.
struct AttachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Show a living run's screen in this terminal.",
        discussion:
            "Several terminals may look at once. Without a terminal, or with --no-ui, events are printed instead.")

    @OptionGroup var options: RunOptions

    @Argument(help: ArgumentHelp("The run, or the beginning of its name.", valueName: "run"))
    var name: String?

    func run() async throws {
        let surroundings = try Surroundings.read()
        let found = try RunFinder(surroundings: surroundings, workspace: options.workspace).find(name)
        let client = try found.client("copilot-tui resume \(found.summary.run) goes on with it")
        let connection = RemoteConnection(client: client)
        guard options.showsScreen else {
            let printer = HeadlessPrinter(connection: connection, form: options.output, clock: surroundings.clock)
            guard await printer.run() else {
                Console.error("the supervisor of \(found.summary.run) does not answer any more")
                throw ExitCode(CommandEntry.failure)
            }
            return
        }
        let (opened, screen) = try ScreenSetup.open(
            options.screenChoices, configuration: surroundings.xdg.configuration,
            environment: surroundings.environment, isLocal: false)
        var setup = opened
        setup.archive = RunArchive(run: found.summary.run, workspace: found.workspace)
        let session = ScreenSession(
            connection: connection, screen: screen, terminal: TerminalJob(environment: surroundings.environment),
            clock: surroundings.clock, setup: setup)
        let errors = DivertedErrors()
        _ = await session.run()
        screen.close()
        errors.restore()
    }
}
