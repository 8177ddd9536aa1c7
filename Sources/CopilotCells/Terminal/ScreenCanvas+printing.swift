/// Text arrives.
extension ScreenCanvas {
    mutating func print(ascii bytes: UnsafeRawBufferPointer) {
        guard let last = bytes.last else { return }
        if cursor.drawsLines {
            for byte in bytes { write(LineDrawing.scalar(for: byte), width: 1) }
            return
        }
        previous = Unicode.Scalar(last)
        repeatable = previous
        var rest = bytes
        while !rest.isEmpty {
            wrapIfDue()
            let room = columns - cursor.column
            if rest.count > room, !modes.autoWrap {
                // Without wrapping, what comes later overwrites the last column.
                putASCII(UnsafeRawBufferPointer(rebasing: rest[..<(room - 1)]))
                putASCII(UnsafeRawBufferPointer(rebasing: rest[(rest.count - 1)...]))
                return
            }
            let count = min(rest.count, room)
            putASCII(UnsafeRawBufferPointer(rebasing: rest[..<count]))
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    private mutating func putASCII(_ bytes: UnsafeRawBufferPointer) {
        if modes.insert { page.insertBlanks(bytes.count, row: cursor.row, column: cursor.column) }
        page.put(ascii: bytes, row: cursor.row, column: cursor.column, cursor.look)
        advance(bytes.count)
    }

    mutating func print(_ scalar: Unicode.Scalar) {
        switch PrintableFilter.verdict(scalar, after: previous) {
        case .keep: write(scalar, width: ScalarWidth.columns(of: scalar))
        case .drop: break
        case .replace: write("\u{FFFD}", width: 1)
        case .spell:
            for part in PrintableFilter.shown(scalar, after: previous).unicodeScalars { write(part, width: 1) }
        }
    }

    mutating func write(_ scalar: Unicode.Scalar, width: Int) {
        defer { previous = scalar }
        guard width > 0 else { return join(scalar) }
        repeatable = scalar
        guard width <= columns else { return }
        wrapIfDue()
        if cursor.column + width > columns {
            if modes.autoWrap { wrap() } else { cursor.column = columns - width }
        }
        if modes.insert { page.insertBlanks(width, row: cursor.row, column: cursor.column) }
        page.put(scalar, width: width, row: cursor.row, column: cursor.column, cursor.look)
        advance(width)
    }

    /// A scalar without columns joins what was printed just before it; after a motion there is nothing to join.
    private mutating func join(_ scalar: Unicode.Scalar) {
        guard previous != nil else { return }
        page.join(scalar, row: cursor.row, column: cursor.wrapsNext ? cursor.column : cursor.column - 1)
    }

    private mutating func advance(_ width: Int) {
        cursor.column += width
        guard cursor.column >= columns else { return }
        cursor.column = columns - 1
        cursor.wrapsNext = modes.autoWrap
    }

    private mutating func wrapIfDue() {
        if cursor.wrapsNext { wrap() }
    }

    private mutating func wrap() {
        let last = previous
        page.setWraps(cursor.row, true)
        index()
        cursor.column = 0
        previous = last
    }
}

/// DEC's special graphics: what `ESC ( 0` makes of the characters 0x5F to 0x7E (VT100 User Guide, table 3-9).
enum LineDrawing {
    private static let scalars = Array(" ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·".unicodeScalars)

    /// The scalar that is drawn for a byte of 0x20 to 0x7E.
    static func scalar(for byte: UInt8) -> Unicode.Scalar {
        let index = Int(byte) - 0x5F
        return scalars.indices.contains(index) ? scalars[index] : Unicode.Scalar(byte)
    }
}
