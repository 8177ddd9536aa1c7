import CopilotModel
import Testing

@testable import CopilotEngine

@Suite("The bus")
struct BusTests {
    private func record(_ sequence: Int64) -> EventRecord {
        EventRecord(
            sequence: sequence, wallMilliseconds: sequence, monotonicMilliseconds: 0,
            event: .task(TaskID("a"), sequence % 2 == 1 ? .ready : .reset(.init(cause: .retry))))
    }

    private let start = MissionState(
        mission: Mission(name: "m", tasks: [MissionTask(id: TaskID("a"), command: .shell("x"))]))

    @Test func aLaggingSubscriberIsToldAndGetsASnapshot() async {
        let bus = EventBus(state: start)
        var iterator = bus.subscribe().makeAsyncIterator()
        guard case .snapshot = await iterator.next() else { Issue.record("no snapshot"); return }
        let many = Int64(EventBus.mostRecords * 2)
        for first in stride(from: Int64(1), through: many, by: 1000) {
            bus.publish((first..<min(first + 1000, many + 1)).map(record))
        }
        guard case .lagged(let missed) = await iterator.next() else { Issue.record("not told"); return }
        #expect(missed > 0)
        guard case .snapshot(let state) = await iterator.next() else { Issue.record("no snapshot"); return }
        #expect(state.sequence == many)
        bus.finish()
        let last = await iterator.next()
        #expect(last == nil)
    }

    @Test func theRingKeepsTheLastBytes() {
        var ring = OutputRing()
        let total = OutputRing.capacity * 2 + 12_345
        var sent = 0
        while sent < total {
            let count = min(4093, total - sent)
            let bytes = (sent..<(sent + count)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            bytes.withUnsafeBytes { ring.append($0) }
            sent += count
        }
        let (offset, bytes) = ring.read(from: 0, limit: .max)
        #expect(offset == Int64(total - OutputRing.capacity))
        #expect(bytes == ((total - OutputRing.capacity)..<total).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        #expect(ring.read(from: Int64(total), limit: 10).bytes.isEmpty)
        #expect(ring.read(from: Int64(total - 3), limit: 2).bytes == Array(bytes.suffix(3).prefix(2)))
    }
}
