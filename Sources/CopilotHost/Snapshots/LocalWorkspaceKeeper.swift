package import CopilotModel
package import CopilotPorts
internal import Foundation
import Glibc

/// Snapshots of a workspace on this machine: in a hidden ref where there is a git repository, as copies elsewhere.
///
/// What a snapshot is about lies in `.copilot/snapshots/RUN/TASK-ATTEMPT/`: `about.json`, written last, and the manifests
/// `before` and `after`.
package struct LocalWorkspaceKeeper: WorkspaceKeeper {
    /// Older ones go when another run takes one. A run that is taken up later cannot be set back any more.
    package static let usuallyKeptFor: Duration = .seconds(48 * 3600)
    /// Of one workspace; the oldest go first.
    package static let mostSnapshots = 200

    private let workspace: String
    private let environment: [String: String]
    private let clock: any EngineClock
    private let lifeMargin: Duration
    private let keptFor: Duration

    /// What an attempt may still have written after its last sign of life: such signs come every two seconds, and whoever is
    /// hung up on is given some seconds to clear up.
    package static let usualLifeMargin: Duration = .seconds(7)

    /// - Parameters:
    ///   - workspace: absolute.
    ///   - environment: what `git` inherits.
    ///   - keptFor: how long snapshots of other runs are kept.
    package init(
        workspace: String, environment: [String: String], clock: any EngineClock,
        lifeMargin: Duration = usualLifeMargin, keptFor: Duration = usuallyKeptFor
    ) {
        self.keptFor = keptFor
        self.workspace = workspace
        self.environment = environment
        self.clock = clock
        self.lifeMargin = lifeMargin
    }

    private var folder: String { workspace + "/.copilot/snapshots" }
    private var scratch: String { folder + "/.scratch" }

    private func folder(of key: AttemptKey) -> String { folder + "/" + key.snapshotName }

    // MARK: Taking

    package func take(
        _ key: AttemptKey, of rule: ProtectRule, in directory: String
    ) throws(WorkspaceError) -> SnapshotInfo {
        try FileWriting.makeFolder(scratch)
        prune(for: key)
        drop(key)
        let here = access(directory, F_OK) == 0 ? directory : workspace
        let start = try RealPath.of(here)
        let git = try GitPlace(around: start, scratch: scratch, environment: environment)
        var root = git?.root ?? ""
        if git == nil { root = try RealPath.of(workspace) }
        var snapshot = StoredSnapshot(
            key: key, info: SnapshotInfo(kind: git == nil ? .copy : .git, files: 0, bytes: 0, leftAlone: 0),
            takenAt: clock.now().wallMilliseconds, root: root,
            repository: git?.repository, common: git?.common, objectFormat: git?.objectFormat)
        snapshot.paths = try rule.paths.map { (path) throws(WorkspaceError) in
            try relative(path, in: here == directory ? start : directory, to: snapshot.root)
        }
        try FileWriting.makeFolder(folder(of: key))
        let taken = try look(snapshot, previous: [], keeps: true) { () throws(WorkspaceError) in
            try git?.known() ?? SnapshotLook.Known()
        }
        snapshot.info = taken.info
        snapshot.remarks = taken.remarks
        if let git {
            let about = try commitRepository(git, taken.manifest, snapshot)
            let commit = try commitWork(taken.manifest, snapshot, parents: [about], "before \(key)")
            try SnapshotRefs(folder: git.common ?? git.repository).write(key.snapshotName, commit)
        }
        try FileWriting.replace(folder(of: key) + "/before", with: taken.manifest.bytes)
        try FileWriting.replace(folder(of: key) + "/alive", with: [])
        try write(snapshot)
        return snapshot.info
    }

    /// A declared path as the manifest names it.
    private func relative(_ path: String, in directory: String, to root: String) throws(WorkspaceError) -> String {
        var parts: [Substring] = []
        for part in (path.hasPrefix("/") ? path : directory + "/" + path).split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        let whole = "/" + parts.joined(separator: "/")
        if whole == root { return "" }
        guard whole.hasPrefix(root == "/" ? "/" : root + "/") else {
            throw WorkspaceError(message: "'\(path)' does not lie in \(root)")
        }
        return SnapshotPath.escape(whole.utf8.dropFirst(root.utf8.count + 1))
    }

    /// Looks again if something vanishes while it is looked at.
    private func look(
        _ snapshot: StoredSnapshot, previous: [SnapshotManifest], keeps: Bool,
        known: () throws(WorkspaceError) -> SnapshotLook.Known
    ) throws(WorkspaceError) -> SnapshotLook.Result {
        let look = SnapshotLook(
            place: snapshot, contents: try contents(of: snapshot), previous: previous, scratch: scratch)
        var tries = 0
        while true {
            tries += 1
            do throws(WorkspaceError) {
                return try look.look(keeps: keeps, known: try known(), now: Self.now())
            } catch {
                if tries >= 3 { throw error }
            }
        }
    }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }

    // MARK: The life and end of an attempt

    package func noteAlive(_ key: AttemptKey) { utimensat(AT_FDCWD, folder(of: key) + "/alive", nil, 0) }

    /// The last moment of which a change may be the attempt's, nanoseconds since 1970 by the file system's clock; nil: nobody
    /// has written down when it lived.
    private func lifeEnd(of key: AttemptKey) -> Int64? {
        var status = stat()
        guard TreeWalk.status(of: Array((folder(of: key) + "/alive").utf8), &status) else { return nil }
        let seen = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
        return seen &+ lifeMargin.wholeMilliseconds &* 1_000_000
    }

    package func keepEnd(of key: AttemptKey, isFailed: Bool) throws(WorkspaceError) {
        var snapshot = try stored(key)
        let place = folder(of: key)
        let isWritten = access(place + "/after", F_OK) == 0
        if isWritten, !isFailed || snapshot.failed != nil { return }
        let before = try SnapshotManifest.read(place + "/before")
        let known = SnapshotLook.Known(tracked: Set(before.entries.filter(\.value.isTracked).keys))
        let left = try look(snapshot, previous: [before], keeps: isFailed) { () throws(WorkspaceError) in known }
        if isFailed {
            snapshot.failed = key.snapshotName + "-failed"
            if let folder = snapshot.common ?? snapshot.repository {
                let refs = SnapshotRefs(folder: folder)
                let parent = refs.read(key.snapshotName)
                let commit = try commitWork(
                    left.manifest, snapshot, parents: parent.map { [$0] } ?? [], "what \(key) left when it failed")
                try refs.write(key.snapshotName + "-failed", commit)
            }
            try write(snapshot)
        }
        keepIndex(of: snapshot)
        if !isWritten { try FileWriting.replace(place + "/after", with: left.manifest.bytes) }
    }

    // MARK: Setting back

    package func differences(since key: AttemptKey) throws(WorkspaceError) -> [PathDifference] {
        let snapshot = try stored(key)
        let place = folder(of: key)
        let before = try SnapshotManifest.read(place + "/before")
        let after = access(place + "/after", F_OK) == 0 ? try SnapshotManifest.read(place + "/after") : nil
        let now = try look(snapshot, previous: [after, before].compactMap { $0 }, keeps: false) {
            () throws(WorkspaceError) in SnapshotLook.Known()
        }.manifest
        let left = after ?? now
        let index = IndexJudge(snapshot: snapshot, scratch: scratch, git: try? program(of: snapshot))
        let lifeEnd = lifeEnd(of: key) ?? .max
        var differences: [PathDifference] = []
        for path in Set(before.entries.keys).union(left.entries.keys).union(now.entries.keys) {
            var states = [before, left, now].map { $0.entries[path]?.state }
            let isUnproven = left.entries[path].map { $0.changed > lifeEnd } ?? false
            index.settle(path, &states, isUnproven: isUnproven)
            if Self.differs(states[0], states[1]) || Self.differs(states[0], states[2]) {
                differences.append(
                    PathDifference(
                        path: path, before: states[0], left: states[1], now: states[2], isUnproven: isUnproven))
            }
        }
        return differences
    }

    private static func differs(_ one: PathState?, _ other: PathState?) -> Bool {
        guard let one, let other else { return (one == nil) != (other == nil) }
        return !one.isSame(as: other) || one.modified != other.modified
    }

    package func apply(_ plan: RestorePlan, of key: AttemptKey) throws(WorkspaceError) {
        let snapshot = try stored(key)
        let before = try SnapshotManifest.read(folder(of: key) + "/before")
        let look = SnapshotLook(place: snapshot, contents: try contents(of: snapshot), scratch: scratch)
        try RestoreWriter(look: look, before: before).apply(plan)
    }

    /// Keeps what is there now, all that a snapshot is about, as a snapshot of its own.
    ///
    /// - Parameter lost: what is to be overwritten.
    /// - Returns: its name.
    /// - Throws: also if something of `lost` is too large to be kept.
    package func keepPresent(
        beside snapshot: StoredSnapshot, before lost: [SnapshotPath]
    ) throws(WorkspaceError) -> AttemptKey {
        let task = TaskID(snapshot.key.task.name + "-before-restore", item: snapshot.key.task.item)
        let number = (1...Self.mostSnapshots).first { number in
            access(folder(of: AttemptKey(run: snapshot.key.run, task: task, attempt: number)), F_OK) != 0
        }
        let key = AttemptKey(run: snapshot.key.run, task: task, attempt: number ?? Self.mostSnapshots)
        let paths = snapshot.paths.map { path in
            path.isEmpty ? "." : String(decoding: SnapshotPath.unescape(path), as: UTF8.self)
        }
        _ = try take(key, of: ProtectRule(paths: paths), in: snapshot.root)
        let kept = try SnapshotManifest.read(folder(of: key) + "/before").entries
        if let path = lost.first(where: { kept[$0]?.state.isKept == false }) {
            drop(key)
            throw WorkspaceError(
                message: "nothing is set back: \(path.shown) is too large to be kept before it is lost")
        }
        return key
    }

    // MARK: Those that there are

    /// All of this workspace, oldest first.
    package func list() -> [StoredSnapshot] {
        var found: [StoredSnapshot] = []
        for run in TreeWalk.names(in: Array(folder.utf8)) where run.first != 0x2E {
            let place = Array(folder.utf8) + [0x2F] + run
            for name in TreeWalk.names(in: place) {
                let path = String(decoding: place + [0x2F] + name, as: UTF8.self) + "/about.json"
                guard let bytes = FileWriting.read(path),
                    let snapshot = try? JSONDecoder().decode(StoredSnapshot.self, from: Data(bytes))
                else { continue }
                found.append(snapshot)
            }
        }
        return found.sorted { ($0.takenAt, $0.name) < ($1.takenAt, $1.name) }
    }

    /// Whether somebody wrote down what the attempt left.
    package func hasEnd(_ key: AttemptKey) -> Bool { access(folder(of: key) + "/after", F_OK) == 0 }

    /// Forgets a snapshot, with the failed state that belongs to it.
    package func drop(_ key: AttemptKey) {
        let place = folder(of: key)
        if let snapshot = try? stored(key), let refs = snapshot.common ?? snapshot.repository {
            let git = GitProgram(folder: snapshot.root, scratch: scratch, environment: environment)
            for name in [key.snapshotName, key.snapshotName + "-failed"] {
                SnapshotRefs(folder: refs).remove(name, git: git)
            }
        }
        // First, so that what is half gone is not taken for whole.
        unlink(place + "/about.json")
        for name in TreeWalk.names(in: Array((place + "/files").utf8)) {
            _ = (Array((place + "/files/").utf8) + name).withPathPointer { unlink($0) }
        }
        rmdir(place + "/files")
        for name in ["before", "after", "alive", "before.new", "after.new", "alive.new", "about.json.new"] {
            unlink(place + "/" + name)
        }
        rmdir(place)
        if let slash = place.lastIndex(of: "/") { rmdir(String(place[..<slash])) }
    }

    private func prune(for key: AttemptKey) {
        let all = list()
        let oldest = clock.now().wallMilliseconds &- keptFor.wholeMilliseconds
        for (index, snapshot) in all.enumerated() {
            let isTooMany = all.count - index >= Self.mostSnapshots
            if isTooMany || (snapshot.key.run != key.run && snapshot.takenAt < oldest) { drop(snapshot.key) }
        }
    }

    /// - Throws: if there is none of that name.
    package func stored(_ key: AttemptKey) throws(WorkspaceError) -> StoredSnapshot {
        guard let bytes = FileWriting.read(folder(of: key) + "/about.json") else {
            throw WorkspaceError(message: "the snapshot \(key.snapshotName) is gone")
        }
        do {
            return try JSONDecoder().decode(StoredSnapshot.self, from: Data(bytes))
        } catch {
            throw WorkspaceError(message: "the snapshot \(key.snapshotName) is damaged")
        }
    }

    private func write(_ snapshot: StoredSnapshot) throws(WorkspaceError) {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let data = try encoder.encode(snapshot)
            try FileWriting.replace(folder(of: snapshot.key) + "/about.json", with: Array(data))
        } catch let error as WorkspaceError {
            throw error
        } catch {
            throw WorkspaceError(message: "the snapshot \(snapshot.name) cannot be written down: \(error)")
        }
    }
}

