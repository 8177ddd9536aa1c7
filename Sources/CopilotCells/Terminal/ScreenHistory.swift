/// The last lines that scrolled off a screen's top.
struct ScreenHistory: Sendable {
    /// Lines that are kept.
    static let lineLimit = 50
    /// Bytes of one line; what is longer is cut.
    static let bytesPerLine = 1024
    /// Bytes of all lines together; the oldest give way.
    static let byteLimit = 16_384

    /// A ring: its oldest line is at `first`, and lines that fell out leave their storage to new ones.
    private var ring: [[UInt8]] = []
    private var first = 0
    private var count = 0
    private var bytes = 0
    /// Whether the newest line goes on in the screen's first row.
    private(set) var continues = false

    /// The lines, oldest first.
    var lines: [String] {
        (0..<count).map { String(decoding: ring[(first + $0) % ring.count], as: UTF8.self) }
    }

    /// Takes the screen's first row before it is scrolled away. Empty rows above all text are not kept.
    mutating func take(_ page: ScreenPage, row: Int) {
        guard row >= 0, row < page.rows.count else { return }
        if !continues {
            if count == 0, page.rows[row].extent == 0 { return }
            open()
        }
        let line = (first + count - 1) % max(1, ring.count)
        guard ring.indices.contains(line) else { return }
        let old = ring[line].count
        page.appendText(of: row, to: &ring[line])
        if ring[line].count > Self.bytesPerLine {
            // Cut where a character begins.
            var end = Self.bytesPerLine
            while end > 0, ring[line][end] & 0xC0 == 0x80 { end -= 1 }
            ring[line].removeLast(ring[line].count - end)
        }
        bytes += ring[line].count - old
        continues = page.rows[row].wraps
        while bytes > Self.byteLimit, count > 1 { dropFirst() }
    }

    mutating func removeAll() {
        self = ScreenHistory()
    }

    private mutating func open() {
        if count == Self.lineLimit { dropFirst() }
        if ring.count < Self.lineLimit, first == 0, count == ring.count {
            ring.append([])
        }
        count += 1
        let line = (first + count - 1) % max(1, ring.count)
        if ring.indices.contains(line) { ring[line].removeAll(keepingCapacity: true) }
    }

    private mutating func dropFirst() {
        guard count > 0, ring.indices.contains(first) else { return }
        bytes -= ring[first].count
        first = (first + 1) % max(1, ring.count)
        count -= 1
    }
}
