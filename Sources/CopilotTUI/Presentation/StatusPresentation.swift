import CopilotCells
import CopilotModel

/// How a task's status is shown: always a glyph and a word, and a colour besides.
struct StatusPresentation: Sendable, Hashable {
    var mark: Glyphs.Mark
    var word: String
    var role: Role

    init(mark: Glyphs.Mark, word: String, role: Role) {
        self.mark = mark
        self.word = word
        self.role = role
    }

    /// The plain presentation of a status.
    init(_ status: TaskStatus) {
        switch status {
        case .waiting: self.init(mark: .waiting, word: "wait", role: .inactive)
        case .ready: self.init(mark: .ready, word: "ready", role: .text)
        case .running: self.init(mark: .running, word: "run", role: .running)
        case .paused: self.init(mark: .paused, word: "paused", role: .paused)
        case .backingOff: self.init(mark: .retry, word: "retry", role: .retry)
        case .succeeded: self.init(mark: .done, word: "done", role: .ok)
        case .failed: self.init(mark: .failed, word: "fail", role: .error)
        case .skipped: self.init(mark: .skipped, word: "skip", role: .skipped)
        case .blocked: self.init(mark: .blocked, word: "blocked", role: .warn)
        case .lost: self.init(mark: .lost, word: "lost", role: .warn)
        }
    }

    /// The presentation of a mission's status.
    init(_ status: MissionStatus) {
        switch status {
        case .created: self.init(mark: .waiting, word: "created", role: .inactive)
        case .running: self.init(mark: .running, word: "running", role: .running)
        case .pausing: self.init(mark: .paused, word: "pausing", role: .paused)
        case .paused: self.init(mark: .paused, word: "paused", role: .paused)
        case .stopping: self.init(mark: .skipped, word: "stopping", role: .warn)
        case .stopped: self.init(mark: .skipped, word: "stopped", role: .warn)
        case .ended(let result): self.init(result.outcome)
        }
    }

    /// The presentation of a mission's outcome.
    init(_ outcome: MissionResult.Outcome) {
        switch outcome {
        case .succeeded: self.init(mark: .done, word: "succeeded", role: .ok)
        case .degraded: self.init(mark: .blocked, word: "degraded", role: .warn)
        case .failed: self.init(mark: .failed, word: "failed", role: .error)
        }
    }
}

extension Failure.Category {
    /// The category in at most five letters, as in `fail(net)`.
    var shortWord: String {
        switch self {
        case .network: "net"
        case .filesystem: "fs"
        case .validation: "input"
        case .timeout: "time"
        case .dependency: "dep"
        case .permission: "perm"
        case .resource: "res"
        case .code: "code"
        case .unknown: "?"
        }
    }
}

extension Failure.Severity {
    /// The colour of a failure of this severity.
    var role: Role {
        switch self {
        case .transient: .retry
        case .recoverable, .degraded: .warn
        case .fatal: .error
        }
    }
}
