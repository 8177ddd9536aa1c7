import CopilotModel
import CopilotPorts
import Glibc

/// Looks at everything that a snapshot is about, and has contents kept or digested.
struct SnapshotLook {
    /// The rules of what is kept. Whatever git knows or the task names is kept however large it is, until all of it is too much;
    /// of the rest a file over ``mostFileBytes`` is left alone, and what comes after ``mostLooseBytes`` or ``mostLooseFiles``:
    /// what git ignores comes last.
    static let mostFileBytes: Int64 = 10 << 20
    static let mostLooseBytes: Int64 = 500 << 20
    static let mostLooseFiles = 50_000
    static let mostBytes: Int64 = 2 << 30
    /// The remarks that are kept.
    static let mostRemarks = 20

    /// What of a repository's own folder is looked at: what its commands change, besides objects, other work trees and modules.
    private static let repositoryFolders: Set<String> = [
        "refs", "logs", "info", "hooks", "rebase-merge", "rebase-apply", "sequencer",
    ]

    let place: StoredSnapshot
    let contents: any SnapshotContents
    /// What was seen before; contents that were kept then need not be read again.
    var previous: [SnapshotManifest] = []
    /// Where a filtered copy may lie for a moment.
    let scratch: String

    struct Result {
        var manifest: SnapshotManifest
        var info: SnapshotInfo
        var remarks: [String]
    }

    /// What git knows of the files: names relative to the root.
    struct Known {
        var tracked: Set<SnapshotPath> = []
        var untracked: Set<SnapshotPath> = []
    }

    // MARK: Walking

    private func walk(_ opened: inout [OpenedFolder]) throws(WorkspaceError) -> [WalkedPath] {
        let own = [Array(".git".utf8), Array(".copilot".utf8)]
        // What was seen before the attempt is looked at after it, even if the attempt has closed it.
        var walk = TreeWalk(
            .work, root: Array(place.root.utf8), skipsRepositories: true,
            mayOpen: { path in previous.last.map { $0.entries[path]?.state.kind != .other } ?? false },
            isExcluded: { _, name in own.contains(name) })
        if place.paths.isEmpty {
            walk.walk(from: [])
        } else {
            for path in place.paths { walk.walk(from: SnapshotPath.unescape(path)) }
        }
        opened = walk.opened
        var found = walk.found + ancestors(of: walk.found)
        var temporaries = walk.temporaries
        var isCutOff = walk.isCutOff
        if place.paths.isEmpty {
            for (area, folder) in areas {
                var walk = TreeWalk(area, root: Array(folder.utf8), skipsRepositories: false) { path, _ in
                    !isRepositorysOwn(path)
                }
                walk.walk(from: [])
                found += walk.found.filter { $0.kind == .file || $0.kind == .link }
                temporaries += walk.temporaries
                isCutOff = isCutOff || walk.isCutOff
            }
        }
        if isCutOff {
            throw WorkspaceError(
                message:
                    "\(place.root) holds more than \(TreeWalk.mostPaths) paths: name what to protect (protect: [src])")
        }
        for path in temporaries { _ = path.withPathPointer { unlink($0) } }
        return found
    }

    private var areas: [(SnapshotPath.Area, String)] {
        (place.repository.map { [(.repository, $0)] } ?? []) + (place.common.map { [(.common, $0)] } ?? [])
    }

    /// Refs lie in the common folder if there is one, all else in the repository's own.
    private func isRepositorysOwn(_ path: SnapshotPath) -> Bool {
        let parts = path.name.split(separator: "/")
        guard let first = parts.first else { return true }
        if path.name == "refs/copilot" || path.name == "logs/refs/copilot" { return false }
        let isFolder = Self.repositoryFolders.contains(String(first))
        if path.area == .common {
            return first == "refs" || path.name == "packed-refs" || path.name == "logs"
                || path.name.hasPrefix("logs/refs")
        }
        // Plain files at the top; folders only if they are known. A folder of another name is walked past by its status.
        if parts.count == 1 { return isFolder || isPlain(path) }
        return isFolder
    }

