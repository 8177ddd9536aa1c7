import CopilotCells

/// Writes the columns of one row from left to right, and never past its right end.
struct RowPen {
    private(set) var column: Int
    let row: Int
    /// The first column that is not its own.
    private(set) var end: Int
    let glyphs: Glyphs
    /// What cells are drawn on.
    let background: Paint

    /// A pen at the left end of row `offset` (counted from 0) of an area.
    init(_ area: Area, row offset: Int, glyphs: Glyphs, background: Paint = .role(.background)) {
        column = area.column
        row = area.row + offset
        end = area.column + area.width
        self.glyphs = glyphs
        self.background = background
    }

    /// Columns that are left.
    var room: Int { max(0, end - column) }

    func style(_ role: Role, _ attributes: Style.Attributes = []) -> Style {
        Style(.role(role), on: background, attributes)
    }

    /// Writes a text, cut at the row's end or at `width` columns, and moves behind it.
    mutating func put(
        _ text: String, _ role: Role = .text, _ attributes: Style.Attributes = [], width: Int? = nil,
        cutting cut: TextWidth.Cut = .end, into buffer: inout CellBuffer
    ) {
        let columns = min(width ?? room, room)
        guard columns > 0 else { return }
        let fitting = TextWidth.truncate(text, to: columns, cutting: cut, ellipsis: glyphs.ellipsis)
        column += buffer.put(
            fitting, at: Point(column: column, row: row), style(role, attributes), maxWidth: columns)
    }

    /// Writes a text into a column of exactly `width` columns.
    mutating func cell(
        _ text: String, width: Int, _ role: Role = .text, _ attributes: Style.Attributes = [],
        cutting cut: TextWidth.Cut = .end, alignRight: Bool = false, into buffer: inout CellBuffer
    ) {
        let start = column
        let columns = min(max(0, width), room)
        if alignRight { column += max(0, columns - TextWidth.columns(of: text)) }
        put(text, role, attributes, width: columns - (column - start), cutting: cut, into: &buffer)
        column = start + columns
    }

    /// Writes a text at the row's right end and gives these columns up, with a blank before them.
    mutating func putRight(
        _ text: String, _ role: Role = .text, _ attributes: Style.Attributes = [], into buffer: inout CellBuffer
    ) {
        let columns = TextWidth.columns(of: text)
        guard columns > 0, columns <= room else { return }
        buffer.put(text, at: Point(column: end - columns, row: row), style(role, attributes), maxWidth: columns)
        end -= columns + 1
    }

    /// Leaves columns blank.
    mutating func skip(_ columns: Int) { column = min(column + max(0, columns), max(column, end)) }

    /// Gives columns at the right end up, for what is drawn there otherwise.
    mutating func reserve(_ columns: Int) { end = max(column, end - max(0, columns)) }

    /// Draws a bar of filled and empty blocks.
    ///
    /// - Parameter fraction: 0 to 1.
    mutating func bar(_ fraction: Double, width: Int, _ role: Role, into buffer: inout CellBuffer) {
        let columns = min(max(0, width), room)
        let share = fraction.isFinite ? min(max(fraction, 0), 1) : 0
        var filled = Int((share * Double(columns)).rounded(.down))
        // A beginning shows, and an end shows only when it is one.
        if share > 0, filled == 0 { filled = 1 }
        put(String(repeating: glyphs.meterFull, count: min(filled, columns)), role, into: &buffer)
        put(
            String(repeating: glyphs.meterEmpty, count: max(0, columns - filled)), .meterBackground,
            into: &buffer)
    }

    /// Draws a meter coloured along a gradient.
    ///
    /// - Parameter percent: 0 to 100.
    mutating func meter(_ percent: Double, width: Int, _ gradient: Gradient, into buffer: inout CellBuffer) {
        let columns = min(max(0, width), room)
        buffer.meter(
            at: Point(column: column, row: row), width: columns, percent: NumberPresentation.whole(percent),
            gradient: gradient, on: background, glyphs: glyphs)
        column += columns
    }
}
