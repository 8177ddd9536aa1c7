/// What stands at a path.
package struct PathState: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case file, folder, link
        /// A socket, a device, a repository of its own: never touched.
        case other
    }

    package var kind: Kind
    /// Permission bits, of 07777.
    package var mode: UInt32
    /// Bytes; of files only.
    package var size: Int64
    /// Names its contents, or where a link leads; nil: they were not looked at.
    package var digest: String?
    /// When it was changed last, nanoseconds since 1970.
    package var modified: Int64
    /// Whether its contents are kept, so that it can be made again.
    package var isKept: Bool

    package init(
        kind: Kind, mode: UInt32, size: Int64 = 0, digest: String? = nil, modified: Int64 = 0, isKept: Bool = true
    ) {
        self.kind = kind
        self.mode = mode
        self.size = size
        self.digest = digest
        self.modified = modified
        self.isKept = isKept
    }

    /// Whether nobody would see a difference but in the time of the last change.
    package func isSame(as other: PathState) -> Bool { mode == other.mode && hasSameContents(as: other) }

    /// Likewise, whatever the permissions are.
    package func hasSameContents(as other: PathState) -> Bool {
        guard kind == other.kind else { return false }
        switch kind {
        case .folder, .other: return true
        case .link: return digest == other.digest
        case .file:
            if let digest, let theirs = other.digest { return digest == theirs }
            return size == other.size && modified == other.modified
        }
    }
}

/// A path that is not now, or was not at an attempt's end, what it was in the snapshot before it. nil: nothing is there.
package struct PathDifference: Sendable, Hashable {
    package var path: SnapshotPath
    /// In the snapshot.
    package var before: PathState?
    /// What the attempt left.
    package var left: PathState?
    package var now: PathState?
    /// Whether what `left` says was changed after the attempt's last sign of life: by whom is not known.
    package var isUnproven: Bool

    package init(
        path: SnapshotPath, before: PathState?, left: PathState?, now: PathState?, isUnproven: Bool = false
    ) {
        self.path = path
        self.before = before
        self.left = left
        self.now = now
        self.isUnproven = isUnproven
    }
}

/// What setting a workspace back comes to.
package struct RestorePlan: Sendable, Hashable {
    /// One thing to be done.
    package struct Step: Sendable, Hashable {
        package enum Action: String, Sendable, Hashable, CaseIterable {
            /// It was not there before.
            case remove
            case makeFolder
            /// The file or link is put there as it was, over whatever stands there.
            case put
            case setMode
            /// Only the time of its last change.
            case setTime
        }

        package var action: Action
        package var path: SnapshotPath
        /// What it is to be; nil: nothing.
        package var state: PathState?

        package init(_ action: Action, _ path: SnapshotPath, _ state: PathState? = nil) {
            self.action = action
            self.path = path
            self.state = state
        }
    }

    /// In the order in which they can be done.
    package var steps: [Step]
    /// Paths that the attempt changed and somebody else after it: with one of them nothing is set back.
    package var conflicts: [SnapshotPath]
    /// Those of them of which nobody saw whether the attempt or somebody else changed them last.
    package var unproven: Set<SnapshotPath> = []
    /// Paths that the attempt changed and that cannot be set back, as their contents were not kept.
    package var leftAlone: [SnapshotPath]

    package init(steps: [Step] = [], conflicts: [SnapshotPath] = [], leftAlone: [SnapshotPath] = []) {
        self.steps = steps
        self.conflicts = conflicts
        self.leftAlone = leftAlone
    }
}

/// A snapshot as it lies on disk.
package struct StoredSnapshot: Sendable, Hashable, Codable {
    package var key: AttemptKey
    package var info: SnapshotInfo
    /// Wall clock, milliseconds since 1970.
    package var takenAt: Int64
    /// The folder that its paths start from, absolute.
    package var root: String
    /// Folders of the git repository around it, absolute; nil: there is none, or it is none of the snapshot's business.
    package var repository: String?
    /// Where refs lie, if elsewhere: in a linked work tree.
    package var common: String?
    /// What the repository names objects by: `sha1` or `sha256`.
    package var objectFormat: String?
    /// The declared paths, escaped, relative to `root`; empty: all of it.
    package var paths: [String]
    /// Some of what was left alone, and why, in words.
    package var remarks: [String]
    /// The ref, or for copies the folder, that keeps the state which the attempt left; nil: nobody saw its end.
    package var failed: String?

    package init(
        key: AttemptKey, info: SnapshotInfo, takenAt: Int64, root: String, repository: String? = nil,
        common: String? = nil, objectFormat: String? = nil, paths: [String] = [], remarks: [String] = [],
        failed: String? = nil
    ) {
        self.key = key
        self.info = info
        self.takenAt = takenAt
        self.root = root
        self.repository = repository
        self.common = common
        self.objectFormat = objectFormat
        self.paths = paths
        self.remarks = remarks
        self.failed = failed
    }

    /// As ``AttemptKey/snapshotName``.
    package var name: String { key.snapshotName }
}
