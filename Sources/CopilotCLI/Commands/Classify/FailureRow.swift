internal import CopilotModel
internal import Foundation

/// One line for `classify --jsonl`: how a command ended and the end of what it printed.
struct FailureRow: Decodable {
    var id: String
    /// The last raw bytes of the output, in base64.
    var tail: String
    /// As a shell reports it: 128 + N for signal N.
    var exit_code: Int32?
    var signal: Int32?
    var command: String?

    /// How it ended; a signal counts more than a status.
    var status: ExitReport.Status {
        if let signal, signal > 0 { return .signalled(signal: signal, core: false) }
        return exit_code.map { .exited(code: $0) } ?? .unknown
    }
}

/// One line that `classify --jsonl` answers with.
struct FailureVerdict: Encodable {
    var id: String
    /// nil: it has not failed.
    var failure: Failure?

    /// What is said where there is no failure.
    static let success = "exit 0: no failure, whatever was printed"

    private enum Key: String, CodingKey {
        case id, category, severity, scope, retryable, retryAfterSeconds, cause, recovery, evidence, rule, confidence
    }

    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    /// Every key is always there: a missing wait is an explicit null.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(failure?.category, forKey: .category)
        try container.encode(failure?.severity, forKey: .severity)
        try container.encode(failure?.summary ?? Self.success, forKey: .cause)
        guard let failure else {
            for key in [Key.scope, .retryAfterSeconds, .recovery, .rule, .confidence] {
                try container.encodeNil(forKey: key)
            }
            try container.encode(false, forKey: .retryable)
            return try container.encode([String](), forKey: .evidence)
        }
        guard let reading = failure.reading else { return }
        try container.encode(reading.scope, forKey: .scope)
        try container.encode(reading.isRetryable, forKey: .retryable)
        let wait = reading.retryAfterMilliseconds.map { Double($0) / 1000 }
        try container.encode(wait, forKey: .retryAfterSeconds)
        try container.encode(reading.recovery, forKey: .recovery)
        try container.encode(reading.evidence, forKey: .evidence)
        try container.encode(reading.rule, forKey: .rule)
        try container.encode((reading.confidence * 1000).rounded() / 1000, forKey: .confidence)
    }
}
