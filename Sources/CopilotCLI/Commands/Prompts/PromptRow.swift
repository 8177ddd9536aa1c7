internal import CopilotModel
internal import Foundation

/// One line for `prompts --jsonl`: a terminal's tail and what was seen beside it.
struct PromptRow: Decodable {
    var id: String
    /// The last raw bytes that the terminal printed, in base64.
    var tail: String
    var command: String?
    var rows: Int?
    var cols: Int?
    var quiet_ms: Int?
    var evidence: Evidence?

    /// The kernel's view; every part may be missing.
    struct Evidence: Decodable {
        var icanon: Bool?
        var echo: Bool?
        var tty_read: Bool?
        var procs: [Process]?
    }

    struct Process: Decodable {
        var comm: String?
        var state: String?
        var fg: Bool?
        var syscall: String?
        var fd: Int?
        var wchan: String?
    }

    /// The evidence in the product's own words.
    var terminalEvidence: TerminalEvidence {
        let processes = evidence?.procs ?? []
        return TerminalEvidence(
            isCanonical: evidence?.icanon, isEchoing: evidence?.echo, isReadOpen: evidence?.tty_read,
            witnesses: processes.prefix(TerminalEvidence.mostWitnesses).map { process in
                ProcessWitness(
                    command: process.comm ?? "", state: process.state ?? "?", isForeground: process.fg ?? false,
                    systemCall: process.syscall, descriptor: process.fd, waitChannel: process.wchan)
            },
            quietMilliseconds: quiet_ms, isComplete: !processes.isEmpty)
    }
}

/// One line that `prompts --jsonl` answers with.
struct PromptVerdict: Encodable {
    var id: String
    var waiting: Bool
    var kind: String?
    var destructive: Bool
    var secret: Bool
    /// `answer`, `decline`, `ask`, `park`, `fail`, `none`.
    var action: String
    /// The exact bytes that would be typed.
    var send: String?
    var confidence: Double
    var reason: String

    private enum Key: String, CodingKey {
        case id, waiting, kind, destructive, secret, action, send, confidence, reason
    }

    /// Every key is always there: a missing answer is an explicit null.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(waiting, forKey: .waiting)
        try container.encode(kind, forKey: .kind)
        try container.encode(destructive, forKey: .destructive)
        try container.encode(secret, forKey: .secret)
        try container.encode(action, forKey: .action)
        try container.encode(send, forKey: .send)
        try container.encode((confidence * 1000).rounded() / 1000, forKey: .confidence)
        try container.encode(reason, forKey: .reason)
    }
}
