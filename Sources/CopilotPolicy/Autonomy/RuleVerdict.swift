import CopilotModel

/// What one rule that fits would have typed, or why it cannot be followed.
struct RuleVerdict {
    /// The two outcomes.
    enum Reading {
        case type(PromptDecision.Typing, otherwise: String?, isAnswer: Bool, words: String)
        /// Why not, behind "for".
        case impossible(String)
    }

    private let rule: PromptRule
    private let prompt: Prompt
    private let context: DecisionContext

    init(_ rule: PromptRule, _ prompt: Prompt, _ context: DecisionContext) {
        self.rule = rule
        self.prompt = prompt
        self.context = context
    }

    /// Whether going along with `prompt` may destroy something: also where only the kind, or the command that an agent asks for,
    /// tells.
    static func isDestructive(_ prompt: Prompt, _ context: DecisionContext) -> Bool {
        prompt.stakes.contains(.destructive) || prompt.kind == .overwrite || prompt.kind == .conffile
            || AgentRequests.isDangerous(prompt, context)
    }

    /// What the rule comes to here.
    func reading() -> Reading {
        switch rule.verdict {
        case .deny: .impossible("it forbids an answer")
        case .secret(let name): secret(name)
        case .type(let text): type(text)
        case .decline:
            prompt.first(of: .decline, .keep, .leave).map { say($0, "declined") }
                ?? .impossible("no way of declining was understood")
        case .accept: accept()
        case .takeDefault: takeDefault()
        }
    }

    private func accept() -> Reading {
        guard let reply = prompt.first(of: .accept, .goOn) else {
            return .impossible("no way of accepting was understood")
        }
        if let why = AgentRequests.objection(to: reply, prompt, context) { return .impossible(why) }
        return say(reply, "accepted")
    }

    private func takeDefault() -> Reading {
        guard let reply = prompt.reply(.takeDefault) ?? prompt.replies.first(where: \.isDefault) else {
            return .impossible("no default was understood")
        }
        if prompt.kind == .agentPermission, !reply.meaning.refuses {
            return .impossible("what an agent has preselected is never confirmed blindly")
        }
        return say(reply, "given its default")
    }

    private func type(_ text: String) -> Reading {
        if prompt.kind == .password || prompt.kind == .otp || prompt.stakes.contains(.secret), !text.isEmpty {
            return .impossible("a secret is typed only by its name: answer: {secret: NAME}")
        }
        let said = prompt.replies.first { $0.send == text || $0.send == text + "\r" }
        if prompt.kind == .agentPermission {
            let reply = said ?? PromptReply(.accept, send: text + "\r")
            if !reply.meaning.refuses, let why = AgentRequests.objection(to: reply, prompt, context) {
                return .impossible(why)
            }
        }
        return say(said ?? PromptReply(.choice, send: text + "\r"), "answered '\(text.shown(limit: 40))'")
    }

    private func say(_ reply: PromptReply, _ words: String) -> Reading {
        let isAnswer = !reply.meaning.refuses
        if isAnswer, !rule.allowsDestructive, Self.isDestructive(prompt, context) {
            return .impossible("that could destroy something and the rule has no 'destructive: true'")
        }
        if isAnswer, rule.match == nil, let why = matterOfConsent { return .impossible(why) }
        return .type(.text(reply.send), otherwise: reply.otherwise, isAnswer: isAnswer, words: words)
    }

    /// What a rule must name by a `match`, for a kind alone does not show that the user meant it. A licence and a host key are
    /// kinds of their own: who names these has meant them.
    private var matterOfConsent: String? {
        guard prompt.kind != .license, prompt.kind != .hostkey, prompt.kind != .agentPermission else { return nil }
        for stake in [PromptStake.trust, .license, .cost] where prompt.stakes.contains(stake) {
            return "\(stake.phrase) and the rule names no 'match' for it"
        }
        return nil
    }

    private func secret(_ name: String) -> Reading {
        let shown = name.shown()
        let isTyped =
            prompt.kind == .password || prompt.kind == .otp
            || (prompt.stakes.contains(.secret) && (prompt.kind == .textRequired || prompt.kind == .textDefault))
        if !isTyped { return .impossible("this is no question for a secret") }
        if !context.secretNames.contains(name) { return .impossible("the secret '\(shown)' is not provided") }
        switch context.isEchoing {
        case true: return .impossible("the terminal would show what is typed, so '\(shown)' is not")
        case nil: return .impossible("the terminal may show what is typed, so '\(shown)' is not")
        case false: break
        }
        if prompt.stakes.contains(.destructive), !rule.allowsDestructive {
            return .impossible("what it unlocks could destroy something and the rule has no 'destructive: true'")
        }
        return .type(.secret(name: name), otherwise: nil, isAnswer: true, words: "given the secret '\(shown)'")
    }
}
