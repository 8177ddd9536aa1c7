/// What is known of a snapshot that was taken before a task's attempt.
package struct SnapshotInfo: Sendable, Hashable, Codable {
    /// How it keeps what it holds.
    package enum Kind: String, Sendable, Hashable, Codable {
        /// In a hidden ref of the git repository around it.
        case git
        /// As copies beside the run's journal.
        case copy
    }

    package var kind: Kind
    /// Files whose contents are kept, and their bytes.
    package var files: Int
    package var bytes: Int64
    /// Paths that were seen and whose contents are not kept: too large, or not ours to touch.
    package var leftAlone: Int

    package init(kind: Kind, files: Int, bytes: Int64, leftAlone: Int) {
        self.kind = kind
        self.files = files
        self.bytes = bytes
        self.leftAlone = leftAlone
    }
}

/// What came of setting a workspace back.
package enum RestoreOutcome: Sendable, Hashable, Codable {
    /// So many paths are as they were; so many that a failed try changed could not be set back, as they were never kept.
    case done(paths: Int, leftAlone: Int)
    /// Nothing was touched, for this reason.
    case refused(reason: String)
}

extension TaskEvent {
    /// A snapshot was taken, and the attempt that it is named by may start.
    package struct Protected: Sendable, Hashable, Codable {
        package var attempt: Int
        package var snapshot: SnapshotInfo

        package init(attempt: Int, snapshot: SnapshotInfo) {
            self.attempt = attempt
            self.snapshot = snapshot
        }
    }

    /// What an attempt did to its workspace is undone, or was not touched.
    package struct Restored: Sendable, Hashable, Codable {
        package var attempt: Int
        package var outcome: RestoreOutcome

        package init(attempt: Int, outcome: RestoreOutcome) {
            self.attempt = attempt
            self.outcome = outcome
        }
    }
}

extension AttemptKey {
    /// The name of the snapshot before this attempt: `RUN/TASK-ATTEMPT`, a plain path of two parts and the end of a valid
    /// git ref. In the task's name `/` is written `+`, the brackets of a child `@7`, and a dot that git would not take `=2E`.
    package var snapshotName: String { "\(run.rawValue)/\(snapshotFolder)" }

    /// The last part of ``snapshotName``.
    package var snapshotFolder: String {
        var text = ""
        for character in task.name {
            switch character {
            case "/": text.append("+")
            case ".": text += text.isEmpty || text.last == "." ? "=2E" : "."
            default: text.append(character)
            }
        }
        return text + (task.isChild ? "@\(task.item)" : "") + "-\(attempt)"
    }
}