    private func isPlain(_ path: SnapshotPath) -> Bool {
        guard let folder = place.repository else { return false }
        var status = stat()
        return TreeWalk.status(of: Array(folder.utf8) + [0x2F] + path.bytes, &status)
            && status.st_mode & S_IFMT != S_IFDIR
    }

    /// The folders that declared paths stand in, so that they can be made again.
    private func ancestors(of found: [WalkedPath]) -> [WalkedPath] {
        if place.paths.isEmpty { return [] }
        var seen = Set(found.map(\.path))
        var above: [WalkedPath] = []
        for path in place.paths.map({ SnapshotPath(.work, escaped: $0) }) {
            var next = path.parent
            while let parent = next, !parent.name.isEmpty, seen.insert(parent).inserted {
                var status = stat()
                if TreeWalk.status(of: full(parent), &status) { above.append(WalkedPath(path: parent, status: status)) }
                next = parent.parent
            }
        }
        return above
    }

    func full(_ path: SnapshotPath) -> [UInt8] {
        let root =
            switch path.area {
            case .work: place.root
            case .repository: place.repository ?? ""
            case .common: place.common ?? ""
            }
        return path.name.isEmpty ? Array(root.utf8) : Array(root.utf8) + [0x2F] + path.bytes
    }

    // MARK: Looking

    /// - Parameters:
    ///   - keeps: whether contents are kept; otherwise only what was digested before is digested again.
    ///   - now: nanoseconds since 1970.
    func look(keeps: Bool, known: Known, now: Int64) throws(WorkspaceError) -> Result {
        var opened: [OpenedFolder] = []
        defer { for folder in opened.reversed() { folder.close() } }
        let found = try walk(&opened)
        var result = Result(
            manifest: SnapshotManifest(lookedAt: now),
            info: SnapshotInfo(kind: place.info.kind, files: 0, bytes: 0, leftAlone: 0),
            remarks: [])
        let wanted =
            keeps
            ? try choose(found, known, &result)
            : Set(found.indices.filter { wasDigested(found[$0].path) && access(full(found[$0].path)) == 0 })
        var unread: [Int] = []
        for (index, walked) in found.enumerated() {
            var state = PathState(
                kind: walked.kind, mode: UInt32(walked.status.st_mode & 0o7777),
                size: walked.kind == .file ? Int64(walked.status.st_size) : 0, modified: walked.modified,
                isKept: walked.kind != .file || (keeps && wanted.contains(index)))
            if walked.kind == .link {
                state.digest = "@" + SnapshotPath.escape(TreeWalk.target(of: full(walked.path)) ?? [])
            }
            if walked.kind == .file, wanted.contains(index) {
                state.digest = previous.lazy.compactMap { reusable(walked, from: $0, keeps: keeps) }.first
                if state.digest == nil { unread.append(index) }
            }
            result.manifest.entries[walked.path] = SnapshotManifest.Entry(
                state: state, changed: walked.changed, inode: UInt64(walked.status.st_ino),
                isTracked: known.tracked.contains(walked.path))
        }
        let files = try unread.map { (index) throws(WorkspaceError) in try readable(found[index].path) }
        let digests = try keeps ? contents.keep(files) : contents.digests(of: files)
        for (index, digest) in zip(unread, digests) {
            result.manifest.entries[found[index].path]?.state.digest = digest
        }
        return result
    }

    private func reusable(_ walked: WalkedPath, from manifest: SnapshotManifest, keeps: Bool) -> String? {
        if keeps, manifest.entries[walked.path]?.state.isKept != true { return nil }
        return manifest.digest(ofUntouched: walked)
    }

    private func wasDigested(_ path: SnapshotPath) -> Bool {
        previous.contains { $0.entries[path]?.state.kind == .file && $0.entries[path]?.state.digest != nil }
    }

