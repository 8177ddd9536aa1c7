import CopilotModel
import CopilotPorts
import Foundation
import GRDB
import Glibc
import Testing

@testable import CopilotStore

/// What is left of a journal whose pages were spoilt.
struct DatabaseRescueTests {
    let folder = TemporaryFolder()
    private var path: String { folder.path + "/.copilot/state.sqlite" }

    /// A run with many events, and a snapshot of the state after most of them.
    private func fill(events: Int, snapshotAfter: Int?) throws {
        let store = try folder.open()
        let journal = try store.create(.sample())
        var state = MissionState(mission: .sample)
        let all = (1...events).map { number in
            EventRecord(
                sequence: Int64(number), wallMilliseconds: Int64(number), monotonicMilliseconds: 0,
                event: .task(
                    named("first"), .started(.init(attempt: number, quieted: String(repeating: "q", count: 90)))))
        }
        for start in stride(from: 0, to: events, by: 500) {
            let turn = Array(all[start..<min(events, start + 500)])
            try journal.append(turn)
            turn.forEach { state.reduce($0) }
            if let snapshotAfter, turn.last?.sequence == Int64(snapshotAfter) {
                try journal.saveSnapshot(StateImage(state))
            }
        }
        try store.close()
    }

    /// Overwrites the page that holds an event.
    private func spoil(event: Int) throws {
        let pattern = Data("{\"attempt\":\(event),".utf8)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let at = try #require(bytes.range(of: pattern)).lowerBound
        let page = at / 4096 * 4096
        bytes.replaceSubrange(page..<(page + 4096), with: Data(repeating: 0xA5, count: 4096))
        try bytes.write(to: URL(fileURLWithPath: path))
    }

    @Test func theJournalUpToTheDamageIsSaved() throws {
        try fill(events: 3_000, snapshotAfter: nil)
        try spoil(event: 2_000)
        let damaged = try Data(contentsOf: URL(fileURLWithPath: path))
        let store = try folder.open()
        let rescued = try #require(store.rescued)
        let aside = try Data(contentsOf: URL(fileURLWithPath: rescued.path))
        #expect(aside.count >= damaged.count && aside.contains(0xA5))
        let run = try #require(rescued.runs.first)
        #expect(run.isCut)
        #expect((1_900..<2_000).contains(run.events))
        let state = try store.catalog.stored(RunID(rawValue: run.name)).state
        #expect(state.sequence == Int64(run.events))
        try store.close()
        #expect(try folder.open().rescued == nil)
    }

    @Test func aSnapshotBehindTheDamageSavesTheState() throws {
        try fill(events: 3_000, snapshotAfter: 2_500)
        try spoil(event: 1_000)
        let store = try folder.open()
        let run = RunID(rawValue: try #require(store.rescued?.runs.first).name)
        let stored = try store.catalog.stored(run)
        #expect(stored.state.sequence == 3_000)
        #expect(stored.state.task(named("first"))?.attempt == 3_000)
    }

    @Test func aWholeJournalIsLeftAsItIs() throws {
        try fill(events: 600, snapshotAfter: 500)
        #expect(try folder.open().rescued == nil)
        #expect(folder.names("/.copilot").filter { $0.contains("damaged") }.isEmpty)
    }
}
