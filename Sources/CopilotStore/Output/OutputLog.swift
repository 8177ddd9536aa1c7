package import CopilotModel
package import CopilotPorts
import Dispatch
import Glibc
import Synchronization

/// A run's output on disk: one framed log for all attempts, each capped to its beginning and its end.
///
/// A piece of output is one frame, written at once, so that a killed supervisor loses none that it had read. What stands on
/// disk survives a crash of ours, not a power loss. Memory: one ``OutputStream`` a live attempt, and an index of the attempts
/// that ended last. See ``FrameHeader`` for the format.
package final class OutputLog: OutputStore {
    private let writer: Mutex<OutputWriter>
    private let file: Int32
    private let merges = DispatchQueue(label: "output.merge", qos: .utility)

    /// Opens the log of a run for its one writer, making what is not there; a torn last frame is cut off, and attempts that
    /// have not ended can be gone on with.
    ///
    /// - Parameters:
    ///   - now: the wall clock, in milliseconds since 1970.
    /// - Throws: what the file system says.
    package init(
        paths: WorkspacePaths, run: RunID, limits: OutputLimits = .standard, now: @escaping @Sendable () -> Int64
    ) throws(StoreError) {
        guard let folder = paths.outputFolder(of: run) else {
            throw StoreError(code: .other, message: "'\(run)' cannot be a run's name.")
        }
        try PrivateFolder.make(folder)
        let path = folder + "/" + Self.fileName
        file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError(errno: errno, doing: "keep output in", path: path) }
        var writer = OutputWriter(file: file, folder: folder, path: path, limits: limits, now: now)
        writer.recover()
        self.writer = Mutex(writer)
    }

    deinit { close(file) }

    /// The log's name in a run's folder.
    static let fileName = "output.log"

    package func append(_ bytes: UnsafeRawBufferPointer, to key: AttemptKey) {
        let key = StreamKey(task: key.task, attempt: key.attempt)
        writer.withLock { $0.append(bytes, to: key) }
    }

    package func position(of key: AttemptKey) -> Int64 {
        let key = StreamKey(task: key.task, attempt: key.attempt)
        return writer.withLock { $0.position(of: key) }
    }

    package func omit(_ count: Int64, of key: AttemptKey) {
        let key = StreamKey(task: key.task, attempt: key.attempt)
        writer.withLock { $0.omit(count, of: key) }
    }

    package func finish(_ key: AttemptKey) {
        let key = StreamKey(task: key.task, attempt: key.attempt)
        if writer.withLock({ $0.finish(key) }) { merges.async { [self] in merge() } }
    }

    /// Copies long rings into the log, piece by piece: whoever appends meanwhile waits for one of them.
    private func merge() {
        while writer.withLock({ $0.mergeSome() }) {
            // A lock that is let go of and taken at once never gets to those who wait for it.
            usleep(Self.mergePauseMicroseconds)
        }
    }

    private static let mergePauseMicroseconds: UInt32 = 500

    package func takeTrouble() -> StoreError? {
        writer.withLock { writer in
            defer { writer.trouble = nil }
            return writer.trouble
        }
    }

    /// Writes what is not copied yet and what a full disk has held up, and makes the log survive a power loss. To be called when the run is over.
    package func flush() {
        writer.withLock { $0.finishPending() }
        fdatasync(file)
    }

    package func tail(of task: TaskID, attempt: Int, limit: Int) -> OutputChunk {
        let key = StreamKey(task: task, attempt: attempt)
        let limit = min(max(0, limit), Self.mostTail)
        // Only a ring changes once written: it is read under the lock, frames are not.
        let (ringPart, last) = writer.withLock { ($0.ringTail(of: key, limit: limit), $0.lastFrame(of: key)) }
        if let ringPart, ringPart.isEnough {
            return OutputChunk(attempt: attempt, offset: ringPart.position, bytes: ringPart.bytes)
        }
        var tail = FrameTail(limit: limit)
        if let ringPart { tail.prepend(ringPart.bytes, at: ringPart.position) }
        if let last = last ?? FrameTail.lastFrame(of: key, in: file) { tail.collect(from: last, in: file) }
        return OutputChunk(attempt: attempt, offset: tail.position, bytes: tail.bytes)
    }

    /// The most that one call of ``tail(of:attempt:limit:)`` returns: 4 MiB.
    package static let mostTail = 4 << 20
}
