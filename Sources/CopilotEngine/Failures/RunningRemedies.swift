internal import CopilotModel
internal import CopilotPorts
internal import Synchronization

/// The remedies that are under way, so that they can be broken off.
final class RunningRemedies: Sendable {
    private let running = Mutex<[AttemptKey: Cancellation]>([:])

    /// One more is begun.
    ///
    /// - Returns: by what it learns that nobody waits for it any more.
    func begin(_ key: AttemptKey) -> Cancellation {
        let cancellation = Cancellation()
        running.withLock { $0[key] = cancellation }
        return cancellation
    }

    func end(_ key: AttemptKey) { running.withLock { $0[key] = nil } }

    func cancel(_ key: AttemptKey) { running.withLock { $0[key] }?.cancel() }

    /// Nobody waits for any.
    func cancelAll() {
        for cancellation in running.withLock({ Array($0.values) }) { cancellation.cancel() }
    }
}
