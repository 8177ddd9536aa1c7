import CopilotCells
import CopilotModel

/// A task's terminal while a person types into it, under a line of ours that no output can reach.
enum TakeoverPane {
    static func draw(_ takeover: TerminalTakeover, _ model: ScreenModel, on screen: Area, into buffer: inout CellBuffer)
    {
        buffer.fill(screen)
        var area = screen
        let line = area.cut(top: 1)
        buffer.fill(line, Cell(" ", Style(.role(.warn), .reverse)))
        var pen = RowPen(line, row: 0, glyphs: model.glyphs)
        let key = model.keymap.key(for: .release, in: .pty) ?? "the release key"
        pen.put(
            " you type into \(Sanitizer.line(takeover.task.description)); \(key) leaves", .warn, [.bold, .reverse],
            cutting: .middle, into: &buffer)
        let lines = takeover.grid.lines
        let cursor = takeover.grid.cursor
        // What is in sight always has the cursor in it.
        let top = max(0, min(max(lines.count, cursor.row + 1) - area.height, cursor.row))
        let left = max(0, cursor.column - area.width + 1)
        for row in 0..<area.height where lines.indices.contains(top + row) {
            let text = Self.dropping(left, from: Sanitizer.line(lines[top + row], columnLimit: 1_000))
            buffer.put(
                text, at: Point(column: area.column, row: area.row + row), Style(.role(.text)), maxWidth: area.width)
        }
        let place = Point(column: area.column + cursor.column - left, row: area.row + cursor.row - top)
        if area.contains(place) { buffer.cursor = place }
    }

    /// The text without its first columns.
    private static func dropping(_ columns: Int, from text: String) -> String {
        var rest = Substring(text)
        var left = columns
        while left > 0, let first = rest.first {
            left -= max(1, TextWidth.columns(of: first))
            rest = rest.dropFirst()
        }
        return String(rest)
    }
}
