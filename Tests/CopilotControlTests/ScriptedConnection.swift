import CopilotModel
import CopilotPorts
import Synchronization

/// A mission whose events are what the test says.
final class ScriptedConnection: MissionConnection {
    private struct State {
        var state: MissionState
        var subscribers: [Int: Subscriber] = [:]
        var outputs: [Int: AsyncStream<OutputChunk>.Continuation] = [:]
        var next = 0
        var intents: [Intent] = []
        var typed: [UInt8] = []
        var receipt: Result<IntentReceipt, ConnectionError> = .success(.accepted)
        var history: [OutputChunk] = []
        var watchers: [AsyncStream<Int>.Continuation] = []
    }

    /// What one subscriber has not taken yet, and the bell that calls it.
    private struct Subscriber {
        var due: [Delivery] = []
        var records: [EventRecord] = []
        var lost = 0
        var isFinished = false
        let bell: AsyncStream<Void>.Continuation

        mutating func add(_ new: [EventRecord]) {
            records += new
            if lost > 0 || records.count > ScriptedConnection.mostRecords {
                lost += records.count
                records = []
            }
        }

        /// The next delivery; a snapshot after a gap holds everything up to now.
        mutating func take(_ state: MissionState) -> Delivery? {
            if !due.isEmpty { return due.removeFirst() }
            if lost > 0 {
                defer { lost = 0 }
                due = [.snapshot(state)]
                return .lagged(lost)
            }
            defer { records = [] }
            return records.isEmpty ? nil : .events(records)
        }
    }

    /// Leaves when its stream is dropped.
    private final class Place: Sendable {
        let bell: AsyncStream<Void>
        private let leave: @Sendable () -> Void

        init(bell: AsyncStream<Void>, leave: @escaping @Sendable () -> Void) {
            self.bell = bell
            self.leave = leave
        }

        deinit { leave() }
    }

    /// Records that are kept for a slow subscriber.
    static let mostRecords = 4096

    private let inner: Mutex<State>

    init(_ state: MissionState = Night.state()) { inner = Mutex(State(state: state)) }

    var state: MissionState { inner.withLock { $0.state } }
    var intents: [Intent] { inner.withLock { $0.intents } }

    /// Streams that somebody still reads, deliveries and output.
    var streams: Int { inner.withLock { $0.subscribers.count + $0.outputs.count } }

    func answer(with receipt: Result<IntentReceipt, ConnectionError>) { inner.withLock { $0.receipt = receipt } }

    /// What every output stream begins with.
    func remember(_ chunks: [OutputChunk]) { inner.withLock { $0.history = chunks } }

