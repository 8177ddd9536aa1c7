/// A mission as its file declares it, with every default resolved; it does not change while a run lives.
package struct Mission: Sendable, Hashable, Codable {
    package var name: String
    package var description: String?
    /// How long it may take; sets the level unless `level` does, and the deadline.
    package var duration: Duration?
    package var level: AutonomyLevel?
    /// How many tasks run at once; nil: the number of processors.
    package var concurrency: Int?
    /// Groups and tasks in the order of declaration, a group before what is in it.
    package var tasks: [MissionTask]
    /// Where the secrets come from that rules name.
    package var secrets: [String: SecretSource] {
        get { secretSources ?? [:] }
        set { secretSources = newValue.isEmpty ? nil : newValue }
    }
    /// After how long a harmless question that nobody answers gets what was proposed, at levels that ask; nil: never.
    package var answerAfter: Duration?
    // Optional, so that missions that were stored without the key are read.
    private var secretSources: [String: SecretSource]?

    package init(
        name: String, description: String? = nil, duration: Duration? = nil, level: AutonomyLevel? = nil,
        concurrency: Int? = nil, tasks: [MissionTask], secrets: [String: SecretSource] = [:]
    ) {
        self.name = name
        self.description = description
        self.duration = duration
        self.level = level
        self.concurrency = concurrency
        self.tasks = tasks
        self.secrets = secrets
    }

    /// The level it runs at when started with or without a terminal.
    package func effectiveLevel(hasTerminal: Bool) -> AutonomyLevel {
        level ?? duration.map(AutonomyLevel.init(duration:)) ?? .unspecified(hasTerminal: hasTerminal)
    }
}
