internal import CopilotEngine
internal import CopilotHost
internal import CopilotModel
internal import CopilotPorts
internal import CopilotStore
public import Foundation

/// How much is decided without a person.
public enum AutonomousLevel: String, Sendable, Hashable, CaseIterable {
    /// The user is asked as usual: below 30 minutes.
    case interactive
    /// Only critical questions are asked: 30 minutes to 2 hours.
    case semiAutonomous
    /// Nearly all is decided: 2 to 6 hours.
    case autonomous
    /// Nobody is ever asked: 6 hours and more.
    case fullAutonomous
}

/// Makes a folder a workspace in which missions run with nobody watching.
///
///     let workspace = try enableFullAutonomy(workspaceRoot: "/home/me/corpus", missionDuration: .seconds(36_000))
///     let result = try await workspace.executeAutonomousMission(
///         "nightly corpus",
///         tasks: [
///             AutonomousTask("analysis", run: "python analyse.py"),
///             AutonomousTask("tests", run: "pytest -q", needs: ["analysis"]),
///         ])
///
/// Nothing is written before a mission runs.
///
/// - Parameters:
///   - workspaceRoot: an existing folder; relative to the current one unless absolute.
///   - missionDuration: how long a mission may take unless it says otherwise: its deadline.
///   - level: how much is decided without a person; nil: by a mission's duration.
///   - environment: what commands inherit, and where `XDG_STATE_HOME` or `HOME` says where state is kept.
/// - Throws: ``AutonomyError`` if there is no such folder, or no home for state.
public func enableFullAutonomy(
    workspaceRoot: String, missionDuration: Duration = .seconds(36_000), level: AutonomousLevel? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
) throws(AutonomyError) -> AutonomousWorkspace {
    let path = URL(fileURLWithPath: workspaceRoot).standardizedFileURL.path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
        throw AutonomyError(.noWorkspace, "the workspace \(path) is not a folder")
    }
    guard let xdg = XDGPaths(environment: environment) else {
        throw AutonomyError(
            .noWorkspace, "neither HOME nor XDG_STATE_HOME and XDG_CONFIG_HOME are set: there is nowhere to keep state")
    }
    return AutonomousWorkspace(
        root: path, missionDuration: missionDuration, level: level,
        surroundings: Surroundings(
            environment: environment, processors: max(1, ProcessInfo.processInfo.activeProcessorCount),
            version: Version.text, xdg: xdg, clock: SystemClock()))
}

/// Runs a mission in the current folder to its end: ``enableFullAutonomy(workspaceRoot:missionDuration:level:environment:)``
/// and ``AutonomousWorkspace/executeAutonomousMission(_:tasks:maxDuration:)`` in one.
///
/// - Throws: ``AutonomyError`` if it cannot be run, or can no longer be recorded. What a command does is in the result.
public func executeAutonomousMission(
    _ description: String, tasks: [AutonomousTask], maxDuration: Duration = .seconds(36_000)
) async throws(AutonomyError) -> AutonomousMissionResult {
    try await enableFullAutonomy(workspaceRoot: ".", missionDuration: maxDuration)
        .executeAutonomousMission(description, tasks: tasks)
}

/// A folder in which missions run; everything about them is kept in its `.copilot`, and `copilot-tui status`, `attach`,
/// `resume` … work there as for missions that the command started.
public struct AutonomousWorkspace: Sendable {
    /// Absolute.
    public let root: String
    /// How long a mission may take unless it says otherwise.
    public let missionDuration: Duration
    /// Nil: by a mission's duration.
    public let level: AutonomousLevel?
    private let surroundings: Surroundings

    init(root: String, missionDuration: Duration, level: AutonomousLevel?, surroundings: Surroundings) {
        self.root = root
        self.missionDuration = missionDuration
        self.level = level
        self.surroundings = surroundings
    }

    /// Runs a mission to its end.
    ///
    /// Cancelling the calling task stops the mission as SIGTERM would; it can be resumed then.
    ///
    /// - Parameters:
    ///   - description: what the mission is called; its run's name begins with it.
    ///   - tasks: in the order of declaration; needs may name any of them.
    ///   - maxDuration: the deadline, counted from now; nil: ``missionDuration``.
    /// - Throws: ``AutonomyError`` if it cannot be run, or can no longer be recorded. What a command does is in the result.
    public func executeAutonomousMission(
        _ description: String, tasks: [AutonomousTask], maxDuration: Duration? = nil
    ) async throws(AutonomyError) -> AutonomousMissionResult {
        let mission = Mission(
            name: description, duration: maxDuration ?? missionDuration,
            level: level.flatMap { AutonomyLevel(rawValue: $0.rawValue) }, tasks: try tasks.map(Self.declaration))
        let problems = mission.problems()
        guard problems.isEmpty else {
            throw AutonomyError(.invalidMission, problems.map(\.description).joined(separator: "\n"))
        }
        do {
            let run = try MissionRun.create(
                MissionSource(mission: mission), in: root, wishes: RunWishes(), surroundings: surroundings
            ) { _ in }
            let end = await Self.carry(run)
            if case .storeFailed(let error) = end { throw error }
            let state = try RunCatalog.open(workspace: root).stored(run.run).state
            return AutonomousMissionResult(state, run: run.run, now: surroundings.clock.now())
        } catch let error as StoreError {
            throw AutonomyError(error.code == .inUse ? .inUse : .cannotRecord, error.message)
        } catch {
            throw AutonomyError(.cannotRecord, "\(error)")
        }
    }

    /// Runs it in a task that is never cancelled: a mission is asked to stop, and then ends in order.
    private static func carry(_ run: MissionRun) async -> MissionEnd {
        let running = Task.detached { await run.execute() }
        return await withTaskCancellationHandler {
            await running.value
        } onCancel: {
            Task.detached { try? await run.controller.submit(Intent(.stopMission(.terminated), by: .control)) }
        }
    }

    private static func declaration(_ task: AutonomousTask) throws(AutonomyError) -> MissionTask {
        func id(_ text: String) throws(AutonomyError) -> TaskID {
            guard let id = TaskID(text), !id.isChild, !text.contains("/") else {
                throw AutonomyError(
                    .invalidMission, "'\(text)' is no task's id; write letters, digits, '_', '.' and '-'")
            }
            return id
        }
        var needs: [TaskID] = []
        for need in task.needs { needs.append(try id(need)) }
        let command: TaskCommand =
            switch task.command {
            case .shell(let line): .shell(line)
            case .arguments(let words): .arguments(words)
            }
        return MissionTask(
            id: try id(task.id), command: command, needs: needs,
            fanOut: task.items.map { FanOut(items: .list($0)) }, isCritical: task.isCritical,
            retry: RetryRule(attempts: task.attempts), timeout: TimeoutRule(limit: task.limit),
            environment: task.environment, workingDirectory: task.workingDirectory, outputs: task.outputs)
    }
}
