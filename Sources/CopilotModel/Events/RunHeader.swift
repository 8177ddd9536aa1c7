/// What is fixed when a run is created.
package struct RunHeader: Sendable, Hashable, Codable {
    /// The version of the events' JSON that this program writes. A journal with a higher one is refused. Later versions
    /// only add optional keys or kinds; anything else needs a migration.
    package static let currentFormat = 1

    package var run: RunID
    package var missionName: String
    /// Wall clock, milliseconds since 1970.
    package var createdAt: Int64
    /// The seed of every random decision of this run; below 2^53, so that every JSON reader keeps it.
    package var seed: UInt64
    package var format: Int

    package init(run: RunID, missionName: String, createdAt: Int64, seed: UInt64, format: Int = currentFormat) {
        self.run = run
        self.missionName = missionName
        self.createdAt = createdAt
        self.seed = seed & 0x1F_FFFF_FFFF_FFFF
        self.format = format
    }
}

/// What a run goes by and may be changed while it lives.
package struct RunSettings: Sendable, Hashable, Codable {
    package var level: AutonomyLevel
    /// How many tasks may be started side by side.
    package var concurrency: Int
    /// When the mission must have ended: wall clock, milliseconds since 1970; nil: never. Time in which nobody supervised
    /// the run does not count: it is moved when the run is taken up again.
    package var deadline: Int64?
    /// The rules for prompts of the user's configuration; nil: none.
    package var promptRules: [PromptRule]?
    /// The names of the secrets that the user has provided, sorted; nil: none.
    package var secretNames: [String]?
    /// The workspace, absolute; nil: a run of before it was recorded.
    package var workspace: String?

    package init(
        level: AutonomyLevel, concurrency: Int, deadline: Int64? = nil, promptRules: [PromptRule]? = nil,
        secretNames: [String]? = nil, workspace: String? = nil
    ) {
        self.promptRules = promptRules
        self.secretNames = secretNames
        self.workspace = workspace
        self.level = level
        self.concurrency = concurrency
        self.deadline = deadline
    }
}
