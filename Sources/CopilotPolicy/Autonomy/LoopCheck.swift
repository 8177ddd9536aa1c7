import CopilotModel

/// Stops answering a command that asks the same again and again, or asks without end.
enum LoopCheck {
    /// How often the same question may be answered in a row: a refused answer is asked again once or twice by many programs.
    static let mostRepeats = 3
    /// Likewise for what carries no question (pages, Enter) and for an agent, which runs its tests again and again.
    static let mostGoOns = 50
    /// How many prompts of one attempt are answered at all.
    static let mostPrompts = 500

    /// The decision, or the escalation in its place.
    ///
    /// - Parameter uses: the `times` of the rule that decided; a user who wrote 100 means it.
    static func apply(
        to decision: PromptDecision, _ prompt: Prompt, _ context: DecisionContext, uses: Int?
    ) -> PromptDecision {
        guard decision.action == .answer || decision.action == .decline else { return decision }
        if context.promptsSeen >= mostPrompts {
            let reason =
                "it has asked \(context.promptsSeen) times in this attempt, more than the \(mostPrompts) answered"
            return AutoValidationEngine.escalate(prompt, context, reason, rule: "loop", because: .loop)
        }
        let most = max(limit(prompt.kind), uses ?? 0)
        guard context.timesSeen >= most else { return decision }
        let reason = "\(prompt.kind.phrase) was answered \(most) times and asks the same again: a loop"
        return AutoValidationEngine.escalate(prompt, context, reason, rule: "loop", because: .loop)
    }

    private static func limit(_ kind: PromptKind) -> Int {
        switch kind {
        case .pressEnter, .anyKey, .pager, .agentPermission: mostGoOns
        case .confirm, .typedConfirm, .menuNumbered, .menuLetters, .textDefault, .textRequired, .password, .otp,
            .hostkey,
            .editor, .listSelect, .checkbox, .dialog, .overwrite, .license, .conffile, .repl, .stdin, .tui,
            .waitExternal:
            mostRepeats
        }
    }
}
