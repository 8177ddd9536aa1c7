/// What programs do to a line that they have already written.
extension LogLine {
    /// Overwrites the columns from `column`, which lies within the line, with one scalar.
    ///
    /// A wide character that loses a half becomes a blank.
    ///
    /// - Parameters:
    ///   - hint: the byte at which `column` begins, where known.
    ///   - byteLimit: the line's cap. What does not fit is left out.
    /// - Returns: the byte after the scalar.
    mutating func overwrite(
        _ scalar: Unicode.Scalar, columns width: Int, at column: Int, hint: Int?, _ style: PackedStyle, byteLimit: Int,
        runLimit: Int
    ) -> Int {
        var (start, first) = hint.map { ($0, column) } ?? place(of: column)
        if first < column {
            let (length, wide) = measure(at: start)
            splice(
                start..<start &+ length, with: [0x20, 0x20], style, oldColumns: wide, newColumns: 2, runLimit: runLimit)
            (start, first) = (start &+ 1, column)
        }
        let (end, covered) = extent(from: start, columns: width)
        let filler = max(0, covered &- width)
        let new = Array(scalar.utf8) + [UInt8](repeating: 0x20, count: filler)
        guard bytes.count &- (end &- start) &+ new.count <= byteLimit else {
            isCut = true
            return end
        }
        splice(start..<end, with: new, style, oldColumns: covered, newColumns: width &+ filler, runLimit: runLimit)
        return start &+ new.count &- filler
    }

    /// Where the scalar before `offset` begins, if it takes one column.
    func stepBack(from offset: Int) -> Int? {
        guard offset > 0, offset <= bytes.count else { return nil }
        var start = offset &- 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start &-= 1 }
        return measure(at: start).columns == 1 ? start : nil
    }

    /// Where the scalars end that cover `columns` from `start` on, with the marks that belong to them.
    private func extent(from start: Int, columns: Int) -> (end: Int, columns: Int) {
        var end = start
        var covered = 0
        while end < bytes.count {
            let (length, width) = measure(at: end)
            if covered >= columns, width > 0 { break }
            covered &+= width
            end &+= length
        }
        return (end, covered)
    }

    /// Inserts a scalar without columns, such as an accent, behind the character that it belongs to.
    mutating func insertMark(_ scalar: Unicode.Scalar, at offset: Int, byteLimit: Int, runLimit: Int) -> Int {
        let new = Array(scalar.utf8)
        guard bytes.count &+ new.count <= byteLimit, offset > 0, offset <= bytes.count else { return offset }
        splice(
            offset..<offset, with: new, style(before: offset), oldColumns: 0, newColumns: 0, runLimit: runLimit)
        return offset &+ new.count
    }

    private func style(before offset: Int) -> PackedStyle {
        runs.last { Int($0.start) < offset }?.style ?? .plain
    }

    /// Removes everything from a column on.
    mutating func truncate(to column: Int, runLimit: Int) {
        isCut = false
        guard column < columns else { return }
        let (start, first) = place(of: column)
        let blanks = [UInt8](repeating: 0x20, count: max(0, column &- first))
        splice(
            start..<bytes.count, with: blanks, .plain, oldColumns: columns &- first, newColumns: blanks.count,
            runLimit: runLimit)
    }

    /// Blanks the columns from `column` on, as far as the line reaches.
    mutating func blank(from column: Int, count: Int, byteLimit: Int, runLimit: Int) {
        let end = min(columns, column &+ count)
        if end >= columns { return truncate(to: column, runLimit: runLimit) }
        guard column < end else { return }
        let (start, first) = place(of: column)
        let (last, covered) = extent(from: start, columns: end &- first)
        let blanks = [UInt8](repeating: 0x20, count: covered)
        guard bytes.count &- (last &- start) &+ covered <= byteLimit else { return }
        splice(start..<last, with: blanks, .plain, oldColumns: covered, newColumns: covered, runLimit: runLimit)
    }

    /// Takes columns out; what follows moves to the left.
    mutating func delete(from column: Int, count: Int, runLimit: Int) {
        guard column < columns, count > 0 else { return }
        let (start, first) = place(of: column)
        let (end, last) = place(of: column &+ count)
        splice(start..<end, with: [], .plain, oldColumns: last &- first, newColumns: 0, runLimit: runLimit)
    }

    /// Puts blanks in; what follows moves to the right.
    mutating func insert(blanks count: Int, at column: Int, byteLimit: Int, runLimit: Int) {
        let room = min(count, byteLimit &- bytes.count)
        guard column < columns, room > 0 else { return }
        let (start, _) = place(of: column)
        let blanks = [UInt8](repeating: 0x20, count: room)
        splice(start..<start, with: blanks, .plain, oldColumns: 0, newColumns: room, runLimit: runLimit)
    }
}
