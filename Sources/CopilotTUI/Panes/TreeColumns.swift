import CopilotCells
import CopilotModel

/// The columns at the right side of the tree: status and time, aligned whatever stands before them.
struct TreeColumns {
    let statusWidth: Int
    let timeWidth: Int

    init(width: Int) {
        switch width {
        case 90...: (statusWidth, timeWidth) = (26, 7)
        case 60..<90: (statusWidth, timeWidth) = (20, 7)
        case 46..<60: (statusWidth, timeWidth) = (16, 7)
        case 34..<46: (statusWidth, timeWidth) = (12, 6)
        default: (statusWidth, timeWidth) = (9, 0)
        }
    }

    /// Whether a status may say what it waits for.
    var hasReasons: Bool { statusWidth >= 14 }

    private var reserved: Int { statusWidth + 1 + (timeWidth > 0 ? timeWidth + 1 : 0) }

    /// Columns that an item gets before a child's name is shortened to its number.
    private static let itemWidth = 12

    /// Writes the name into what the other columns leave; its middle gives way.
    func name(
        _ text: String, _ role: Role, _ attributes: Style.Attributes = [], pen: inout RowPen,
        into buffer: inout CellBuffer
    ) {
        pen.cell(text, width: max(0, pen.room - reserved), role, attributes, cutting: .middle, into: &buffer)
        pen.skip(1)
    }

    /// Writes the name of a fan-out's child and its item, the name as the number alone where there is no room for both: the
    /// row of the fan-out stands above.
    func name(
        _ text: String, number: Int, item: String, _ role: Role, pen: inout RowPen, into buffer: inout CellBuffer
    ) {
        let end = pen.column + max(0, pen.room - reserved)
        let isWhole = TextWidth.columns(of: text) + 1 + Self.itemWidth <= end - pen.column
        pen.put(isWhole ? text : "[\(number)]", role, width: end - pen.column, into: &buffer)
        pen.skip(1)
        pen.cell(item, width: end - pen.column, role, cutting: .middle, into: &buffer)
        pen.skip(1)
    }

    func status(_ text: String, _ role: Role, pen: inout RowPen, into buffer: inout CellBuffer) {
        pen.cell(Sanitizer.line(text), width: statusWidth, role, into: &buffer)
    }

    func time(_ text: String, pen: inout RowPen, into buffer: inout CellBuffer) {
        guard timeWidth > 0 else { return }
        pen.skip(1)
        pen.cell(text, width: timeWidth, .inactive, alignRight: true, into: &buffer)
    }

    /// Writes how far a group is: a bar where there is room, how many are settled, how many of them failed.
    func progress(_ counts: StatusCounts, _ role: Role, pen: inout RowPen, into buffer: inout CellBuffer) {
        let end = pen.column + min(statusWidth, pen.room)
        let mark = pen.glyphs.isASCII ? "X" : pen.glyphs.mark(.failed)
        let failed = counts[.failed] > 0 ? " \(NumberPresentation.compact(counts[.failed]))\(mark)" : ""
        var text = counts.progress()
        if TextWidth.columns(of: text) + TextWidth.columns(of: failed) > statusWidth {
            text = counts.progress(isCompact: true)
        }
        pen.put(text, role, width: statusWidth, into: &buffer)
        pen.put(failed, .error, width: max(0, end - pen.column), into: &buffer)
        let rest = end - pen.column - 1
        if rest >= 6, counts.total > 0 {
            pen.skip(max(1, rest + 1 - 8))
            pen.bar(counts.fraction, width: min(8, end - pen.column), role == .ok ? .inactive : role, into: &buffer)
        }
        pen.skip(end - pen.column)
    }
}
