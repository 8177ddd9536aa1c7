import CopilotCells
import CopilotModel

/// The machine's gauges and their history, and what the supervisor itself takes.
enum HealthPane {
    static func draw(_ model: ScreenModel, area: Area, into buffer: inout CellBuffer) {
        guard let sample = model.health.latest else {
            return PaneFrame.placeholder("no health sample yet", in: area, model, into: &buffer)
        }
        let presentation = HealthPresentation(sample, history: model.health)
        let gauges = presentation.gauges
        let facts = presentation.facts
        // Large histories below where there is room, small ones beside the gauges where there is not.
        let hasPlots = area.height >= gauges.count + 5
        var row = 0
        for gauge in gauges where row < area.height {
            draw(gauge, at: row, area: area, isAlone: hasPlots, model, into: &buffer)
            row += 1
        }
        var pen = RowPen(area, row: row, glyphs: model.glyphs)
        pen.skip(1)
        for (index, fact) in facts.enumerated() where row < area.height {
            let width = TextWidth.columns(of: fact.label) + 1 + TextWidth.columns(of: fact.text)
            if index > 0, width > pen.room {
                row += 1
                guard row < area.height else { break }
                pen = RowPen(area, row: row, glyphs: model.glyphs)
                pen.skip(1)
            }
            pen.put("\(fact.label) ", .inactive, into: &buffer)
            pen.put(fact.text, into: &buffer)
            pen.skip(3)
        }
        row += 1
        let rest = Area(
            column: area.column + 1, row: area.row + row, width: area.width - 2, height: area.height - row)
        histories(model, area: rest, into: &buffer)
    }

    /// The gauges in one line, for screens without room for the pane.
    static func drawLine(_ model: ScreenModel, area: Area, into buffer: inout CellBuffer) {
        guard let sample = model.health.latest, area.height > 0 else { return }
        let presentation = HealthPresentation(sample, history: model.health)
        var pen = RowPen(area, row: 0, glyphs: model.glyphs)
        pen.skip(1)
        for gauge in presentation.gauges where gauge.isMain && pen.room > 20 {
            pen.put(gauge.label, .inactive, into: &buffer)
            pen.skip(1)
            pen.meter(gauge.percent, width: 8, gauge.gradient, into: &buffer)
            pen.skip(1)
            pen.cell(NumberPresentation.percent(gauge.percent), width: 4, alignRight: true, into: &buffer)
            pen.skip(2)
        }
        for fact in presentation.facts where fact.isMain {
            let text = "\(fact.label) \(fact.text)"
            guard TextWidth.columns(of: text) <= pen.room else { continue }
            pen.put(fact.label, .inactive, into: &buffer)
            pen.skip(1)
            pen.put(fact.text, into: &buffer)
            pen.skip(2)
        }
    }

    private static func draw(
        _ gauge: HealthPresentation.Gauge, at row: Int, area: Area, isAlone: Bool, _ model: ScreenModel,
        into buffer: inout CellBuffer
    ) {
        var pen = RowPen(area, row: row, glyphs: model.glyphs)
        pen.skip(1)
        pen.cell(gauge.label, width: 5, .inactive, into: &buffer)
        pen.meter(gauge.percent, width: min(20, max(4, area.width / 4)), gauge.gradient, into: &buffer)
        pen.skip(1)
        pen.cell(NumberPresentation.percent(gauge.percent), width: 4, alignRight: true, into: &buffer)
        pen.skip(2)
        guard !isAlone, !gauge.history.isEmpty, pen.room >= 20 else {
            return pen.put(Sanitizer.line(gauge.text), .inactive, into: &buffer)
        }
        pen.cell(Sanitizer.line(gauge.text), width: 12, .inactive, into: &buffer)
        let plot = Area(column: pen.column, row: pen.row, width: pen.room - 1, height: 1)
        buffer.history(gauge.history, in: plot, gradient: gauge.gradient, glyphs: model.glyphs)
    }

    /// The histories of processor and memory side by side, under a line that names them.
    private static func histories(_ model: ScreenModel, area: Area, into buffer: inout CellBuffer) {
        guard area.height >= 3, area.width >= 16 else { return }
        let half = (area.width - 2) / 2
        let pairs: [(String, [Double], Gradient)] = [
            ("cpu", model.health.cpu, .cpu), ("memory", model.health.memory, .used),
        ]
        for (index, (label, values, gradient)) in pairs.enumerated() {
            let column = area.column + index * (half + 2)
            let plot = Area(column: column, row: area.row + 1, width: half, height: min(area.height - 1, 6))
            var pen = RowPen(
                Area(column: column, row: area.row, width: half, height: 1), row: 0, glyphs: model.glyphs)
            pen.put("\(label), \(NumberPresentation.counted(values.count, "sample"))", .inactive, into: &buffer)
            buffer.history(values, in: plot, gradient: gradient, glyphs: model.glyphs)
        }
    }
}
