internal import CopilotExecutors
internal import Foundation

/// Decides whether this process is to be the launcher, and is it.
enum LauncherEntry {
    /// Commands that show a mission's screen.
    private static let screenCommands: Set<String> = ["run", "resume", "demo", "attach"]
    /// Options with which no screen is shown, or none of ours runs.
    private static let plainOptions: Set<String> = ["--no-ui", "--detach", "--help", "-h", "--version"]

    /// Runs the program behind a launcher if it will show a screen, and gives the exit code to end with; nil: go on.
    static func runIfNeeded() -> Int32? {
        let arguments = CommandLine.arguments
        let environment = ProcessInfo.processInfo.environment
        if let detached = detached(arguments) { return Detacher.run(executable: "/proc/self/exe", arguments: detached) }
        guard environment[LauncherLink.supervisorVariable] == nil, needsLauncher(Array(arguments.dropFirst())),
            Terminal.canShowScreen(environment)
        else { return nil }
        return Launcher.run(executable: "/proc/self/exe", arguments: arguments)
    }

    /// The command line of the supervisor that `--detach` starts; nil: it is not asked for.
    static func detached(_ arguments: [String]) -> [String]? {
        let ours = arguments.prefix { $0 != "--" }
        guard ours.contains("--detach"), !ours.contains("--help"), !ours.contains("-h"),
            let command = ours.dropFirst().first(where: { !$0.hasPrefix("-") }), ["run", "resume"].contains(command)
        else { return nil }
        return ours.map { $0 == "--detach" ? "--no-ui" : $0 } + arguments.dropFirst(ours.count)
    }

    /// Whether a command line shows a mission's screen. What stands behind `--` is the user's command.
    static func needsLauncher(_ arguments: [String]) -> Bool {
        let ours = arguments.prefix { $0 != "--" }
        if ours.contains(where: plainOptions.contains) { return false }
        guard let command = ours.first(where: { !$0.hasPrefix("-") }) else {
            return ours.isEmpty && FileManager.default.fileExists(atPath: "mission.yaml")
        }
        return screenCommands.contains(command)
    }
}

/// What the terminal can do.
enum Terminal {
    /// Whether standard input and output are a terminal on which a screen can be drawn.
    static func canShowScreen(_ environment: [String: String]) -> Bool {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return false }
        let name = environment["TERM"] ?? ""
        return !name.isEmpty && name != "dumb"
    }
}
