/// The lines that a terminal would have shown of raw output, without colours: redrawn lines as they ended.
///
/// A short form of a terminal, for reading only: what is moved to another line begins a line of its own.
struct PlainLines {
    private(set) var lines: [[UInt8]] = []
    private var line: [UInt8] = []
    /// Whether the next character overwrites the line.
    private var isReturned = false

    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { read($0) }
        endLine()
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case 0x0A: endLine()
            case 0x0D: isReturned = true
            case 0x08: if !line.isEmpty { line.removeLast() }
            case 0x09: put(0x20)
            case 0x1B: place = escape(bytes, place)
            case 0x00..<0x20, 0x7F: break
            default: put(byte)
            }
        }
    }

    private mutating func put(_ byte: UInt8) {
        if isReturned {
            line.removeAll(keepingCapacity: true)
            isReturned = false
        }
        line.append(byte)
    }

    private mutating func endLine() {
        if !line.isEmpty { lines.append(line) }
        line.removeAll(keepingCapacity: true)
        isReturned = false
    }

    /// Reads the rest of an escape sequence and returns the place behind it.
    ///
    /// Source: ECMA-48, 5.3 to 5.6 and 8.3.
    private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        guard start < bytes.count else { return start }
        switch bytes[start] {
        case 0x5B: return control(bytes, start + 1)
        case 0x5D, 0x50, 0x58, 0x5E, 0x5F: return string(bytes, start + 1)
        case 0x20...0x2F: return min(bytes.count, start + 2)
        default: return start + 1
        }
    }

    private mutating func control(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var place = start
        var number = 0
        while place < bytes.count, bytes[place] >= 0x20, bytes[place] < 0x40 {
            if bytes[place] >= 0x30, bytes[place] <= 0x39 {
                number = min(9_999, number * 10 + Int(bytes[place]) - 0x30)
            }
            place += 1
        }
        guard place < bytes.count, bytes[place] >= 0x40 else { return place }
        move(bytes[place], number)
        return place + 1
    }

    private mutating func move(_ final: UInt8, _ number: Int) {
        switch final {
        case 0x43: for _ in 0..<min(max(1, number), 200) { put(0x20) }
        case 0x47:
            if number <= 1 { isReturned = true } else { while line.count < min(number - 1, 400) { put(0x20) } }
        case 0x4B:
            if isReturned || number == 2 { line.removeAll(keepingCapacity: true) }
        case 0x41, 0x42, 0x45, 0x46, 0x48, 0x4A, 0x64, 0x66: endLine()
        default: break
        }
    }

    /// A title or another string; one without an end is given up at the end of the line.
    private func string(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var place = start
        while place < bytes.count {
            switch bytes[place] {
            case 0x07: return place + 1
            case 0x1B: return min(bytes.count, place + 2)
            case 0x0A: return place
            default: place += 1
            }
        }
        return place
    }
}
