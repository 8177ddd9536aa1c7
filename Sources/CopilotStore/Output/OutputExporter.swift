package import CopilotModel
package import CopilotPorts
import Glibc

/// Writes a run's output as one plain file an attempt.
package struct OutputExporter {
    private let folder: String
    private var names: [StreamKey: String] = [:]
    private var taken: Set<String> = []
    /// Where the next piece of each open attempt is expected.
    private var positions: [StreamKey: Int64] = [:]
    private var open: [(key: StreamKey, file: Int32)] = []

    /// Files that are open at a time; the one opened first is closed for another, and opened again to append.
    private static let mostOpen = 64
    /// A file system's limit is 255 bytes a name.
    private static let mostNameBytes = 200

    /// Exports into a folder, which is made if it is not there. Files of the same names are replaced.
    package init(folder: String) throws(StoreError) {
        try PrivateFolder.make(folder)
        self.folder = folder
    }

    /// Writes all that a reader has to give.
    ///
    /// - Returns: how many files were written.
    /// - Throws: what the file system says; files written until then stay.
    package mutating func export(_ reader: inout OutputLogReader) throws(StoreError) -> Int {
        defer {
            for entry in open { close(entry.file) }
            open = []
        }
        while let frame = reader.next() {
            let key = StreamKey(task: frame.task, attempt: frame.attempt)
            switch frame.content {
            case .opened: _ = try file(of: key)
            case .bytes(let offset, let bytes):
                let expected = positions[key] ?? 0
                let file = try file(of: key)
                if offset > expected { try write(Array(Self.omission(offset - expected).utf8), to: file, of: key) }
                try write(bytes, to: file, of: key)
                positions[key] = offset + Int64(bytes.count)
            case .ended(let total):
                let missing = total - (positions[key] ?? 0)
                if missing > 0 { try write(Array(Self.omission(missing).utf8), to: try file(of: key), of: key) }
                finish(key)
            }
        }
        return names.count
    }

    /// The line that stands for bytes that were not kept.
    package static func omission(_ bytes: Int64) -> String { "\n[... \(bytes) bytes omitted ...]\n" }

    /// A file's name for an attempt: `quality/lint[7]`, 2 → `quality__lint[7].2.log`.
    package static func name(of task: TaskID, attempt: Int) -> String {
        var name = task.description.split(separator: "/").joined(separator: "__")
        if name.utf8.count > mostNameBytes {
            let mark = String(Checksum.of(name.utf8), radix: 16)
            name = String(name.prefix(mostNameBytes)) + "~" + mark
        }
        if name.first == "." { name = "_" + name }
        return "\(name).\(attempt).log"
    }

    private mutating func file(of key: StreamKey) throws(StoreError) -> Int32 {
        if let entry = open.last(where: { $0.key == key }) { return entry.file }
        if open.count >= Self.mostOpen { close(open.removeFirst().file) }
        let isNew = names[key] == nil
        let name = names[key] ?? freshName(key)
        names[key] = name
        let path = folder + "/" + name
        let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | (isNew ? O_TRUNC : O_APPEND)
        let file = Glibc.open(path, flags, 0o600)
        guard file >= 0 else { throw StoreError(errno: errno, doing: "write", path: path) }
        open.append((key, file))
        return file
    }

    /// `a/b` and `a__b` would share a name: the second gets another.
    private mutating func freshName(_ key: StreamKey) -> String {
        let plain = Self.name(of: key.task, attempt: Int(key.attempt))
        var name = plain
        var number = 2
        while !taken.insert(name).inserted {
            name = String(plain.dropLast(4)) + "~\(number).log"
            number += 1
        }
        return name
    }

    private mutating func finish(_ key: StreamKey) {
        positions[key] = nil
        guard let index = open.firstIndex(where: { $0.key == key }) else { return }
        close(open.remove(at: index).file)
    }

    private func write(_ bytes: [UInt8], to file: Int32, of key: StreamKey) throws(StoreError) {
        var done = 0
        while done < bytes.count {
            let put = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress.map { $0 + done }, bytes.count - done) }
            if put < 0, errno == EINTR { continue }
            guard put > 0 else {
                throw StoreError(errno: errno, doing: "write", path: folder + "/" + (names[key] ?? ""))
            }
            done += put
        }
    }
}
