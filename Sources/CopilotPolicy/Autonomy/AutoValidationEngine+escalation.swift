import CopilotModel

extension AutoValidationEngine {
    /// Why nothing is typed.
    enum Escalation {
        /// The table, or a rule, leaves it to a person.
        case undecided
        /// A rule forbids an answer.
        case denied
        /// It asks again and again.
        case loop
    }

    /// What happens where nothing is typed: a person is asked, or the task is parked, or the attempt fails.
    ///
    /// At `fullAutonomous` nobody is asked. A task that is parked costs nothing, and a person may still come and answer; so
    /// parking is the rule, above all for a critical task, whose failure would fail the mission. But a task that is not
    /// critical and cannot go on without a secret that nobody provided (or that asks in a loop) would only hold up those that
    /// wait for its end: it fails now, with the reason.
    static func escalate(
        _ prompt: Prompt, _ context: DecisionContext, _ reason: String, rule: String = "built-in table",
        index: Int? = nil, because cause: Escalation = .undecided
    ) -> PromptDecision {
        switch context.level {
        case .interactive, .semiAutonomous:
            let proposed = cause == .undecided ? proposedReply(prompt) : nil
            return PromptDecision(
                .ask, send: proposed.map { .text($0.send) }, otherwise: proposed?.otherwise,
                reason: reason + "; a person is asked", rule: rule, ruleIndex: index)
        case .autonomous:
            return PromptDecision(
                .park, reason: reason + "; parked until somebody answers", rule: rule, ruleIndex: index)
        case .fullAutonomous:
            let isHopeless = cause == .loop || (cause == .undecided && prompt.needsSecret)
            if isHopeless, !context.isCritical {
                let end = "; nobody is asked at this level, and the task is not critical: the attempt fails"
                return PromptDecision(.fail, reason: reason + end, rule: rule, ruleIndex: index)
            }
            return PromptDecision(
                .park, reason: reason + "; parked until somebody answers", rule: rule, ruleIndex: index)
        }
    }

    /// What a person who is asked would be offered: what a higher level would type.
    private static func proposedReply(_ prompt: Prompt) -> PromptReply? {
        DecisionTable.move(prompt, at: .fullAutonomous).reply(to: prompt)
    }
}
