import AsyncAlgorithms
import CopilotModel
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// Writes a stream of server-sent events to one client, at that client's pace: the source is asked for more only when what
/// it gave was taken, so that a slow client's backlog is the source's business, and capped there.
struct EventStreamWriter: Sendable {
    let channel: any Channel
    let settings: ControlSettings

    /// How much is handed to the connection at once, so that a large snapshot's progress is seen.
    private static let pieceBytes = 64 << 10

    /// The answer that streams what `encode` makes of each of `source`'s elements; it ends with the source, with the client,
    /// or when the client takes nothing for too long.
    func response<Element: Sendable>(
        to request: Request, streaming source: AsyncStream<Element>,
        encode: @escaping @Sendable () -> (Element) throws -> [UInt8]
    ) -> Response {
        let body = ResponseBody { writer in
            try await request.body.consumeWithCancellationOnInboundClose { _ in
                try await write(source, to: &writer, encode: encode())
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
    }

    private enum Item<Element: Sendable>: Sendable {
        case element(Element)
        case tick
        case end
    }

    private func write<Element: Sendable>(
        _ source: AsyncStream<Element>, to writer: inout any ResponseBodyWriter, encode: (Element) throws -> [UInt8]
    ) async throws {
        // The first bytes tell the client that it is heard, however quiet the source.
        try await send(ServerSentEvent.keepAlive, to: &writer)
        let ticks = AsyncTimerSequence(interval: settings.keepAlive, clock: .suspending)
        let items = merge(
            chain(source.map { Item.element($0) }, [Item.end].async), ticks.map { _ in Item<Element>.tick })
        for await item in items {
            switch item {
            case .element(let element):
                let bytes = try encode(element)
                if !bytes.isEmpty { try await send(bytes, to: &writer) }
            case .tick: try await send(ServerSentEvent.keepAlive, to: &writer)
            case .end: return
            }
        }
    }

    private func send(_ bytes: [UInt8], to writer: inout any ResponseBodyWriter) async throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Self.pieceBytes)
            rest = rest.dropFirst(piece.count)
            // A write that waits for a client that stands still would wait for ever: closing its connection ends the wait.
            let channel = channel
            let alarm = channel.eventLoop.scheduleTask(in: .milliseconds(settings.stall.milliseconds)) {
                channel.close(promise: nil)
            }
            defer { alarm.cancel() }
            try await writer.write(ByteBuffer(bytes: piece))
        }
    }
}

/// Makes deliveries into events.
struct DeliveryEncoder {
    /// The number of the last event that the client knows.
    private let after: Int64?
    private var isFirst = true
    private let encoder = WireJSON.encoder()

    init(after: Int64?) { self.after = after }

    /// The bytes of the events that a delivery is; none for a first snapshot that tells the client nothing new.
    mutating func encode(_ delivery: Delivery) throws -> [UInt8] {
        switch delivery {
        case .snapshot(let state):
            defer { isFirst = false }
            if isFirst, state.sequence == after { return [] }
            return try event("snapshot", id: state.sequence, StateDocument(state, withMission: isFirst))
        case .events(let records):
            var bytes: [UInt8] = []
            for record in records { bytes += try event("record", id: record.sequence, record) }
            return bytes
        case .health(let sample): return try event("health", sample)
        case .lagged(let count): return try event("lagged", LagDocument(count: count))
        }
    }

    private func event(_ name: String, id: Int64? = nil, _ value: some Encodable) throws -> [UInt8] {
        ServerSentEvent(name: name, id: id.map(String.init), data: [UInt8](try encoder.encode(value))).wireBytes
    }
}
