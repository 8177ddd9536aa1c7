package import CopilotModel

/// A run as a list shows it: its row, without its journal.
package struct RunSummary: Sendable, Hashable {
    /// Where a run was when its journal was last written. Whether somebody still carries it is the lock's business:
    /// see ``RunCatalog/owner()``.
    package enum Status: String, Sendable, Hashable, CaseIterable {
        case created, running, pausing, paused, stopping, stopped, ended

        /// What a run's status is once this has happened; nil: what it was before.
        init?(after event: MissionEvent) {
            switch event {
            case .created: self = .created
            case .configured, .reloaded, .braked, .thawed, .eased: return nil
            case .supervised, .resumed, .reopened: self = .running
            case .pausing: self = .pausing
            case .paused: self = .paused
            case .stopping: self = .stopping
            case .stopped: self = .stopped
            case .ended: self = .ended
            }
        }
    }

    package var run: RunID
    package var missionName: String
    /// The mission's file, absolute, and its SHA-256 when the run was created, or last took it anew.
    package var sourcePath: String?
    package var sourceDigest: String?
    /// Milliseconds since 1970.
    package var createdAt: Int64
    /// When it was stopped or ended, likewise.
    package var endedAt: Int64?
    package var status: Status
    package var stopCause: StopCause?
    package var result: MissionResult?

    /// Whether there is nothing left to resume.
    package var isEnded: Bool { status == .ended }
}
