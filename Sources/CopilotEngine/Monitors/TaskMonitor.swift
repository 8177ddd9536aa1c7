internal import CopilotModel
internal import Synchronization

/// Watches one live attempt's output: keeps its last bytes for the screen, and knows how long it has been silent.
///
/// Bytes end here: what detectors make of them will reach the inbox as findings.
final class TaskMonitor: Sendable {
    private struct State {
        var ring = OutputRing()
        var lastOutput: Duration
        var hasEnded = false
    }

    let key: AttemptKey
    private let state: Mutex<State>

    init(key: AttemptKey, now: Duration) {
        self.key = key
        state = Mutex(State(lastOutput: now))
    }

    func append(_ bytes: UnsafeRawBufferPointer, now: Duration) {
        state.withLock { state in
            state.ring.append(bytes)
            state.lastOutput = now
        }
    }

    /// Nothing more comes.
    func end() { state.withLock { $0.hasEnded = true } }

    /// When it last printed something, or began: monotonic.
    var lastOutput: Duration { state.withLock { $0.lastOutput } }

    /// Bytes it has printed.
    var total: Int64 { state.withLock { $0.ring.total } }

    func read(from offset: Int64, limit: Int) -> (offset: Int64, bytes: [UInt8]) {
        state.withLock { $0.ring.read(from: offset, limit: limit) }
    }
}
