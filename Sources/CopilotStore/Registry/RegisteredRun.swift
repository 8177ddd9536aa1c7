package import CopilotModel

/// What the registry knows about a run.
package struct RegisteredRun: Sendable, Hashable, Codable {
    package var run: RunID
    /// Absolute.
    package var workspace: String
    package var missionName: String
    /// Milliseconds since 1970.
    package var createdAt: Int64

    package init(run: RunID, workspace: String, missionName: String, createdAt: Int64) {
        self.run = run
        self.workspace = workspace
        self.missionName = missionName
        self.createdAt = createdAt
    }
}
