import CopilotModel
import CopilotPorts
import Glibc

/// What stood at each path of a snapshot's folders at one time.
struct SnapshotManifest {
    struct Entry {
        var state: PathState
        /// Of the last change of the inode, in nanoseconds since 1970: nobody can set it.
        var changed: Int64
        var inode: UInt64
        /// Whether git knew the file: then it is kept however large it is.
        var isTracked = false
    }

    /// When the look began, nanoseconds since 1970.
    var lookedAt: Int64
    var entries: [SnapshotPath: Entry] = [:]

    /// What changes within so long of a look may look unchanged to the next one: file systems' clocks tick in some
    /// milliseconds (CONFIG_HZ of 100 to 1000).
    static let tick: Int64 = 50_000_000

    init(lookedAt: Int64) { self.lookedAt = lookedAt }

    /// The digest of a file that has not been touched since this was made; nil: it has to be read.
    func digest(ofUntouched walked: WalkedPath) -> String? {
        guard let entry = entries[walked.path], entry.state.kind == .file, walked.kind == .file,
            entry.inode == UInt64(walked.status.st_ino), entry.changed == walked.changed,
            entry.state.modified == walked.modified, entry.state.size == Int64(walked.status.st_size),
            entry.changed < lookedAt - Self.tick
        else { return nil }
        return entry.state.digest
    }

    // MARK: On disk

    /// The first line of the file, before the time.
    private static let title = "copilot-tui manifest 1 "

    /// A line a path, fields between tabs.
    var bytes: [UInt8] {
        var text = Self.title + "\(lookedAt)\n"
        for path in entries.keys.sorted() {
            guard let entry = entries[path] else { continue }
            let state = entry.state
            let fields = [
                path.area.rawValue, path.name, state.kind.rawValue, String(state.mode, radix: 8), "\(state.size)",
                state.digest ?? "-", "\(state.modified)", state.isKept ? "1" : "0", "\(entry.changed)",
                "\(entry.inode)", entry.isTracked ? "1" : "0",
            ]
            text += fields.joined(separator: "\t") + "\n"
        }
        return Array(text.utf8)
    }

    /// Reads what ``bytes`` wrote; nil if it is something else, or damaged.
    init?(bytes: [UInt8]) {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: true)
        guard let first = lines.first.map({ String(decoding: $0, as: UTF8.self) }), first.hasPrefix(Self.title),
            let time = Int64(first.dropFirst(Self.title.count))
        else { return nil }
        lookedAt = time
        entries.reserveCapacity(lines.count)
        for line in lines.dropFirst() {
            let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard fields.count == 11, let area = SnapshotPath.Area(rawValue: fields[0]),
                let kind = PathState.Kind(rawValue: fields[2]), let mode = UInt32(fields[3], radix: 8),
                let size = Int64(fields[4]), let modified = Int64(fields[6]), let changed = Int64(fields[8]),
                let inode = UInt64(fields[9])
            else { return nil }
            let state = PathState(
                kind: kind, mode: mode, size: size, digest: fields[5] == "-" ? nil : fields[5], modified: modified,
                isKept: fields[7] == "1")
            entries[SnapshotPath(area, escaped: fields[1])] = Entry(
                state: state, changed: changed, inode: inode, isTracked: fields[10] == "1")
        }
    }

    /// Reads a manifest's file.
    ///
    /// - Throws: a sentence for people if it is not there or damaged.
    static func read(_ path: String) throws(WorkspaceError) -> SnapshotManifest {
        guard let bytes = FileWriting.read(path) else {
            throw WorkspaceError(message: "the snapshot's list of files \(path) cannot be read")
        }
        guard let manifest = SnapshotManifest(bytes: bytes) else {
            throw WorkspaceError(message: "the snapshot's list of files \(path) is damaged")
        }
        return manifest
    }
}