// MARK: - In git

extension LocalWorkspaceKeeper {
    private func contents(of snapshot: StoredSnapshot) throws(WorkspaceError) -> any SnapshotContents {
        guard snapshot.repository != nil else { return CopiedContents(folder: folder(of: snapshot.key) + "/files") }
        return GitContents(git: try program(of: snapshot))
    }

    /// `git` with the objects of the user's repository and a repository of our own, which no task can have spoilt.
    private func program(of snapshot: StoredSnapshot) throws(WorkspaceError) -> GitProgram {
        let own = scratch + "/git"
        try FileWriting.makeFolder(own + "/refs")
        let isSHA1 = snapshot.objectFormat ?? "sha1" == "sha1"
        let format = isSHA1 ? "" : "[extensions]\n\tobjectFormat = \(snapshot.objectFormat ?? "")\n"
        let config = "[core]\n\trepositoryformatversion = \(isSHA1 ? 0 : 1)\n\tbare = true\n" + format
        try FileWriting.replace(own + "/config", with: Array(config.utf8))
        try FileWriting.replace(own + "/HEAD", with: Array("ref: refs/heads/none\n".utf8))
        var git = GitProgram(folder: workspace, scratch: scratch, environment: environment)
        git.repository = (own, (snapshot.common ?? snapshot.repository ?? "") + "/objects")
        return git
    }

