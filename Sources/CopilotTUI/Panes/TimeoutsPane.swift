import CopilotCells
import CopilotModel

/// The running tasks: how long each has run, and how much of its limit is used up.
enum TimeoutsPane {
    static func draw(_ model: ScreenModel, area: Area, into buffer: inout CellBuffer) {
        let ordinals = model.live.ordinals
        guard let state = model.state, !ordinals.isEmpty else {
            return PaneFrame.placeholder("nothing is running", in: area, model, into: &buffer)
        }
        let window = model.timeouts.window(count: ordinals.count, height: area.height)
        for index in window where ordinals[index] < state.tasks.count {
            let offset = index - window.lowerBound
            let presentation = TaskPresentation(state, ordinal: ordinals[index], now: model.now)
            draw(presentation, at: offset, area: area, model, into: &buffer)
            if index == model.timeouts.selection(count: ordinals.count) {
                PaneFrame.mark(.timeouts, row: offset, of: area, model, into: &buffer)
            }
        }
        PaneFrame.scrollbar(beside: area, shown: window, of: ordinals.count, model, into: &buffer)
    }

    /// How many run side by side, of how many.
    static func note(_ model: ScreenModel) -> String {
        guard let settings = model.state?.settings else { return "" }
        return "\(model.live.ordinals.count) of \(settings.concurrency) at once"
    }

    private static func draw(
        _ presentation: TaskPresentation, at row: Int, area: Area, _ model: ScreenModel,
        into buffer: inout CellBuffer
    ) {
        var pen = RowPen(area, row: row, glyphs: model.glyphs)
        pen.skip(1)
        let status = presentation.status
        pen.cell(
            model.glyphs.mark(status.mark), width: model.glyphs.markColumns, status.role, into: &buffer)
        pen.skip(1)
        let name = Sanitizer.line("\(presentation.task.id)")
        let isWide = area.width >= 56
        let tail = isWide ? 8 + 1 + 12 + 1 + 5 + 1 + 9 : 6 + 1 + 9
        pen.cell(name, width: max(6, pen.room - tail - 1), cutting: .middle, into: &buffer)
        pen.skip(1)
        pen.cell(presentation.elapsed, width: isWide ? 8 : 6, alignRight: true, into: &buffer)
        pen.skip(1)
        guard let limit = presentation.limit else { return pen.put("no limit", .inactive, into: &buffer) }
        let role = role(limit.fraction)
        let percent = NumberPresentation.percent((limit.fraction * 100).rounded(.down))
        pen.bar(limit.fraction, width: isWide ? 12 : 4, role, into: &buffer)
        pen.skip(isWide ? 1 : 0)
        pen.cell(percent, width: isWide ? 4 : 5, role, alignRight: true, into: &buffer)
        if isWide {
            pen.skip(1)
            pen.put("of \(TimePresentation.duration(limit.milliseconds))", .inactive, into: &buffer)
        }
    }

    /// Quiet up to three quarters of the limit, a warning from there, an alarm in the last twentieth.
    private static func role(_ fraction: Double) -> Role {
        fraction < 0.75 ? .eta : fraction < 0.95 ? .warn : .timeout
    }
}
