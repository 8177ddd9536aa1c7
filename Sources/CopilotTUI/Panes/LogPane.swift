import CopilotCells
import CopilotModel

/// The log of the selected task, with what was searched for marked.
enum LogPane {
    static func draw(_ model: ScreenModel, area: Area, into buffer: inout CellBuffer) {
        let log = model.log
        let lines = log.document.writtenLines
        guard !lines.isEmpty else {
            return PaneFrame.placeholder(emptyWords(model), in: area, model, into: &buffer)
        }
        let top =
            log.isFollowing
            ? LogLayout.bottom(of: log.document, width: area.width, height: area.height, log.overflow) : log.anchor
        LogLayout.draw(log.document, from: top, in: area, log.overflow, glyphs: model.glyphs, into: &buffer)
        if let search = log.search {
            mark(search, from: max(top.line, lines.lowerBound), top.row, log, area: area, into: &buffer)
        }
    }

    private static func emptyWords(_ model: ScreenModel) -> String {
        guard let state = model.state, let ordinal = model.selectedOrdinal else { return "" }
        return state.tasks[ordinal].attempt == 0 ? "it has not started yet" : "no output"
    }

    /// Marks the matches in the lines in sight.
    private static func mark(
        _ search: LogSearch, from first: Int, _ skippedRows: Int, _ log: LogView, area: Area,
        into buffer: inout CellBuffer
    ) {
        var line = first
        var row = -skippedRows
        while row < area.height, line < log.document.writtenLines.upperBound {
            let rows = log.isWrapping ? LogLayout.rows(of: line, in: log.document, width: area.width) : 1
            for columns in search.columns(in: log.document.text(of: line)) {
                for column in columns {
                    let place = log.isWrapping ? column % max(1, area.width) : column - log.shift
                    let cell = Area(
                        column: area.column + place,
                        row: area.row + row + (log.isWrapping ? column / max(1, area.width) : 0), width: 1, height: 1)
                    guard area.contains(Point(column: cell.column, row: cell.row)) else { continue }
                    buffer.highlight(
                        cell, background: .role(.selectedBackground), foreground: .role(.highlight),
                        line == log.matchLine ? [.bold, .reverse] : .bold)
                }
            }
            row += rows
            line += 1
        }
    }
}
