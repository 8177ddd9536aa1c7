import CopilotModel

/// Whole screens: boxes, agents, lists, pagers, editors.
extension PromptReader {
    /// Choices on one of the last rows, where editors ask; elsewhere brackets belong to the text or to a status line.
    private var isAskedAtFoot: Bool {
        choices?.endsLine == true
            && (!reading.screen.alternateScreen || reading.screen.cursor.row >= reading.screen.rows - 4)
    }

    /// A `(y/n)` whose yes and no are the two rows of a list.
    private func confirmed(by list: ListReader, _ question: String) -> Finding? {
        guard list.items.count == 2, !list.isMultiple,
            let yes = list.items.firstIndex(where: { YesNoWords.isYes($0) }),
            let no = list.items.firstIndex(where: { YesNoWords.isNo($0) }),
            ChoiceReader.choices(in: LowerText.levelled(question))?.yes != nil
        else { return nil }
        func reach(_ index: Int) -> String { builder.keyboard.moved(from: list.pointed, to: index) }
        return Finding(
            .confirm,
            [
                PromptReply(.accept, send: reach(yes), label: list.items[yes], isDefault: yes == list.pointed),
                PromptReply(.decline, send: reach(no), label: list.items[no], isDefault: no == list.pointed),
            ], question: question)
    }

    func screenful() -> Finding? {
        if let box = reading.box {
            let question = box.text.joined(separator: " ")
            var found = Finding(.dialog, builder.box(box), question: question, words: box.text)
            found.isNotice = box.buttons.count == 1 && !box.hasField && !box.hasMarks
            return found
        }
        if let request = AgentReader.request(in: reading, command: command) {
            return Finding(
                .agentPermission, builder.agent(request), question: request.question, subject: request.subject,
                words: [request.subject ?? ""])
        }
        if let list = reading.list {
            let question = list.question.isEmpty ? reading.question : list.question
            if let found = confirmed(by: list, question) { return found }
            return Finding(list.isMultiple ? .checkbox : .listSelect, builder.list(list), question: question)
        }
        if let mark = PagerReader.mark(in: reading) {
            let isTyped = reading.asked.hasAny(["<ret>", "return"]) && !reading.asked.has("(press return)")
            return Finding(
                .pager,
                [
                    PromptReply(.leave, send: isTyped ? "q\r" : "q", otherwise: "\u{03}"),
                    PromptReply(.goOn, send: isTyped ? "\r" : " "),
                ], question: mark)
        }
        if let editor = EditorReader.editor(in: reading), !isAskedAtFoot {
            guard let keys = editor.leaving(for: command) else { return Finding(.editor, question: "") }
            let leave = PromptReply(.leave, send: keys, otherwise: editor.otherwise, label: editor.name)
            return Finding(.editor, [leave], question: "")
        }
        return nil
    }
}
