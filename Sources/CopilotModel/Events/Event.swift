/// Something that happened; the only thing that ever changes a ``MissionState``.
package enum Event: Sendable, Hashable {
    case mission(MissionEvent)
    case task(TaskID, TaskEvent)
}

/// Something that happened to the mission as a whole.
package enum MissionEvent: Sendable, Hashable {
    case created(RunHeader)
    /// The run's settings from now on.
    case configured(RunSettings)
    /// A supervisor took the run up, the first or a later one.
    case supervised(Supervised)
    /// The run goes on with another mission: its file was changed, and taken.
    case reloaded(Reloaded)
    case pausing(PauseRequest)
    case paused(PauseRequest)
    case resumed(PauseRequest)
    /// Tasks that would fail alike are held back, or go on being so.
    case braked(Brake)
    case thawed(Thawed)
    /// Fewer tasks run at once for a while, or as many as before.
    case eased(Eased)
    case stopping(StopRequest)
    case stopped(StopRequest)
    case ended(MissionResult)
    /// A run that had ended goes on: a person has what failed tried again.
    case reopened(Reopened)

    /// Who supervises the run.
    package struct Supervised: Sendable, Hashable, Codable {
        package var pid: Int32
        package var version: String
        /// `/proc/sys/kernel/random/boot_id`: pids and the monotonic clock of another boot mean nothing.
        package var boot: String
        package var isResumed: Bool

        package init(pid: Int32, version: String, boot: String, isResumed: Bool) {
            self.pid = pid
            self.version = version
            self.boot = boot
            self.isResumed = isResumed
        }
    }

    /// The mission from now on, whole, so that a journal explains itself.
    package struct Reloaded: Sendable, Hashable, Codable {
        package var mission: Mission
        /// SHA-256 of its file, in hex.
        package var digest: String?

        package init(mission: Mission, digest: String? = nil) {
            self.mission = mission
            self.digest = digest
        }
    }

    package struct PauseRequest: Sendable, Hashable, Codable {
        package var by: Requester

        package init(by: Requester) { self.by = by }
    }

    package struct Reopened: Sendable, Hashable, Codable {
        package var by: Requester

        package init(by: Requester) { self.by = by }
    }

    package struct StopRequest: Sendable, Hashable, Codable {
        package var cause: StopCause
        package var by: Requester

        package init(cause: StopCause, by: Requester) {
            self.cause = cause
            self.by = by
        }
    }
}
