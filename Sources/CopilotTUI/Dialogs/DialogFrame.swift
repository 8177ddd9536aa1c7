import CopilotCells

/// A box in the middle of the screen over everything else. No cell of a command's output is ever drawn in it.
enum DialogFrame {
    /// The area inside a box for contents of a size, at most what the screen has room for.
    static func content(width: Int, height: Int, on screen: Area) -> Area {
        let outerWidth = min(width + 4, screen.width)
        let outerHeight = min(height + 2, screen.height)
        return Area(
            column: screen.column + (screen.width - outerWidth) / 2 + 2,
            row: screen.row + (screen.height - outerHeight) / 2 + 1, width: outerWidth - 4, height: outerHeight - 2)
    }

    /// Clears the area and draws the box around it.
    static func draw(
        title: String, note: String = "", around content: Area, role: Role = .focusBox, _ glyphs: Glyphs,
        into buffer: inout CellBuffer
    ) {
        let outer = Area(
            column: content.column - 2, row: content.row - 1, width: content.width + 4, height: content.height + 2)
        buffer.fill(outer)
        buffer.box(
            outer, title: title, note: note, Style(.role(role)), titleStyle: Style(.role(.title), .bold),
            glyphs: glyphs)
    }

    /// Draws a choice; the chosen one has a marker besides its colour.
    static func choice(
        _ text: String, isChosen: Bool, pen: inout RowPen, into buffer: inout CellBuffer
    ) {
        let start = pen.column
        pen.put(isChosen ? pen.glyphs.cursor : " ", .highlight, into: &buffer)
        pen.put(" \(text) ", isChosen ? .selectedText : .text, isChosen ? .bold : [], into: &buffer)
        guard isChosen else { return }
        buffer.highlight(
            Area(column: start, row: pen.row, width: pen.column - start, height: 1),
            background: .role(.selectedBackground))
    }
}
