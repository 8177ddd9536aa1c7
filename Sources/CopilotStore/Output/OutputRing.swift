import CopilotPorts
import Glibc

/// The end of an attempt's output that has outgrown its share of the log: a file of fixed size, written round and round.
///
/// `tail-STREAM.ring` begins with a page that holds little-endian numbers: `COPR` and the stream, 4 bytes each; then 8 bytes
/// each: capacity, the position in the attempt's output at which the ring begins, the bytes written since. Byte `n` of these
/// lies at 4096 + n modulo capacity; the newest capacity - 65,536 of them hold, since a write may have begun that is not
/// counted yet. When the attempt ends it is copied into the log and removed; after a crash readers use
/// it as it lies.
struct OutputRing: Sendable {
    private let file: Int32
    let path: String
    let stream: UInt32
    private let capacity: Int64
    /// Where in the attempt's output the ring begins, and how much was written since.
    private(set) var base: Int64
    private(set) var written: Int64

    private static let magic = UInt64(0x5250_4f43)
    private static let dataOffset: Int64 = 4096
    private static let headBytes = 32
    /// The most that is written before it is counted.
    private static let slack: Int64 = 64 << 10

    /// The ring of a stream, in a run's folder.
    static func path(folder: String, stream: UInt32) -> String { "\(folder)/tail-\(stream).ring" }

    /// The streams that have one in a run's folder.
    static func streams(folder: String) -> [UInt32] {
        guard let entries = opendir(folder) else { return [] }
        defer { closedir(entries) }
        var streams: [UInt32] = []
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasPrefix("tail-"), name.hasSuffix(".ring") else { continue }
            if let stream = UInt32(name.dropFirst(5).dropLast(5)) { streams.append(stream) }
        }
        return streams
    }

    /// Makes an empty ring for the last `capacity` bytes, in place of one that may be there.
    init(making stream: UInt32, folder: String, capacity: Int, base: Int64) throws(StoreError) {
        path = Self.path(folder: folder, stream: stream)
        file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError(errno: errno, doing: "keep output in", path: path) }
        self.stream = stream
        self.capacity = Int64(capacity) + Self.slack
        self.base = base
        written = 0
        let error = writeHead()
        if error != 0 {
            close(file)
            unlink(path)
            throw StoreError(errno: error, doing: "keep output in", path: path)
        }
    }

    /// Opens one that is there; nil if there is none, or it is damaged.
    init?(opening stream: UInt32, folder: String, forWriting: Bool) {
        path = Self.path(folder: folder, stream: stream)
        self.stream = stream
        file = open(path, (forWriting ? O_RDWR : O_RDONLY) | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return nil }
        capacity = Int64(bitPattern: FrameHeader.number(FileBytes.read(file, at: 8, count: 8)[...], at: 0))
        base = 0
        written = 0
        guard capacity > Self.slack, capacity <= 1 << 40, refresh() else {
            close(file)
            return nil
        }
    }

    /// Reads anew where the writer is; false if the head does not hold.
    mutating func refresh() -> Bool {
        let head = FileBytes.read(file, at: 0, count: Self.headBytes)[...]
        guard head.count == Self.headBytes, FrameHeader.number(head, at: 0) == Self.magic | UInt64(stream) << 32 else {
            return false
        }
        let base = Int64(bitPattern: FrameHeader.number(head, at: 16))
        let written = Int64(bitPattern: FrameHeader.number(head, at: 24))
        guard base >= 0, base < 1 << 60, written >= 0, written < 1 << 60 else { return false }
        self.base = base
        self.written = written
        return true
    }

    /// The positions in the attempt's output that it holds.
    var range: Range<Int64> { (base + max(0, written - capacity + Self.slack))..<(base + written) }

    /// Adds bytes. After a failure what it held is forgotten and it begins anew behind `bytes`.
    ///
    /// - Returns: 0, or errno.
    mutating func append(_ bytes: UnsafeRawBufferPointer) -> Int32 {
        var rest = UnsafeRawBufferPointer(rebasing: bytes[max(0, bytes.count - Int(capacity))...])
        written += Int64(bytes.count - rest.count)
        while !rest.isEmpty {
            let start = written % capacity
            let count = min(rest.count, Int(min(Self.slack, capacity - start)))
            let piece = UnsafeRawBufferPointer(rebasing: rest[..<count])
            let error = FileBytes.write(file, piece, at: Self.dataOffset + start)
            if error != 0 {
                base += written + Int64(rest.count)
                written = 0
                _ = writeHead()
                return error
            }
            written += Int64(count)
            let headError = writeHead()
            if headError != 0 { return headError }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        return 0
    }

    /// Begins anew behind `count` bytes that nobody has.
    ///
    /// - Returns: 0, or errno.
    mutating func skip(_ count: Int64) -> Int32 {
        base += written &+ count
        written = 0
        return writeHead()
    }

    /// Up to `count` bytes from a position on; fewer, or none, where it does not hold them (any more).
    func read(from position: Int64, count: Int) -> [UInt8] {
        let range = range
        guard range.contains(position) else { return [] }
        let count = Int(min(Int64(count), range.upperBound - position))
        let start = (position - base) % capacity
        let first = min(count, Int(capacity - start))
        var bytes = FileBytes.read(file, at: Self.dataOffset + start, count: first)
        if bytes.count == first { bytes += FileBytes.read(file, at: Self.dataOffset, count: count - first) }
        return bytes
    }

    /// When it was written last: milliseconds since 1970.
    var modifiedAt: Int64 {
        var status = stat()
        guard fstat(file, &status) == 0 else { return 0 }
        return Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
    }

    /// Closes the file.
    func finish() { close(file) }

    /// Closes and removes the file.
    func remove() {
        close(file)
        unlink(path)
    }

    private func writeHead() -> Int32 {
        var head: [UInt8] = []
        FrameHeader.append(Self.magic | UInt64(stream) << 32, to: &head)
        FrameHeader.append(UInt64(bitPattern: capacity), to: &head)
        FrameHeader.append(UInt64(bitPattern: base), to: &head)
        FrameHeader.append(UInt64(bitPattern: written), to: &head)
        return head.withUnsafeBytes { FileBytes.write(file, $0, at: 0) }
    }
}
