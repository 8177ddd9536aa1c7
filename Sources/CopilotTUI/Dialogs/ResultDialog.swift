import CopilotCells
import CopilotModel

/// How the mission ended: the outcome, the counts, and what fell short.
enum ResultDialog {
    private static let width = 72

    /// The furthest that the reasons can be scrolled on a screen of the model's size.
    static func furthest(_ model: ScreenModel) -> Int {
        guard case .ended(let result)? = model.state?.status else { return 0 }
        let count = lines(result, model).count
        let screen = Area(column: 0, row: 0, width: model.width, height: model.height)
        return max(0, count - DialogFrame.content(width: width, height: count, on: screen).height)
    }

    static func draw(_ model: ScreenModel, scroll: Int, on screen: Area, into buffer: inout CellBuffer) {
        guard case .ended(let result)? = model.state?.status else { return }
        let lines = lines(result, model)
        let area = DialogFrame.content(width: width, height: lines.count, on: screen)
        DialogFrame.draw(
            title: "the mission has ended", note: "esc closes, then \(model.hint(.quitMenu)) leaves", around: area,
            role: StatusPresentation(result.outcome).role, model.glyphs, into: &buffer)
        let first = min(max(0, scroll), max(0, lines.count - area.height))
        for (row, line) in lines.dropFirst(first).prefix(area.height).enumerated() {
            line.draw(in: area, row: row, glyphs: model.glyphs, into: &buffer)
        }
        buffer.scrollbar(
            at: Point(column: area.column + area.width + 1, row: area.row), height: area.height, offset: first,
            visible: area.height, total: lines.count, Style(.role(.divider)), glyphs: model.glyphs)
    }

    private static func lines(_ result: MissionResult, _ model: ScreenModel) -> [FactLine] {
        let status = StatusPresentation(result.outcome)
        let elapsed = TimePresentation.clock(result.elapsedMilliseconds)
        var lines = [
            FactLine("\(model.glyphs.mark(status.mark)) \(status.word)", status.role, .bold).adding(" after \(elapsed)")
        ]
        var counts = FactLine()
        let order: [TaskStatus] = [
            .succeeded, .failed, .blocked, .skipped, .lost, .running, .backingOff, .paused, .ready, .waiting,
        ]
        for status in order where result.counts[status] > 0 {
            let presentation = StatusPresentation(status)
            let number = NumberPresentation.count(result.counts[status])
            counts.add("\(model.glyphs.mark(presentation.mark)) \(number) \(presentation.word)   ", presentation.role)
        }
        lines.append(counts)
        if let prompts = result.prompts {
            lines.append(FactLine("prompts: ", .inactive).adding(PromptPresentation.counts(prompts), .text))
        }
        if let recovery = result.recovery {
            lines += TextFlow.lines("failures: \(recovery.words)", width: width - 2).map { FactLine($0) }
        }
        guard !result.reasons.isEmpty else { return lines }
        return lines + [FactLine("")] + reasonLines(result, model)
    }

    private static func rank(_ status: TaskStatus) -> Int {
        switch status {
        case .failed: 0
        case .blocked: 1
        case .lost: 2
        case .running, .backingOff, .paused: 3
        case .ready, .waiting: 4
        case .skipped: 5
        case .succeeded: 6
        }
    }

    /// A line for each task that fell short.
    static func reasonLines(_ result: MissionResult, _ model: ScreenModel) -> [FactLine] {
        // What failed comes first; within a status the mission's order stays.
        let ranks = result.reasons.enumerated().sorted {
            (rank($0.element.status), $0.offset) < (rank($1.element.status), $1.offset)
        }
        var lines = ranks.map(\.element).map { reason in
            let status = StatusPresentation(reason.status)
            return FactLine("\(model.glyphs.mark(status.mark)) ", status.role)
                .adding("\(reason.task)").adding("  \(reason.summary)", .inactive)
        }
        if result.reasonsOmitted > 0 {
            lines.append(FactLine("and \(NumberPresentation.count(result.reasonsOmitted)) more", .inactive))
        }
        return lines
    }
}
