import CopilotCells
import CopilotModel

/// Prompts in words.
enum PromptPresentation {
    /// What is typed, readable: Enter as ⏎, escape as ⎋, other controls as ^X.
    static func typing(_ typing: PromptDecision.Typing) -> String {
        switch typing {
        case .text(let text): text.isEmpty ? "nothing" : visible(text)
        case .secret(let name): "the secret \(Sanitizer.line(name))"
        }
    }

    /// `asks: Continue? [Y/n]`.
    static func question(_ prompt: Prompt) -> String {
        prompt.question.isEmpty ? "waits for input" : "asks: \(Sanitizer.line(prompt.question))"
    }

    /// `12 asked, 9 answered, 2 declined, 1 parked; 100 % of what the policy allows`.
    static func counts(_ counts: PromptCounts) -> String {
        let parts = [
            (counts.answered, "answered"), (counts.declined, "declined"), (counts.referred, "put to a person"),
            (counts.parked, "parked"), (counts.failed, "failed"), (counts.byPerson, "by a person"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let share = counts.removedPercent.map {
            "; \(NumberPresentation.percent($0.rounded())) of what the policy allows"
        }
        return (["\(counts.asked) asked"] + parts).joined(separator: ", ") + (share ?? "")
    }

    private static func visible(_ text: String) -> String { TypedText.visible(text, limit: 80) }
}
