internal import Synchronization

/// By which somebody who waits for a long piece of work says that nobody does any more; asked from any thread.
package final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)

    package init() {}

    /// Whether the work is to be broken off.
    package var isCancelled: Bool { flag.load(ordering: .relaxed) }

    /// Says so, for good.
    package func cancel() { flag.store(true, ordering: .relaxed) }
}
