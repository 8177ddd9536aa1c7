/// The last bytes of an attempt's output.
struct OutputRing: Sendable {
    /// What is kept: some 50 screens of 120×40.
    static let capacity = 256 * 1024

    private var bytes: [UInt8] = []
    /// Where the next byte goes once `bytes` is full.
    private var head = 0
    /// Bytes ever appended.
    private(set) var total: Int64 = 0

    init() {}

    /// Goes on behind what an attempt has printed before: its last bytes, and where they end.
    init(after last: [UInt8], endingAt total: Int64) {
        bytes = last.suffix(Self.capacity)
        self.total = total
    }

    /// Bytes are lost: what comes next stands behind them, and what was before them is not shown as if it did.
    mutating func skip(_ count: Int64) {
        bytes = []
        head = 0
        total &+= count
    }

    mutating func append(_ new: UnsafeRawBufferPointer) {
        total += Int64(new.count)
        var rest = new[...]
        if rest.count > Self.capacity { rest = rest.suffix(Self.capacity) }
        let room = Self.capacity - bytes.count
        if room > 0 {
            let part = rest.prefix(room)
            bytes.append(contentsOf: part)
            rest = rest.dropFirst(part.count)
        }
        while !rest.isEmpty {
            let part = rest.prefix(Self.capacity - head)
            bytes.replaceSubrange(head..<(head + part.count), with: part)
            head = (head + part.count) % Self.capacity
            rest = rest.dropFirst(part.count)
        }
    }

    /// Up to `limit` bytes from `offset` on, or from the oldest kept byte after it; empty if there are none.
    func read(from offset: Int64, limit: Int) -> (offset: Int64, bytes: [UInt8]) {
        let oldest = total - Int64(bytes.count)
        let start = max(offset, oldest)
        guard start < total else { return (max(start, total), []) }
        let count = min(limit, Int(total - start))
        let first = (head + Int(start - oldest)) % max(1, bytes.count)
        let straight = min(count, bytes.count - first)
        return (start, Array(bytes[first..<(first + straight)] + bytes[..<(count - straight)]))
    }
}
