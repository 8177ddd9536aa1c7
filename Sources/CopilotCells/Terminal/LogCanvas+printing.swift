/// Text arrives.
extension LogCanvas {
    mutating func print(ascii bytes: UnsafeRawBufferPointer) {
        guard let last = bytes.last else { return }
        previous = Unicode.Scalar(last)
        var rest = bytes
        while column < ring[line].columns, !rest.isEmpty {
            if ring[line].isASCII {
                let count = min(rest.count, ring[line].columns &- column)
                let head = UnsafeRawBufferPointer(rebasing: rest[..<count])
                ring[line].overwrite(ascii: head, at: column, pen, runLimit: limits.runsPerLine)
                column &+= count
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            } else {
                overwrite(Unicode.Scalar(rest[0]), columns: 1)
                rest = UnsafeRawBufferPointer(rebasing: rest[1...])
            }
        }
        if !rest.isEmpty { append(ascii: rest) }
    }

    private mutating func append(ascii bytes: UnsafeRawBufferPointer) {
        pad()
        offset = nil
        defer { column = min(column &+ bytes.count, limits.bytesPerLine) }
        guard !ring[line].isCut else { return }
        let room = max(0, limits.bytesPerLine &- ring[line].bytes.count)
        let fitting = UnsafeRawBufferPointer(rebasing: bytes.prefix(room))
        ring[line].append(ascii: fitting, pen, runLimit: limits.runsPerLine)
        if fitting.count < bytes.count { ring[line].isCut = true }
    }

    /// Fills the gap between the line's end and the cursor.
    private mutating func pad() {
        let gap = column &- ring[line].columns
        guard gap > 0, !ring[line].isCut else { return }
        let room = max(0, limits.bytesPerLine &- ring[line].bytes.count)
        ring[line].append(blanks: min(gap, room), runLimit: limits.runsPerLine)
        if gap > room { ring[line].isCut = true }
    }

    mutating func print(_ scalar: Unicode.Scalar) {
        switch PrintableFilter.verdict(scalar, after: previous) {
        case .keep: write(scalar)
        case .drop: break
        case .replace: write("\u{FFFD}")
        case .spell:
            for part in PrintableFilter.shown(scalar, after: previous).unicodeScalars { write(part) }
        }
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        let width = ScalarWidth.columns(of: scalar)
        defer { previous = scalar }
        if width == 0 { return mark(scalar) }
        if column < ring[line].columns { return overwrite(scalar, columns: width) }
        pad()
        offset = nil
        defer { column = min(column &+ width, limits.bytesPerLine) }
        guard !ring[line].isCut else { return }
        guard ring[line].bytes.count &+ scalar.utf8.count <= limits.bytesPerLine else {
            ring[line].isCut = true
            return
        }
        ring[line].append(scalar, columns: width, pen, runLimit: limits.runsPerLine)
    }

    private mutating func overwrite(_ scalar: Unicode.Scalar, columns width: Int) {
        offset = ring[line].overwrite(
            scalar, columns: width, at: column, hint: offset, pen, byteLimit: limits.bytesPerLine,
            runLimit: limits.runsPerLine)
        column = min(column &+ width, limits.bytesPerLine)
        // What was overwritten may have been cut short, so that the byte's column is not known.
        if ring[line].isCut { offset = nil }
    }

    /// A scalar without columns joins what was printed just before it; after a motion there is nothing to join.
    private mutating func mark(_ scalar: Unicode.Scalar) {
        guard previous != nil, !ring[line].isCut else { return }
        if column >= ring[line].columns {
            guard ring[line].bytes.count &+ scalar.utf8.count <= limits.bytesPerLine else { return }
            ring[line].append(scalar, columns: 0, ring[line].lastStyle, runLimit: limits.runsPerLine)
        } else {
            let place = offset ?? ring[line].place(of: column).offset
            offset = ring[line].insertMark(
                scalar, at: place, byteLimit: limits.bytesPerLine, runLimit: limits.runsPerLine)
        }
    }
}
