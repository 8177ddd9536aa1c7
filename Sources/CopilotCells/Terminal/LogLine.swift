/// One line of a log: UTF-8 of printable scalars, and where its style changes.
struct LogLine: Sendable {
    /// From `start` (a byte's index) to the next run's start, or the line's end.
    struct Run: Sendable, Hashable {
        var start: Int32
        var style: PackedStyle
    }

    private(set) var bytes: [UInt8] = []
    /// Sorted by start; what lies before the first run is plain.
    private(set) var runs: [Run] = []
    /// Sum of the scalars' columns.
    private(set) var columns = 0
    /// Whether every byte is a scalar of one column, so that a column is a byte's index.
    private(set) var isASCII = true
    /// Whether something was left out because the line was full.
    var isCut = false
    /// The line's share in the document's sum of bytes.
    var accountedBytes = 0

    /// Memory that the line takes, for the document's cap.
    var weight: Int { bytes.count &+ runs.count &* MemoryLayout<Run>.stride }

    /// Empties the line for another use; storage of an ordinary size is kept.
    mutating func reset() {
        bytes.removeAll(keepingCapacity: bytes.capacity <= 512)
        runs.removeAll(keepingCapacity: runs.capacity <= 16)
        columns = 0
        isASCII = true
        isCut = false
        accountedBytes = 0
    }

    /// The style at the line's end.
    var lastStyle: PackedStyle { runs.last?.style ?? .plain }

    /// Appends characters of one byte and one column each.
    mutating func append(ascii: UnsafeRawBufferPointer, _ style: PackedStyle, runLimit: Int) {
        extend(with: style, runLimit: runLimit)
        bytes.append(contentsOf: ascii)
        columns &+= ascii.count
    }

    mutating func append(_ scalar: Unicode.Scalar, columns width: Int, _ style: PackedStyle, runLimit: Int) {
        extend(with: style, runLimit: runLimit)
        bytes.append(contentsOf: scalar.utf8)
        columns &+= width
        isASCII = isASCII && scalar.isASCII
    }

    mutating func append(blanks count: Int, runLimit: Int) {
        guard count > 0 else { return }
        extend(with: .plain, runLimit: runLimit)
        bytes.append(contentsOf: repeatElement(0x20, count: count))
        columns &+= count
    }

    private mutating func extend(with style: PackedStyle, runLimit: Int) {
        if lastStyle != style, runs.count < runLimit { runs.append(Run(start: Int32(bytes.count), style: style)) }
    }

    /// The first scalar that covers or lies behind a column, and the column where it begins; the end for columns
    /// beyond it.
    func place(of column: Int) -> (offset: Int, column: Int) {
        if isASCII || column >= columns {
            return column >= columns ? (bytes.count, columns) : (max(0, column), max(0, column))
        }
        var offset = 0
        var current = 0
        while offset < bytes.count {
            let (length, width) = measure(at: offset)
            if width > 0, current &+ width > column { break }
            current &+= width
            offset &+= length
        }
        return (offset, current)
    }

    /// The bytes and columns of the scalar that begins at `offset`.
    func measure(at offset: Int) -> (length: Int, columns: Int) {
        let first = bytes[offset]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard length > 1, offset &+ length <= bytes.count else { return (1, 1) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for index in offset &+ 1..<offset &+ length { value = value << 6 | UInt32(bytes[index] & 0x3F) }
        return (length, ScalarWidth.columns(of: Unicode.Scalar(value) ?? "\u{FFFD}"))
    }

    /// Overwrites `ascii.count` columns of a line in ASCII that lie within it.
    mutating func overwrite(ascii: UnsafeRawBufferPointer, at column: Int, _ style: PackedStyle, runLimit: Int) {
        let end = column &+ ascii.count
        guard isASCII, column >= 0, end <= bytes.count, !ascii.isEmpty else { return }
        for index in 0..<ascii.count { bytes[column &+ index] = ascii[index] }
        repaint(column..<end, count: ascii.count, style, runLimit: runLimit)
    }

    /// Replaces bytes, which must be cut at scalars, by others that take `newColumns` instead of `oldColumns`.
    mutating func splice(
        _ range: Range<Int>, with new: some Collection<UInt8>, _ style: PackedStyle, oldColumns: Int, newColumns: Int,
        runLimit: Int
    ) {
        let range = range.clamped(to: 0..<bytes.count)
        repaint(range, count: new.count, style, runLimit: runLimit)
        bytes.replaceSubrange(range, with: new)
        columns &+= newColumns &- oldColumns
        if isASCII { isASCII = new.allSatisfy { $0 < 0x80 } }
        if bytes.isEmpty { isASCII = true }
    }

    /// Makes the runs fit when the bytes of `range` become `count` bytes of one style.
    private mutating func repaint(_ range: Range<Int>, count: Int, _ style: PackedStyle, runLimit: Int) {
        if runs.isEmpty, style == .plain { return }
        var fresh: [Run] = []
        fresh.reserveCapacity(runs.count &+ 2)
        func add(_ start: Int, _ style: PackedStyle) {
            if fresh.last?.style ?? .plain == style || fresh.count >= runLimit { return }
            fresh.append(Run(start: Int32(start), style: style))
        }
        var after = PackedStyle.plain
        for run in runs where Int(run.start) < range.lowerBound { add(Int(run.start), run.style) }
        for run in runs where Int(run.start) <= range.upperBound { after = run.style }
        if count > 0 { add(range.lowerBound, style) }
        if range.upperBound < bytes.count {
            add(range.lowerBound &+ count, after)
            for run in runs where Int(run.start) > range.upperBound {
                add(Int(run.start) &- range.count &+ count, run.style)
            }
        }
        runs = fresh
    }
}
