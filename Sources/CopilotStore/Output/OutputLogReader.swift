package import CopilotModel
package import CopilotPorts
import Glibc

/// Reads a run's output, in the order in which it was written, beside its writer or without one.
///
/// ``next()`` returns nil at the end and can be called again when the log may have grown. Memory: one entry a wanted attempt
/// that has not ended.
package struct OutputLogReader: ~Copyable {
    private struct Stream {
        var key: StreamKey
        /// The position up to which bytes were handed out.
        var delivered: Int64 = 0
    }

    private let file: Int32
    private let folder: String
    private let isWanted: (TaskID, Int) -> Bool
    private var cursor: FrameCursor
    private var streams: [UInt32: Stream] = [:]

    /// The log's path, for whoever waits for its growth.
    package let path: String

    /// Bytes handed out at once from a ring.
    private static let ringPiece = 256 << 10

    /// Opens a run's log.
    ///
    /// - Parameter isWanted: which tasks' attempts are read; the output of others is stepped over.
    /// - Throws: `.notFound` if the run has no output, or what the file system says.
    package init(
        paths: WorkspacePaths, run: RunID, where isWanted: @escaping (TaskID, Int) -> Bool = { _, _ in true }
    ) throws(StoreError) {
        guard let folder = paths.outputFolder(of: run) else {
            throw StoreError(code: .notFound, message: "'\(run)' cannot be a run's name.")
        }
        let path = folder + "/" + OutputLog.fileName
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { throw StoreError(code: .notFound, message: "the run \(run) has no output (\(path)).") }
            throw StoreError(errno: errno, doing: "read", path: path)
        }
        self.path = path
        self.file = file
        self.folder = folder
        self.isWanted = isWanted
        cursor = FrameCursor(file: file)
    }

    deinit { close(file) }

    /// The next piece; nil if there is none at present.
    package mutating func next() -> OutputFrame? {
        while let frame = cursor.next() {
            if let piece = piece(of: frame) { return piece }
        }
        return nextFromRings()
    }

    private mutating func piece(of frame: FrameCursor.Frame) -> OutputFrame? {
        let header = frame.header
        if header.kind == .open {
            guard let key = StreamKey(payload: cursor.payload(of: frame)), isWanted(key.task, Int(key.attempt)) else {
                return nil
            }
            streams[header.stream] = Stream(key: key)
            return piece(key, header.wallMilliseconds, .opened)
        }
        guard let stream = streams[header.stream] else { return nil }
        if header.kind == .end {
            streams[header.stream] = nil
            return piece(stream.key, header.wallMilliseconds, .ended(total: header.position))
        }
        // Of a ring that was copied into the log, what was read from the ring itself is not handed out again.
        let end = header.position + Int64(header.length)
        guard end > stream.delivered else { return nil }
        let known = Int(max(0, stream.delivered - header.position))
        let bytes = cursor.payload(of: frame).dropFirst(known)
        streams[header.stream]?.delivered = end
        return piece(
            stream.key, header.wallMilliseconds, .bytes(offset: header.position + Int64(known), Array(bytes)))
    }

    private mutating func nextFromRings() -> OutputFrame? {
        for (number, stream) in streams {
            guard var ring = OutputRing(opening: number, folder: folder, forWriting: false) else { continue }
            defer { ring.finish() }
            let start = max(stream.delivered, ring.range.lowerBound)
            let bytes = ring.read(from: start, count: Self.ringPiece)
            // Written over while it was read: the next call finds the ring further on.
            guard !bytes.isEmpty, ring.refresh(), ring.range.lowerBound <= start else { continue }
            streams[number]?.delivered = start + Int64(bytes.count)
            return piece(stream.key, ring.modifiedAt, .bytes(offset: start, bytes))
        }
        return nil
    }

    private func piece(_ key: StreamKey, _ wall: Int64, _ content: OutputFrame.Content) -> OutputFrame {
        OutputFrame(task: key.task, attempt: Int(key.attempt), wallMilliseconds: wall, content: content)
    }
}
