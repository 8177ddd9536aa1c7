package import CopilotModel

/// Takes every decision about a prompt that a person would have been asked for, and says why.
package enum AutoValidationEngine {
    /// Decides about a prompt: any denial, then the mission's rules, then the user's, then the built-in table; what would be
    /// typed too often in one attempt is a loop and is not typed.
    ///
    /// Nothing destructive is accepted without a rule that has `destructive: true`, and a secret is typed only where a rule
    /// names it, the user provided it, and the terminal does not show it.
    package static func decide(_ prompt: Prompt, _ context: DecisionContext) -> PromptDecision {
        let rules = RuleBook(prompt, context)
        if let denial = rules.denial { return denial }
        let ruled = rules.verdict()
        var decision = ruled.decision ?? table(prompt, context)
        if ruled.decision == nil, !ruled.notes.isEmpty { decision.reason += "; " + ruled.notes.joined(separator: "; ") }
        return LoopCheck.apply(to: decision, prompt, context, uses: ruled.allowedUses)
    }

    /// The table by kind, level and stake, as Markdown.
    package static var tableMarkdown: [String] { DecisionTable.markdown }

    /// What the built-in table says.
    static func table(_ prompt: Prompt, _ context: DecisionContext) -> PromptDecision {
        guard context.level != .interactive else { return proposal(prompt, context) }
        let move = DecisionTable.move(prompt, at: context.level)
        if case .judge = move { return AgentRequests.decide(prompt, context) }
        if let reply = move.reply(to: prompt) {
            let destroys = prompt.stakes.contains(.destructive) ? ", for a yes could destroy something" : ""
            return typed(reply, asAnswer: move.isAnswer(reply), "\(prompt.kind.phrase): \(move.done(reply))\(destroys)")
        }
        return escalate(prompt, context, "\(prompt.kind.phrase): \(whyNothing(prompt, move))")
    }

    /// What is typed, and why.
    static func typed(
        _ reply: PromptReply, asAnswer: Bool, _ reason: String, rule: String = "built-in table"
    ) -> PromptDecision {
        PromptDecision(
            asAnswer ? .answer : .decline, send: .text(reply.send), otherwise: reply.otherwise, reason: reason,
            rule: rule)
    }

    /// At `interactive` a person is asked whatever it is; what `fullAutonomous` would type is proposed.
    private static func proposal(_ prompt: Prompt, _ context: DecisionContext) -> PromptDecision {
        var inner = context
        inner.level = .fullAutonomous
        let decision = table(prompt, inner)
        let isTyped = decision.action == .answer || decision.action == .decline
        return PromptDecision(
            .ask, send: isTyped ? decision.send : nil, otherwise: isTyped ? decision.otherwise : nil,
            reason: "at level interactive a person is asked"
                + (isTyped ? "; fullAutonomous would say: \(decision.reason)" : ": \(prompt.kind.phrase)"))
    }

    private static func whyNothing(_ prompt: Prompt, _ move: TableMove) -> String {
        switch move {
        case .person:
            if let stake = prompt.worstStake { return stake.phrase }
            switch prompt.kind {
            case .password, .otp: return "no rule names a secret for it"
            case .hostkey: return "whether the host is the right one cannot be told from here"
            case .license: return "only a person can accept it"
            case .waitExternal: return "nothing that is typed here would help"
            case .textRequired: return "nobody laid down what to type"
            default: return "at this level a person decides it"
            }
        case .ownYes: return "yes is not its own default, or nothing tells that it is harmless"
        default: return "no safe reply to it was understood"
        }
    }
}

extension Prompt {
    /// The stake that weighs most for a decision.
    var worstStake: PromptStake? {
        for stake in [PromptStake.secret, .trust, .license, .cost, .destructive] where stakes.contains(stake) {
            return stake
        }
        return nil
    }

    /// Whether only a secret, or a person with one, lets it go on.
    var needsSecret: Bool {
        stakes.contains(.secret) || kind == .password || kind == .otp || kind == .waitExternal
    }
}
