import CopilotCells

/// The dialogs that ask: how to leave, whether to do it, the mission's name, a theme.
enum QuestionDialogs {
    static func quitMenu(
        _ choice: QuitChoice, _ model: ScreenModel, on screen: Area, into buffer: inout CellBuffer
    ) {
        let area = DialogFrame.content(width: 46, height: QuitChoice.allCases.count, on: screen)
        DialogFrame.draw(title: "leave?", note: "enter chooses", around: area, model.glyphs, into: &buffer)
        for (row, option) in QuitChoice.allCases.enumerated() where row < area.height {
            var pen = RowPen(area, row: row, glyphs: model.glyphs)
            DialogFrame.choice(option.words, isChosen: option == choice, pen: &pen, into: &buffer)
        }
    }

    static func confirm(
        _ confirmation: Confirmation, _ model: ScreenModel, on screen: Area, into buffer: inout CellBuffer
    ) {
        let question = Sanitizer.line(confirmation.question)
        let consequence = TextFlow.lines(confirmation.consequence, width: min(56, screen.width - 6))
        let width = max(TextWidth.columns(of: question), consequence.map(TextWidth.columns(of:)).max() ?? 0, 20)
        let area = DialogFrame.content(width: width, height: consequence.count + 3, on: screen)
        DialogFrame.draw(
            title: "sure?", note: "y or n", around: area, role: .warn, model.glyphs, into: &buffer)
        var pen = RowPen(area, row: 0, glyphs: model.glyphs)
        pen.put(question, .title, .bold, cutting: .middle, into: &buffer)
        for (row, line) in consequence.enumerated() where row + 1 < area.height - 1 {
            var pen = RowPen(area, row: row + 1, glyphs: model.glyphs)
            pen.put(line, .text, into: &buffer)
        }
        var buttons = RowPen(area, row: area.height - 1, glyphs: model.glyphs)
        DialogFrame.choice("No", isChosen: !confirmation.isYes, pen: &buttons, into: &buffer)
        buttons.skip(2)
        DialogFrame.choice("Yes", isChosen: confirmation.isYes, pen: &buttons, into: &buffer)
    }

    static func stopMission(_ typed: String, _ model: ScreenModel, on screen: Area, into buffer: inout CellBuffer) {
        let name = model.nameToType
        let width = min(max(52, TextWidth.columns(of: name) + 2), 70)
        let area = DialogFrame.content(width: width, height: 5, on: screen)
        DialogFrame.draw(
            title: "stop the mission", note: "enter stops, esc does not", around: area, role: .error, model.glyphs,
            into: &buffer)
        let lines: [(String, Role)] = [
            ("What runs is ended; the run can be resumed later.", .text), ("To stop it, type its name:", .text),
            (name, .title),
        ]
        for (row, (text, role)) in lines.enumerated() where row < area.height {
            var pen = RowPen(area, row: row, glyphs: model.glyphs)
            pen.put(text, role, role == .title ? .bold : [], cutting: .middle, into: &buffer)
        }
        guard area.height > 3 else { return }
        var pen = RowPen(area, row: area.height - 1, glyphs: model.glyphs)
        pen.put("> ", .highlight, .bold, into: &buffer)
        let isBeginning = name.hasPrefix(typed)
        pen.put(typed, isBeginning ? .text : .error, width: max(0, pen.room - 1), cutting: .start, into: &buffer)
        buffer.cursor = Point(column: pen.column, row: pen.row)
    }

    static func themes(_ choice: Int, _ model: ScreenModel, on screen: Area, into buffer: inout CellBuffer) {
        let names = model.themes.map { Sanitizer.line($0, columnLimit: 40) }
        let width = max(24, names.map(TextWidth.columns(of:)).max() ?? 0)
        let area = DialogFrame.content(width: width + 3, height: min(names.count, 20), on: screen)
        DialogFrame.draw(title: "theme", note: "enter keeps, esc undoes", around: area, model.glyphs, into: &buffer)
        var list = ListView()
        list.select(choice, count: names.count, height: area.height)
        let window = list.window(count: names.count, height: area.height)
        for index in window {
            var pen = RowPen(area, row: index - window.lowerBound, glyphs: model.glyphs)
            DialogFrame.choice(names[index], isChosen: index == choice, pen: &pen, into: &buffer)
        }
    }
}
