/// A request as it goes out.
struct ControlRequest: Sendable {
    var method: String
    var path: String
    var body: [UInt8] = []

    static func get(_ path: String) -> ControlRequest { ControlRequest(method: "GET", path: path) }

    /// Its bytes; the connection carries nothing after it.
    var wireBytes: [UInt8] {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: */*\r\n"
        if method == "POST" { head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }
}

/// A request's whole answer.
struct ControlExchange: Sendable {
    var status: Int
    var body: [UInt8]

    /// The cap on an answer that is read whole; the state of a million tasks is some 100 MB.
    static let mostBodyBytes = 256 << 20

    /// Sends a request and reads its answer, blocking.
    static func run(
        _ request: ControlRequest, client: ControlClient, wakePipe: WakePipe
    ) throws(ControlError) -> ControlExchange {
        let connection = try UnixConnection(to: client.socketPath, deadline: Deadline(in: client.timeouts.connect))
        try connection.send(request.wireBytes, deadline: Deadline(in: client.timeouts.response), wakePipe: wakePipe)
        var parser = HTTPResponseParser()
        var body: [UInt8] = []
        var deadline = Deadline(in: client.timeouts.response)
        while !parser.isComplete {
            guard let bytes = try connection.receive(deadline: deadline, wakePipe: wakePipe) else {
                throw ControlError(code: .cancelled, message: "cancelled")
            }
            if bytes.isEmpty {
                try parser.end()
            } else {
                body += try parser.feed(bytes)
                // A large answer may take longer, as long as it comes.
                deadline = Deadline(in: client.timeouts.response)
            }
            guard body.count <= mostBodyBytes else {
                throw ControlError(code: .badAnswer, message: "the answer has more than \(mostBodyBytes) bytes")
            }
        }
        return ControlExchange(status: parser.status ?? 0, body: body)
    }

    /// What an answer that is no success says.
    var error: ControlError {
        let document = try? WireJSON.decode(ErrorDocument.self, from: body)
        return ControlError(
            code: .answered, status: status,
            message: document?.message ?? "the supervisor answered with status \(status)")
    }
}

/// Percent-encoding of a path's segment (RFC 3986).
enum PercentCoding {
    static func encode(_ text: String) -> String {
        var coded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                coded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                coded += hex.utf8.count == 1 ? "%0\(hex)" : "%\(hex)"
            }
        }
        return coded
    }

    /// nil if a `%` is not followed by two hex digits, or the bytes are not UTF-8.
    static func decode(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
