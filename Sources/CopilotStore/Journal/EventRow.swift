import CopilotModel
import Foundation
import GRDB

/// An event as a row of the journal.
enum EventRow {
    /// The columns in the order in which ``record(_:with:)`` reads them.
    static let columns = "seq, wall, mono, kind, task, body"

    /// The payload of an event, empty where its kind has none.
    static func body(of event: Event, with encoder: JSONEncoder) throws -> String {
        if case .task(_, let event) = event, let body = ShortPayload.text(of: event) { return body }
        return String(decoding: try encoder.encode(EventPayload(event)), as: UTF8.self)
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
        if let task, let event = ShortPayload.event(kind: kind, text: body) { return .task(task, event) }
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
