import CopilotCells

/// All keys and what they do, made from the keymap.
enum HelpDialog {
    private static let width = 76

    /// A line: a heading, or a key with its description.
    private enum Line {
        case heading(String)
        case key(Keymap.HelpRow, disabled: String?)
        case blank
    }

    /// The furthest that the help of a screen of the model's size can be scrolled.
    static func furthest(_ model: ScreenModel) -> Int {
        let area = content(model, on: Area(column: 0, row: 0, width: model.width, height: model.height))
        return max(0, lines(model).count - area.height)
    }

    static func draw(_ model: ScreenModel, scroll: Int, on screen: Area, into buffer: inout CellBuffer) {
        let lines = lines(model)
        let area = content(model, on: screen)
        let first = min(max(0, scroll), max(0, lines.count - area.height))
        let isMore = lines.count > area.height
        DialogFrame.draw(
            title: "keys", note: isMore ? "up and down scroll, esc closes" : "esc closes", around: area, model.glyphs,
            into: &buffer)
        for (row, line) in lines.dropFirst(first).prefix(area.height).enumerated() {
            draw(line, in: area, row: row, model, into: &buffer)
        }
        buffer.scrollbar(
            at: Point(column: area.column + area.width + 1, row: area.row), height: area.height, offset: first,
            visible: area.height, total: lines.count, Style(.role(.divider)), glyphs: model.glyphs)
    }

    private static func content(_ model: ScreenModel, on screen: Area) -> Area {
        DialogFrame.content(width: width, height: lines(model).count, on: screen)
    }

    private static func draw(
        _ line: Line, in area: Area, row: Int, _ model: ScreenModel, into buffer: inout CellBuffer
    ) {
        var pen = RowPen(area, row: row, glyphs: model.glyphs)
        switch line {
        case .blank: break
        case .heading(let title): pen.put(title, .title, .bold, into: &buffer)
        case .key(let help, let reason):
            let keys = help.keys.isEmpty ? "none" : help.keys.joined(separator: " ")
            pen.skip(1)
            pen.cell(keys, width: min(16, area.width / 3), reason == nil ? .highlight : .inactive, into: &buffer)
            pen.skip(1)
            let text = reason.map { "\(help.description.dropLast()): \($0)" } ?? help.description
            pen.put(text, reason == nil ? .text : .inactive, into: &buffer)
        }
    }

    private static func lines(_ model: ScreenModel) -> [Line] {
        var lines: [Line] = []
        var context: KeyContext?
        for row in model.keymap.help where row.context != .pty {
            if row.context != context {
                if context != nil { lines.append(.blank) }
                lines.append(.heading(row.context.title))
                context = row.context
            }
            lines.append(.key(row, disabled: ScreenModel.isMissing(row.action) ? ScreenModel.missingWords : nil))
        }
        return lines
    }
}
