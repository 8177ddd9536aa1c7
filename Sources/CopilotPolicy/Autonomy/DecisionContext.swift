package import CopilotModel

/// Everything beside the prompt itself that a decision about it rests on.
package struct DecisionContext: Sendable, Hashable {
    package var level: AutonomyLevel
    /// Whether the task's failure makes the mission fail.
    package var isCritical: Bool
    /// The rules of the task and the mission, the task's own first.
    package var missionRules: [PromptRule]
    /// The rules of the user's configuration.
    package var userRules: [PromptRule]
    /// How often each mission rule, then each user rule, was used in this attempt; missing: never.
    package var ruleUses: [Int: Int]
    /// How often the same question was met in a row right before.
    package var timesSeen: Int
    /// How often it was met among the last ``PromptMemory/mostRecent`` of this attempt, others in between.
    package var timesMet: Int
    /// How many prompts of this attempt were dealt with before.
    package var promptsSeen: Int
    /// The names of the secrets that the user has provided.
    package var secretNames: Set<String>
    /// Whether the terminal shows what is typed; nil: unknown. A secret is typed only where it is false.
    package var isEchoing: Bool?
    /// Absolute; nil: unknown.
    package var workspace: String?
    /// The command that asks, as the mission declares it; nil: unknown.
    package var command: String?

    package init(
        level: AutonomyLevel, isCritical: Bool = true, missionRules: [PromptRule] = [], userRules: [PromptRule] = [],
        ruleUses: [Int: Int] = [:], timesSeen: Int = 0, timesMet: Int = 0, promptsSeen: Int = 0,
        secretNames: Set<String> = [],
        isEchoing: Bool? = nil, workspace: String? = nil, command: String? = nil
    ) {
        self.level = level
        self.isCritical = isCritical
        self.missionRules = missionRules
        self.userRules = userRules
        self.ruleUses = ruleUses
        self.timesSeen = timesSeen
        self.timesMet = timesMet
        self.promptsSeen = promptsSeen
        self.secretNames = secretNames
        self.isEchoing = isEchoing
        self.workspace = workspace
        self.command = command
    }
}
