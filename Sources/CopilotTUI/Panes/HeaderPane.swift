import CopilotCells
import CopilotModel

/// The top line: which mission, how it stands, how far it is, how long yet. What there is no room for is left out.
enum HeaderPane {
    static func draw(_ model: ScreenModel, area: Area, into buffer: inout CellBuffer) {
        guard area.height > 0 else { return }
        guard let state = model.state else {
            var pen = RowPen(area, row: 0, glyphs: model.glyphs)
            pen.put(" copilot-tui: waiting for the mission", .inactive, into: &buffer)
            return
        }
        let mission = MissionPresentation(state, now: model.now)
        var pen = RowPen(area, row: 0, glyphs: model.glyphs)
        pen.skip(1)
        pen.reserve(1)
        pen.putRight(mission.elapsed, .text, .bold, into: &buffer)
        let isShort = area.width < 110
        if let deadline = isShort ? mission.shortDeadline : mission.deadline, pen.room >= 70 {
            let role: Role = mission.isDeadlineNear ? .warn : .inactive
            pen.putRight("\(deadline) \(model.glyphs.separator)", role, into: &buffer)
        }
        status(model, state, pen: &pen, into: &buffer)
        pen.put(
            model.missionName, .title, .bold, width: min(40, max(8, pen.room / 3)), cutting: .middle, into: &buffer)
        pen.skip(2)
        progress(model, state, width: area.width >= 100 ? 16 : 8, pen: &pen, into: &buffer)
        counts(model, state, pen: &pen, into: &buffer)
        let facts = [mission.level, state.run.map { Sanitizer.line($0.run.rawValue) } ?? ""]
        for fact in facts where !fact.isEmpty && pen.room >= TextWidth.columns(of: fact) + 6 {
            pen.put("  \(model.glyphs.separator) \(fact)", .inactive, into: &buffer)
        }
    }

    private static func status(
        _ model: ScreenModel, _ state: MissionState, pen: inout RowPen, into buffer: inout CellBuffer
    ) {
        let status = StatusPresentation(state.status)
        pen.put("\(pen.glyphs.mark(status.mark)) \(status.word)  ", status.role, .bold, into: &buffer)
        if model.background != nil { pen.put("display frozen  ", .paused, .bold, into: &buffer) }
    }

    private static func progress(
        _ model: ScreenModel, _ state: MissionState, width: Int, pen: inout RowPen, into buffer: inout CellBuffer
    ) {
        let counts = state.counts
        if pen.room >= width + 24 {
            pen.bar(counts.fraction, width: width, barRole(state), into: &buffer)
            pen.skip(1)
        }
        let progress = counts.progress(isCompact: pen.room < 24)
        pen.put(progress, .text, .bold, into: &buffer)
        let percent = NumberPresentation.percent((counts.fraction * 100).rounded(.down))
        if pen.room >= 6 { pen.put(" \(percent)", .inactive, into: &buffer) }
    }

    /// How many tasks stand otherwise than done or waiting; those that need a look come first.
    private static func counts(
        _ model: ScreenModel, _ state: MissionState, pen: inout RowPen, into buffer: inout CellBuffer
    ) {
        let shown: [TaskStatus] = [.failed, .blocked, .lost, .backingOff, .paused, .running, .skipped]
        for status in shown where state.counts[status] > 0 {
            let presentation = StatusPresentation(status)
            let text = "\(NumberPresentation.count(state.counts[status])) \(presentation.word)"
            guard TextWidth.columns(of: text) + 2 <= pen.room else { continue }
            pen.skip(2)
            pen.put(text, presentation.role, into: &buffer)
        }
    }

    /// The line of a screen that has room for one list only.
    static func drawShort(_ model: ScreenModel, area: Area, into buffer: inout CellBuffer) {
        guard let state = model.state else { return draw(model, area: area, into: &buffer) }
        var pen = RowPen(area, row: 0, glyphs: model.glyphs)
        pen.skip(1)
        pen.putRight(MissionPresentation(state, now: model.now).elapsed, .inactive, into: &buffer)
        if state.counts[.failed] > 0 {
            pen.putRight("\(NumberPresentation.compact(state.counts[.failed])) fail", .error, into: &buffer)
        }
        pen.putRight(state.counts.progress(isCompact: true), .text, .bold, into: &buffer)
        let status = StatusPresentation(state.status)
        pen.put("\(pen.glyphs.mark(status.mark)) ", status.role, .bold, into: &buffer)
        if model.background != nil { pen.put("frozen ", .paused, .bold, into: &buffer) }
        let title = model.focus == .tree ? model.missionName : PaneFrame.title(of: model.focus, model)
        let words = model.focus == .tree ? "\(status.word) " : ""
        pen.put(words, status.role, .bold, into: &buffer)
        pen.put(title, .title, .bold, cutting: .middle, into: &buffer)
    }

    private static func barRole(_ state: MissionState) -> Role {
        if case .ended(let result) = state.status { return StatusPresentation(result.outcome).role }
        return state.counts[.failed] > 0 ? .warn : .running
    }
}
