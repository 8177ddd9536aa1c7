/// Makes a fan-out's items of a file's bytes as they come.
///
/// A line is an item: LF, CRLF or CR before LF end it; a byte order mark at the start and blank lines are left out; what is no
/// UTF-8 is mended with U+FFFD.
struct ItemLines {
    /// What a file cannot be.
    enum Refusal: Error {
        /// It holds a zero byte: it is no text.
        case binary
        case tooManyItems
    }

    private(set) var items: [String] = []
    private var line: [UInt8] = []
    private var isFirst = true
    private let mostItems: Int

    init(mostItems: Int) { self.mostItems = mostItems }

    /// Adds bytes of the file.
    mutating func append(_ bytes: UnsafeRawBufferPointer) throws(Refusal) {
        var rest = bytes[...]
        if rest.contains(0) { throw .binary }
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            line += rest[..<end]
            try finishLine()
            rest = rest[(end + 1)...]
        }
        line += rest
    }

    /// The file's end: a last line needs no line end.
    mutating func finish() throws(Refusal) {
        if !line.isEmpty { try finishLine() }
    }

    private mutating func finishLine() throws(Refusal) {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirst, line.starts(with: [0xef, 0xbb, 0xbf]) { line.removeFirst(3) }
        isFirst = false
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        guard line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else { return }
        guard items.count < mostItems else { throw .tooManyItems }
        items.append(String(decoding: line, as: UTF8.self))
    }
}
