/// On the wire an action is one flat object: `{"action": "pause", "task": "a"}`, `{"action": "pauseMission", "drain": true}`,
/// `{"action": "stopMission", "cause": "user"}`. `drain` and `fresh` are false and `cause` is `user` unless given; any other
/// key is an error, so that a misspelt one is not silently ignored.
extension Intent.Action: Codable {
    /// The word for each case.
    package enum Verb: String, Sendable, CaseIterable {
        case pauseMission, resumeMission, pause, resume, skip, skipSubtree, retry, stop, kill, answer, stopMission

        /// The keys that may stand beside `action`.
        var keys: [String] {
            switch self {
            case .pauseMission: ["drain"]
            case .resumeMission: []
            case .pause, .resume, .skip, .skipSubtree, .stop, .kill: ["task"]
            case .retry: ["task", "fresh"]
            case .answer: ["task", "text", "proposal", "decline", "prompt"]
            case .stopMission: ["cause"]
            }
        }
    }

    package var verb: Verb {
        switch self {
        case .pauseMission: .pauseMission
        case .resumeMission: .resumeMission
        case .pause: .pause
        case .resume: .resume
        case .skip: .skip
        case .skipSubtree: .skipSubtree
        case .retry: .retry
        case .stop: .stop
        case .kill: .kill
        case .answer: .answer
        case .stopMission: .stopMission
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: WireKey.self)
        try container.encode(verb.rawValue, forKey: "action")
        switch self {
        case .pauseMission(let drain): try container.encode(drain, forKey: "drain")
        case .resumeMission: break
        case .pause(let task), .resume(let task), .skip(let task), .skipSubtree(let task), .stop(let task),
            .kill(let task):
            try container.encode(task, forKey: "task")
        case .retry(let task, let fresh):
            try container.encode(task, forKey: "task")
            try container.encode(fresh, forKey: "fresh")
        case .answer(let task, let wish, let prompt):
            try container.encode(task, forKey: "task")
            try container.encodeIfPresent(prompt, forKey: "prompt")
            switch wish {
            case .text(let text): try container.encode(text, forKey: "text")
            case .proposal: try container.encode(true, forKey: "proposal")
            case .decline: try container.encode(true, forKey: "decline")
            }
        case .stopMission(let cause): try container.encode(cause, forKey: "cause")
        }
    }

    package init(from decoder: any Decoder) throws { try self.init(from: decoder, otherKeys: []) }

    /// Reads an action out of an object that may also have `otherKeys`.
    fileprivate init(from decoder: any Decoder, otherKeys: [String]) throws {
        let container = try decoder.container(keyedBy: WireKey.self)
        let word = try container.decode(String.self, forKey: "action")
        guard let verb = Verb(rawValue: word) else {
            let verbs = Verb.allCases.map(\.rawValue).joined(separator: ", ")
            throw DecodingError.dataCorruptedError(
                forKey: "action", in: container, debugDescription: "'\(word)' is not an action; there are \(verbs)")
        }
        let known = ["action"] + verb.keys
        if let stranger = container.allKeys.map(\.stringValue).sorted().first(where: {
            !(known + otherKeys).contains($0)
        }) {
            throw DecodingError.dataCorruptedError(
                forKey: "action", in: container,
                debugDescription: "\(word) does not take '\(stranger)'; its keys are \(known.joined(separator: ", "))")
        }
        func task() throws -> TaskID { try container.decode(TaskID.self, forKey: "task") }
        switch verb {
        case .pauseMission:
            self = .pauseMission(drain: try container.decodeIfPresent(Bool.self, forKey: "drain") ?? false)
        case .resumeMission: self = .resumeMission
        case .pause: self = .pause(try task())
        case .resume: self = .resume(try task())
        case .skip: self = .skip(try task())
        case .skipSubtree: self = .skipSubtree(try task())
        case .retry:
            self = .retry(try task(), fresh: try container.decodeIfPresent(Bool.self, forKey: "fresh") ?? false)
        case .stop: self = .stop(try task())
        case .kill: self = .kill(try task())
        case .answer:
            let text = try container.decodeIfPresent(String.self, forKey: "text")
            let takesProposal = try container.decodeIfPresent(Bool.self, forKey: "proposal") ?? false
            let declines = try container.decodeIfPresent(Bool.self, forKey: "decline") ?? false
            guard [text != nil, takesProposal, declines].count(where: \.self) == 1 else {
                throw DecodingError.dataCorruptedError(
                    forKey: "action", in: container,
                    debugDescription: "answer takes one of text, proposal: true and decline: true")
            }
            self = .answer(
                try task(), text.map(PromptReplyWish.text) ?? (takesProposal ? .proposal : .decline),
                prompt: try container.decodeIfPresent(Int64.self, forKey: "prompt"))
        case .stopMission:
            self = .stopMission(try container.decodeIfPresent(StopCause.self, forKey: "cause") ?? .user)
        }
    }
}

/// On the wire an intent is its action's object with `requester` in it; `control` unless given.
extension Intent: Codable {
    package func encode(to encoder: any Encoder) throws {
        try action.encode(to: encoder)
        var container = encoder.container(keyedBy: WireKey.self)
        try container.encode(requester, forKey: "requester")
    }

    package init(from decoder: any Decoder) throws {
        action = try Action(from: decoder, otherKeys: ["requester"])
        let container = try decoder.container(keyedBy: WireKey.self)
        requester = try container.decodeIfPresent(Requester.self, forKey: "requester") ?? .control
    }
}

/// On the wire: `{"accepted": true}`, or `{"accepted": false, "reason": "…"}`.
extension IntentReceipt: Codable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: WireKey.self)
        switch self {
        case .accepted: try container.encode(true, forKey: "accepted")
        case .refused(let reason):
            try container.encode(false, forKey: "accepted")
            try container.encode(reason, forKey: "reason")
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: WireKey.self)
        if try container.decode(Bool.self, forKey: "accepted") {
            self = .accepted
        } else {
            self = .refused(try container.decodeIfPresent(String.self, forKey: "reason") ?? "no reason given")
        }
    }
}

/// A key that is any string, so that keys which should not be there are seen.
private struct WireKey: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { return nil }

    init(stringLiteral value: String) { stringValue = value }
}