    func deliveries() -> AsyncStream<Delivery> {
        let (bell, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let key = inner.withLock { inner -> Int in
            inner.next += 1
            inner.subscribers[inner.next] = Subscriber(due: [.snapshot(inner.state)], bell: ring)
            return inner.next
        }
        let place = Place(bell: bell) { [weak self] in self?.leave { $0.subscribers[key] = nil } }
        changed()
        return AsyncStream { [self] in
            var rings = place.bell.makeAsyncIterator()
            while true {
                let (delivery, isOver) = inner.withLock { inner in
                    (inner.subscribers[key]?.take(inner.state), inner.subscribers[key]?.isFinished ?? true)
                }
                if let delivery { return delivery }
                if isOver || Task.isCancelled { return nil }
                if await rings.next() == nil { return nil }
            }
        }
    }

    func output(of task: TaskID, tailBytes: Int) -> AsyncStream<OutputChunk> {
        let (stream, continuation) = AsyncStream.makeStream(of: OutputChunk.self)
        let key = inner.withLock { inner -> Int in
            inner.next += 1
            inner.outputs[inner.next] = continuation
            for chunk in inner.history {
                let kept = chunk.bytes.suffix(tailBytes)
                continuation.yield(
                    OutputChunk(
                        attempt: chunk.attempt, offset: chunk.offset + Int64(chunk.bytes.count - kept.count),
                        bytes: Array(kept)))
            }
            return inner.next
        }
        continuation.onTermination = { _ in self.leave { $0.outputs[key] = nil } }
        changed()
        return stream
    }

    func type(_ bytes: [UInt8], into task: TaskID) async throws(ConnectionError) {
        inner.withLock { $0.typed += bytes }
    }

    /// What was typed into tasks.
    var typed: [UInt8] { inner.withLock { $0.typed } }

    func submit(_ intent: Intent) async throws(ConnectionError) -> IntentReceipt {
        let receipt = inner.withLock { inner in
            inner.intents.append(intent)
            return inner.receipt
        }
        return try receipt.get()
    }

    /// Folds events in and tells everybody, in one step.
    func happen(_ events: [Event]) {
        inner.withLock { inner in
            var records: [EventRecord] = []
            for event in events {
                let record = EventRecord(
                    sequence: inner.state.sequence + 1, wallMilliseconds: 2_000, monotonicMilliseconds: 2_000,
                    event: event)
                inner.state.reduce(record)
                records.append(record)
            }
            for key in inner.subscribers.keys { inner.subscribers[key]?.add(records) }
            for subscriber in inner.subscribers.values { subscriber.bell.yield() }
        }
    }

    func tell(_ delivery: Delivery) {
        inner.withLock { inner in
            for key in inner.subscribers.keys { inner.subscribers[key]?.due.append(delivery) }
            for subscriber in inner.subscribers.values { subscriber.bell.yield() }
        }
    }

    func write(_ chunk: OutputChunk) { for output in inner.withLock({ $0.outputs }).values { output.yield(chunk) } }

    /// The mission is over.
    func end() {
        let outputs = inner.withLock { inner in
            for key in inner.subscribers.keys { inner.subscribers[key]?.isFinished = true }
            for subscriber in inner.subscribers.values { subscriber.bell.yield() }
            return inner.outputs.values
        }
        for output in outputs { output.finish() }
    }

    /// Returns once so many streams are read.
    func streams(reach count: Int) async {
        let (changes, continuation) = AsyncStream.makeStream(of: Int.self)
        inner.withLock { inner in
            inner.watchers.append(continuation)
            continuation.yield(inner.subscribers.count + inner.outputs.count)
        }
        for await now in changes where now == count { return }
    }

    private func leave(_ change: @escaping @Sendable (inout State) -> Void) {
        inner.withLock { change(&$0) }
        changed()
    }

    private func changed() {
        inner.withLock { inner in
            let count = inner.subscribers.count + inner.outputs.count
            for watcher in inner.watchers { watcher.yield(count) }
        }
    }
}

/// A mission of three tasks, a group and a fan-out.
enum Night {
    static func state() -> MissionState {
        let tasks = [
            MissionTask(id: TaskID("a"), command: .shell("echo a")),
            MissionTask(id: TaskID("b"), command: .shell("echo b"), needs: [TaskID("a")]),
            MissionTask(id: TaskID("quality")),
            MissionTask(id: TaskID("quality/lint"), parent: TaskID("quality"), command: .arguments(["ruff", "check"])),
            MissionTask(id: TaskID("each"), command: .shell("do {item}"), fanOut: FanOut(items: .list(["x", "y"]))),
        ]
        var state = MissionState(mission: Mission(name: "night", duration: .seconds(36_000), tasks: tasks))
        let header = RunHeader(run: RunID(rawValue: "night-0001"), missionName: "night", createdAt: 1_000, seed: 1)
        let events: [Event] = [
            .mission(.created(header)),
            .mission(.configured(RunSettings(level: .fullAutonomous, concurrency: 2, deadline: 99_000))),
            .mission(.supervised(.init(pid: 42, version: "0", boot: "b", isResumed: false))),
            .task(TaskID("each"), .ready),
            .task(TaskID("each"), .expanded(.init(count: 2))),
            .task(TaskID("a"), .started(.init(attempt: 1))),
        ]
        for (index, event) in events.enumerated() {
            state.reduce(
                EventRecord(
                    sequence: Int64(index + 1), wallMilliseconds: 1_000, monotonicMilliseconds: 1_000, event: event))
        }
        return state
    }
}

/// A clock that stands at 3 s.
struct StandingClock: EngineClock {
    func now() -> Moment { Moment(monotonic: .seconds(3), boottime: .seconds(3), wallMilliseconds: 3_000) }

    func sleep(for span: Duration) async throws { try await Task.sleep(for: span) }
}
