import CopilotModel

/// Whole screens: boxes, agents, lists, pagers, editors.
extension PromptReader {
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
        if let editor = EditorReader.editor(in: reading), choices?.endsLine != true {
            guard let keys = editor.leaving(for: command) else { return Finding(.editor, question: "") }
            let leave = PromptReply(.leave, send: keys, otherwise: editor.otherwise, label: editor.name)
            return Finding(.editor, [leave], question: "")
        }
        return nil
    }
}
