internal import CopilotModel
internal import CopilotPorts
@preconcurrency internal import Dispatch
internal import Foundation

/// Prints a line an event, for logs and for pipes.
struct HeadlessPrinter: Sendable {
    let connection: any MissionConnection
    let form: OutputForm
    let clock: any EngineClock

    /// Prints until the mission is over; goes on without printing if nobody reads any more.
    ///
    /// - Returns: whether it was seen to be over.
    @discardableResult
    func run() async -> Bool {
        var isOver = false
        let encoder = JSONText.encoder()
        var isRead = true
        for await delivery in connection.deliveries() {
            switch delivery {
            case .snapshot(let state): isOver = state.status.isOver
            case .health: break
            case .events(let records):
                isOver = isOver || records.contains { $0.event.isEnd }
                guard isRead else { continue }
                let zone = clock.now().zoneSeconds
                let lines = records.map { text($0, encoder, zone) + "\n" }.joined()
                isRead = await Self.write(lines)
            case .lagged(let count):
                Console.plainError("\(count) events were not printed in time; copilot-tui events has them all")
            }
        }
        return isOver
    }

    /// Off the concurrency pool: a reader that does not read may hold a write up for hours.
    private static func write(_ text: String) async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Console.text(text)) }
        }
    }

    private static let queue = DispatchQueue(label: "printer")

    private func text(_ record: EventRecord, _ encoder: JSONEncoder, _ zone: Int) -> String {
        switch form {
        case .text: EventText.line(record, zoneSeconds: zone)
        case .json: EventJSON.line(record, encoder: encoder)
        }
    }
}

extension Event {
    /// Whether nothing more comes of its mission for now.
    fileprivate var isEnd: Bool {
        switch self {
        case .mission(.ended), .mission(.stopped): true
        case .mission, .task: false
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
