import Synchronization

/// Carries a value, and what must live on, out of a closure.
final class Slot<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
    private let kept = Mutex<[any Sendable]>([])

    func keep(_ object: any Sendable) { kept.withLock { $0.append(object) } }
}
