import CopilotModel

/// Makes a stream's events into what its consumer wants.
protocol StreamReader: Sendable {
    associatedtype Element: Sendable

    /// What one read's events add up to.
    ///
    /// - Throws: `badAnswer` if one cannot be read.
    mutating func read(_ events: [ServerSentEvent]) throws(ControlError) -> [Element]
}

/// Reads `/v1/events`. Events of kinds it does not know are of newer supervisors and mean nothing to it.
struct DeliveryReader: StreamReader {
    private var mission: Mission?

    mutating func read(_ events: [ServerSentEvent]) throws(ControlError) -> [Delivery] {
        var deliveries: [Delivery] = []
        var records: [EventRecord] = []
        func flush() {
            if !records.isEmpty { deliveries.append(.events(records)) }
            records = []
        }
        for event in events {
            switch event.name {
            case "record": records.append(try event.decode(EventRecord.self))
            case "snapshot":
                flush()
                deliveries.append(.snapshot(try snapshot(event)))
            case "health":
                flush()
                deliveries.append(.health(try event.decode(HealthSample.self)))
            case "lagged":
                flush()
                deliveries.append(.lagged(try event.decode(LagDocument.self).count))
            default: break
            }
        }
        flush()
        return deliveries
    }

    private mutating func snapshot(_ event: ServerSentEvent) throws(ControlError) -> MissionState {
        let document = try event.decode(StateDocument.self)
        if let mission = document.mission { self.mission = mission }
        guard let state = document.state(of: mission) else {
            throw ControlError(code: .badAnswer, message: "the run's state is of another version of copilot-tui")
        }
        return state
    }
}

/// Reads `/v1/tasks/ID/output`.
struct OutputReader: StreamReader {
    mutating func read(_ events: [ServerSentEvent]) throws(ControlError) -> [OutputChunk] {
        var chunks: [OutputChunk] = []
        for event in events where event.name == "chunk" { chunks.append(try event.decode(ChunkDocument.self).chunk) }
        return chunks
    }
}

extension ServerSentEvent {
    fileprivate func decode<Value: Decodable>(_ type: Value.Type) throws(ControlError) -> Value {
        do { return try WireJSON.decode(type, from: data) } catch {
            let why = WireJSON.explanation(of: error)
            throw ControlError(code: .badAnswer, message: "a '\(name)' event cannot be read: \(why)")
        }
    }
}
