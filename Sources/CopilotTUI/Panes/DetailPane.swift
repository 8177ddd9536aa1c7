import CopilotCells
import CopilotModel

/// What is selected: facts, and below them the log of a task or the summary of a group.
enum DetailPane {
    /// How the pane's contents are divided. Without a log the facts have all of it.
    struct Parts {
        var facts: Area
        /// The line between; empty without a log.
        var rule: Area
        var log: Area
    }

    static func parts(of content: Area, _ model: ScreenModel) -> Parts {
        var rest = content
        guard let state = model.state, let ordinal = model.selectedOrdinal, !state.isAggregate(ordinal) else {
            return Parts(facts: content, rule: rest.cut(bottom: 0), log: rest.cut(bottom: 0))
        }
        let lines = TaskFacts(model, state, ordinal: ordinal).lines.count
        let facts = rest.cut(top: min(lines, max(1, content.height * 2 / 5)))
        let rule = rest.cut(top: content.height >= 4 ? 1 : 0)
        return Parts(facts: facts, rule: rule, log: rest)
    }

    static func draw(_ model: ScreenModel, area: Area, into buffer: inout CellBuffer) {
        guard let state = model.state else {
            return PaneFrame.placeholder("waiting for the mission", in: area, model, into: &buffer)
        }
        let parts = parts(of: area, model)
        let lines: [FactLine]
        if let ordinal = model.selectedOrdinal {
            lines =
                state.isAggregate(ordinal)
                ? GroupFacts(model, state, container: ordinal).lines
                : TaskFacts(model, state, ordinal: ordinal).lines
        } else {
            lines = GroupFacts(model, state, container: nil).lines
        }
        for (row, line) in lines.prefix(parts.facts.height).enumerated() {
            line.draw(in: parts.facts, row: row, glyphs: model.glyphs, into: &buffer)
        }
        guard !parts.log.isEmpty else { return }
        drawRule(model, area: parts.rule, into: &buffer)
        LogPane.draw(model, area: parts.log, into: &buffer)
    }

    /// The title: the selected task, or the mission.
    static func title(_ model: ScreenModel) -> String {
        guard let task = model.selectedTask, let ordinal = model.selectedOrdinal else { return "mission" }
        let item = model.itemWords(of: ordinal).map { " " + TextWidth.truncate($0, to: 40) } ?? ""
        return Sanitizer.line(task.description) + item
    }

    private static func drawRule(_ model: ScreenModel, area: Area, into buffer: inout CellBuffer) {
        guard !area.isEmpty else { return }
        let line = String(repeating: model.glyphs.frame.horizontal, count: area.width)
        buffer.put(line, at: Point(column: area.column, row: area.row), Style(.role(.divider)), maxWidth: area.width)
        var pen = RowPen(area, row: 0, glyphs: model.glyphs)
        pen.skip(1)
        let lines = model.log.document.writtenLines.count
        pen.put(" log, \(NumberPresentation.counted(lines, "line")), ", .inactive, into: &buffer)
        if model.log.isFollowing {
            pen.put("following ", .running, into: &buffer)
        } else if model.log.newLines > 0 {
            pen.put("+\(NumberPresentation.counted(model.log.newLines, "line")) ", .warn, into: &buffer)
        } else {
            pen.put("held ", .paused, into: &buffer)
        }
        if let search = model.log.search {
            pen.put("/\(Sanitizer.line(search.text)) ", .highlight, into: &buffer)
        }
        if model.log.isWrapping { pen.put("wrapped ", .inactive, into: &buffer) }
        if model.log.shift > 0, !model.log.isWrapping {
            pen.put("from column \(model.log.shift + 1) ", .inactive, into: &buffer)
        }
    }
}
