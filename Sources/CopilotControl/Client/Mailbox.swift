import DequeModule
import Synchronization

/// Hands what a thread reads to one consumer that awaits it, and tells the thread when to stop reading.
///
/// Its cap is counted in bytes: the producer asks ``isFull`` before it reads on, so what is held exceeds the cap by at most
/// one read, or by the one event that ends in it.
final class Mailbox<Element: Sendable>: Sendable {
    private struct State {
        var items: Deque<(element: Element, bytes: Int)> = []
        var bytes = 0
        var end: End?
        var waiter: CheckedContinuation<Result<Element?, ControlError>, Never>?
    }

    private enum End {
        case finished
        case failed(ControlError)
    }

    private let state = Mutex(State())
    private let mostBytes: Int
    private let wakePipe: WakePipe

    /// - Parameter wakePipe: woken when there is room again, and when the consumer leaves.
    init(mostBytes: Int, wakePipe: WakePipe) {
        self.mostBytes = mostBytes
        self.wakePipe = wakePipe
    }

    var isFull: Bool { state.withLock { $0.bytes >= mostBytes } }

    /// Whether the consumer is gone, or the end was told.
    var isClosed: Bool { state.withLock { $0.end != nil } }

    /// Adds an element that took `bytes` on the wire.
    func put(_ element: Element, bytes: Int) {
        let waiter = state.withLock { state -> CheckedContinuation<Result<Element?, ControlError>, Never>? in
            guard state.end == nil else { return nil }
            if let waiter = state.waiter {
                state.waiter = nil
                return waiter
            }
            state.items.append((element, bytes))
            state.bytes += bytes
            return nil
        }
        waiter?.resume(returning: .success(element))
    }

    /// No more will come; what is held is still handed out. Only the first end counts.
    func finish(_ error: ControlError? = nil) {
        let waiter = state.withLock { state in
            if state.end == nil { state.end = error.map(End.failed) ?? .finished }
            return Self.takeWaiter(&state)
        }
        guard let waiter else { return }
        let result = state.withLock { Self.endResult(&$0) }
        waiter.resume(returning: result)
    }

    /// The consumer leaves: everything held is dropped and the thread told.
    func abandon() {
        let waiter = state.withLock { state in
            state.end = .finished
            state.items = []
            state.bytes = 0
            return Self.takeWaiter(&state)
        }
        waiter?.resume(returning: .success(nil))
        wakePipe.wake()
    }

    /// The next element; nil at the end. A cancelled task's call abandons the mailbox. One consumer at a time: a second
    /// one gets nil.
    func next() async throws(ControlError) -> Element? {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if let result = takeOrWait(continuation) { continuation.resume(returning: result) }
            }
        } onCancel: {
            abandon()
        }
        return try result.get()
    }

    private func takeOrWait(
        _ continuation: CheckedContinuation<Result<Element?, ControlError>, Never>
    ) -> Result<Element?, ControlError>? {
        let (result, hasRoomAgain) = state.withLock { state -> (Result<Element?, ControlError>?, Bool) in
            if let (element, bytes) = state.items.popFirst() {
                let wasFull = state.bytes >= mostBytes
                state.bytes -= bytes
                return (.success(element), wasFull && state.bytes < mostBytes)
            }
            if state.end != nil { return (Self.endResult(&state), false) }
            if state.waiter != nil { return (.success(nil), false) }
            state.waiter = continuation
            return (nil, false)
        }
        if hasRoomAgain { wakePipe.wake() }
        return result
    }

    private static func takeWaiter(
        _ state: inout State
    ) -> CheckedContinuation<Result<Element?, ControlError>, Never>? {
        defer { state.waiter = nil }
        return state.waiter
    }

    /// A failure is told once; after it, and after a plain end, there is only nil.
    private static func endResult(_ state: inout State) -> Result<Element?, ControlError> {
        switch state.end {
        case .failed(let error):
            state.end = .finished
            return .failure(error)
        case .finished, nil: return .success(nil)
        }
    }
}
