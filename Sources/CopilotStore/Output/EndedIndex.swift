/// Where the streams of the attempts that ended last end in the log; older ones are found by scanning.
struct EndedIndex: Sendable {
    private var offsets: [StreamKey: Int64] = [:]
    /// The keys in the order of their ends, the oldest at `oldest`.
    private var order: [StreamKey] = []
    private var oldest = 0

    /// The cap: some 100 bytes each.
    static let most = 16_384

    /// The offset of a stream's last frame.
    subscript(key: StreamKey) -> Int64? { offsets[key] }

    /// Remembers one, and forgets the oldest if there are too many.
    mutating func insert(_ key: StreamKey, _ offset: Int64) {
        guard offsets.updateValue(offset, forKey: key) == nil else { return }
        if order.count < Self.most {
            order.append(key)
        } else {
            offsets[order[oldest]] = nil
            order[oldest] = key
            oldest = (oldest + 1) % Self.most
        }
    }
}
