/// The cells of one screen, main or alternate.
///
/// Rows get their storage when something is first written in them and scroll by changing places, so that an unused
/// terminal costs little and a line feed does not copy the screen.
struct ScreenPage: Sendable {
    /// A row on the screen. All cells at `extent` and behind it are blank.
    struct Row: Sendable {
        /// Which stretch of `columns` cells holds it; negative while it has none.
        var slot: Int32 = -1
        /// How many columns may have been written.
        var extent: UInt16 = 0
        /// Whether automatic wrapping went on in the next row.
        var wraps = false
        /// Whether wide characters or clusters may be in it.
        var isComplex = false
    }

    let columns: Int
    private(set) var rows: ContiguousArray<Row>
    private(set) var cells: ContiguousArray<ScreenCell> = []
    var clusters = ScreenClusters()

    init(rows: Int, columns: Int) {
        self.columns = columns
        self.rows = ContiguousArray(repeating: Row(), count: rows)
    }

    /// The cells of a row up to its extent; none where there is no such row.
    func written(_ row: Int) -> ArraySlice<ScreenCell> {
        guard rows.indices.contains(row), rows[row].slot >= 0 else { return [] }
        let base = Int(rows[row].slot) * columns
        return cells[base..<(base + Int(rows[row].extent))]
    }

    /// Appends a row's text in UTF-8, never-written columns as blanks; without blanks at its end unless the row goes on
    /// in the next one.
    func appendText(of row: Int, to bytes: inout [UInt8]) {
        var cells = written(row)
        guard !cells.isEmpty else { return }
        if !rows[row].wraps { while let last = cells.last, last.isBlank { cells.removeLast() } }
        append(cells, to: &bytes)
    }

