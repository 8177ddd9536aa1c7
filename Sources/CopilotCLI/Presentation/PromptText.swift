internal import CopilotCells
internal import CopilotModel

/// Prompts, decisions about them and what came of it, in words.
enum PromptText {
    /// `asks 'Continue? [Y/n]' (confirm): answered "y⏎": harmless, …`.
    static func line(_ prompted: TaskEvent.Prompted) -> String {
        let escalated = prompted.instead == nil ? "asks" : "still asks"
        return "\(escalated) \(question(prompted.prompt)): \(action(prompted.decision)): \(prompted.decision.reason)"
    }

    /// `'Continue? [Y/n]' (confirm, destructive)`.
    static func question(_ prompt: Prompt) -> String {
        let marks = [prompt.kind.rawValue] + prompt.stakes.map(\.rawValue)
        let text = prompt.question.isEmpty ? "for input" : "'\(Sanitizer.line(prompt.question))'"
        return "\(text) (\(marks.joined(separator: ", ")))"
    }

    /// `answer "y⏎"`, `park`.
    static func action(_ decision: PromptDecision) -> String {
        guard decision.action.types, let send = decision.send else { return decision.action.rawValue }
        return "\(decision.action.rawValue) \(typing(send))"
    }

    /// What is typed, readable: Enter as ⏎, escape as ⎋, other controls as ^X.
    static func typing(_ typing: PromptDecision.Typing) -> String {
        switch typing {
        case .text(let text): "\"\(visible(text))\""
        case .secret(let name): "the secret \(Sanitizer.line(name))"
        }
    }

    /// What came of it.
    static func words(_ answered: TaskEvent.Answered) -> String {
        let by = answered.by == .policy ? "" : " by a person"
        switch answered.outcome {
        case .taken(let send): return "answered\(by)" + (send.map { " with \"\(visible($0))\"" } ?? "") + ", goes on"
        case .ignored: return "what was typed\(by) moved nothing"
        case .changed: return "its question changed before it was answered: nothing was typed"
        case .notTyped(let reason): return "nothing was typed: \(Sanitizer.line(reason))"
        case .gone: return "waits no more"
        }
    }

    private static func visible(_ text: String) -> String { TypedText.visible(text, limit: 200) }
}
