extension TaskEvent {
    /// A prompt, with what was decided about it.
    package struct Prompted: Sendable, Hashable, Codable {
        package var attempt: Int
        package var prompt: Prompt
        package var decision: PromptDecision
        /// The event whose decision did not help, where this one replaces it.
        package var instead: Int64?
        /// Whether the terminal showed what is typed; nil: unknown.
        package var isEchoing: Bool?

        package init(
            attempt: Int, prompt: Prompt, decision: PromptDecision, instead: Int64? = nil, isEchoing: Bool? = nil
        ) {
            self.isEchoing = isEchoing
            self.attempt = attempt
            self.prompt = prompt
            self.decision = decision
            self.instead = instead
        }
    }

    /// How a prompt was left.
    package struct Answered: Sendable, Hashable, Codable {
        /// The number of the ``TaskEvent/prompted(_:)`` event.
        package var prompt: Int64
        package var outcome: PromptOutcome
        /// Who had it typed.
        package var by: Requester

        package init(prompt: Int64, outcome: PromptOutcome, by: Requester) {
            self.prompt = prompt
            self.outcome = outcome
            self.by = by
        }
    }
}

/// What came of typing at a prompt.
package enum PromptOutcome: Sendable, Hashable, Codable {
    /// The command went on. `send` is what was typed; nil where it was a secret, or a person's answer to one.
    case taken(send: String?)
    /// Typed, and nothing moved.
    case ignored
    /// The screen or the waiting process was another one when it was to be typed, or a person typed: nothing was typed, or
    /// no more of it.
    case changed
    /// It could not be typed, for this reason: nothing was.
    case notTyped(reason: String)
    /// The command stopped waiting by itself, or a person typed at its terminal.
    case gone
}

/// An order to type at a prompt, carried out only if what was seen is still so.
package struct PromptAnswer: Sendable, Hashable {
    /// The number of the event that records the prompt.
    package var prompt: Int64
    /// ``ScreenText/fingerprint`` that must still hold.
    package var screen: UInt64
    package var typing: PromptDecision.Typing
    /// Typed once if the first moved nothing.
    package var otherwise: String?
    /// Whether a person gave it: then it is typed also where a person has just typed at the terminal.
    package var isByPerson: Bool

    package init(
        prompt: Int64, screen: UInt64, typing: PromptDecision.Typing, otherwise: String? = nil, isByPerson: Bool = false
    ) {
        self.prompt = prompt
        self.screen = screen
        self.typing = typing
        self.otherwise = otherwise
        self.isByPerson = isByPerson
    }
}

/// A prompt that a task waits at, as its state keeps it.
package struct OpenPrompt: Sendable, Hashable, Codable {
    /// The number of the event that records it.
    package var sequence: Int64
    /// Wall clock, milliseconds since 1970.
    package var askedAt: Int64
    package var prompt: Prompt
    package var decision: PromptDecision

    package init(sequence: Int64, askedAt: Int64, prompt: Prompt, decision: PromptDecision) {
        self.sequence = sequence
        self.askedAt = askedAt
        self.prompt = prompt
        self.decision = decision
    }
}

/// What an attempt has been asked so far; what loops are found by.
package struct PromptMemory: Sendable, Hashable, Codable {
    /// Prompts so far.
    package var count = 0
    /// ``Prompt/identity`` of the last one.
    package var last: UInt64 = 0
    /// How often that was asked in a row before.
    package var repeats = 0
    /// ``Prompt/identity`` of the last ones, oldest first, at most ``mostRecent``; nil: a journal from before it was kept.
    package var recent: [UInt64]?
    /// ``Prompt/matter`` of the same ones, 0 where it has none; nil: a journal from before it was kept.
    package var matters: [UInt64]?
    /// How often each rule was used, by its index among the mission's, then the user's.
    package var ruleUses: [Int: Int] = [:]

    package init() {}

    /// How often `prompt` has just been asked in a row, about the same thing as far as that can be told: who answers for
    /// 200 files one by one is not in a loop.
    package func timesSeen(_ prompt: Prompt) -> Int {
        if let matter = prompt.matter, let matters { return matters.reversed().prefix { $0 == matter }.count }
        return timesAsked(prompt)
    }

    private func timesAsked(_ prompt: Prompt) -> Int { count > 0 && last == prompt.identity ? repeats &+ 1 : 0 }

    /// The cap on ``recent``.
    package static let mostRecent = 256

    /// How often `prompt` was asked among the last ones, in a row or not, about the same thing as far as that can be told.
    package func timesMet(_ prompt: Prompt) -> Int {
        if let matter = prompt.matter, let matters { return matters.count { $0 == matter } }
        let identity = prompt.identity
        return recent?.count { $0 == identity } ?? 0
    }

    /// Takes a prompt and its decision in.
    package mutating func note(_ prompt: Prompt, _ decision: PromptDecision) {
        recent = (recent ?? []).suffix(Self.mostRecent - 1) + [prompt.identity]
        matters = (matters ?? []).suffix(Self.mostRecent - 1) + [prompt.matter ?? 0]
        repeats = timesAsked(prompt)
        last = prompt.identity
        count = count &+ 1
        if let index = decision.ruleIndex { ruleUses[index, default: 0] &+= 1 }
    }
}

/// How many prompts a mission met, and what became of them.
package struct PromptCounts: Sendable, Hashable, Codable {
    /// Prompts met.
    package var asked = 0
    /// Of them, those that the policy allowed to be answered or declined without a person.
    package var allowed = 0
    /// Of these, those that were answered, and the command went on.
    package var answered = 0
    /// Of these, those that were declined, and the command went on.
    package var declined = 0
    /// Put to a person.
    package var referred = 0
    /// Parked until somebody answers.
    package var parked = 0
    /// The attempt was failed for it.
    package var failed = 0
    /// Answered by a person.
    package var byPerson = 0

    package init() {}

    /// The share of the allowed ones that were removed without a person, in percent; nil where there was none.
    package var removedPercent: Double? {
        allowed > 0 ? Double(answered &+ declined) * 100 / Double(allowed) : nil
    }
}
