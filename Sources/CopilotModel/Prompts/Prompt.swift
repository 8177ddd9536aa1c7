/// What a command waits for: the question as a person would read it, and every way of replying to it that was understood.
package struct Prompt: Sendable, Hashable, Codable {
    package var kind: PromptKind
    /// The question, rendered, on one line, at most ``mostQuestionBytes``; empty where there is none.
    package var question: String
    /// What is being asked about: the command or file an agent wants to run or change, the word that must be typed, the host.
    package var subject: String?
    /// What can be said, as far as it was understood. The letters and words come from the question itself.
    package var replies: [PromptReply]
    /// What may be lost by a wrong answer; sorted, empty: harmless.
    package var stakes: [PromptStake]
    /// How sure it is that the command waits for this, 0 to 1.
    package var confidence: Double
    /// ``ScreenText/fingerprint`` of the screen it was read from.
    package var screen: UInt64
    /// What was seen, in one line for people: who waits, on what, for how long.
    package var evidence: String
    /// A hash of what it is about this time, where one question is asked for one thing after another; nil: its words say it.
    package var matter: UInt64?

    /// The cap on ``question``.
    package static let mostQuestionBytes = 600
    /// The cap on ``replies``.
    package static let mostReplies = 32

    package init(
        kind: PromptKind, question: String, subject: String? = nil, replies: [PromptReply] = [],
        stakes: [PromptStake] = [], confidence: Double, screen: UInt64, evidence: String = ""
    ) {
        self.kind = kind
        self.question = question
        self.subject = subject
        self.replies = replies
        self.stakes = stakes.sorted()
        self.confidence = confidence
        self.screen = screen
        self.evidence = evidence
    }

    /// The same for the same question, wherever it stands on the screen: FNV-1a over kind and question, with digits left out,
    /// so that a counter in a question does not hide a loop.
    package var identity: UInt64 {
        var hash = FNV1a()
        for byte in (kind.rawValue + ":" + question).utf8 where !(0x30...0x39).contains(byte) { hash.add(byte) }
        return hash.value
    }

    /// The reply that refuses, or else leaves without a side effect.
    package var refusal: PromptReply? { reply(.decline) ?? reply(.keep) ?? reply(.leave) }

    /// The first reply that means `meaning`.
    package func reply(_ meaning: PromptReply.Meaning) -> PromptReply? { replies.first { $0.meaning == meaning } }
}

/// One way of replying to a prompt.
package struct PromptReply: Sendable, Hashable, Codable {
    /// What saying it does, as far as the question tells.
    package enum Meaning: String, Sendable, Hashable, Codable, CaseIterable {
        /// Yes: do what is asked about.
        case accept
        /// Yes, and do not ask again; wider than the question.
        case acceptAll
        /// No; the command goes on without, or ends.
        case decline
        /// Leave what is there as it is (a file, a configuration).
        case keep
        /// Only "go on": Enter, any key, the next page.
        case goOn
        /// Take what is offered: the default, the highlighted row.
        case takeDefault
        /// Leave the program: quit, end of input, escape.
        case leave
        /// One of several choices, none of the above.
        case choice
    }

    package var meaning: Meaning
    /// The exact bytes to type, as UTF-8: `"y\r"`, `"\u{1B}[B\r"`.
    package var send: String
    /// Another way of saying the same, tried once if the first moved nothing.
    package var otherwise: String?
    /// The choice's own words, where there are any.
    package var label: String?
    /// Whether a bare Enter, or the highlighted choice, means this.
    package var isDefault: Bool

    package init(
        _ meaning: Meaning, send: String, otherwise: String? = nil, label: String? = nil, isDefault: Bool = false
    ) {
        self.meaning = meaning
        self.send = send
        self.otherwise = otherwise
        self.label = label
        self.isDefault = isDefault
    }
}
