internal import CopilotPolicy
internal import HeapModule

/// The kernel's armed timers. A disarmed or re-armed one stays in the heap until its time and is then dropped by its epoch.
struct TimerHeap {
    private struct Entry: Comparable {
        let at: Duration
        let timer: KernelTimer
        let epoch: UInt64

        static func < (left: Entry, right: Entry) -> Bool {
            left.at != right.at ? left.at < right.at : left.epoch < right.epoch
        }

        static func == (left: Entry, right: Entry) -> Bool { left.at == right.at && left.epoch == right.epoch }
    }

    private var heap = Heap<Entry>()
    private var epochs: [KernelTimer: UInt64] = [:]

    mutating func arm(_ timer: KernelTimer, epoch: UInt64, at: Duration) {
        epochs[timer] = epoch
        heap.insert(Entry(at: at, timer: timer, epoch: epoch))
        compact()
    }

    mutating func disarm(_ timer: KernelTimer) { epochs[timer] = nil }

    /// When the next timer fires, on the monotonic clock; nil: none is armed.
    mutating func next() -> Duration? {
        while let first = heap.min, epochs[first.timer] != first.epoch { _ = heap.popMin() }
        return heap.min?.at
    }

    /// Takes out everything that is due.
    mutating func due(at now: Duration) -> [KernelInput] {
        var fired: [KernelInput] = []
        while let at = next(), at <= now, let entry = heap.popMin() {
            epochs[entry.timer] = nil
            fired.append(.timer(entry.timer, epoch: entry.epoch))
        }
        return fired
    }

    /// Keeps the dead from outnumbering the living: a thousand tasks a second with an hour's limit each would pile up.
    private mutating func compact() {
        guard heap.count > 1024, heap.count > 4 * epochs.count else { return }
        heap = Heap(heap.unordered.filter { epochs[$0.timer] == $0.epoch })
    }
}
