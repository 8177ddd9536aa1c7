import CopilotCells
import CopilotModel

/// The feed of failures, the newest on top: when, where, of what kind, what was seen, what was decided.
enum ErrorsPane {
    static func draw(_ model: ScreenModel, area: Area, into buffer: inout CellBuffer) {
        let count = model.state?.failures.count ?? 0
        guard count > 0 else {
            return PaneFrame.placeholder("nothing has failed", in: area, model, into: &buffer)
        }
        let window = model.errors.window(count: count, height: area.height)
        for index in window {
            guard let entry = model.failure(atRow: index) else { continue }
            let offset = index - window.lowerBound
            draw(entry, at: offset, area: area, model, into: &buffer)
            if index == model.errors.selection(count: count) {
                PaneFrame.mark(.errors, row: offset, of: area, model, into: &buffer)
            }
        }
        PaneFrame.scrollbar(beside: area, shown: window, of: count, model, into: &buffer)
    }

    /// How many failures the feed holds.
    static func note(_ model: ScreenModel) -> String {
        let count = model.state?.failures.count ?? 0
        guard count > 0 else { return "" }
        return count < MissionState.mostFailures ? "\(count)" : "last \(count)"
    }

    private static func draw(
        _ entry: FailureEntry, at row: Int, area: Area, _ model: ScreenModel, into buffer: inout CellBuffer
    ) {
        let time = TimePresentation.timeOfDay(entry.at, zoneSeconds: model.now.zoneSeconds)
        let failure = entry.failure
        var pen = RowPen(area, row: row, glyphs: model.glyphs)
        pen.skip(1)
        pen.put(area.width < 50 ? String(time.prefix(5)) : time, .inactive, into: &buffer)
        pen.skip(1)
        let taskWidth = min(28, max(9, area.width / 5))
        pen.cell(Sanitizer.line("\(entry.task)"), width: taskWidth, cutting: .middle, into: &buffer)
        pen.skip(1)
        if area.width < 90 {
            pen.cell(failure.category.shortWord, width: 5, failure.severity.role, into: &buffer)
        } else {
            pen.cell(failure.category.rawValue, width: 10, failure.severity.role, into: &buffer)
        }
        pen.skip(1)
        if area.width >= 100 {
            pen.cell(failure.severity.rawValue, width: 11, failure.severity.role, into: &buffer)
            pen.skip(1)
        }
        let decided =
            model.state.map { FailurePresentation(entry: entry, state: $0, now: model.now).decision } ?? entry.decision
        let decision = Sanitizer.line("\(model.glyphs.arrow) \(decided)")
        let summary = Sanitizer.line(failure.summary)
        // The decision gets what the summary leaves, and two fifths in any case.
        let spare = max(pen.room * 2 / 5, pen.room - TextWidth.columns(of: summary) - 1)
        let decisionWidth = area.width >= 64 ? min(TextWidth.columns(of: decision), spare) : 0
        pen.cell(summary, width: pen.room - (decisionWidth > 0 ? decisionWidth + 1 : 0), into: &buffer)
        pen.skip(1)
        pen.put(decision, .retry, width: decisionWidth, into: &buffer)
    }
}
