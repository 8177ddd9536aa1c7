import CopilotCells
import CopilotModel

/// The feed of failures, the newest on top: when, where, of what kind, what was seen, what was decided, when it is tried
/// again. Above it what is held back because it would fail alike.
enum ErrorsPane {
    /// How the pane's contents are divided.
    struct Parts {
        /// A line for each brake; empty without one.
        var brakes: Area
        var list: Area
        /// Lines that a failure takes.
        var linesPerRow: Int

        /// How many failures are in sight.
        var rows: Int { list.height / max(1, linesPerRow) }
    }

    /// Where a failure fits into one line, with its severity and its decision in words.
    private static let wholeWidth = 100
    /// Where there is room for who is held back, why, and until when in one sentence.
    private static let wholeSentenceWidth = 70
    /// Lower ones have a line a failure, whatever must be left out.
    private static let twoLineHeight = 6

    static func parts(of content: Area, _ model: ScreenModel) -> Parts {
        var rest = content
        let count = model.state?.brakes.count ?? 0
        let brakes = rest.cut(top: min(count, content.height / 3))
        let isTwoLine = content.width < wholeWidth && rest.height >= twoLineHeight
        return Parts(brakes: brakes, list: rest, linesPerRow: isTwoLine ? 2 : 1)
    }

    static func draw(_ model: ScreenModel, area: Area, into buffer: inout CellBuffer) {
        let parts = parts(of: area, model)
        drawBrakes(model, area: parts.brakes, into: &buffer)
        let list = parts.list
        let count = model.state?.failures.count ?? 0
        guard let state = model.state, count > 0 else {
            return PaneFrame.placeholder("nothing has failed", in: list, model, into: &buffer)
        }
        let window = model.errors.window(count: count, height: parts.rows)
        for index in window {
            guard let entry = model.failure(atRow: index) else { continue }
            let offset = (index - window.lowerBound) * parts.linesPerRow
            let failure = FailurePresentation(entry: entry, state: state, now: model.now)
            draw(failure, at: offset, of: parts, model, into: &buffer)
            if index == model.errors.selection(count: count) {
                for line in 0..<parts.linesPerRow {
                    PaneFrame.mark(.errors, row: offset + line, of: list, model, into: &buffer)
                }
            }
        }
        PaneFrame.scrollbar(beside: list, shown: window, of: count, model, into: &buffer)
    }

    /// How many brakes are drawn, and how many failures the feed holds.
    static func note(_ model: ScreenModel) -> String {
        let count = model.state?.failures.count ?? 0
        let brakes = model.state?.brakes.count ?? 0
        let held = brakes > 0 ? ["\(NumberPresentation.counted(brakes, "brake"))"] : []
        guard count > 0 else { return held.joined() }
        return (held + [count < MissionState.mostFailures ? "\(count)" : "last \(count)"]).joined(separator: ", ")
    }

    private static func drawBrakes(_ model: ScreenModel, area: Area, into buffer: inout CellBuffer) {
        guard area.height > 0, let state = model.state else { return }
        let brakes = BrakePresentation.all(state, now: model.now)
        for (row, brake) in brakes.prefix(area.height).enumerated() {
            var pen = RowPen(area, row: row, glyphs: model.glyphs)
            pen.skip(1)
            pen.put("\(model.glyphs.mark(.paused)) ", .paused, into: &buffer)
            if row == area.height - 1, brakes.count > area.height {
                pen.put("\(brakes.count - row) brakes hold tasks back", .paused, .bold, into: &buffer)
            } else {
                draw(brake, held: model.held[brake.brake.members.name] ?? 0, pen: &pen, into: &buffer)
            }
        }
    }

    /// Who is held back, why, and until when; the reason gives way.
    private static func draw(
        _ brake: BrakePresentation, held: Int, pen: inout RowPen, into buffer: inout CellBuffer
    ) {
        if pen.room < wholeSentenceWidth {
            let words = "\(brake.members)\(held > 0 ? ", \(held) held" : " held"), "
            pen.put(Sanitizer.line(words), .paused, .bold, into: &buffer)
            pen.put(brake.shortProbe, .eta, into: &buffer)
            return pen.put(Sanitizer.line(": \(brake.reason)"), into: &buffer)
        }
        let tasks = held > 0 ? " (\(NumberPresentation.counted(held, "task")))" : ""
        pen.put(Sanitizer.line(brake.lead + tasks), .paused, .bold, width: pen.room / 2, into: &buffer)
        pen.put(": ", into: &buffer)
        let probe = "; \(brake.probe)"
        let room = pen.room - TextWidth.columns(of: probe) - 1
        pen.put(Sanitizer.line(brake.reason), width: max(0, room), into: &buffer)
        pen.put(probe, .eta, into: &buffer)
    }

    private static func draw(
        _ failure: FailurePresentation, at offset: Int, of parts: Parts, _ model: ScreenModel,
        into buffer: inout CellBuffer
    ) {
        let area = parts.list
        var pen = RowPen(area, row: offset, glyphs: model.glyphs)
        lead(failure, width: area.width, model, pen: &pen, into: &buffer)
        let summary = Sanitizer.line(failure.entry.failure.summary)
        let decision = Sanitizer.line("\(model.glyphs.arrow) \(failure.decision)")
        let next = failure.nextTry.map { "\($0) " } ?? ""
        if parts.linesPerRow > 1 {
            pen.put(summary, into: &buffer)
            var below = RowPen(area, row: offset + 1, glyphs: model.glyphs)
            let severity = failure.entry.failure.severity
            below.skip(area.width < 50 ? 7 : 10)
            below.putRight(next, .eta, into: &buffer)
            below.put("\(severity.rawValue) ", severity.role, into: &buffer)
            below.put(decision, .retry, into: &buffer)
            return
        }
        if area.width >= 64 { pen.putRight(next, .eta, into: &buffer) }
        // The decision gets what the summary leaves, and two fifths in any case.
        let spare = max(pen.room * 2 / 5, pen.room - TextWidth.columns(of: summary) - 1)
        let decisionWidth = area.width >= 64 ? min(TextWidth.columns(of: decision), spare) : 0
        pen.cell(summary, width: pen.room - (decisionWidth > 0 ? decisionWidth + 1 : 0), into: &buffer)
        pen.skip(1)
        pen.put(decision, .retry, width: decisionWidth, into: &buffer)
    }

    /// When, where, and of what kind.
    private static func lead(
        _ presentation: FailurePresentation, width: Int, _ model: ScreenModel, pen: inout RowPen,
        into buffer: inout CellBuffer
    ) {
        let (entry, failure) = (presentation.entry, presentation.entry.failure)
        let time = TimePresentation.timeOfDay(entry.at, zoneSeconds: model.now.zoneSeconds)
        pen.skip(1)
        pen.put(width < 50 ? String(time.prefix(5)) : time, .inactive, into: &buffer)
        pen.skip(1)
        let taskWidth = min(28, max(9, width / 5))
        pen.cell(Sanitizer.line("\(entry.task)"), width: taskWidth, cutting: .middle, into: &buffer)
        pen.skip(1)
        if width < 90 {
            pen.cell(failure.category.shortWord, width: 5, failure.severity.role, into: &buffer)
        } else {
            pen.cell(failure.category.rawValue, width: 10, failure.severity.role, into: &buffer)
        }
        pen.skip(1)
        if width >= wholeWidth {
            pen.cell(failure.severity.rawValue, width: 11, failure.severity.role, into: &buffer)
            pen.skip(1)
        }
    }
}
