import CopilotModel
import Foundation
import GRDB

/// An event as a row of the journal.
enum EventRow {
    /// The columns in the order in which ``record(_:with:)`` reads them.
    static let columns = "seq, wall, mono, kind, task, body"

    /// The payload of an event, empty where its kind has none.
    static func body(of event: Event, with encoder: JSONEncoder) throws -> String {
        if case .task(_, let event) = event {
            if !event.hasPayload { return "" }
            if let body = shortBody(of: event) { return body }
        }
        return String(decoding: try encoder.encode(EventPayload(event)), as: UTF8.self)
    }

    /// What the encoder would write for the three kinds that every task has, an order of magnitude faster.
    private static func shortBody(of event: TaskEvent) -> String? {
        switch event {
        case .started(let started):
            let limit = started.limitMilliseconds.map { ",\"limitMilliseconds\":\($0)" } ?? ""
            return "{\"attempt\":\(started.attempt)\(limit)}"
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
        default: return nil
        }
    }

    /// Reads a row back.
    ///
    /// - Throws: `DecodingError` if the row is damaged or of a kind that this program does not know.
    static func record(_ row: Row, with decoder: JSONDecoder) throws -> EventRecord {
        let kind: String = row[3]
        let task = (row[4] as String?).flatMap(TaskID.init)
        let body: String = row[5]
        return EventRecord(
            sequence: row[0], wallMilliseconds: row[1], monotonicMilliseconds: row[2],
            event: try event(kind: kind, task: task, body: body, with: decoder))
    }

    private static func event(kind: String, task: TaskID?, body: String, with decoder: JSONDecoder) throws -> Event {
        if body.isEmpty, let task {
            switch kind {
            case "task.ready": return .task(task, .ready)
            case "task.succeeded": return .task(task, .succeeded)
            case "task.lost": return .task(task, .lost)
            default: break
            }
        }
        if let key = Payload.kindKey { decoder.userInfo[key] = kind }
        if let key = Payload.taskKey { decoder.userInfo[key] = task }
        return try decoder.decode(Payload.self, from: Data(body.utf8)).event
    }

    /// A body whose kind and task are handed to the decoder beside it.
    private struct Payload: Decodable {
        static let kindKey = CodingUserInfoKey(rawValue: "kind")
        static let taskKey = CodingUserInfoKey(rawValue: "task")

        var event: Event

        init(from decoder: any Decoder) throws {
            let kind = Self.kindKey.flatMap { decoder.userInfo[$0] } as? String
            let task = Self.taskKey.flatMap { decoder.userInfo[$0] } as? TaskID
            event = try Event(kind: kind ?? "", task: task, payload: decoder)
        }
    }
}
