/// Where a task stands. Groups and fan-outs have the status that theirs add up to.
package enum TaskStatus: UInt8, Sendable, Hashable, CaseIterable {
    /// Its needs have not ended yet.
    case waiting
    /// Nothing holds it but a free place.
    case ready
    case running
    /// Held by a person, or stopped in mid-run.
    case paused
    /// Failed, and waiting to be tried again.
    case backingOff
    case succeeded
    case failed
    case skipped
    /// Cannot run: something it needs did not end as it must.
    case blocked
    /// It ran when the supervisor died, and nobody knows how it ended.
    case lost

    /// Whether nothing more happens to it by itself.
    package var isSettled: Bool {
        switch self {
        case .waiting, .ready, .running, .paused, .backingOff, .lost: false
        case .succeeded, .failed, .skipped, .blocked: true
        }
    }

    /// The word that files and the wire use.
    package var word: String {
        switch self {
        case .waiting: "waiting"
        case .ready: "ready"
        case .running: "running"
        case .paused: "paused"
        case .backingOff: "backingOff"
        case .succeeded: "succeeded"
        case .failed: "failed"
        case .skipped: "skipped"
        case .blocked: "blocked"
        case .lost: "lost"
        }
    }
}

extension TaskStatus: Codable {
    package init(from decoder: any Decoder) throws {
        let word = try decoder.singleValueContainer().decode(String.self)
        guard let status = Self.allCases.first(where: { $0.word == word }) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "'\(word)' is not a task's status"))
        }
        self = status
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(word)
    }
}
