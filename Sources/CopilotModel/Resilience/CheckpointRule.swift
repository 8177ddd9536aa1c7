/// How a task keeps what it has done so far, so that another try can go on from there.
package struct CheckpointRule: Sendable, Hashable, Codable {
    /// What has the task write a checkpoint.
    package enum Save: Sendable, Hashable, Codable {
        /// A command beside it, in its folder and environment.
        case command(TaskCommand)
        /// A signal to the task's first process, by its number.
        case signal(Int32)
    }

    /// At most so long from one checkpoint to the next, in milliseconds.
    package var everyMilliseconds: Int64
    /// nil: the task writes checkpoints by itself, and they are only looked for.
    package var save: Save?
    /// Where checkpoints lie, relative to the task's folder; nil: a folder of ours.
    package var directory: String?

    /// The promise of spec.md: a checkpoint at least every 10 minutes.
    package static let standardInterval: Int64 = 600_000
    /// Below this a task would be saving all the time.
    package static let shortestInterval: Int64 = 1_000

    package init(
        everyMilliseconds: Int64 = standardInterval, save: Save? = nil, directory: String? = nil
    ) {
        self.everyMilliseconds = everyMilliseconds
        self.save = save
        self.directory = directory
    }

    /// The signals that a task may be sent for a checkpoint, by name: those that programs use for that, and that none is
    /// ended by who handles them.
    package static let signals: [String: Int32] = [
        "SIGHUP": 1, "SIGINT": 2, "SIGUSR1": 10, "SIGUSR2": 12, "SIGTSTP": 20, "SIGWINCH": 28,
    ]
}

/// What a task has laid down last.
package struct CheckpointInfo: Sendable, Hashable, Codable {
    /// Absolute; a file or a folder.
    package var path: String
    /// Of a file; 0 for a folder.
    package var bytes: Int64

    package init(path: String, bytes: Int64) {
        self.path = path
        self.bytes = bytes
    }
}

/// What came of saving.
package enum CheckpointOutcome: Sendable, Hashable, Codable {
    /// Something new lies there, and can be read.
    case saved(CheckpointInfo)
    /// Why nothing does, as a sentence for people.
    case failed(reason: String)
}

extension TaskEvent {
    /// A checkpoint of a task was made, or could not be.
    package struct Checkpointed: Sendable, Hashable, Codable {
        package var attempt: Int
        package var outcome: CheckpointOutcome
        package var tookMilliseconds: Int64

        package init(attempt: Int, outcome: CheckpointOutcome, tookMilliseconds: Int64) {
            self.attempt = attempt
            self.outcome = outcome
            self.tookMilliseconds = tookMilliseconds
        }
    }
}

/// A task's checkpoint as its state keeps it.
package struct LastCheckpoint: Sendable, Hashable, Codable {
    package var info: CheckpointInfo
    /// Wall clock, milliseconds since 1970.
    package var at: Int64

    package init(info: CheckpointInfo, at: Int64) {
        self.info = info
        self.at = at
    }
}
