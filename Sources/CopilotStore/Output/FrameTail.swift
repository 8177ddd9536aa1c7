import Glibc

/// Collects the end of a stream, from its last frame back.
struct FrameTail {
    private let limit: Int
    /// The pieces found, the last first, and where the earliest begins.
    private var pieces: [[UInt8]] = []
    private var count = 0
    private(set) var position: Int64 = 0

    init(limit: Int) { self.limit = limit }

    /// All that was found, in order, at most the limit.
    var bytes: [UInt8] { Array(pieces.reversed().joined()) }

    /// Puts a piece before what there is.
    ///
    /// - Returns: whether more is wanted: not if there is enough, or if something between the two was not kept.
    @discardableResult
    mutating func prepend(_ bytes: [UInt8], at start: Int64) -> Bool {
        if !pieces.isEmpty, start + Int64(bytes.count) != position { return false }
        if bytes.isEmpty { return true }
        let kept = bytes.suffix(limit - count)
        pieces.append(Array(kept))
        count += kept.count
        position = start + Int64(bytes.count - kept.count)
        return count < limit
    }

    /// Walks back from the frame at `offset` until there is enough.
    mutating func collect(from offset: Int64, in file: Int32) {
        var offset = offset
        while count < limit {
            let start = FileBytes.read(file, at: offset, count: Self.guess)
            guard let header = FrameHeader(start[...]), header.kind != .open else { return }
            if header.kind == .bytes {
                var bytes = Array(start.dropFirst(FrameHeader.size).prefix(header.length))
                let have = Int64(FrameHeader.size + bytes.count)
                bytes += FileBytes.read(file, at: offset + have, count: header.length - bytes.count)
                guard prepend(bytes, at: header.position) else { return }
            }
            // Damage must not make this go round and round.
            guard header.previous < offset else { return }
            offset = header.previous
        }
    }

    /// Looks a stream's last frame up by walking the whole log.
    static func lastFrame(of key: StreamKey, in file: Int32) -> Int64? {
        var cursor = FrameCursor(file: file)
        var stream: UInt32?
        var last: Int64?
        while let frame = cursor.next() {
            if frame.header.kind == .open, StreamKey(payload: cursor.payload(of: frame)) == key {
                stream = frame.header.stream
            }
            guard let stream, frame.header.stream == stream else { continue }
            last = frame.offset
            if frame.header.kind == .end { return last }
        }
        return last
    }

    /// Bytes read at once: a head and what a terminal gives in one read.
    private static let guess = 4096 + FrameHeader.size
}
