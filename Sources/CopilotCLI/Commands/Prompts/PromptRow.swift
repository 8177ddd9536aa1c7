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
        /// A number, or what it is open on: `/dev/pts/0`, `pipe:[4711]`.
        var fd: Descriptor?
        var wchan: String?
    }

    /// A descriptor as a recorder wrote it.
    enum Descriptor: Decodable {
        case number(Int)
        case target(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .target(try container.decode(String.self))
            }
        }

        var number: Int? { if case .number(let number) = self { number } else { nil } }
        var target: String? { if case .target(let target) = self { target } else { nil } }
    }

    /// The evidence in the product's own words.
    var terminalEvidence: TerminalEvidence {
        let processes = evidence?.procs ?? []
        return TerminalEvidence(
            isCanonical: evidence?.icanon, isEchoing: evidence?.echo, isReadOpen: evidence?.tty_read,
            witnesses: processes.prefix(TerminalEvidence.mostWitnesses).map { process in
                ProcessWitness(
                    command: process.comm ?? "", state: process.state ?? "?", isForeground: process.fg ?? false,
                    systemCall: process.syscall, descriptor: process.fd?.number, waitChannel: process.wchan,
                    wait: process.wait)
            },
            quietMilliseconds: quiet_ms, isComplete: !processes.isEmpty)
    }
}

extension PromptRow.Process {
    /// What a recorded read is known to wait for; other calls were not decoded.
    var wait: ProcessWitness.Wait? {
        guard syscall == "read", let target = fd?.target else { return nil }
        return target.hasPrefix("/dev/pts/") || target.hasPrefix("/dev/tty") ? .terminalRead : .other
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
