import CopilotCells
import CopilotModel

extension ScreenModel {
    /// The task whose question a key answers: the selected one if it asks, else the one that has asked longest.
    var askingTask: TaskID? {
        guard let state else { return nil }
        if let task = selectedTask, state.task(task)?.isAsking == true { return task }
        let asking = live.ordinals.filter { state.tasks[$0].isAsking }
        return asking.min {
            (state.tasks[$0].detail?.prompt?.askedAt ?? 0) < (state.tasks[$1].detail?.prompt?.askedAt ?? 0)
        }
        .map { state.tasks[$0].id }
    }

    /// Takes a key in the dialog that shows what a task asks.
    mutating func take(_ key: Key, answering task: TaskID, number: Int64, typed: String) -> [ScreenCommand] {
        guard let open = state?.task(task)?.detail?.prompt, open.sequence == number else {
            dialog = nil
            let isAsking = state?.task(task)?.isAsking == true
            say(isAsking ? "\(task) asks something else now" : "\(task) asks no more", isProblem: isAsking)
            return []
        }
        switch key.code {
        case .escape:
            dialog = nil
            return []
        case .character("n") where key.modifiers == .control:
            return answer(task, .decline, number)
        case .enter:
            if !typed.isEmpty { return answer(task, .text(typed), number) }
            guard open.decision.send != nil else {
                say("there is no proposal: type an answer, or esc", isProblem: true)
                return []
            }
            return answer(task, .proposal, number)
        default:
            if let text = Self.edited(typed, by: key) { dialog = .prompt(task, number: number, typed: text) }
            return []
        }
    }

    private mutating func answer(_ task: TaskID, _ wish: PromptReplyWish, _ number: Int64) -> [ScreenCommand] {
        let action = Intent.Action.answer(task, wish, prompt: number)
        if let reason = state?.refusal(of: action) {
            say(reason, isProblem: true)
            return []
        }
        dialog = nil
        return [.submit(Intent(action, by: .screen))]
    }

    /// Shows a question as soon as a person is asked, unless they are at something else.
    mutating func showQuestion(of task: TaskID) {
        guard dialog == nil, entry == nil, takeover == nil, background == nil,
            let open = state?.task(task)?.detail?.prompt, open.decision.action == .ask
        else { return }
        dialog = .prompt(task, number: open.sequence, typed: "")
    }
}

extension TaskState {
    /// Whether it waits for a person's answer.
    var isAsking: Bool { detail?.prompt != nil && detail?.pause?.holds.contains(.prompt) == true }
}
