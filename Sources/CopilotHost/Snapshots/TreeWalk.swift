import CopilotModel
import Glibc

/// What a walk over a tree has seen of a path.
struct WalkedPath {
    var path: SnapshotPath
    var status: stat
    /// A folder that was not entered: a repository of its own.
    var isForeign = false

    var changed: Int64 { Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec) }
    var modified: Int64 { Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec) }

    var kind: PathState.Kind {
        if isForeign { return .other }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        case S_IFLNK: return .link
        default: return .other
        }
    }
}

/// A folder that was opened to look into it, and its own mode.
struct OpenedFolder {
    private let path: [UInt8]
    private let mode: mode_t

    /// nil: it is not ours, or stays closed.
    init?(_ path: [UInt8], _ status: stat) {
        let mode = status.st_mode & 0o7777
        guard status.st_uid == geteuid(), path.withPathPointer({ chmod($0, mode | 0o500) }) == 0 else { return nil }
        self.path = path
        self.mode = mode
    }

    func close() { _ = path.withPathPointer { chmod($0, mode) } }
}

/// Walks over trees without following a link, on one file system.
struct TreeWalk {
    /// The most paths that are looked at.
    static let mostPaths = 1_000_000
    /// A file that is about to be put in place by a restore; never a part of a tree.
    static let temporaryName = ".copilot-restoring"

    let area: SnapshotPath.Area
    /// Absolute.
    let root: [UInt8]
    /// Whether a path is not to be looked at, with all below it.
    let isExcluded: (SnapshotPath, _ name: [UInt8]) -> Bool
    /// Whether folders with a `.git` in them are left alone.
    let skipsRepositories: Bool
    private(set) var found: [WalkedPath] = []
    private(set) var isCutOff = false
    /// Files that a restore left half done.
    private(set) var temporaries: [[UInt8]] = []
    /// Whether a folder of ours that its mode keeps closed may be opened for the time of the look.
    let mayOpen: (SnapshotPath) -> Bool
    /// Those that were, in this order; whoever looks closes them again.
    private(set) var opened: [OpenedFolder] = []

    init(
        _ area: SnapshotPath.Area, root: [UInt8], skipsRepositories: Bool,
        mayOpen: @escaping (SnapshotPath) -> Bool = { _ in false },
        isExcluded: @escaping (SnapshotPath, [UInt8]) -> Bool
    ) {
        self.mayOpen = mayOpen
        self.area = area
        self.root = root
        self.skipsRepositories = skipsRepositories
        self.isExcluded = isExcluded
    }

    /// Walks from a path relative to the root; empty: from the root. One that is not there is no trouble.
    mutating func walk(from start: [UInt8]) {
        var status = stat()
        guard !isBehindLink(start), Self.status(of: full(start), &status) else { return }
        var pending = [WalkedPath(path: SnapshotPath(area, bytes: start), status: status)]
        while var next = pending.popLast() {
            if found.count >= Self.mostPaths {
                isCutOff = true
                return
            }
            guard next.kind == .folder else {
                found.append(next)
                continue
            }
            let bytes = next.path.bytes
            var names = Self.readableNames(in: full(bytes))
            if next.status.st_mode & 0o500 != 0o500, mayOpen(next.path),
                let folder = OpenedFolder(full(bytes), next.status)
            {
                opened.append(folder)
                names = Self.readableNames(in: full(bytes))
            }
            // What is in a folder that cannot be read is not known, and so is nobody's to set back.
            if names == nil { next.isForeign = true }
            found.append(next)
            for name in names ?? [] {
                let child = bytes.isEmpty ? name : bytes + [0x2F] + name
                let path = SnapshotPath(area, bytes: child)
                if name == Array(Self.temporaryName.utf8) {
                    temporaries.append(full(child))
                    continue
                }
                var status = stat()
                guard !isExcluded(path, name), Self.status(of: full(child), &status) else { continue }
                var walked = WalkedPath(path: path, status: status)
                if skipsRepositories, walked.kind == .folder, Self.exists(full(child) + Array("/.git".utf8)) {
                    walked.isForeign = true
                }
                pending.append(walked)
            }
        }
    }

    /// Whether something above a path is a link: what lies behind it is not of this tree.
    private func isBehindLink(_ relative: [UInt8]) -> Bool {
        relative.indices.contains { index in
            guard relative[index] == 0x2F else { return false }
            var status = stat()
            return Self.status(of: full(Array(relative[..<index])), &status) && status.st_mode & S_IFMT == S_IFLNK
        }
    }

    private func full(_ relative: [UInt8]) -> [UInt8] { relative.isEmpty ? root : root + [0x2F] + relative }

    static func status(of path: [UInt8], _ status: inout stat) -> Bool {
        path.withPathPointer { lstat($0, &status) } == 0
    }

    static func exists(_ path: [UInt8]) -> Bool {
        var status = stat()
        return Self.status(of: path, &status)
    }

    /// The names in a folder, sorted; none if it cannot be read.
    static func names(in path: [UInt8]) -> [[UInt8]] { readableNames(in: path) ?? [] }

    /// The names in a folder, sorted; none if it is gone; nil if it cannot be read.
    private static func readableNames(in path: [UInt8]) -> [[UInt8]]? {
        guard let folder = path.withPathPointer({ opendir($0) }) else {
            return errno == ENOENT || errno == ENOTDIR ? [] : nil
        }
        // Names that lead nowhere: what they name would look as if it were not there.
        if path.withPathPointer({ access($0, X_OK) }) != 0 {
            closedir(folder)
            return nil
        }
        defer { closedir(folder) }
        var names: [[UInt8]] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: UInt8.self, capacity: 256) { start in
                    Array(
                        UnsafeBufferPointer(
                            start: start,
                            count: strnlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self), 255)))
                }
            }
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Where a link leads; nil if it cannot be read.
    static func target(of path: [UInt8]) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = path.withPathPointer { pointer in
            bytes.withUnsafeMutableBytes { buffer in
                guard let base = buffer.baseAddress else { return -1 }
                return readlink(pointer, base.assumingMemoryBound(to: CChar.self), buffer.count)
            }
        }
        return count >= 0 ? Array(bytes.prefix(count)) : nil
    }
}

extension [UInt8] {
    /// The bytes as a path of the system's calls.
    func withPathPointer<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        (self + [0]).withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { rebound in
                guard let base = rebound.baseAddress else { return "".withCString(body) }
                return body(base)
            }
        }
    }
}
