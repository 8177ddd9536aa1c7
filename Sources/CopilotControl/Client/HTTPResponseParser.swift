/// Reads one HTTP/1.1 response out of its bytes as they arrive (RFC 9112): status, headers, a body that is counted, chunked
/// or ends with the connection.
struct HTTPResponseParser {
    /// Status, once the head was read.
    private(set) var status: Int?
    /// Header fields by lower-case name; of a repeated one the last.
    private(set) var headers: [String: String] = [:]
    /// Whether the body has ended too.
    var isComplete: Bool { part == .done }

    /// The cap on status line and header fields together, and on what a chunk's size line may have. What a supervisor
    /// sends stays below 1 KiB.
    static let mostHeadBytes = 64 << 10

    private enum Part: Equatable {
        case statusLine, field
        case counted(remaining: Int)
        case untilEnd
        case chunkSize
        case chunk(remaining: Int)
        case chunkEnd, trailer
        case done
    }

    private var part = Part.statusLine
    private var line: [UInt8] = []
    private var headBytes = 0

    /// Takes further bytes and returns the part of the body among them.
    ///
    /// - Throws: `badAnswer` if this is not HTTP, or its head is longer than the cap.
    mutating func feed(_ bytes: [UInt8]) throws(ControlError) -> [UInt8] {
        var body: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty, part != .done {
            switch part {
            case .counted(let remaining):
                let taken = rest.prefix(remaining)
                body += taken
                rest = rest.dropFirst(taken.count)
                part = taken.count == remaining ? .done : .counted(remaining: remaining - taken.count)
            case .chunk(let remaining):
                let taken = rest.prefix(remaining)
                body += taken
                rest = rest.dropFirst(taken.count)
                part = taken.count == remaining ? .chunkEnd : .chunk(remaining: remaining - taken.count)
            case .untilEnd:
                body += rest
                rest = []
            case .statusLine, .field, .chunkSize, .chunkEnd, .trailer:
                if takeLine(from: &rest) { try endLine() } else { try checkLength() }
            case .done: break
            }
        }
        return body
    }

    /// The connection has ended.
    ///
    /// - Throws: `connectionLost` if the response had not.
    mutating func end() throws(ControlError) {
        if part == .untilEnd { part = .done }
        guard part == .done else {
            throw ControlError(code: .connectionLost, message: "the supervisor closed the connection in mid-answer")
        }
    }

    /// Moves bytes up to a line's end into `line`; false: its end is not there yet.
    private mutating func takeLine(from rest: inout ArraySlice<UInt8>) -> Bool {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
            line += rest
            rest = []
            return false
        }
        line += rest[..<end]
        rest = rest[(end + 1)...]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return true
    }

    private func checkLength() throws(ControlError) {
        if line.count + headBytes > Self.mostHeadBytes { throw Self.malformed("a line is too long") }
    }

    private mutating func endLine() throws(ControlError) {
        let text = String(decoding: line, as: UTF8.self)
        headBytes += line.count
        try checkLength()
        line.removeAll(keepingCapacity: true)
        switch part {
        case .statusLine: try readStatus(text)
        case .field: try readField(text)
        case .chunkSize:
            headBytes = 0
            let digits = text.prefix { $0.isHexDigit }
            guard let size = Int(digits, radix: 16) else { throw Self.malformed("no chunk has the size '\(text)'") }
            part = size == 0 ? .trailer : .chunk(remaining: size)
        case .chunkEnd:
            guard text.isEmpty else { throw Self.malformed("a chunk is longer than its size") }
            part = .chunkSize
        case .trailer: if text.isEmpty { part = .done }
        case .counted, .untilEnd, .chunk, .done: break
        }
    }

    private mutating func readStatus(_ text: String) throws(ControlError) {
        let words = text.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let code = Int(words[1]), (100...599).contains(code)
        else {
            throw Self.malformed("it begins with '\(text.prefix(40))'")
        }
        status = code
        part = .field
    }

    private mutating func readField(_ text: String) throws(ControlError) {
        if text.isEmpty { return try endHead() }
        guard let colon = text.firstIndex(of: ":") else { throw Self.malformed("a header has no colon") }
        let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        headers[text[..<colon].lowercased()] = String(value)
    }

    private mutating func endHead() throws(ControlError) {
        headBytes = 0
        guard let status else { throw Self.malformed("it has no status") }
        if (100..<200).contains(status) {
            // An interim answer: the real one follows.
            self.status = nil
            headers = [:]
            part = .statusLine
        } else if headers["transfer-encoding"]?.lowercased() == "chunked" {
            part = .chunkSize
        } else if let length = headers["content-length"] {
            guard let count = Int(length), count >= 0 else { throw Self.malformed("its length is '\(length)'") }
            part = count == 0 ? .done : .counted(remaining: count)
        } else {
            part = status == 204 || status == 304 ? .done : .untilEnd
        }
    }

    private static func malformed(_ why: String) -> ControlError {
        ControlError(code: .badAnswer, message: "the answer is not one of a supervisor: \(why)")
    }
}
