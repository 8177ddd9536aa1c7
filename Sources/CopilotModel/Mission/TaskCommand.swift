/// What a task runs.
package enum TaskCommand: Sendable, Hashable {
    /// A line for `/bin/sh -c`; placeholders are inserted shell-quoted as one word.
    case shell(String)
    /// An argument vector; placeholders are inserted verbatim. The first element is looked up in `PATH`.
    case arguments([String])

    /// One line for people.
    package var summary: String {
        switch self {
        case .shell(let line): line
        case .arguments(let words): words.map(Placeholders.shellQuoted).joined(separator: " ")
        }
    }
}

extension TaskCommand: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let line = try? container.decode(String.self) {
            self = .shell(line)
        } else {
            self = .arguments(try container.decode([String].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .shell(let line): try container.encode(line)
        case .arguments(let words): try container.encode(words)
        }
    }
}
