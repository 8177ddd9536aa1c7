internal import CopilotModel
internal import CopilotPolicy
internal import Synchronization

/// Watches one live attempt's output: keeps its last bytes for the screen, and knows how long it has been silent.
///
/// Bytes end here: what detectors make of them will reach the inbox as findings.
final class TaskMonitor: Sendable {
    private struct State {
        var ring = OutputRing()
        var failure = FailureOutput()
        var lastOutput: Duration
        var hasEnded = false
        /// Whether whoever watches for prompts was told that it prints.
        var isNoted = true
        var redactor: SecretRedactor?
        /// How much of what the attempt prints has come.
        var taken: Int64 = 0
        var typed: TypedAnswer?
    }

    let key: AttemptKey
    /// What runs, as the mission declares it.
    let command: String?
    private let state: Mutex<State>

    init(key: AttemptKey, command: String? = nil, now: Duration) {
        self.key = key
        self.command = command
        state = Mutex(State(lastOutput: now))
    }

    /// Goes on with an attempt that an earlier supervisor has started: `last` are the last bytes that are kept of it, up to
    /// `position`.
    init(key: AttemptKey, command: String?, now: Duration, after last: [UInt8], position: Int64) {
        self.key = key
        self.command = command
        var state = State(lastOutput: now)
        state.ring = OutputRing(after: last, endingAt: position)
        state.taken = position
        last.withUnsafeBytes { state.failure.take($0.bindMemory(to: UInt8.self)) }
        self.state = Mutex(state)
    }

    /// What of `count` bytes at `offset` of the attempt's output is new: how many of them came before, and how many before
    /// them never will.
    func accept(_ count: Int, at offset: Int64) -> (known: Int, lost: Int64) {
        state.withLock { state in
            let known = Int(max(0, min(Int64(count), state.taken - offset)))
            let lost = max(0, offset - state.taken)
            state.taken = max(state.taken, offset &+ Int64(count))
            if lost > 0 { state.ring.skip(lost) }
            return (known, lost)
        }
    }

    /// - Returns: whether the watch is to be told.
    func append(_ bytes: UnsafeRawBufferPointer, now: Duration) -> Bool {
        state.withLock { state in
            state.ring.append(bytes)
            state.failure.take(bytes.bindMemory(to: UInt8.self))
            state.lastOutput = now
            defer { state.isNoted = true }
            return !state.isNoted
        }
    }

    /// The next output is to be told.
    func listen() { state.withLock { $0.isNoted = false } }

    /// From now on a secret does not pass into the log and the screen.
    func redact(_ bytes: [UInt8], name: String) {
        state.withLock { state in
            var redactor = state.redactor ?? SecretRedactor()
            redactor.add(bytes, name: name)
            state.redactor = redactor
        }
    }

    /// What may be kept of a piece of output; nil: all of it.
    func pass(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? { state.withLock { $0.redactor?.pass(bytes) } }

    /// What is held back and so short that it tells nothing of a secret; else empty.
    var heldStart: [UInt8] { state.withLock { $0.redactor?.heldStart ?? [] } }

    /// What was held back and turned out to be no secret.
    func takeHeld() -> [UInt8] { state.withLock { $0.redactor?.finish() ?? [] } }

    /// An answer is being typed: should the attempt end, this is what came of it.
    func note(_ typed: TypedAnswer) { state.withLock { $0.typed = typed } }

    /// Hands what was noted to whoever asks first, to report it. The other one waits meanwhile, so that an answer is
    /// reported before the end of its attempt.
    func concludeTyped(_ report: (TypedAnswer) -> Void) {
        state.withLock { state in
            state.typed.map(report)
            state.typed = nil
        }
    }

    /// Nothing more comes.
    func end() { state.withLock { $0.hasEnded = true } }

    /// When it last printed something, or began: monotonic.
    var lastOutput: Duration { state.withLock { $0.lastOutput } }

    /// Bytes it has printed.
    var total: Int64 { state.withLock { $0.ring.total } }

    /// What is kept of its output to judge its failure by.
    var failureOutput: FailureOutput { state.withLock { $0.failure } }

    func read(from offset: Int64, limit: Int) -> (offset: Int64, bytes: [UInt8]) {
        state.withLock { $0.ring.read(from: offset, limit: limit) }
    }
}

/// An answer that was typed and whose outcome is not known yet.
struct TypedAnswer: Sendable {
    /// The number of the event that records the prompt.
    let prompt: Int64
    /// What came of it if the attempt ends now.
    let outcome: PromptOutcome
}
