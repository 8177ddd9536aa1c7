import CopilotCells
import CopilotModel

/// The bottom line: what is being typed, else what there is to say, else the keys that matter here.
enum FooterPane {
    static func draw(_ model: ScreenModel, area: Area, into buffer: inout CellBuffer) {
        guard area.height > 0 else { return }
        var pen = RowPen(area, row: 0, glyphs: model.glyphs)
        if let entry = model.entry { return draw(entry, model, pen: &pen, into: &buffer) }
        if let toast = model.toast {
            pen.put(" \(toast.text)", toast.isProblem ? .warn : .ok, into: &buffer)
            return
        }
        hints(model, pen: &pen, into: &buffer)
    }

    private static func draw(
        _ entry: TextEntry, _ model: ScreenModel, pen: inout RowPen, into buffer: inout CellBuffer
    ) {
        pen.put(entry.purpose == .filter ? " filter: " : " search: ", .highlight, .bold, into: &buffer)
        let help = entry.purpose == .filter ? "name, status:failed; enter keeps, esc clears" : "enter finds, esc clears"
        if pen.room > TextWidth.columns(of: help) + TextWidth.columns(of: entry.text) + 4 {
            pen.putRight(help, .inactive, into: &buffer)
        }
        pen.put(entry.text, width: max(0, pen.room - 1), cutting: .start, into: &buffer)
        buffer.cursor = Point(column: pen.column, row: pen.row)
    }

    private static func hints(_ model: ScreenModel, pen: inout RowPen, into buffer: inout CellBuffer) {
        pen.skip(1)
        if model.isZoomed { pen.putRight("zoomed", .highlight, into: &buffer) }
        for action in actions(in: model.focus, model) where !ScreenModel.isMissing(action) {
            guard let key = model.keymap.key(for: action, in: model.context) else { continue }
            let words = model.description(of: action)
            let width = TextWidth.columns(of: key) + 1 + TextWidth.columns(of: words)
            guard width <= pen.room else { break }
            let isDisabled = model.disabledReason(of: action) != nil
            pen.put(key, isDisabled ? .inactive : .highlight, isDisabled ? [] : .bold, into: &buffer)
            pen.skip(1)
            pen.put(words, isDisabled ? .inactive : .text, into: &buffer)
            pen.skip(2)
        }
    }

    /// The actions that the line names, the most useful ones first.
    private static func actions(in pane: PaneID, _ model: ScreenModel) -> [Action] {
        let always: [Action] =
            [.help, .quitMenu, .pauseResumeMission] + (model.askingTask == nil ? [] : [.answerPrompt])
        switch pane {
        case .tree:
            return always + [
                .openDetail, .skip, .retry, .stop, .pauseResumeTask, .filterOrSearch, .nextProblem, .fold, .zoom,
            ]
        case .detail:
            return always + [.follow, .filterOrSearch, .nextMatch, .wrap, .fullscreen, .copy, .export, .closeOrClear]
        case .errors: return always + [.openEvidence, .openTask, .retry, .zoom, .closeOrClear]
        case .timeouts: return always + [.openTask, .zoom, .closeOrClear]
        case .health: return always + [.zoom, .closeOrClear]
        }
    }
}
