/// A group, or a task with its command, as the mission declares it.
///
/// What a group says for all in it (`env`, `cwd`, `critical`) and the mission's `env` and `defaults` are already merged into
/// the tasks. A group's `needs` and `when` stay with the group and hold for all in it besides their own.
package struct MissionTask: Sendable, Hashable, Codable {
    package var id: TaskID
    /// The group it stands in; nil at the top.
    package var parent: TaskID?
    /// The command; nil makes it a group.
    package var command: TaskCommand?
    package var needs: [TaskID]
    package var when: TaskCondition
    package var fanOut: FanOut?
    /// Of two ready tasks the one with the higher number starts first.
    package var priority: Int
    /// Whether its failure makes the mission fail (otherwise: at best degraded).
    package var isCritical: Bool
    package var retry: RetryRule
    package var timeout: TimeoutRule
    /// Added to the environment of the command; a nil value removes the variable.
    package var environment: [String: String?]
    /// Relative to the workspace; nil: the workspace.
    package var workingDirectory: String?
    /// Paths that must exist after exit 0 for the task to have succeeded; relative to the working directory.
    package var outputs: [String]
    package var description: String?
    /// The tools that are not kept from asking; nil: none.
    package var loud: [QuietTool]?
    /// What is laid down for its prompts: its own rules first, then those of its groups, of `defaults` and of the mission.
    package var prompts: [PromptRule] {
        get { promptRules ?? [] }
        set { promptRules = newValue.isEmpty ? nil : newValue }
    }
    /// What it lays down for the case that it fails; nil: nothing.
    package var resilience: ResilienceRules?
    // Optional, so that missions that were stored without the key are read, and most tasks store nothing.
    private var promptRules: [PromptRule]?

    package init(
        id: TaskID, parent: TaskID? = nil, command: TaskCommand? = nil, needs: [TaskID] = [],
        when: TaskCondition = .allSucceeded, fanOut: FanOut? = nil, priority: Int = 0, isCritical: Bool = true,
        retry: RetryRule = RetryRule(), timeout: TimeoutRule = TimeoutRule(), environment: [String: String?] = [:],
        workingDirectory: String? = nil, outputs: [String] = [], description: String? = nil,
        loud: [QuietTool]? = nil, prompts: [PromptRule] = [], resilience: ResilienceRules? = nil
    ) {
        self.id = id
        self.parent = parent
        self.command = command
        self.needs = needs
        self.when = when
        self.fanOut = fanOut
        self.priority = priority
        self.isCritical = isCritical
        self.retry = retry
        self.timeout = timeout
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.outputs = outputs
        self.description = description
        self.loud = loud
        self.resilience = resilience
        self.prompts = prompts
    }

    /// Whether it only holds other tasks.
    package var isGroup: Bool { command == nil }
}
