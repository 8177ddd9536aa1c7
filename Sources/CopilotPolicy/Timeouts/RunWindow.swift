/// The last run times of a key as natural logarithms of seconds, in order of size.
struct RunWindow: Sendable, Hashable {
    private(set) var ring: [Float] = []
    private(set) var sorted: [Float] = []
    /// The place of the oldest once the ring is full.
    private(set) var oldest = 0

    var count: Int { sorted.count }

    /// Adds a number and forgets the oldest beyond `capacity`. Numbers must be finite.
    mutating func add(_ value: Float, capacity: Int) {
        if ring.count < max(1, capacity) {
            ring.append(value)
        } else {
            oldest = oldest < ring.count ? oldest : 0
            let place = rank(ring[oldest])
            if place < sorted.count { sorted.remove(at: place) }
            ring[oldest] = value
            oldest = (oldest + 1) % ring.count
        }
        sorted.insert(value, at: rank(value))
    }

    /// How many are smaller.
    private func rank(_ value: Float) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The value of which a share `q` of future runs is at most as long, were they like these: rank ⌈q·(n+1)⌉; 0 if empty.
    func quantile(_ q: Double) -> Float {
        guard !sorted.isEmpty else { return 0 }
        let rank = Int((q * Double(sorted.count + 1)).rounded(.up)) - 1
        return sorted[min(sorted.count - 1, max(0, rank))]
    }

    /// The 99 % quantile, or the longest where there are too few to tell.
    var upper: Float { count >= 100 ? quantile(0.99) : sorted.last ?? 0 }
}

extension RunWindow: Codable {
    private struct Image: Codable {
        let runs: [Float]
    }

    init(from decoder: any Decoder) throws {
        for run in try Image(from: decoder).runs.suffix(4096) where run.isFinite { ring.append(run) }
        sorted = ring.sorted()
    }

    func encode(to encoder: any Encoder) throws {
        try Image(runs: Array(ring[min(oldest, ring.count)...] + ring[..<min(oldest, ring.count)])).encode(to: encoder)
    }
}
