import CopilotModel

/// Reads JSON (RFC 8259) into ``ConfigNode``s, with the line of every value.
struct JSONSource {
    /// The largest JSON text that is read whole: what is parsed in about two seconds.
    static let mostBytes = 32 << 20

    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private var line: Int
    /// Keys that stand twice: no reason to stop, but a problem.
    private(set) var problems: [FileProblem] = []

    /// The value of a whole text whose first line is `line`, and the keys that stand twice.
    ///
    /// - Throws: the first thing that is not JSON, with its line.
    static func node(
        _ bytes: ArraySlice<UInt8>, line: Int = 1
    ) throws(FileProblem) -> (node: ConfigNode, problems: [FileProblem]) {
        let result: Result<(ConfigNode, [FileProblem]), FileProblem> = bytes.withUnsafeBufferPointer { buffer in
            var source = JSONSource(bytes: buffer, line: line)
            do throws(FileProblem) {
                let node = try source.value(depth: 0)
                source.skipSpace()
                if let byte = source.peek { throw source.unexpected(byte, "the end of the file") }
                return .success((node, source.problems))
            } catch {
                return .failure(error)
            }
        }
        let (node, problems) = try result.get()
        return (node, problems)
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, line: Int) {
        self.bytes = bytes
        self.line = line
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0D: break
            case 0x0A: line &+= 1
            default: return
            }
            offset &+= 1
        }
    }

    private func problem(_ message: String) -> FileProblem { FileProblem(line: line, message: "not JSON: \(message)") }

    private func unexpected(_ byte: UInt8, _ expected: String) -> FileProblem {
        let sign = byte < 0x80 ? String(Unicode.Scalar(byte)).shown() : "a sign outside ASCII"
        return problem("'\(sign)' where \(expected) must stand")
    }

    private mutating func value(depth: Int) throws(FileProblem) -> ConfigNode {
        skipSpace()
        guard depth < ConfigNode.deepest else {
            throw problem("nested deeper than \(ConfigNode.deepest) levels; flatten it")
        }
        let start = line
        switch peek {
        case nil: throw problem("it ends where a value must stand; is it cut off?")
        case UInt8(ascii: "{"): return ConfigNode(shape: .mapping(try object(depth: depth)), line: start)
        case UInt8(ascii: "["): return ConfigNode(shape: .list(try array(depth: depth)), line: start)
        case UInt8(ascii: "\""): return ConfigNode(shape: .scalar(try string(), isPlain: false), line: start)
        case UInt8(ascii: "'"): throw problem("a text in single quotes; use double quotes")
        case let byte?: return ConfigNode(shape: .scalar(try word(byte), isPlain: true), line: start)
        }
    }

    private mutating func object(depth: Int) throws(FileProblem) -> [ConfigNode.Entry] {
        let opened = line
        offset &+= 1
        var entries: [ConfigNode.Entry] = []
        var seen = KeySet()
        while true {
            skipSpace()
            if peek == UInt8(ascii: "}"), entries.isEmpty { break }
            guard let byte = peek else { throw problem("'{' of line \(opened) has no '}'; is the file cut off?") }
            if byte == UInt8(ascii: "}") { throw problem("a ',' before '}'; remove it") }
            guard byte == UInt8(ascii: "\"") else { throw unexpected(byte, "a key in double quotes") }
            let keyLine = line
            let key = try string()
            skipSpace()
            guard peek == UInt8(ascii: ":") else { throw problem("no ':' behind the key '\(key.shown())'") }
            offset &+= 1
            let value = try value(depth: depth + 1)
            if let first = seen.insert(key, line: keyLine) {
                let message =
                    "'\(key.shown())' stands here and on line \(first); a key may stand once: remove one or rename it"
                problems.append(FileProblem(line: keyLine, message: message))
            } else {
                entries.append(.init(key: key, line: keyLine, value: value))
            }
            skipSpace()
            if peek == UInt8(ascii: "}") { break }
            guard peek == UInt8(ascii: ",") else {
                guard let byte = peek else { throw problem("'{' of line \(opened) has no '}'; is the file cut off?") }
                throw unexpected(byte, "',' or '}'")
            }
            offset &+= 1
        }
        offset &+= 1
        return entries
    }

    private mutating func array(depth: Int) throws(FileProblem) -> [ConfigNode] {
        let opened = line
        offset &+= 1
        var items: [ConfigNode] = []
        while true {
            skipSpace()
            if peek == UInt8(ascii: "]") {
                if items.isEmpty { break }
                throw problem("a ',' before ']'; remove it")
            }
            items.append(try value(depth: depth + 1))
            skipSpace()
            if peek == UInt8(ascii: "]") { break }
            guard peek == UInt8(ascii: ",") else {
                guard let byte = peek else { throw problem("'[' of line \(opened) has no ']'; is the file cut off?") }
                throw unexpected(byte, "',' or ']'")
            }
            offset &+= 1
        }
        offset &+= 1
        return items
    }

    /// A number, `true`, `false` or `null`, as written.
    private mutating func word(_ first: UInt8) throws(FileProblem) -> String {
        let start = offset
        while let byte = peek, Self.isWordByte(byte) { offset &+= 1 }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if text.isEmpty { throw unexpected(first, "a value") }
        if text == "true" || text == "false" || text == "null" { return text }
        let isNumber = first == UInt8(ascii: "-") || (0x30...0x39).contains(first)
        if isNumber, Double(text) != nil { return text }
        throw problem("'\(text.shown())' is no value; put text in double quotes")
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private mutating func string() throws(FileProblem) -> String {
        offset &+= 1
        let start = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                defer { offset &+= 1 }
                return String(decoding: bytes[start..<offset], as: UTF8.self)
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0x0A, 0x0D: throw problem("a text is not closed at the end of its line; close it, or write '\\n'")
            case 0..<0x20: throw problem("a control character in a text; write a tab as '\\t'")
            default: offset &+= 1
            }
        }
        throw problem("a text is not closed; is the file cut off?")
    }

    private mutating func escapedString(from start: Int) throws(FileProblem) -> String {
        var escaped = JSONEscapes(prefix: bytes[start..<offset])
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") {
                offset &+= 1
                return escaped.text
            }
            if byte == 0x0A || byte == 0x0D {
                throw problem("a text is not closed at the end of its line; close it, or write '\\n'")
            }
            if byte < 0x20 { throw problem("a control character in a text; write a tab as '\\t'") }
            if byte != UInt8(ascii: "\\") {
                escaped.append(byte)
                offset &+= 1
            } else if let length = escaped.appendEscape(bytes[(offset + 1)...]) {
                offset &+= length + 1
            } else {
                throw problem("an unknown escape after '\\'; write a backslash itself as '\\\\'")
            }
        }
        throw problem("a text is not closed; is the file cut off?")
    }
}