    /// Appends the text of cells in UTF-8.
    func append(_ cells: ArraySlice<ScreenCell>, to bytes: inout [UInt8]) {
        for cell in cells {
            if cell.code < 0x80 {
                bytes.append(cell.code == 0 ? 0x20 : UInt8(truncatingIfNeeded: cell.code))
            } else if cell.isCluster {
                bytes.append(contentsOf: clusters[cell.value].utf8)
            } else if !cell.isContinuation {
                bytes.append(
                    contentsOf: UTF8.encode(Unicode.Scalar(cell.value) ?? "\u{FFFD}")
                        ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    subscript(row: Int, column: Int) -> ScreenCell {
        guard rows.indices.contains(row), rows[row].slot >= 0, column >= 0, column < columns else { return .blank }
        return cells[Int(rows[row].slot) * columns + column]
    }

    mutating func setWraps(_ row: Int, _ wraps: Bool) {
        if rows.indices.contains(row) { rows[row].wraps = wraps }
    }

    /// Where the row's cells begin, made if need be; nil for rows that are not there.
    private mutating func base(of row: Int) -> Int? {
        guard rows.indices.contains(row) else { return nil }
        if rows[row].slot < 0 {
            rows[row].slot = Int32(truncatingIfNeeded: cells.count / columns)
            cells.append(contentsOf: repeatElement(.blank, count: columns))
        }
        return Int(rows[row].slot) * columns
    }
}

/// Writing.
extension ScreenPage {
    /// Writes printable ASCII, as much as fits.
    mutating func put(ascii bytes: UnsafeRawBufferPointer, row: Int, column: Int, _ look: ScreenLook) {
        let count = min(bytes.count, columns - column)
        guard column >= 0, count > 0, let base = base(of: row) else { return }
        if rows[row].isComplex { splitWide(row, from: column, to: column + count) }
        cells.withUnsafeMutableBufferPointer { cells in
            for index in 0..<count {
                cells[base + column + index] = ScreenCell(code: UInt32(bytes[index]), look: look)
            }
        }
        rows[row].extent = max(rows[row].extent, UInt16(column + count))
    }

    /// Writes a scalar of one or two columns; one that does not fit is not written.
    mutating func put(_ scalar: Unicode.Scalar, width: Int, row: Int, column: Int, _ look: ScreenLook) {
        guard column >= 0, column + width <= columns, let base = base(of: row) else { return }
        if rows[row].isComplex { splitWide(row, from: column, to: column + width) }
        let code = width == 2 ? scalar.value | ScreenCell.wide : scalar.value
        cells[base + column] = ScreenCell(code: code, look: look)
        if width == 2 {
            cells[base + column + 1] = ScreenCell(code: ScreenCell.continuation, look: look)
            rows[row].isComplex = true
        }
        rows[row].extent = max(rows[row].extent, UInt16(column + width))
    }

    /// Takes over a row of another page, cut where it is too long.
    mutating func copyRow(from other: ScreenPage, _ source: Int, to row: Int) {
        let old = other.written(source).prefix(columns)
        guard !old.isEmpty, let base = base(of: row) else { return }
        for (index, cell) in old.enumerated() { cells[base + index] = cell }
        // The second half of a wide character may have been cut off.
        if cells[base + old.count - 1].isWide { cells[base + old.count - 1] = .blank }
        rows[row].extent = UInt16(old.count)
        rows[row].isComplex = other.rows[source].isComplex
    }

    /// Joins a scalar without columns to the character that covers a column.
    mutating func join(_ scalar: Unicode.Scalar, row: Int, column: Int) {
        var column = column
        if self[row, column].isContinuation { column -= 1 }
        guard column >= 0, self[row, column].code != 0, let base = base(of: row) else { return }
        let old = cells[base + column]
        if clusters.isFull { collectClusters() }
        guard let code = clusters.join(scalar, to: old) else { return }
        cells[base + column].code = code | old.code & ScreenCell.wide
        rows[row].isComplex = true
    }

    /// Drops the clusters that no cell shows any more.
    private mutating func collectClusters() {
        let old = clusters
        clusters = ScreenClusters()
        for row in rows where row.isComplex && row.slot >= 0 {
            let base = Int(row.slot) * columns
            for index in base..<(base + Int(row.extent)) where cells[index].isCluster {
                let code = clusters.keep(old[cells[index].value])
                cells[index].code = code | cells[index].code & ScreenCell.wide
            }
        }
        clusters.settle()
    }

    /// Blanks the halves of wide characters that would be left over when columns are overwritten.
    private mutating func splitWide(_ row: Int, from start: Int, to end: Int) {
        let base = Int(rows[row].slot) * columns
        if start > 0, start < columns, cells[base + start].isContinuation { cells[base + start - 1] = .blank }
        if end < columns, cells[base + end].isContinuation { cells[base + end] = .blank }
    }
}

/// Erasing and moving.
extension ScreenPage {
    /// Blanks the columns from `start` up to `end`.
    mutating func erase(_ row: Int, from start: Int, to end: Int) {
        guard rows.indices.contains(row), rows[row].slot >= 0 else { return }
        let start = max(0, start)
        let extent = Int(rows[row].extent)
        guard start < extent, start < end else { return }
        if rows[row].isComplex { splitWide(row, from: start, to: min(end, columns)) }
        let base = Int(rows[row].slot) * columns
        for index in start..<min(end, extent) { cells[base + index] = .blank }
        if end >= extent {
            rows[row].extent = UInt16(start)
            rows[row].wraps = false
            if start == 0 { rows[row].isComplex = false }
        }
    }

    /// Blanks whole rows.
    mutating func eraseRows(_ range: Range<Int>) {
        // Most rows are empty already where a screen is cleared again and again.
        for row in range.clamped(to: 0..<rows.count) where rows[row].extent > 0 || rows[row].wraps {
            erase(row, from: 0, to: columns)
            rows[row].wraps = false
        }
    }

    /// Moves the columns from `column` to the right and blanks `count` of them.
    mutating func insertBlanks(_ count: Int, row: Int, column: Int) {
        guard rows.indices.contains(row), rows[row].slot >= 0, column >= 0, column < columns, count > 0 else { return }
        let count = min(count, columns - column)
        let extent = Int(rows[row].extent)
        guard column < extent else { return }
        if rows[row].isComplex { splitWide(row, from: column, to: column) }
        let base = Int(rows[row].slot) * columns
        let end = min(columns, extent + count)
        for index in stride(from: end - 1, through: column, by: -1) {
            cells[base + index] = index - count >= column ? cells[base + index - count] : .blank
        }
        if end == columns, cells[base + end - 1].isWide { cells[base + end - 1] = .blank }
        rows[row].extent = UInt16(end)
        rows[row].wraps = false
    }

    /// Takes columns out; those behind move to the left.
    mutating func delete(_ count: Int, row: Int, column: Int) {
        guard rows.indices.contains(row), rows[row].slot >= 0, column >= 0, count > 0 else { return }
        let extent = Int(rows[row].extent)
        guard column < extent else { return }
        let count = min(count, extent - column)
        if rows[row].isComplex { splitWide(row, from: column, to: column + count) }
        let base = Int(rows[row].slot) * columns
        for index in column..<extent {
            cells[base + index] = index + count < extent ? cells[base + index + count] : .blank
        }
        rows[row].extent = UInt16(extent - count)
        rows[row].wraps = false
    }

    /// Moves the rows of a region up by `count`; blank rows come in below.
    mutating func scrollUp(_ region: Range<Int>, by count: Int) {
        let region = region.clamped(to: 0..<rows.count)
        let count = min(count, region.count)
        guard count > 0 else { return }
        eraseRows(region.lowerBound..<(region.lowerBound + count))
        rotate(region, by: count)
    }

    /// Moves the rows of a region down by `count`; blank rows come in above.
    mutating func scrollDown(_ region: Range<Int>, by count: Int) {
        let region = region.clamped(to: 0..<rows.count)
        let count = min(count, region.count)
        guard count > 0 else { return }
        eraseRows((region.upperBound - count)..<region.upperBound)
        rotate(region, by: region.count - count)
    }

    /// Lets the first `count` rows of a region change places with the rest.
    private mutating func rotate(_ region: Range<Int>, by count: Int) {
        guard count > 0, count < region.count else { return }
        if count == 1 {
            let first = rows[region.lowerBound]
            for index in region.lowerBound..<(region.upperBound - 1) { rows[index] = rows[index + 1] }
            rows[region.upperBound - 1] = first
        } else {
            let old = rows[region]
            for offset in 0..<region.count {
                rows[region.lowerBound + offset] = old[region.lowerBound + (offset + count) % region.count]
            }
        }
    }
}
