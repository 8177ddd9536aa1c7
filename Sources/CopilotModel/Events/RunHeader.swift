/// What is fixed when a run is created.
package struct RunHeader: Sendable, Hashable, Codable {
    package var run: RunID
    package var missionName: String
    package var level: AutonomyLevel
    package var concurrency: Int
    /// When the mission must have ended: wall clock, milliseconds since 1970; nil: never.
    package var deadline: Int64?
    package var createdAt: Int64
    /// The seed of every random decision of this run.
    package var seed: UInt64

    package init(
        run: RunID, missionName: String, level: AutonomyLevel, concurrency: Int, deadline: Int64?, createdAt: Int64,
        seed: UInt64
    ) {
        self.run = run
        self.missionName = missionName
        self.level = level
        self.concurrency = concurrency
        self.deadline = deadline
        self.createdAt = createdAt
        self.seed = seed
    }
}
