/// A command of a mission, with what it needs and how its failure counts.
public struct AutonomousTask: Sendable, Hashable {
    /// What is run.
    public enum Command: Sendable, Hashable {
        /// A line for `/bin/sh -c`. With ``AutonomousTask/items``, `{item}` and `{index}` are inserted as one quoted word.
        case shell(String)
        /// An argument vector, its first element looked up in `PATH`; placeholders are inserted as they are.
        case arguments([String])
    }

    /// Letters, digits, `_`, `.` and `-`; unique in its mission.
    public var id: String
    /// What it runs.
    public var command: Command
    /// Ids of tasks that must have succeeded before.
    public var needs: [String]
    /// One child for each of these; nil: the task runs once.
    public var items: [String]?
    /// Whether its failure makes the mission fail; otherwise it is at best degraded, which is no success either.
    public var isCritical: Bool
    /// Tries in all, 1 to 1000; nil: as copilot-tui does by itself.
    public var attempts: Int?
    /// The longest that one try may take; nil: no limit.
    public var limit: Duration?
    /// Paths that must exist after exit 0 for it to have succeeded.
    public var outputs: [String]
    /// Added to the environment; a nil value removes the variable.
    public var environment: [String: String?]
    /// Relative to the workspace; nil: the workspace.
    public var workingDirectory: String?

    /// A task; what is not said is as a mission file has it by default.
    public init(
        _ id: String, _ command: Command, needs: [String] = [], items: [String]? = nil, isCritical: Bool = true,
        attempts: Int? = nil, limit: Duration? = nil, outputs: [String] = [], environment: [String: String?] = [:],
        workingDirectory: String? = nil
    ) {
        self.id = id
        self.command = command
        self.needs = needs
        self.items = items
        self.isCritical = isCritical
        self.attempts = attempts
        self.limit = limit
        self.outputs = outputs
        self.environment = environment
        self.workingDirectory = workingDirectory
    }

    /// A task that runs a line of shell.
    public init(_ id: String, run line: String, needs: [String] = [], isCritical: Bool = true) {
        self.init(id, .shell(line), needs: needs, isCritical: isCritical)
    }
}
