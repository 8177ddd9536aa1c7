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
            var line = FactLine("\(model.glyphs.mark(.paused)) ", .paused)
            let held = model.held[brake.brake.members.name] ?? 0
            let tasks = held > 0 ? " (\(NumberPresentation.counted(held, "task")))" : ""
            if row == area.height - 1, brakes.count > area.height {
                line.add("\(brakes.count - row) brakes hold tasks back", .paused)
            } else if area.width >= 72 {
                line.add("\(brake.lead)\(tasks)", .paused, .bold)
                line.add(": \(brake.reason); ", .text)
                line.add(brake.probe, .eta)
            } else {
                line.add("\(brake.members)\(held > 0 ? ", \(held) held" : " held"), ", .paused, .bold)
                line.add(brake.shortProbe, .eta)
                line.add(": \(brake.reason)", .text)
            }
            line.draw(in: area, row: row, glyphs: model.glyphs, into: &buffer)
        }
    }

    private static func draw(
        _ failure: FailurePresentation, at offset: Int, of parts: Parts, _ model: ScreenModel,
        into buffer: inout CellBuffer
    ) {
        let area = parts.list
        var pen = RowPen(area, row: offset, glyphs: model.glyphs)
        lead(failure, width: area.width, model, pen: &pen, into: &buffer)
        let summary = Sanitizer.line(failure.entry.failure.summary)
        let isWhole = area.width >= wholeWidth
        let words = isWhole ? failure.decision : failure.decisionAndNextTry
        let decision = Sanitizer.line("\(model.glyphs.arrow) \(words)")
        if parts.linesPerRow > 1 {
            pen.put(summary, into: &buffer)
            var below = RowPen(area, row: offset + 1, glyphs: model.glyphs)
            let severity = failure.entry.failure.severity
            below.skip(area.width < 50 ? 7 : 10)
            below.put("\(severity.rawValue) ", severity.role, into: &buffer)
            below.put(decision, .retry, into: &buffer)
            return
        }
        if isWhole, let next = failure.nextTry { pen.putRight("\(next) ", .eta, into: &buffer) }
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
