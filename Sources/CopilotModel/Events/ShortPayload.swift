/// The payloads of the kinds that every task has, written and read by hand: a journal of 100,000 tasks holds some 500,000 of
/// them. Reading 240,000 events from the database took 10.6 s with the general decoder and 3 s so (measured, not optimised).
///
/// What it writes is JSON as the general encoder's, its keys always in one order; it reads nothing but that order, without
/// white space. Whatever else comes is left to the general decoder, so nothing is refused here.
package enum ShortPayload {
    /// The payload of an event; nil: left to the general encoder.
    package static func text(of event: TaskEvent) -> String? {
        switch event {
        case .ready, .succeeded, .lost: return ""
        case .started(let started):
            let limit = started.limitMilliseconds.map { ",\"limitMilliseconds\":\($0)" } ?? ""
            let quieted = started.quieted ?? ""
            guard quieted.utf8.allSatisfy(Scanner.isName) else { return nil }
            let names = quieted.isEmpty ? "" : ",\"quieted\":\"\(quieted)\""
            return "{\"attempt\":\(started.attempt)\(limit)\(names)}"
        case .launched(let launched):
            let process = launched.process
            return """
                {"attempt":\(launched.attempt),"process":{"pid":\(process.pid),"startTicks":\(process.startTicks)}}
                """
        case .exited(let exited):
            guard case .exited(let code) = exited.report.status else { return nil }
            let report = exited.report
            return """
                {"attempt":\(exited.attempt),"report":{"status":{"exited":{"code":\(code)}},\
                "elapsedMilliseconds":\(report.elapsedMilliseconds),"userMilliseconds":\(report.userMilliseconds),\
                "systemMilliseconds":\(report.systemMilliseconds),"maxResidentBytes":\(report.maxResidentBytes),\
                "outputBytes":\(report.outputBytes)}}
                """
        case .expanded, .ending, .backingOff, .failed, .skipped, .blocked, .paused, .resumed, .reset, .prompted,
            .answered, .fellBack, .remedied, .recovered, .protected, .restored, .checkpointed:
            return nil
        }
    }

    /// Reads the payload of an event whose kind is known (`task.started`); nil: left to the general decoder.
    package static func event(kind: String, text: String) -> TaskEvent? {
        switch kind {
        case "task.ready": return text.isEmpty ? .ready : nil
        case "task.succeeded": return text.isEmpty ? .succeeded : nil
        case "task.lost": return text.isEmpty ? .lost : nil
        case "task.started": return read(text, started)
        case "task.launched": return read(text, launched)
        case "task.exited": return read(text, exited)
        default: return nil
        }
    }

    private static func read(_ text: String, _ body: (inout Scanner) -> TaskEvent?) -> TaskEvent? {
        var text = text
        return text.withUTF8 { bytes in
            var scanner = Scanner(bytes: bytes)
            guard let event = body(&scanner), scanner.isAtEnd else { return nil }
            return event
        }
    }

    private static func started(_ scanner: inout Scanner) -> TaskEvent? {
        guard scanner.skip("{\"attempt\":"), let attempt = scanner.number(Int.self) else { return nil }
        var event = TaskEvent.Started(attempt: attempt)
        if scanner.skip(",\"limitMilliseconds\":") {
            guard let limit = scanner.number(Int64.self) else { return nil }
            event.limitMilliseconds = limit
        }
        if scanner.skip(",\"quieted\":\"") {
            guard let names = scanner.names(), scanner.skip("\"") else { return nil }
            event.quieted = names
        }
        return scanner.skip("}") ? .started(event) : nil
    }

    private static func launched(_ scanner: inout Scanner) -> TaskEvent? {
        guard scanner.skip("{\"attempt\":"), let attempt = scanner.number(Int.self),
            scanner.skip(",\"process\":{\"pid\":"), let pid = scanner.number(Int32.self),
            scanner.skip(",\"startTicks\":"), let ticks = scanner.number(UInt64.self), scanner.skip("}}")
        else { return nil }
        return .launched(.init(attempt: attempt, process: ProcessIdentity(pid: pid, startTicks: ticks)))
    }

    private static func exited(_ scanner: inout Scanner) -> TaskEvent? {
        guard scanner.skip("{\"attempt\":"), let attempt = scanner.number(Int.self),
            scanner.skip(",\"report\":{\"status\":{\"exited\":{\"code\":"), let code = scanner.number(Int32.self),
            scanner.skip("}},\"elapsedMilliseconds\":"), let elapsed = scanner.number(Int64.self),
            scanner.skip(",\"userMilliseconds\":"), let user = scanner.number(Int64.self),
            scanner.skip(",\"systemMilliseconds\":"), let system = scanner.number(Int64.self),
            scanner.skip(",\"maxResidentBytes\":"), let resident = scanner.number(Int64.self),
            scanner.skip(",\"outputBytes\":"), let output = scanner.number(Int64.self), scanner.skip("}}")
        else { return nil }
        let report = ExitReport(
            status: .exited(code: code), elapsedMilliseconds: elapsed, userMilliseconds: user,
            systemMilliseconds: system, maxResidentBytes: resident, outputBytes: output)
        return .exited(.init(attempt: attempt, report: report))
    }
}

/// Goes through a payload once.
private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    /// Goes past `text`; false, and stays, if something else is there.
    mutating func skip(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard text.hasPointerRepresentation, bytes.count - place >= count else { return false }
        for offset in 0..<count where bytes[place + offset] != text.utf8Start[offset] { return false }
        place += count
        return true
    }

    /// Whether a byte is of a list of names: small letters and commas.
    static func isName(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || byte == 0x2C }

    /// Reads a list of names; nil if there is none.
    mutating func names() -> String? {
        let first = place
        while place < bytes.count, Self.isName(bytes[place]) { place += 1 }
        return place > first ? String(decoding: bytes[first..<place], as: UTF8.self) : nil
    }

    /// Reads a whole number as JSON writes it; nil if there is none, or it does not fit.
    mutating func number<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
        var next = place
        let isNegative = next < bytes.count && bytes[next] == UInt8(ascii: "-")
        if isNegative { next += 1 }
        let first = next
        var value: Number = 0
        while next < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[next]) {
            let digit = Number(truncatingIfNeeded: bytes[next] - UInt8(ascii: "0"))
            let (tens, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow) =
                isNegative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
            guard !tooLarge, !overflow else { return nil }
            value = sum
            next += 1
        }
        // JSON has no number that begins with a needless 0, and -0 is none of ours.
        guard next > first, bytes[first] != UInt8(ascii: "0") || (next == first + 1 && !isNegative) else { return nil }
        place = next
        return value
    }
}
