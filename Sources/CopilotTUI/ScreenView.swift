package import CopilotCells
import CopilotModel

/// Draws a screen. Reads the model, writes cells, decides nothing.
package enum ScreenView {
    /// What the screen shows at a size. Whatever the size and the model are, it is drawn without a trap.
    package static func render(_ model: ScreenModel, width: Int, height: Int) -> CellBuffer {
        var buffer = CellBuffer(width: width, height: height)
        draw(model, into: &buffer)
        if model.glyphs.isASCII { limitToASCII(&buffer) }
        return buffer
    }

    private static func draw(_ model: ScreenModel, into buffer: inout CellBuffer) {
        let (width, height) = (buffer.width, buffer.height)
        let layout = model.layout(width: width, height: height)
        guard layout.kind != .tooSmall else {
            drawTooSmall(layout, model, into: &buffer)
            return
        }
        if let takeover = model.takeover {
            return TakeoverPane.draw(takeover, model, on: buffer.area, into: &buffer)
        }
        HeaderPane.draw(model, area: layout.header, into: &buffer)
        for pane in PaneID.allCases {
            if let area = layout.panes[pane] { draw(pane, area: area, layout, model, into: &buffer) }
        }
        HealthPane.drawLine(model, area: layout.gauges, into: &buffer)
        if model.isConnectionLost { drawConnectionLost(layout, model, into: &buffer) }
        FooterPane.draw(model, area: layout.footer, into: &buffer)
        drawDialog(model, into: &buffer)
    }

    /// Replaces what a terminal without UTF-8 cannot show, a mark a cell.
    private static func limitToASCII(_ buffer: inout CellBuffer) {
        for row in 0..<buffer.height {
            for column in 0..<buffer.width {
                let text = buffer[column, row].text
                if text.isEmpty || !text.utf8.allSatisfy({ $0 < 0x80 }) { buffer[column, row].text = "?" }
            }
        }
    }

    private static func draw(
        _ pane: PaneID, area: Area, _ layout: ScreenLayout, _ model: ScreenModel, into buffer: inout CellBuffer
    ) {
        let content = PaneFrame.content(of: area, in: layout)
        if layout.kind == .list {
            let line = Area(column: area.column, row: area.row, width: area.width, height: 1)
            HeaderPane.drawShort(model, area: line, into: &buffer)
        } else {
            PaneFrame.draw(pane, area: area, layout, model, into: &buffer)
        }
        switch pane {
        case .tree: TreePane.draw(model, area: content, into: &buffer)
        case .errors: ErrorsPane.draw(model, area: content, into: &buffer)
        case .timeouts: TimeoutsPane.draw(model, area: content, into: &buffer)
        case .health: HealthPane.draw(model, area: content, into: &buffer)
        case .detail: DetailPane.draw(model, area: content, into: &buffer)
        }
    }

    private static func drawDialog(_ model: ScreenModel, into buffer: inout CellBuffer) {
        let screen = buffer.area
        switch model.dialog {
        case .help(let scroll): HelpDialog.draw(model, scroll: scroll, on: screen, into: &buffer)
        case .result(let scroll): ResultDialog.draw(model, scroll: scroll, on: screen, into: &buffer)
        case .evidence(let entry, let scroll):
            EvidenceDialog.draw(entry, scroll: scroll, model, on: screen, into: &buffer)
        case .quitMenu(let choice): QuestionDialogs.quitMenu(choice, model, on: screen, into: &buffer)
        case .confirm(let confirmation): QuestionDialogs.confirm(confirmation, model, on: screen, into: &buffer)
        case .stopMission(let typed): QuestionDialogs.stopMission(typed, model, on: screen, into: &buffer)
        case .prompt(let task, let number, let typed):
            PromptDialog.draw(task, number, typed, model, on: screen, into: &buffer)
        case .themes(let choice, _): QuestionDialogs.themes(choice, model, on: screen, into: &buffer)
        case nil: break
        }
    }

    private static func drawConnectionLost(
        _ layout: ScreenLayout, _ model: ScreenModel, into buffer: inout CellBuffer
    ) {
        let line = Area(column: 0, row: max(0, layout.footer.row - 1), width: layout.width, height: 1)
        let time = TimePresentation.timeOfDay(model.state?.updatedAt ?? 0, zoneSeconds: model.now.zoneSeconds)
        buffer.fill(line, Cell(" ", Style(.role(.warn), .reverse)))
        var pen = RowPen(line, row: 0, glyphs: model.glyphs)
        pen.put(
            " connection lost: as known at \(time). The mission goes on.", .warn, [.bold, .reverse], into: &buffer)
    }

    private static func drawTooSmall(_ layout: ScreenLayout, _ model: ScreenModel, into buffer: inout CellBuffer) {
        let lines = TextFlow.lines(layout.tooSmallMessage(glyphs: model.glyphs), width: buffer.width)
        let top = max(0, (buffer.height - lines.count) / 2)
        for (row, line) in lines.enumerated() {
            let column = max(0, (buffer.width - TextWidth.columns(of: line)) / 2)
            buffer.put(line, at: Point(column: column, row: top + row), Style(.role(.warn), .bold))
        }
    }
}
