import CopilotModel

/// Stops answering a command that asks the same again and again, or asks without end.
///
/// The same is asked only where nothing but a clock has moved between two questions: yes or no for each of some hundred files,
/// inodes or hunks is work that goes on (``PromptMatter``), and ends at ``mostPrompts`` at the latest.
enum LoopCheck {
    /// How often the same question may be answered in a row: a refused answer is asked again once or twice by many programs.
    static let mostRepeats = 3
    /// Likewise for what carries no question (pages, Enter) and for an agent, which runs its tests again and again.
    static let mostGoOns = 50
    /// How often among the last ``PromptMemory/mostRecent``, with others in between.
    static let mostScattered = 10
    /// Likewise for what carries no question and for an agent.
    static let mostScatteredGoOns = 100
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
        if isSecretAgain(decision, prompt, context, uses: uses) {
            let reason = "\(prompt.kind.phrase) was given its secret and asks again: it must be a wrong one"
            return AutoValidationEngine.escalate(prompt, context, reason, rule: "loop", because: .loop)
        }
        let most = max(limit(prompt.kind), uses ?? 0)
        let mostScattered = max(scatteredLimit(prompt.kind), uses ?? 0)
        guard context.timesSeen >= most || context.timesMet >= mostScattered else { return decision }
        let count = context.timesSeen >= most ? most : mostScattered
        let reason = "\(prompt.kind.phrase) was answered \(count) times and asks the same again: a loop"
        return AutoValidationEngine.escalate(prompt, context, reason, rule: "loop", because: .loop)
    }

    /// Whether a secret would be typed a second time at what refused it. A rule's `times` says how often it may be.
    private static func isSecretAgain(
        _ decision: PromptDecision, _ prompt: Prompt, _ context: DecisionContext, uses: Int?
    ) -> Bool {
        guard case .secret = decision.send, uses == nil else { return false }
        if context.timesSeen >= 1 || context.timesMet >= 1 { return true }
        let isRefused = LowerText(prompt.question).hasAny([
            "sorry", "wrong", "incorrect", "invalid", "denied", "failed", "try again", "bad ", "mismatch", "not match",
            "falsch", "erreur", "incorrecto", "errat", "неверн", "błędn",
        ])
        return isRefused && decision.ruleIndex.map { context.ruleUses[$0] ?? 0 >= 1 } == true
    }

    /// What comes back among other questions may be a wizard that is run for one thing after another; so more often than in a row.
    private static func scatteredLimit(_ kind: PromptKind) -> Int {
        limit(kind) == mostGoOns ? mostScatteredGoOns : mostScattered
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
