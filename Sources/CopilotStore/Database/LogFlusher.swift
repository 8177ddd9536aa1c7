import CopilotModel
import Dispatch
import Foundation
import Glibc
import Synchronization

/// Brings the write-ahead log to the disk behind its writer's back.
///
/// What is committed survives the death of every process at once: the kernel has it. What a power loss would cost is what no
/// fsync has covered yet. Waiting for one after every short task would make a mission as slow as its disk (an fsync takes
/// 0.3 ms on a good disk, 5 ms on a poor one), so routine turns are covered by the next of these, at most ``interval`` later.
final class LogFlusher: Sendable {
    /// How long a routine turn may wait for its fsync.
    static let interval: Duration = .milliseconds(50)

    private struct State {
        var isDue = false
        var isClosed = false
    }

    private let path: String
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)
    private let closing = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    /// Watches over the log of the database at `database`.
    init(database: String) {
        path = database + "-wal"
        let thread = Thread { [self] in run() }
        thread.name = "log-flusher"
        thread.start()
    }

    /// The log has grown by something that may wait.
    func flushSoon() {
        let wakes = state.withLock { state in
            defer { state.isDue = true }
            return !state.isDue
        }
        if wakes { wake.signal() }
    }

    /// Flushes what is due and ends.
    func close() {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        guard isFirst else { return }
        closing.signal()
        wake.signal()
        ended.wait()
    }

    private func run() {
        while true {
            wake.wait()
            let isClosed = state.withLock { $0.isClosed }
            if !isClosed { _ = closing.wait(timeout: .now() + .milliseconds(Int(Self.interval.milliseconds))) }
            // Before the fsync: what is committed during it asks for another.
            let isDue = state.withLock { state in
                defer { state.isDue = false }
                return state.isDue
            }
            if isDue { flush() }
            if isClosed { break }
        }
        ended.signal()
    }

    /// The log is no file that SQLite locks, so that opening and closing it beside SQLite costs no lock. A failed fsync shows
    /// itself to SQLite at its next checkpoint.
    private func flush() {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        fdatasync(file)
        Glibc.close(file)
    }
}
