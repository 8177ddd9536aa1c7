internal import CopilotModel

/// A word of a command that is a single one, and where it stands in it.
struct CommandWord: Hashable {
    /// What stands for the name of a tool's session.
    static let session = "{session}"

    /// Without its quotes.
    var text: String
    /// Where it begins in a shell's line, in bytes; in a list of words its number.
    var start: Int
    /// Whether it is, or names the target of, a redirection.
    var isRedirected = false

    /// The words of a command; nil: a line that holds more than one, or what only a shell understands.
    static func all(of command: TaskCommand) -> [CommandWord]? {
        switch command {
        case .arguments(let words): return words.enumerated().map { CommandWord(text: $1, start: $0) }
        case .shell(let line):
            var scanner = Scanner(line)
            return scanner.words()
        }
    }

    /// The command with words put in before the one of a number; the number may be one too high: at its end.
    static func insert(_ inserted: [String], at number: Int, of words: [CommandWord], in command: TaskCommand)
        -> TaskCommand
    {
        if inserted.isEmpty { return command }
        switch command {
        case .arguments(var all):
            all.insert(contentsOf: inserted, at: min(max(0, number), all.count))
            return .arguments(all)
        case .shell(let line):
            let text = inserted.map { $0 == session ? "\"$COPILOT_SESSION\"" : $0 }.joined(separator: " ")
            guard words.indices.contains(number) else { return .shell(line + " " + text) }
            let bytes = Array(line.utf8)
            let head = String(decoding: bytes[..<words[number].start], as: UTF8.self)
            return .shell(head + text + " " + String(decoding: bytes[words[number].start...], as: UTF8.self))
        }
    }

    /// Reads a line as sh(1) splits it, as far as that is simple.
    private struct Scanner {
        let bytes: [UInt8]
        var place = 0

        init(_ line: String) { bytes = Array(line.utf8) }

        mutating func words() -> [CommandWord]? {
            var words: [CommandWord] = []
            var isTarget = false
            while true {
                while place < bytes.count, isBlank(bytes[place]) { place += 1 }
                guard place < bytes.count else { return words }
                let start = place
                guard let text = word() else { return nil }
                let isRedirection = isRedirection(text, from: start)
                words.append(CommandWord(text: text, start: start, isRedirected: isRedirection || isTarget))
                // `> file` names its target in the next word, `>file` and `2>&1` do not.
                isTarget = isRedirection && (text.hasSuffix(">") || text.hasSuffix("<"))
            }
        }

        private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

        private func isRedirection(_ text: String, from start: Int) -> Bool {
            // What is quoted is none.
            guard bytes[start] != UInt8(ascii: "'"), bytes[start] != UInt8(ascii: "\"") else { return false }
            let rest = text.drop { $0.isASCII && $0.isNumber }
            return rest.hasPrefix(">") || rest.hasPrefix("<")
        }

        /// One word without its quotes; nil: something that only a shell understands.
        private mutating func word() -> String? {
            var text: [UInt8] = []
            while place < bytes.count {
                let byte = bytes[place]
                switch byte {
                case 0x20, 0x09: return String(decoding: text, as: UTF8.self)
                case UInt8(ascii: "'"):
                    guard let end = bytes[(place + 1)...].firstIndex(of: byte) else { return nil }
                    text += bytes[(place + 1)..<end]
                    place = end + 1
                case UInt8(ascii: "\""): guard quoted(into: &text) else { return nil }
                case UInt8(ascii: "\\"):
                    guard place + 1 < bytes.count else { return nil }
                    text.append(bytes[place + 1])
                    place += 2
                case UInt8(ascii: "&") where text.last == UInt8(ascii: ">"):
                    text.append(byte)
                    place += 1
                case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "("), UInt8(ascii: ")"),
                    UInt8(ascii: "`"), UInt8(ascii: "\n"), UInt8(ascii: "#"):
                    return nil
                case UInt8(ascii: "$") where place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "("):
                    return nil
                default:
                    text.append(byte)
                    place += 1
                }
            }
            return String(decoding: text, as: UTF8.self)
        }

        private mutating func quoted(into text: inout [UInt8]) -> Bool {
            place += 1
            while place < bytes.count {
                let byte = bytes[place]
                if byte == UInt8(ascii: "\"") {
                    place += 1
                    return true
                }
                if byte == UInt8(ascii: "\\"), place + 1 < bytes.count { place += 1 }
                text.append(bytes[place])
                place += 1
            }
            return false
        }
    }
}
