internal import CopilotModel
internal import CopilotPorts
internal import Foundation

/// Prints a line an event, for logs and for pipes.
struct HeadlessPrinter: Sendable {
    let connection: any MissionConnection
    let form: OutputForm
    let clock: any EngineClock

    /// Prints until the mission is over; goes on without printing if nobody reads any more.
    func run() async {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        var isRead = true
        for await delivery in connection.deliveries() {
            guard isRead else { continue }
            switch delivery {
            case .snapshot, .health: break
            case .events(let records):
                let zone = clock.now().zoneSeconds
                isRead = Console.text(records.map { text($0, encoder, zone) + "\n" }.joined())
            case .lagged(let count):
                Console.plainError("\(count) events were not printed in time; copilot-tui events has them all")
            }
        }
    }

    private func text(_ record: EventRecord, _ encoder: JSONEncoder, _ zone: Int) -> String {
        switch form {
        case .text: EventText.line(record, zoneSeconds: zone)
        case .json: EventJSON.line(record, encoder: encoder)
        }
    }
}

/// An event as a JSON line: the record with its time in ISO 8601 beside the milliseconds.
enum EventJSON {
    private struct Line: Encodable {
        let record: EventRecord

        enum Key: String, CodingKey { case time }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(ISOTime.text(record.wallMilliseconds, zoneSeconds: 0), forKey: .time)
            try record.encode(to: encoder)
        }
    }

    static func line(_ record: EventRecord, encoder: JSONEncoder) -> String {
        guard let data = try? encoder.encode(Line(record: record)) else { return "{\"sequence\":\(record.sequence)}" }
        return String(decoding: data, as: UTF8.self)
    }
}