    /// The index that an attempt left, so that its entries can be compared later.
    private func keepIndex(of snapshot: StoredSnapshot) {
        guard snapshot.paths.isEmpty, let repository = snapshot.repository, let git = try? program(of: snapshot) else {
            return
        }
        _ = try? GitContents(git: git).keep([Array((repository + "/index").utf8)])
    }

    /// The files of the work tree as a commit, so that they can be read with git's own means.
    private func commitWork(
        _ manifest: SnapshotManifest, _ snapshot: StoredSnapshot, parents: [String], _ message: String
    ) throws(WorkspaceError) -> String {
        let git = try program(of: snapshot)
        let links = manifest.entries.filter { $0.key.area == .work && $0.value.state.kind == .link }.map(\.key).sorted()
        var targets: [[UInt8]] = []
        for (number, link) in links.enumerated() {
            let file = scratch + "/link-\(number)"
            let target = SnapshotPath.unescape(String(manifest.entries[link]?.state.digest?.dropFirst() ?? ""))
            try FileWriting.replace(file, with: target)
            targets.append(Array(file.utf8))
        }
        defer { for target in targets { _ = target.withPathPointer { unlink($0) } } }
        let objects = try GitContents(git: git).keep(targets)
        var lines: [UInt8] = []
        for (link, object) in zip(links, objects) { lines += Array("120000 \(object) 0\t".utf8) + link.bytes + [0] }
        for (path, entry) in manifest.entries
        where path.area == .work && entry.state.kind == .file && entry.state.isKept {
            guard let digest = entry.state.digest else { continue }
            lines +=
                Array("\(entry.state.mode & 0o100 != 0 ? "100755" : "100644") \(digest) 0\t".utf8) + path.bytes + [0]
        }
        return try commit(lines, parents: parents, message, git)
    }

