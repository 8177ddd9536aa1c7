/// What a task lays down for the case that it fails.
package struct ResilienceRules: Sendable, Hashable, Codable {
    /// Other ways to the same end, tried in this order when its tries are used up; at most ``mostAlternatives``.
    package var fallback: [Alternative]
    /// What stands in for its outputs when nothing else helped: the mission is then degraded.
    package var defaults: [DefaultOutput]
    /// What mending may touch besides what its level allows.
    package var allow: Set<RepairPermission>
    /// The name of the usage limit that it shares with others: `claude`; nil: that of its program.
    package var quota: String?
    /// What is set back before another try.
    package var protect: ProtectRule?
    /// The command of every try after one that a usage limit or a crash has cut off.
    package var resume: TaskCommand?
    /// Whether words `{session}` of its lists of words, which nobody has written, stand for its session's name; nil: no.
    package var namesSession: Bool?
    /// How it keeps what it has done so far.
    package var checkpoint: CheckpointRule?

    /// The cap on ``fallback``: each is tried as often as the task itself.
    package static let mostAlternatives = 20
    /// The cap on the paths of ``protect``.
    package static let mostProtected = 200
    /// The cap on ``quota``, in bytes: it is shown in one line.
    package static let longestQuota = 64

    package init(
        fallback: [Alternative] = [], defaults: [DefaultOutput] = [], allow: Set<RepairPermission> = [],
        quota: String? = nil, protect: ProtectRule? = nil, resume: TaskCommand? = nil, checkpoint: CheckpointRule? = nil
    ) {
        self.fallback = fallback
        self.defaults = defaults
        self.allow = allow
        self.quota = quota
        self.protect = protect
        self.resume = resume
        self.checkpoint = checkpoint
    }
}

/// Another way to a task's end.
package struct Alternative: Sendable, Hashable, Codable {
    /// nil: the task is skipped, and what needs it goes on.
    package var command: TaskCommand?
    /// Over the task's own environment; a nil value removes the variable.
    package var environment: [String: String?]
    /// In place of the task's own folder.
    package var workingDirectory: String?

    package init(
        command: TaskCommand?, environment: [String: String?] = [:], workingDirectory: String? = nil
    ) {
        self.command = command
        self.environment = environment
        self.workingDirectory = workingDirectory
    }
}

/// A file that stands in for an output.
package struct DefaultOutput: Sendable, Hashable, Codable {
    /// The cap on a text, in bytes: it is kept with the mission, in the journal.
    package static let longestText = 64 << 10

    /// Where it is put, relative to the task's folder.
    package var path: String
    package var content: Content

    package enum Content: Sendable, Hashable, Codable {
        case text(String)
        /// A copy of this file, relative to the task's folder.
        case copy(of: String)
    }

    package init(path: String, content: Content) {
        self.path = path
        self.content = content
    }
}

/// What a task wants set back before another try.
package struct ProtectRule: Sendable, Hashable, Codable {
    /// The paths, relative to the task's folder; empty: all of its work tree.
    package var paths: [String]
    /// Whether what a failed try did is undone before the next one.
    package var restores: Bool

    package init(paths: [String] = [], restores: Bool = true) {
        self.paths = paths
        self.restores = restores
    }
}
