/// Graphs of a value's history.
extension CellBuffer {
    /// Draws a history, newest value at the right edge, older ones to the left of it: in braille two values to a column
    /// and four steps to a row, in ASCII one value to a column and two steps to a row.
    ///
    /// - Parameters:
    ///   - values: 0 to 1 each, oldest first; clamped, and not-a-number counts as 0. Only the newest that fit are drawn.
    ///   - gradient: colours each column by its value.
    package mutating func history(
        _ values: [Double], in area: Area, gradient: Gradient, on background: Paint = .role(.background),
        glyphs: Glyphs = .unicode
    ) {
        guard !area.isEmpty else { return }
        let perColumn = glyphs.isASCII ? 1 : 2
        let columns = min(area.width, width)
        let rows = min(area.height, height)
        let newest = Array(values.suffix(columns * perColumn))
        let padded = [Double](repeating: 0, count: columns * perColumn - newest.count) + newest.map(\.clampedToUnit)
        let first = columns * perColumn - newest.count
        for column in 0..<columns where (column + 1) * perColumn > first {
            let slice = padded[column * perColumn..<(column + 1) * perColumn]
            let level = Int(((slice.max() ?? 0) * 100).rounded())
            let style = Style(.gradient(gradient, level), on: background)
            for row in 0..<rows {
                let fromBottom = rows - 1 - row
                let text = glyphs.isASCII ? Self.step(slice, fromBottom, rows) : Self.braille(slice, fromBottom, rows)
                put(text, at: Point(column: area.column + column, row: area.row + row), style, maxWidth: 1)
            }
        }
    }

    /// The ASCII character of one value in one row: blank, low or full.
    private static func step(_ values: ArraySlice<Double>, _ fromBottom: Int, _ rows: Int) -> String {
        let height = Int(((values.first ?? 0) * Double(rows * 2)).rounded(.up)) - fromBottom * 2
        return height <= 0 ? " " : height == 1 ? "." : ":"
    }

    /// The braille character of two values in one row (U+2800; dots 7, 3, 2, 1 on the left, 8, 6, 5, 4 on the right).
    private static func braille(_ values: ArraySlice<Double>, _ fromBottom: Int, _ rows: Int) -> String {
        let dots: [[UInt32]] = [[0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]]
        var pattern: UInt32 = 0x2800
        for (value, side) in zip(values, dots) {
            let height = Int((value * Double(rows * 4)).rounded(.up)) - fromBottom * 4
            for dot in side.prefix(max(0, height)) { pattern |= dot }
        }
        return pattern == 0x2800 ? " " : Unicode.Scalar(pattern).map { String($0) } ?? " "
    }
}
