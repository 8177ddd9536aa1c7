import CopilotModel

/// Prompts for tests.
enum SomePrompts {
    static func make(
        _ kind: PromptKind, _ replies: [PromptReply] = Self.replies(), stakes: [PromptStake] = [],
        question: String = "Go on?",
        subject: String? = nil
    ) -> Prompt {
        Prompt(
            kind: kind, question: question, subject: subject, replies: replies, stakes: stakes, confidence: 1, screen: 1
        )
    }

    /// A reply of each meaning; a bare Enter means `isDefault`.
    static func replies(isDefault: PromptReply.Meaning? = nil) -> [PromptReply] {
        PromptReply.Meaning.allCases.map { PromptReply($0, send: $0.rawValue + "\r", isDefault: $0 == isDefault) }
    }

    static let agentReplies = [
        PromptReply(.accept, send: "1", isDefault: true), PromptReply(.acceptAll, send: "2"),
        PromptReply(.decline, send: "3", otherwise: "\u{1B}"),
    ]

    static func agent(_ command: String?, _ question: String = "Do you want to proceed?") -> Prompt {
        make(.agentPermission, agentReplies, question: question, subject: command)
    }

    /// Every kind with every set of stakes, with several sets of replies.
    static let all: [Prompt] = {
        var prompts: [Prompt] = []
        let sets = [
            replies(), replies(isDefault: .accept), replies(isDefault: .decline), [], [replies()[0]], [replies()[6]],
        ]
        for kind in PromptKind.allCases {
            for mask in 0..<(1 << PromptStake.allCases.count) {
                let stakes = PromptStake.allCases.enumerated().filter { mask & (1 << $0.offset) != 0 }.map(\.element)
                for replies in sets {
                    prompts.append(make(kind, replies, stakes: stakes))
                    if kind == .agentPermission {
                        prompts.append(make(kind, replies, stakes: stakes, subject: "ls"))
                        prompts.append(make(kind, replies, stakes: stakes, subject: "rm -rf x"))
                    }
                }
            }
        }
        return prompts
    }()
}

extension PromptDecision {
    /// What is typed, if something is.
    var typed: String? {
        guard action == .answer || action == .decline else { return nil }
        switch send {
        case .text(let text): return text
        case .secret(let name): return "secret \(name)"
        case nil: return nil
        }
    }

    /// In short: `answer yes`, `park`.
    var short: String { typed.map { "\(action.rawValue) \($0.replacing("\r", with: ""))" } ?? action.rawValue }
}
