internal import HeapModule

/// The tasks that wait for nothing but a free place: higher priority first, then the order of the mission.
///
/// Entries are dropped when popped, not when they cease to be ready: whoever pops checks the task's status.
struct ReadyQueue: Sendable {
    private struct Entry: Comparable, Sendable {
        let priority: Int
        let ordinal: Int

        static func < (left: Entry, right: Entry) -> Bool {
            left.priority != right.priority ? left.priority < right.priority : left.ordinal > right.ordinal
        }
    }

    private var heap = Heap<Entry>()

    mutating func push(_ ordinal: Int, priority: Int) { heap.insert(Entry(priority: priority, ordinal: ordinal)) }

    /// The ordinal of the first entry; nil if there is none.
    mutating func pop() -> Int? { heap.popMax()?.ordinal }
}
