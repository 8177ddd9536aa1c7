internal import HeapModule

/// The tasks that wait for nothing but a free place: higher priority first, then the order of the mission.
///
/// Entries are dropped when popped, not when they cease to be ready: whoever pops checks the task's status. What a brake holds
/// lies on a shelf of its own; closing and opening one costs nothing for each that lies there, so that a brake that is drawn
/// and let go again and again before 100,000 tasks moves each of them once.
struct ReadyQueue: Sendable {
    private struct Entry: Comparable, Sendable {
        let priority: Int
        let ordinal: Int

        static func < (left: Entry, right: Entry) -> Bool {
            left.priority != right.priority ? left.priority < right.priority : left.ordinal > right.ordinal
        }
    }

    private struct Shelf: Sendable {
        var heap = Heap<Entry>()
        /// Who lies there, so that nobody does twice.
        var members: Set<Int> = []
    }

    /// A shelf with no more than this is emptied where it is opened: each open one is asked at every pop.
    private static let fewest = 256
    /// Draws from a shelf that hit nobody who is ready, after which it is cleared of those who are not.
    private static let mostMisses = 32

    private var heap = Heap<Entry>()
    private var shelves: [String: Shelf] = [:]
    /// The shelves from which tasks are taken as from the queue, in the order in which they were opened.
    private var opened: [String] = []

    mutating func push(_ ordinal: Int, priority: Int) { heap.insert(Entry(priority: priority, ordinal: ordinal)) }

    /// The ordinal of the first entry; nil if there is none.
    mutating func pop() -> Int? {
        var best = heap.max
        var place: String?
        for name in opened {
            guard let first = shelves[name]?.heap.max, best.map({ $0 < first }) ?? true else { continue }
            best = first
            place = name
        }
        guard let place else { return heap.popMax()?.ordinal }
        let ordinal = shelves[place]?.heap.popMax()?.ordinal
        if let ordinal { shelves[place]?.members.remove(ordinal) }
        if shelves[place]?.heap.isEmpty ?? true { remove(place) }
        return ordinal
    }

    // MARK: Shelves

    /// Puts a task on the shelf of a brake, once.
    mutating func hold(_ ordinal: Int, priority: Int, on name: String) {
        guard shelves[name, default: Shelf()].members.insert(ordinal).inserted else { return }
        shelves[name]?.heap.insert(Entry(priority: priority, ordinal: ordinal))
    }

    /// Nothing is taken from a shelf any more.
    mutating func close(_ name: String) { opened.removeAll { $0 == name } }

    /// What lies on a shelf waits for nothing but a free place.
    mutating func open(_ name: String) {
        guard let shelf = shelves[name] else { return }
        if shelf.heap.count <= Self.fewest {
            remove(name)
            for entry in shelf.heap.unordered { heap.insert(entry) }
        } else if !opened.contains(name) {
            opened.append(name)
        }
    }

    /// Takes all from a shelf, in the queue's order.
    mutating func clear(_ name: String) -> [Int] {
        let held = shelves[name]?.heap.unordered.sorted(by: >).map(\.ordinal) ?? []
        remove(name)
        return held
    }

    /// Somebody at random who lies on a shelf and is ready, and is left there; nil if nobody is.
    mutating func draw(
        from name: String, using generator: inout SeededGenerator, where isReady: (Int) -> Bool
    ) -> Int? {
        for _ in 0..<Self.mostMisses {
            guard let held = shelves[name]?.heap.unordered, !held.isEmpty else { return nil }
            let ordinal = held[Int.random(in: 0..<held.count, using: &generator)].ordinal
            if isReady(ordinal) { return ordinal }
        }
        let ready = shelves[name]?.heap.unordered.filter { isReady($0.ordinal) } ?? []
        shelves[name] = Shelf(heap: Heap(ready), members: Set(ready.map(\.ordinal)))
        return ready.randomElement(using: &generator)?.ordinal
    }

    private mutating func remove(_ name: String) {
        shelves[name] = nil
        close(name)
    }
}
