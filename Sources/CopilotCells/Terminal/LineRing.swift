/// The lines of a log, oldest first, in a ring that reuses the storage of those that it drops.
struct LineRing: Sendable {
    /// At least 1.
    let limit: Int
    /// Lines that left at the front since the beginning: the number of the first one that is there.
    private(set) var dropped = 0
    private(set) var count = 0
    /// What the lines weigh, as of the last time each was weighed.
    private(set) var bytes = 0
    private var storage: [LogLine] = []
    private var first = 0

    init(limit: Int) { self.limit = max(1, limit) }

    /// The number after the last line's.
    var end: Int { dropped &+ count }

    /// A line by its number. Numbers outside are clamped to those that are there; the ring must not be empty.
    subscript(number: Int) -> LogLine {
        get { storage[slot(number)] }
        _modify { yield &storage[slot(number)] }
    }

    private func slot(_ number: Int) -> Int {
        let index = first &+ max(min(number &- dropped, count &- 1), 0)
        return index < storage.count ? index : index &- storage.count
    }

    /// Takes a line's present weight into the sum.
    mutating func weigh(_ number: Int) {
        let slot = slot(number)
        let weight = storage[slot].weight
        bytes &+= weight &- storage[slot].accountedBytes
        storage[slot].accountedBytes = weight
    }

    /// Appends an empty line, and drops the first one when there are too many.
    mutating func append() {
        if count == limit { removeFirst() }
        if count == storage.count {
            // Only a ring that starts at its storage's first slot can grow.
            if first > 0 {
                storage = Array(storage[first...] + storage[..<first])
                first = 0
            }
            storage.append(LogLine())
        }
        count &+= 1
    }

    /// Drops the first line.
    mutating func removeFirst() {
        guard count > 0 else { return }
        clear(first)
        first = first &+ 1 == storage.count ? 0 : first &+ 1
        count &-= 1
        dropped &+= 1
    }

    /// Removes the line and moves those behind it up. Takes as long as there are lines behind it.
    mutating func remove(_ number: Int) {
        guard count > 0, number >= dropped, number < end else { return }
        for place in number..<end &- 1 { storage.swapAt(slot(place), slot(place &+ 1)) }
        removeAll(from: end &- 1)
    }

    /// Removes all lines from this one on.
    mutating func removeAll(from number: Int) {
        while end > max(number, dropped) {
            clear(slot(end &- 1))
            count &-= 1
        }
    }

    private mutating func clear(_ slot: Int) {
        bytes &-= storage[slot].accountedBytes
        storage[slot].reset()
    }
}
