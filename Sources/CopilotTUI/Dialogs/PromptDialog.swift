import CopilotCells
import CopilotModel

/// What a task asks, what is proposed and why, and a line to answer in.
enum PromptDialog {
    static func draw(
        _ task: TaskID, _ number: Int64, _ typed: String, _ model: ScreenModel, on screen: Area,
        into buffer: inout CellBuffer
    ) {
        // Another question is never put in the place of the one that was read.
        guard let open = model.state?.task(task)?.detail?.prompt, open.sequence == number else { return }
        let width = max(20, min(72, screen.width - 6))
        let lines = Self.lines(open, model, width: width)
        let area = DialogFrame.content(width: width, height: lines.count + 2, on: screen)
        let isDangerous = !open.prompt.stakes.isEmpty
        DialogFrame.draw(
            title: "\(Sanitizer.line(task.description, columnLimit: 40)) asks", note: "esc: later", around: area,
            role: isDangerous ? .error : .warn, model.glyphs, into: &buffer)
        for (row, line) in lines.enumerated() where row < area.height - 2 {
            var pen = RowPen(area, row: row, glyphs: model.glyphs)
            pen.put(line.text, line.role, line.isBold ? .bold : [], into: &buffer)
        }
        guard area.height > 2 else { return }
        var entry = RowPen(area, row: area.height - 2, glyphs: model.glyphs)
        entry.put("> ", .highlight, .bold, into: &buffer)
        let shown = open.prompt.stakes.contains(.secret) ? String(repeating: "*", count: typed.count) : typed
        entry.put(shown, width: max(0, entry.room - 1), cutting: .start, into: &buffer)
        buffer.cursor = Point(column: entry.column, row: entry.row)
        var help = RowPen(area, row: area.height - 1, glyphs: model.glyphs)
        help.put(helpWords(open), .inactive, into: &buffer)
    }

    private struct Line {
        var text: String
        var role: Role
        var isBold = false
    }

    private static func lines(_ open: OpenPrompt, _ model: ScreenModel, width: Int) -> [Line] {
        let prompt = open.prompt
        let question = prompt.question.isEmpty ? "It waits for input." : Sanitizer.line(prompt.question)
        var lines = TextFlow.lines(question, width: width).prefix(6).map { Line(text: $0, role: .title, isBold: true) }
        if let subject = prompt.subject {
            lines += TextFlow.lines("about: \(Sanitizer.line(subject))", width: width).prefix(4)
                .map { Line(text: $0, role: .text) }
        }
        let stakes = prompt.stakes.map(\.rawValue).joined(separator: ", ")
        lines.append(
            Line(
                text: "\(prompt.kind.rawValue)" + (stakes.isEmpty ? "" : ", at stake: \(stakes)"),
                role: stakes.isEmpty ? .inactive : .error))
        if let send = open.decision.send {
            lines.append(Line(text: "proposed: \(PromptPresentation.typing(send))", role: .text))
        }
        if let after = model.state?.mission.answerAfter, open.decision.send != nil, open.prompt.stakes.isEmpty {
            let rest = open.askedAt &+ after.milliseconds &- model.now.wallMilliseconds
            lines.append(Line(text: "in \(TimePresentation.clock(max(0, rest))) it gets what is proposed", role: .eta))
        }
        lines += TextFlow.lines("why: \(Sanitizer.line(open.decision.reason))", width: width).prefix(3)
            .map { Line(text: $0, role: .inactive) }
        return lines
    }

    private static func helpWords(_ open: OpenPrompt) -> String {
        var words = ["enter types it"]
        if open.decision.send != nil { words.append("empty: as proposed") }
        if open.prompt.refusal != nil { words.append("ctrl-n declines") }
        return words.joined(separator: ", ")
    }
}
