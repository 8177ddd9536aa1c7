internal import ArgumentParser
internal import CopilotAutonomy
internal import CopilotCells
internal import CopilotConfig
internal import CopilotHost
internal import CopilotModel
internal import Foundation

/// The options that `run` and `resume` share.
struct RunOptions: ParsableArguments {
    @Flag(name: .customLong("no-ui"), help: "Show no screen: print a line an event. Automatic without a terminal.")
    var noUI = false

    @Flag(help: "Run in the background, without a terminal; print the run's name and return.")
    var detach = false

    @Option(help: ArgumentHelp("How events are printed without a screen.", valueName: "text|json"))
    var output: OutputForm = .text

    @Option(help: ArgumentHelp("interactive, semiAutonomous, autonomous or fullAutonomous.", valueName: "level"))
    var level: AutonomyLevel?

    @Option(help: ArgumentHelp("How long it may take, as 10h or 1h30m; also the deadline.", valueName: "duration"))
    var duration: DurationArgument?

    @Option(help: ArgumentHelp("How many tasks run at once.", valueName: "n"))
    var concurrency: Int?

    @Option(help: ArgumentHelp("The screen's theme.", valueName: "name"))
    var theme: String?

    @Option(help: ArgumentHelp("auto, truecolor, 256, 16 or mono.", valueName: "depth"))
    var color: String?

    @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
    var noMouse = false

    @Flag(name: .customLong("ascii"), help: "Draw with ASCII characters only.")
    var ascii = false

    @Option(
        name: [.customShort("C"), .customLong("workspace")],
        help: ArgumentHelp("The folder to run in.", valueName: "dir"))
    var workspace: String?

    func validate() throws {
        if let concurrency, !(1...4096).contains(concurrency) {
            throw ValidationError("--concurrency must be between 1 and 4096")
        }
        if let color, !ColorDepth.choices.contains(color) {
            throw ValidationError("--color must be one of \(ColorDepth.choices.joined(separator: ", "))")
        }
    }

    /// Whether a screen is to be shown.
    var showsScreen: Bool { !noUI && Terminal.canShowScreen(ProcessInfo.processInfo.environment) }

    var screenChoices: ScreenSetup.Choices {
        ScreenSetup.Choices(theme: theme, color: color, ascii: ascii, noMouse: noMouse)
    }

    /// What is wished for here, and what the user's configuration says where nobody does.
    ///
    /// - Throws: what is wrong with the configuration, or that there is no such theme.
    func wishes(_ surroundings: Surroundings) throws -> RunWishes {
        let config = try UserConfig.load(path: surroundings.xdg.configuration + "/config.yaml")
        let shelf = ThemeShelf(configuration: surroundings.xdg.configuration, depth: .truecolor)
        if let theme, shelf.theme(named: theme) == nil { throw UsageError(message: shelf.refusal(of: theme)) }
        return RunWishes(
            level: level, duration: duration?.duration, concurrency: concurrency, hasTerminal: showsScreen,
            usualLevel: config.level, usualConcurrency: config.concurrency,
            promptRules: config.prompts, secrets: config.secrets, keptFor: config.keptFor)
    }
}

/// How events are printed.
enum OutputForm: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json
}

extension AutonomyLevel: ExpressibleByArgument {}

/// A DURATION on the command line.
struct DurationArgument: ExpressibleByArgument, Sendable {
    let duration: Duration

    init?(argument: String) {
        guard let duration = DurationText.parse(argument), duration > .zero else { return nil }
        self.duration = duration
    }
}
