import CopilotModel

/// The rules of the mission and of the user, held against one prompt.
struct RuleBook {
    /// What the rules came to.
    struct Outcome {
        /// nil: no rule decided.
        var decision: PromptDecision?
        /// Why rules that fit did not decide, for the reason; at most ``mostNotes``.
        var notes: [String] = []
        /// The `times` of the rule that decided.
        var allowedUses: Int?
    }

    /// A rule with its place.
    private struct Entry {
        var rule: PromptRule
        /// Over the mission's rules, then the user's, counted from 0.
        var index: Int
        /// `mission rule 2`.
        var name: String
    }

    private static let mostNotes = 2

    private let prompt: Prompt
    private let context: DecisionContext
    private let entries: [Entry]

    init(_ prompt: Prompt, _ context: DecisionContext) {
        self.prompt = prompt
        self.context = context
        let mission = context.missionRules.enumerated().map {
            Entry(rule: $0.element, index: $0.offset, name: "mission rule \($0.offset + 1)")
        }
        entries =
            mission
            + context.userRules.enumerated().map {
                Entry(rule: $0.element, index: mission.count + $0.offset, name: "user rule \($0.offset + 1)")
            }
    }

    /// What the rule is matched against: the command or file that an agent asks for, else the question.
    private var text: String {
        guard prompt.kind == .agentPermission, let subject = prompt.subject, !subject.isEmpty else {
            return prompt.question
        }
        return subject
    }

    /// The decision of the first rule that forbids an answer; nil: none does.
    ///
    /// Here doubt denies: a rule that cannot be read, or a text too long to be searched to its end, counts as fitting.
    var denial: PromptDecision? {
        for entry in entries where entry.rule.verdict == .deny && fitsKind(entry.rule) {
            let isDenied: Bool
            if let match = entry.rule.match {
                let pattern = try? TextPattern(match)
                let texts = prompt.kind == .agentPermission ? [text, prompt.question] : [text]
                isDenied = texts.contains { pattern?.matches($0) ?? true || !TextPattern.reaches($0) }
            } else {
                isDenied = true
            }
            guard isDenied else { continue }
            return AutoValidationEngine.escalate(
                prompt, context, "\(prompt.kind.phrase): \(entry.name) forbids an answer", rule: entry.name,
                index: entry.index, because: .denied)
        }
        return nil
    }

    /// What the first rule that fits and can be followed says.
    func verdict() -> Outcome {
        var outcome = Outcome()
        func note(_ entry: Entry, _ why: String) {
            if outcome.notes.count < Self.mostNotes { outcome.notes.append("\(entry.name) was not used, for \(why)") }
        }
        for entry in entries where entry.rule.verdict != .deny && fits(entry.rule) {
            if let times = entry.rule.times, context.ruleUses[entry.index] ?? 0 >= times {
                note(entry, "it was used \(times) time\(times == 1 ? "" : "s") already")
                continue
            }
            switch RuleVerdict(entry.rule, prompt, context).reading() {
            case .impossible(let why): note(entry, why)
            case .type(let typing, let otherwise, let isAnswer, let words):
                outcome.decision = decision(entry, typing, otherwise, isAnswer, words)
                outcome.allowedUses = entry.rule.times
                return outcome
            }
        }
        return outcome
    }

    private func decision(
        _ entry: Entry, _ typing: PromptDecision.Typing, _ otherwise: String?, _ isAnswer: Bool, _ words: String
    ) -> PromptDecision {
        let reason = "\(prompt.kind.phrase): \(words), as \(entry.name) says"
        // A person is there at this level, so even a rule only proposes what destroys.
        if context.level == .interactive, isAnswer, RuleVerdict.isDestructive(prompt, context) {
            return PromptDecision(
                .ask, send: typing, otherwise: otherwise,
                reason:
                    "\(prompt.kind.phrase): it could destroy something, so a person confirms \(entry.name) at this level",
                rule: entry.name, ruleIndex: entry.index)
        }
        return PromptDecision(
            isAnswer ? .answer : .decline, send: typing, otherwise: otherwise, reason: reason, rule: entry.name,
            ruleIndex: entry.index)
    }

    private func fitsKind(_ rule: PromptRule) -> Bool { rule.kind == nil || rule.kind == prompt.kind }

    /// Whether everything fits that the rule names. Here doubt means no.
    private func fits(_ rule: PromptRule) -> Bool {
        guard fitsKind(rule) else { return false }
        guard let match = rule.match else { return rule.kind != nil }
        guard TextPattern.reaches(text), let pattern = try? TextPattern(match) else { return false }
        guard prompt.kind == .agentPermission, allows(rule), case .run(let line) = AgentRequests.request(prompt) else {
            return pattern.matches(text)
        }
        let body = match.hasPrefix("(?i)") ? String(match.dropFirst(4)) : match
        guard let whole = try? TextPattern("^(?:\(body))$") else { return false }
        return AgentRequests.isCovered(line, by: whole, context)
    }

    private func allows(_ rule: PromptRule) -> Bool {
        switch rule.verdict {
        case .accept, .type, .takeDefault: true
        case .decline, .deny, .secret: false
        }
    }
}