    /// What the repository keeps for itself: its index, what is staged in it, its HEAD and refs, and as ancestors all that
    /// they lead to, so that nothing of it can be lost by cleaning up.
    private func commitRepository(
        _ place: GitPlace, _ manifest: SnapshotManifest, _ snapshot: StoredSnapshot
    ) throws(WorkspaceError) -> String {
        let git = try program(of: snapshot)
        var lines = snapshot.paths.isEmpty ? try place.indexed() : []
        for (path, entry) in manifest.entries where path.area != .work && entry.state.kind == .file {
            guard let digest = entry.state.digest else { continue }
            lines +=
                Array("100644 \(digest) 0\t\(path.area == .common ? "common" : "repository")/".utf8) + path.bytes + [0]
        }
        let message = "the repository around \(snapshot.key)"
        let tips = snapshot.paths.isEmpty ? place.tips() : []
        do throws(WorkspaceError) {
            return try commit(lines, parents: tips, message, git)
        } catch {
            // One of the refs leads nowhere.
            return try commit(lines, parents: [], message, git)
        }
    }

    private func commit(
        _ lines: [UInt8], parents: [String], _ message: String, _ git: GitProgram
    ) throws(WorkspaceError) -> String {
        let index = scratch + "/index"
        unlink(index)
        defer { unlink(index) }
        _ = try git.run(["update-index", "-z", "--index-info"], input: lines, index: index)
        let tree = try git.line(["write-tree", "--missing-ok"], index: index)
        return try git.line(
            ["commit-tree", tree] + parents.flatMap { ["-p", $0] }, input: Array((message + "\n").utf8), index: index)
    }
}

extension Duration {
    /// Whole milliseconds.
    fileprivate var wholeMilliseconds: Int64 { Int64(self / .milliseconds(1)) }
}
