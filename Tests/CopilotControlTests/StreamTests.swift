import CopilotControl
import CopilotModel
import Foundation
import Synchronization
import Testing

@Suite("Streams over the socket")
struct StreamTests {
    @Test("A snapshot, then what happens after it, without a gap: both sides fold the same state")
    func continuity() async throws {
        try await Bench.run { bench in
            let remote = RemoteConnection(client: bench.client)
            var deliveries = remote.deliveries().makeAsyncIterator()
            guard case .snapshot(var state) = await deliveries.next() else {
                Issue.record("no snapshot")
                return
            }
            #expect(state == bench.connection.state)
            for number in 1...2_000 {
                bench.connection.happen([
                    .task(TaskID("b"), number % 2 == 0 ? .ready : .started(.init(attempt: number)))
                ])
            }
            var last = state.sequence
            while last < bench.connection.state.sequence, let delivery = await deliveries.next() {
                guard case .events(let records) = delivery else { continue }
                for record in records {
                    #expect(record.sequence == last + 1)
                    last = record.sequence
                    state.reduce(record)
                }
            }
            #expect(state == bench.connection.state)
        }
    }

    @Test("Being too slow is told, and a snapshot follows; health passes by")
    func lagged() async throws {
        try await Bench.run { bench in
            var deliveries = RemoteConnection(client: bench.client).deliveries().makeAsyncIterator()
            _ = await deliveries.next()
            bench.connection.tell(.lagged(17))
            bench.connection.tell(.snapshot(bench.connection.state))
            bench.connection.tell(.health(Self.health))
            guard case .lagged(17) = await deliveries.next() else { throw Unexpected() }
            guard case .snapshot(let state) = await deliveries.next() else { throw Unexpected() }
            #expect(state == bench.connection.state)
            guard case .health(let health) = await deliveries.next() else { throw Unexpected() }
            #expect(health == Self.health)
        }
    }

    @Test(
        "A consumer that sleeps misses events, is told how many, and folds to the same state", .timeLimit(.minutes(1)))
    func slow() async throws {
        try await Bench.run { bench in
            var deliveries = RemoteConnection(client: bench.client).deliveries().makeAsyncIterator()
            guard case .snapshot(var state) = await deliveries.next() else { throw Unexpected() }
            // 16 MB: more than the client's mailbox, both sockets' buffers and the mission's log hold.
            for _ in 0..<300 {
                bench.connection.happen(Array(repeating: .task(TaskID("b"), .ready), count: 400))
                await Task.yield()
            }
            bench.connection.happen([.task(TaskID("b"), .started(.init(attempt: 9)))])
            bench.connection.end()
            var lost = 0
            var snapshots = 0
            while let delivery = await deliveries.next() {
                switch delivery {
                case .snapshot(let whole):
                    #expect(whole.sequence >= state.sequence)
                    state = whole
                    snapshots += 1
                case .events(let records):
                    for record in records {
                        if record.sequence != state.sequence + 1 { throw Unexpected() }
                        state.reduce(record)
                    }
                case .lagged(let count): lost += count
                case .health: break
                }
            }
            #expect(lost > 0)
            #expect(snapshots > 0)
            #expect(state == bench.connection.state)
        }
    }

    @Test("Who knows the last event gets no snapshot; who knows an older one does")
    func after() async throws {
        try await Bench.run { bench in
            let now = bench.connection.state.sequence
            var known = bench.client.deliveries(after: now).makeAsyncIterator()
            var older = bench.client.deliveries(after: now - 1).makeAsyncIterator()
            guard case .snapshot = try await older.next() else { throw Unexpected() }
            await bench.connection.streams(reach: 2)
            bench.connection.happen([.task(TaskID("b"), .ready)])
            guard case .events(let records) = try await known.next() else { throw Unexpected() }
            #expect(records.map(\.sequence) == [now + 1])
        }
    }

    @Test("It ends with the mission, after the last event")
    func ends() async throws {
        try await Bench.run { bench in
            var deliveries = bench.client.deliveries().makeAsyncIterator()
            _ = try await deliveries.next()
            bench.connection.happen([.mission(.paused(.init(by: .screen)))])
            bench.connection.end()
            guard case .events(let records) = try await deliveries.next() else { throw Unexpected() }
            #expect(records.count == 1)
            guard try await deliveries.next() == nil else { throw Unexpected() }
        }
    }

    @Test("The server's end is a lost connection, told once")
    func lost() async throws {
        let slot = Slot<ControlStream<Delivery>.Iterator>()
        try await Bench.run(settings: ControlSettings(shutdown: .milliseconds(50))) { bench in
            var deliveries = bench.client.deliveries().makeAsyncIterator()
            _ = try await deliveries.next()
            slot.value.withLock { $0 = deliveries }
        }
        var deliveries = try #require(slot.value.withLock { $0 })
        await #expect(throws: ControlError.self) {
            while try await deliveries.next() != nil {}
        }
        guard try await deliveries.next() == nil else { throw Unexpected() }
    }

    @Test("Output: first what there is, then what is added, byte for byte; several at once")
    func output() async throws {
        try await Bench.run { bench in
            let old = OutputChunk(attempt: 1, offset: 0, bytes: Array(0...255))
            bench.connection.remember([old])
            let remote = RemoteConnection(client: bench.client)
            var one = remote.output(of: TaskID("each", item: 1), tailBytes: 1_000).makeAsyncIterator()
            var two = remote.output(of: TaskID("a"), tailBytes: 2).makeAsyncIterator()
            #expect(await one.next() == old)
            #expect(await two.next() == OutputChunk(attempt: 1, offset: 254, bytes: [254, 255]))
            let large = OutputChunk(attempt: 2, offset: 0, bytes: [UInt8](repeating: 10, count: 300_000))
            bench.connection.write(large)
            #expect(await one.next() == large)
            #expect(await two.next() == large)
        }
    }

    @Test("A keep-alive comes on a quiet stream", .timeLimit(.minutes(1)))
    func keepAlive() async throws {
        try await Bench.run(settings: ControlSettings(keepAlive: .milliseconds(20))) { bench in
            let raw = RawClient(bench.path)
            raw.send("GET /v1/events HTTP/1.1\r\nHost: x\r\n\r\n")
            let text = await raw.readAll { $0.components(separatedBy: ": keep-alive").count > 3 }
            #expect(text.contains("text/event-stream"))
            #expect(text.contains("event: snapshot\nid: 6\ndata: {"))
        }
    }

    static let health = HealthSample(
        wallMilliseconds: 1, cpuPercent: 12.5, processors: 2, load: [0.5, 1, 2],
        memory: .init(usedBytes: 1, totalBytes: 2), swap: .init(usedBytes: 0, totalBytes: 0), disks: [],
        pressure: .init(cpu: 1), processes: 3, ownResidentBytes: 4, ownCPUPercent: nil)
}

/// Something came that was not expected.
struct Unexpected: Error {}