    /// Which of the files are kept; tells what is not.
    private func choose(
        _ found: [WalkedPath], _ known: Known, _ result: inout Result
    ) throws(WorkspaceError) -> Set<Int> {
        var chosen: Set<Int> = []
        var loose: [Int] = []
        var total: Int64 = 0
        func remark(_ path: SnapshotPath, _ why: String) {
            result.info.leftAlone += 1
            if result.remarks.count < Self.mostRemarks { result.remarks.append("\(path.shown): \(why)") }
        }
        for (index, walked) in found.enumerated() {
            if walked.kind == .other {
                remark(walked.path, walked.isForeign ? "a repository of its own" : "not a plain file")
            }
            guard walked.kind == .file else { continue }
            if access(full(walked.path)) != 0 {
                remark(walked.path, "cannot be read")
            } else if place.info.kind == .copy || !place.paths.isEmpty || walked.path.area != .work
                || known.tracked.contains(walked.path)
            {
                chosen.insert(index)
                total += Int64(walked.status.st_size)
            } else {
                loose.append(index)
            }
        }
        let order = loose.sorted {
            let (left, right) = (known.untracked.contains(found[$0].path), known.untracked.contains(found[$1].path))
            return left != right ? left : found[$0].path < found[$1].path
        }
        var (bytes, files): (Int64, Int) = (0, 0)
        for index in order {
            let size = Int64(found[index].status.st_size)
            if size > Self.mostFileBytes {
                remark(found[index].path, "larger than \(Self.mostFileBytes >> 20) MiB, and git does not know it")
            } else if bytes + size > Self.mostLooseBytes || files >= Self.mostLooseFiles {
                remark(found[index].path, "too much that git does not know")
            } else {
                chosen.insert(index)
                bytes += size
                files += 1
            }
        }
        let most = place.info.kind == .copy && place.paths.isEmpty ? Self.mostLooseBytes : Self.mostBytes
        if total + bytes > most {
            throw WorkspaceError(
                message: "what is to be protected is larger than \(most >> 20) MiB: name what matters (protect: [src])")
        }
        result.info.files = chosen.count
        result.info.bytes = total + bytes
        return chosen
    }

    private func access(_ path: [UInt8]) -> Int32 { path.withPathPointer { Glibc.access($0, R_OK) } }

    /// The file to read for a path: itself, or where our own refs stand in it a copy without them.
    private func readable(_ path: SnapshotPath) throws(WorkspaceError) -> [UInt8] {
        guard path.area != .work, path.name == "packed-refs" else { return full(path) }
        let name = String(decoding: full(path), as: UTF8.self)
        guard let bytes = FileWriting.read(name) else { throw WorkspaceError(message: "cannot read \(name)") }
        let filtered = PackedRefs.withoutOurs(bytes)
        if filtered.count == bytes.count { return full(path) }
        let copy = scratch + "/packed-refs"
        try FileWriting.replace(copy, with: filtered)
        return Array(copy.utf8)
    }
}

/// The file in which git keeps many refs, a line each.
enum PackedRefs {
    private static let ours = Array(" refs/copilot/".utf8)

    /// Without the hidden refs of snapshots.
    static func withoutOurs(_ bytes: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        var isOurs = false
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.first != UInt8(ascii: "^") { isOurs = name(of: line)?.starts(with: ours) ?? false }
            if !isOurs { kept += line + [0x0A] }
        }
        if !kept.isEmpty { kept.removeLast() }
        return kept
    }

    /// Our refs among them, and what they point to.
    static func ours(in bytes: [UInt8]) -> [(name: String, object: String)] {
        bytes.split(separator: 0x0A).compactMap { line in
            guard let name = name(of: line), name.starts(with: ours) else { return nil }
            return (
                String(decoding: name.dropFirst(), as: UTF8.self),
                String(decoding: line[..<name.startIndex], as: UTF8.self)
            )
        }
    }

    /// From the space on that follows the object's name.
    private static func name(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        line.firstIndex(of: 0x20).map { line[$0...] }
    }
}
