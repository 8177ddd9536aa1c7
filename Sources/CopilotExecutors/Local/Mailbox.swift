import CProcess
import CopilotModel
import CopilotPorts
import Glibc
import Synchronization

/// What callers want of the executor's thread.
enum ExecutorCommand: Sendable {
    case start(AttemptLaunch)
    case signal(AttemptKey, TreeSignal)
    case write(AttemptKey, [UInt8])
    case resize(AttemptKey, TerminalSize)
    case modes(AttemptKey, @Sendable (TerminalModes?) -> Void)
    /// Look for ended children that were adopted.
    case reap
}

/// Hands commands from any thread to the executor's, in order, and wakes it when it sleeps.
///
/// Bytes to be typed are capped for each attempt; other commands are as many as the engine has tasks to act on.
final class Mailbox: Sendable {
    /// The most bytes that wait here to be typed into one attempt; a write that does not fit is dropped whole.
    static let mostTypedBytes = Attempt.mostUnsentBytes

    private struct State {
        var commands: [ExecutorCommand] = []
        var typedBytes: [AttemptKey: Int] = [:]
        var isAsleep = false
        var isClosed = false
    }

    private let state = Mutex(State())
    /// Readable when the thread is to wake up.
    let wakeUp: Int32

    init?() {
        wakeUp = cp_eventfd_create()
        if wakeUp < 0 { return nil }
    }

    deinit { Glibc.close(wakeUp) }

    /// Returns false once the mailbox is closed: nobody will act on it.
    @discardableResult
    func send(_ command: ExecutorCommand) -> Bool {
        let (isTaken, wakes) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            if case .write(let key, let bytes) = command {
                let typedBytes = state.typedBytes[key, default: 0] + bytes.count
                guard typedBytes <= Self.mostTypedBytes else { return (false, false) }
                state.typedBytes[key] = typedBytes
            }
            state.commands.append(command)
            defer { state.isAsleep = false }
            return (true, state.isAsleep)
        }
        if wakes { cp_eventfd_signal(wakeUp) }
        return isTaken
    }

    /// Nothing is taken any more; the thread ends when it sees it.
    func close() {
        state.withLock { $0.isClosed = true }
        cp_eventfd_signal(wakeUp)
    }

    /// What has come since the last call, or nil once the mailbox is closed and empty.
    func take() -> [ExecutorCommand]? {
        state.withLock { state in
            if state.commands.isEmpty { return state.isClosed ? nil : [] }
            if !state.typedBytes.isEmpty { state.typedBytes = [:] }
            defer { state.commands = [] }
            return state.commands
        }
    }

    /// The thread is about to wait. Returns false if it should not: there is something to take.
    func fallAsleep() -> Bool {
        state.withLock { state in
            state.isAsleep = state.commands.isEmpty && !state.isClosed
            return state.isAsleep
        }
    }

    /// The thread is up again.
    func awake() {
        state.withLock { $0.isAsleep = false }
    }
}
