import CNcurses
import CopilotCells
import Glibc
import Synchronization

/// What the screen's thread is asked to do. Whoever asks never waits for the terminal.
final class Mailbox: Sendable {
    /// Something to do in the order of asking.
    enum Request: Sendable {
        case suspend(done: @Sendable () -> Void)
        case resume(done: @Sendable () -> Void)
        case redraw
        case restyle(StyleResolver)
        case copy(String)
    }

    /// Requests kept at once. A thread that is this far behind hangs in a terminal that takes no bytes.
    static let mostRequests = 64

    private struct State {
        var requests: [Request] = []
        var frame: CellBuffer?
        var isClosing = false
        var wake: Int32
        var size: (columns: Int, rows: Int) = (0, 0)
    }

    private let state: Mutex<State>

    /// `wake`: an eventfd, owned from now on.
    init(wake: Int32) { state = Mutex(State(wake: wake)) }

    deinit { retire() }

    /// Columns and rows of the terminal.
    var size: (columns: Int, rows: Int) {
        get { state.withLock { $0.size } }
        set { state.withLock { $0.size = newValue } }
    }

    func show(_ frame: CellBuffer) {
        state.withLock { state in
            guard state.wake >= 0 else { return }
            let isNews = state.frame == nil
            state.frame = frame
            if isNews { Self.ring(state.wake) }
        }
    }

    /// False when the thread has ended or does not follow; the request is dropped then.
    func ask(_ request: Request) -> Bool {
        state.withLock { state in
            guard state.wake >= 0, state.requests.count < Self.mostRequests else { return false }
            state.requests.append(request)
            Self.ring(state.wake)
            return true
        }
    }

    /// Ends the thread. Always heard, however much it is asked for.
    func askToClose() {
        state.withLock { state in
            guard state.wake >= 0 else { return }
            state.isClosing = true
            Self.ring(state.wake)
        }
    }

    var isClosing: Bool { state.withLock { $0.isClosing } }

    func takeRequests() -> [Request] {
        state.withLock { state in
            defer { state.requests = [] }
            return state.requests
        }
    }

    func takeFrame() -> CellBuffer? {
        state.withLock { state in
            defer { state.frame = nil }
            return state.frame
        }
    }

    var hasFrame: Bool { state.withLock { $0.frame != nil } }

    /// The thread has ended: closes the descriptor; the requests that nobody will carry out any more.
    @discardableResult
    func retire() -> [Request] {
        state.withLock { state in
            if state.wake >= 0 { close(state.wake) }
            state.wake = -1
            state.frame = nil
            defer { state.requests = [] }
            return state.requests
        }
    }

    private static func ring(_ descriptor: Int32) {
        var one: UInt64 = 1
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }
}
