internal import ArgumentParser
internal import CopilotAutonomy
internal import CopilotConfig
internal import CopilotHost
internal import CopilotModel
internal import CopilotPorts
internal import CopilotStore
internal import Foundation

/// `run FILE` and `run -- CMD ARGS…`.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a mission, or go on with an unfinished run of the same file.",
        discussion: """
            copilot-tui run mission.yaml
            copilot-tui run --no-ui --output json mission.yaml
            copilot-tui run -- make -j2 test
            """)

    @OptionGroup var options: RunOptions

    @Flag(help: "Start anew, whatever is unfinished.")
    var fresh = false

    @Argument(help: "The mission's file; or behind --, a command to run as a mission.")
    var file: [String] = []

    func run() async throws {
        let surroundings = try Surroundings.read()
        let workspace = try Workspace.path(options.workspace)
        let source = try MissionArgument.source(file, workspace: workspace)
        let session = MissionSession(options: options, surroundings: surroundings)
        let wishes = try options.wishes(surroundings)
        let last = try source.path.flatMap { path in
            try DamagedJournal.mending(workspace) { try Self.unfinished(path, in: workspace) }
        }
        if !fresh, let unfinished = last, try goesOn(unfinished, in: workspace, surroundings) {
            Console.plainError("resuming \(unfinished.run), which has not ended (--fresh starts anew)")
            if let digest = unfinished.sourceDigest, digest != source.digest {
                Console.plainError(
                    "the mission's file has changed since; the run goes on with what it began with "
                        + "(copilot-tui resume --reload takes the change)")
            }
            throw ExitCode(
                try await session.carry { notify in
                    try MissionRun.resume(
                        unfinished.run, in: workspace, wishes: wishes, surroundings: surroundings, notify: notify)
                })
        }
        throw ExitCode(
            try await session.carry { notify in
                try MissionRun.create(
                    source, in: workspace, wishes: wishes, surroundings: surroundings, notify: notify)
            })
    }

    /// Whether the unfinished run is gone on with: a person at a screen is asked, otherwise it is.
    private func goesOn(_ unfinished: RunSummary, in workspace: String, _ surroundings: Surroundings) throws -> Bool {
        // What lives is refused below, with its process.
        guard options.showsScreen, isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1,
            let catalog = try? RunCatalog.open(workspace: workspace), (try? catalog.owner()) == nil
        else { return true }
        let counts = try? catalog.stored(unfinished.run).state.counts
        let offer = ResumeOffer(
            run: unfinished, progress: counts.map { ($0.settled, $0.total) },
            now: surroundings.clock.now().wallMilliseconds)
        switch offer.ask() {
        case .goOn: return true
        case .startAnew: return false
        case .neither: throw ExitCode(130)
        }
    }

    private static func unfinished(_ path: String, in workspace: String) throws -> RunSummary? {
        do throws(StoreError) {
            return try RunCatalog.open(workspace: workspace).unfinishedRun(of: path)
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }
}

/// What `run` is told to run.
enum MissionArgument {
    /// The mission that the arguments name: a file, or a command.
    static func source(_ arguments: [String], workspace: String) throws -> MissionSource {
        let raw = CommandLine.arguments
        if let separator = raw.firstIndex(of: "--") {
            let command = Array(raw[(separator + 1)...])
            guard !command.isEmpty, arguments == command else {
                throw UsageError(message: "behind -- stands the command to run: copilot-tui run -- CMD ARGS…")
            }
            return MissionSource(mission: Mission.single(command: command, name: name(of: command)))
        }
        if arguments.isEmpty, FileManager.default.fileExists(atPath: workspace + "/mission.yaml") {
            return try source([workspace + "/mission.yaml"], workspace: workspace)
        }
        guard let file = arguments.first else {
            throw UsageError(message: "which mission? copilot-tui run FILE, or copilot-tui run -- CMD ARGS…")
        }
        guard arguments.count == 1 else {
            throw UsageError(
                message:
                    "run takes one file; a command stands behind --: copilot-tui run -- \(arguments.joined(separator: " "))"
            )
        }
        let loaded = try MissionFile.load(path: file)
        return MissionSource(
            mission: loaded.mission, path: Workspace.absolute(file), digest: "\(loaded.digest)")
    }

    private static func name(of command: [String]) -> String {
        let name = command.first?.split(separator: "/").last.map(String.init) ?? "command"
        return String(name.prefix(60))
    }
}
