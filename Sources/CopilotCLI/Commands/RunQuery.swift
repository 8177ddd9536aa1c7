internal import ArgumentParser
internal import CopilotAutonomy
internal import CopilotControl
internal import CopilotModel
internal import CopilotPorts
internal import CopilotStore
internal import Foundation

/// The options by which a command names a run.
struct RunQuery: ParsableArguments {
    @Option(
        name: .customLong("run"),
        help: ArgumentHelp("The run, or the beginning of its name; without it the newest one here.", valueName: "run"))
    var name: String?

    @Option(
        name: [.customShort("C"), .customLong("workspace")],
        help: ArgumentHelp("The workspace to look in.", valueName: "dir"))
    var workspace: String?

    /// Finds the run.
    func find() throws -> RunFinder.Found {
        try RunFinder(surroundings: try .read(), workspace: workspace).find(name)
    }
}

extension RunFinder.Found {
    /// The client of the run's socket.
    ///
    /// - Throws: `UsageError` if nobody carries the run.
    func client(_ query: String) throws -> ControlClient {
        let surroundings = try Surroundings.read()
        if let result = summary.result {
            throw UsageError(
                message:
                    "the run \(summary.run) has ended (\(result.outcome.rawValue)): status, logs, explain and events tell of it"
            )
        }
        guard catalog.owner()?.run == summary.run, let path = surroundings.state.socket(of: summary.run) else {
            throw UsageError(message: "the run \(summary.run) is not live: \(query)")
        }
        return ControlClient(socketPath: path)
    }

    /// The process that carries the run; nil if nobody does.
    var livingPID: Int32? {
        guard let owner = catalog.owner(), owner.run == summary.run else { return nil }
        return owner.process.pid
    }

    /// The task of that name in the run's mission.
    ///
    /// - Throws: `UsageError` with the nearest names if there is none.
    func task(_ name: String, in state: MissionState) throws -> TaskID {
        if let id = TaskID(name), state.ordinal(of: id) != nil { return id }
        let known = state.mission.tasks.map(\.id.description)
        let short = known.filter { $0.hasSuffix("/" + name) }
        if let only = short.first, short.count == 1, let id = TaskID(only) { return id }
        throw UsageError(
            message: "the run \(summary.run) has no task '\(name)'\(TaskAdvice.advice(for: name, in: state))")
    }
}
