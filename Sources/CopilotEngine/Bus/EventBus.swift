package import CopilotModel
internal import DequeModule
internal import Synchronization

/// Carries what happened to whoever shows, records or reports it.
///
/// Publishing never waits: a capped log is kept, every subscriber has a place in it and pulls at its own pace. One that falls
/// off the log's end is told so and gets a snapshot. The bus keeps a state of its own, as of the log's beginning, so that the
/// engine's is never shared and never copied.
package final class EventBus: Sendable {
    /// Records kept for slow subscribers: at a thousand short tasks a second, some four seconds' worth.
    package static let mostRecords = 16_384
    /// Records in one delivery.
    package static let mostRecordsADelivery = 4096

    private struct State {
        var base: MissionState
        /// What happened after `base`, without gaps.
        var log: Deque<EventRecord> = []
        var health: HealthSample?
        var healthVersion: UInt64 = 0
        var isFinished = false
    }

    private let state: Mutex<State>
    private let bell = Bell()

    /// Makes the bus of a run that stands at `state`.
    package init(state: MissionState) { self.state = Mutex(State(base: state)) }

    /// Hands on what is already durable.
    func publish(_ records: [EventRecord]) {
        state.withLock { state in
            state.log.append(contentsOf: records)
            guard state.log.count > Self.mostRecords else { return }
            for _ in 0..<(state.log.count - Self.mostRecords / 2) {
                if let record = state.log.popFirst() { state.base.reduce(record) }
            }
        }
        bell.ring()
    }

    /// Hands on the machine's state; only the newest is kept.
    func publish(_ sample: HealthSample) {
        state.withLock { state in
            state.health = sample
            state.healthVersion &+= 1
        }
        bell.ring()
    }

    /// Nothing more comes: subscribers' streams end once they have taken what there is.
    func finish() {
        state.withLock { $0.isFinished = true }
        bell.ring()
    }

    /// Snapshot and stream in one step. The stream is pulled: it holds nothing for its consumer but a place in the log.
    package func subscribe() -> AsyncStream<Delivery> {
        let cursor = Cursor(bus: self)
        return AsyncStream { await cursor.next() }
    }

    /// The state now, folded by the caller.
    func snapshot() -> MissionState {
        var (base, log) = state.withLock { ($0.base, $0.log) }
        for record in log { base.reduce(record) }
        return base
    }

    /// Whether nothing more comes.
    var isFinished: Bool { state.withLock { $0.isFinished } }

    /// What a subscriber is due.
    fileprivate enum Due {
        case snapshot(MissionState, [EventRecord])
        case delivery(Delivery, sequence: Int64, health: UInt64)
        case nothing
        case finished
    }

    fileprivate func due(after sequence: Int64?, health: UInt64) -> Due {
        state.withLock { state in
            guard let sequence else { return .snapshot(state.base, Array(state.log)) }
            if sequence < state.base.sequence {
                return .delivery(.lagged(Int(state.base.sequence - sequence)), sequence: -1, health: health)
            }
            let first = Int(sequence - state.base.sequence)
            if first < state.log.count {
                let records = Array(state.log[first..<min(state.log.count, first + Self.mostRecordsADelivery)])
                return .delivery(.events(records), sequence: sequence + Int64(records.count), health: health)
            }
            if let sample = state.health, state.healthVersion != health {
                return .delivery(.health(sample), sequence: sequence, health: state.healthVersion)
            }
            return state.isFinished ? .finished : .nothing
        }
    }

    fileprivate var version: UInt64 { bell.version }

    fileprivate func wait(past version: UInt64) async { await bell.wait(past: version) }
}

/// One subscriber's place in the log. Used by one consumer at a time, as `AsyncStream` does.
private final class Cursor: Sendable {
    private struct Place {
        /// The last record delivered; nil: a snapshot is due.
        var sequence: Int64?
        var health: UInt64 = 0
    }

    private let bus: EventBus
    private let place = Mutex(Place())

    init(bus: EventBus) { self.bus = bus }

    func next() async -> Delivery? {
        while !Task.isCancelled {
            let version = bus.version
            let place = place.withLock { $0 }
            switch bus.due(after: place.sequence, health: place.health) {
            case .snapshot(var state, let records):
                // Folded here, not under the bus's lock.
                for record in records { state.reduce(record) }
                self.place.withLock { $0.sequence = state.sequence }
                return .snapshot(state)
            case .delivery(let delivery, let sequence, let health):
                self.place.withLock { $0 = Place(sequence: sequence < 0 ? nil : sequence, health: health) }
                return delivery
            case .nothing: await bus.wait(past: version)
            case .finished: return nil
            }
        }
        return nil
    }
}
