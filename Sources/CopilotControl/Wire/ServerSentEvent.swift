/// One event of a `text/event-stream`, as the HTML standard defines it ("Server-sent events").
package struct ServerSentEvent: Sendable, Hashable {
    /// The event's name; empty: none given.
    package var name: String
    package var id: String?
    /// Its data. What we send has no line breaks: it is JSON on one line.
    package var data: [UInt8]

    package init(name: String, id: String? = nil, data: [UInt8]) {
        self.name = name
        self.id = id
        self.data = data
    }

    /// A comment that keeps the connection alive and means nothing.
    static let keepAlive: [UInt8] = Array(": keep-alive\n\n".utf8)

    /// Its bytes on the wire.
    var wireBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.count + name.utf8.count + 48)
        bytes += "event: \(name)\n".utf8
        if let id { bytes += "id: \(id)\n".utf8 }
        for line in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            bytes += "data: ".utf8
            bytes += line
            bytes.append(UInt8(ascii: "\n"))
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }
}

/// Reads events out of a stream's bytes as they arrive.
package struct ServerSentEventParser: Sendable {
    /// No event and no line may be longer than this many bytes.
    let maxEventBytes: Int

    private var line: [UInt8] = []
    private var name = ""
    private var id: String?
    private var data: [UInt8] = []
    private var hasData = false

    /// - Parameter maxEventBytes: the cap on one event; 256 MiB holds the snapshot of a mission of a million tasks.
    package init(maxEventBytes: Int = 256 << 20) { self.maxEventBytes = maxEventBytes }

    /// Takes further bytes and returns the events they complete.
    ///
    /// - Throws: `badAnswer` if an event is longer than the cap.
    package mutating func feed(_ bytes: [UInt8]) throws(ControlError) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            line += rest[..<end]
            rest = rest[(end + 1)...]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if let event = endLine() { events.append(event) }
            line.removeAll(keepingCapacity: line.capacity < 1 << 20)
        }
        line += rest
        guard line.count + data.count <= maxEventBytes else {
            throw ControlError(code: .badAnswer, message: "an event of more than \(maxEventBytes) bytes was sent")
        }
        return events
    }

    private mutating func endLine() -> ServerSentEvent? {
        if line.isEmpty { return dispatch() }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "event": name = String(decoding: value, as: UTF8.self)
        case "id": id = String(decoding: value, as: UTF8.self)
        case "data":
            if hasData { data.append(UInt8(ascii: "\n")) }
            data += value
            hasData = true
        default: break
        }
        return nil
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            name = ""
            id = nil
            data = []
            hasData = false
        }
        return hasData ? ServerSentEvent(name: name, id: id, data: data) : nil
    }
}
