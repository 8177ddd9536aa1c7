/// What is done about a prompt, and why.
package struct PromptDecision: Sendable, Hashable, Codable {
    /// The ways of dealing with a prompt.
    package enum Action: String, Sendable, Hashable, Codable, CaseIterable {
        /// Typed: what lets the command go on as it wishes.
        case answer
        /// Typed: what refuses, keeps, or leaves without a side effect.
        case decline
        /// A person is asked; the task waits, the rest goes on.
        case ask
        /// Nobody is asked now; the task waits until somebody answers or the rest is done.
        case park
        /// The attempt fails with the reason.
        case fail
    }

    package var action: Action
    /// What is typed where the action types; also the proposal where a person is asked.
    package var send: Typing?
    /// Typed once if the first moved nothing.
    package var otherwise: String?
    /// One sentence for people.
    package var reason: String
    /// What decided: `built-in table`, `mission rule 2`, `user rule 1`, `loop`.
    package var rule: String
    /// Which rule, by its index among the mission's, then the user's; nil: none of them.
    package var ruleIndex: Int?

    /// What is typed. A secret is only named: its bytes are never part of an event.
    package enum Typing: Sendable, Hashable, Codable {
        /// Exact bytes, as UTF-8.
        case text(String)
        /// The secret of this name, and Enter.
        case secret(name: String)
    }

    package init(
        _ action: Action, send: Typing? = nil, otherwise: String? = nil, reason: String,
        rule: String = "built-in table",
        ruleIndex: Int? = nil
    ) {
        self.action = action
        self.send = send
        self.otherwise = otherwise
        self.reason = reason
        self.rule = rule
        self.ruleIndex = ruleIndex
    }
}
