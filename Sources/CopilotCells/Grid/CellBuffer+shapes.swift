/// Areas, frames, meters and bars.
extension CellBuffer {
    /// Fills the area with one cell of one column.
    package mutating func fill(_ area: Area, _ cell: Cell = .blank) {
        let visible = area.intersection(self.area)
        guard !visible.isEmpty else { return }
        for row in visible.row..<visible.row + visible.height {
            run(cell, columns: visible.column..<visible.column + visible.width, row: row)
        }
    }

    /// Gives the cells of the area another background and further attributes, and keeps their text and colour.
    package mutating func highlight(
        _ area: Area, background: Paint, foreground: Paint? = nil, _ attributes: Style.Attributes = []
    ) {
        let visible = area.intersection(self.area)
        guard !visible.isEmpty else { return }
        for row in visible.row..<visible.row + visible.height {
            for column in visible.column..<visible.column + visible.width {
                self[column, row].style.background = background
                if let foreground { self[column, row].style.foreground = foreground }
                self[column, row].style.attributes.formUnion(attributes)
            }
        }
    }

    /// Draws a frame along the area's edge, with a title in its top line and facts at the right end of its bottom line.
    ///
    /// An area of less than two rows or columns has no room for a frame and is left alone.
    package mutating func box(
        _ area: Area, title: String = "", note: String = "", _ style: Style, titleStyle: Style? = nil,
        glyphs: Glyphs = .unicode
    ) {
        guard area.width >= 2, area.height >= 2 else { return }
        let frame = glyphs.frame
        let right = area.column + area.width - 1
        let bottom = area.row + area.height - 1
        let horizontal = Cell(frame.horizontal, style)
        let vertical = Cell(frame.vertical, style)
        for row in [area.row, bottom] { run(horizontal, columns: area.column..<right + 1, row: row) }
        for row in max(area.row, 0)..<max(max(area.row, 0), min(bottom, height)) {
            for column in [area.column, right] { run(vertical, columns: column..<column + 1, row: row) }
        }
        put(frame.topLeft, at: Point(column: area.column, row: area.row), style)
        put(frame.topRight, at: Point(column: right, row: area.row), style)
        put(frame.bottomLeft, at: Point(column: area.column, row: bottom), style)
        put(frame.bottomRight, at: Point(column: right, row: bottom), style)
        label(title, on: area, row: area.row, style, titleStyle ?? style, glyphs, atRight: false)
        label(note, on: area, row: bottom, style, titleStyle ?? style, glyphs, atRight: true)
    }

    private mutating func label(
        _ text: String, on area: Area, row: Int, _ style: Style, _ textStyle: Style, _ glyphs: Glyphs, atRight: Bool
    ) {
        let room = area.width - 6
        guard !text.isEmpty, room > 0 else { return }
        let fitting = TextWidth.truncate(text, to: room, ellipsis: glyphs.ellipsis)
        let columns = TextWidth.columns(of: fitting)
        var point = Point(column: atRight ? area.column + area.width - columns - 4 : area.column + 2, row: row)
        point.column += put(atRight ? " " : glyphs.frame.titleLeft, at: point, style)
        point.column += put(fitting, at: point, textStyle)
        put(atRight ? " " : glyphs.frame.titleRight, at: point, style)
    }

    /// A row of blocks of which `percent` are filled, coloured along the gradient.
    ///
    /// - Parameter percent: 0 to 100; what lies outside is clamped.
    package mutating func meter(
        at point: Point, width: Int, percent: Int, gradient: Gradient, on background: Paint = .role(.background),
        glyphs: Glyphs = .unicode
    ) {
        let share = min(max(percent, 0), 100)
        guard width > 0 else { return }
        for place in 0..<min(width, self.width) {
            let level = (place + 1) * 100 / width
            // A trace of a load shows one block: an idle gauge and a busy one shall not look the same.
            let isFull = share > 0 && (place == 0 || level <= share)
            let paint = isFull ? Paint.gradient(gradient, level) : .role(.meterBackground)
            let text = isFull ? glyphs.meterFull : glyphs.meterEmpty
            put(
                text, at: Point(column: point.column + place, row: point.row), Style(paint, on: background), maxWidth: 1
            )
        }
    }

    /// A solid bar of `fraction × width` columns, drawn to eighths of a column where the glyphs allow it.
    ///
    /// - Parameter fraction: 0 to 1; what lies outside, or is not a number, is clamped.
    package mutating func bar(at point: Point, width: Int, fraction: Double, _ style: Style, glyphs: Glyphs = .unicode)
    {
        guard width > 0, glyphs.barSteps.count > 1 else { return }
        let steps = glyphs.barSteps.count - 1
        let filled = Int((fraction.clampedToUnit * Double(min(width, self.width) * steps)).rounded())
        for place in 0..<min(width, self.width) {
            let step = min(max(filled - place * steps, 0), steps)
            put(glyphs.barSteps[step], at: Point(column: point.column + place, row: point.row), style, maxWidth: 1)
        }
    }

    /// A vertical scrollbar that shows which part of `total` rows is visible; nothing when all of them are.
    package mutating func scrollbar(
        at point: Point, height: Int, offset: Int, visible: Int, total: Int, _ style: Style, glyphs: Glyphs = .unicode
    ) {
        guard height > 0, visible > 0, total > visible else { return }
        let size = max(1, Int(Double(height) * Double(visible) / Double(total)))
        let travel = Double(height - size) * Double(min(max(offset, 0), total - visible)) / Double(total - visible)
        let start = Int(travel.rounded())
        for row in 0..<min(height, self.height) {
            let isThumb = row >= start && row < start + size
            put(
                isThumb ? glyphs.scrollThumb : glyphs.scrollTrack,
                at: Point(column: point.column, row: point.row + row),
                style, maxWidth: 1)
        }
    }
}

extension Area {
    /// What lies in both.
    package func intersection(_ other: Area) -> Area {
        let left = max(column, other.column)
        let top = max(row, other.row)
        return Area(
            column: left, row: top, width: min(column &+ width, other.column &+ other.width) &- left,
            height: min(row &+ height, other.row &+ other.height) &- top)
    }
}

extension Double {
    /// The number within 0 and 1; 0 where it is not a number.
    var clampedToUnit: Double { isNaN ? 0 : min(max(self, 0), 1) }
}
