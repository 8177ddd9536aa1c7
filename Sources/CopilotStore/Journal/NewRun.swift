package import CopilotModel

/// What a run is created with.
package struct NewRun: Sendable {
    package var run: RunID
    package var mission: Mission
    /// The mission's file, absolute; nil if there is none (`run -- CMD`).
    package var sourcePath: String?
    /// The SHA-256 of that file, in hex.
    package var sourceDigest: String?
    /// Milliseconds since 1970.
    package var createdAt: Int64

    package init(run: RunID, mission: Mission, sourcePath: String? = nil, sourceDigest: String? = nil, createdAt: Int64)
    {
        self.run = run
        self.mission = mission
        self.sourcePath = sourcePath
        self.sourceDigest = sourceDigest
        self.createdAt = createdAt
    }
}
