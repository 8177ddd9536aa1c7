import CopilotModel
import CopilotPorts
import CopilotStore
import Foundation
import Glibc
import Testing

struct TroubledDiskTests {
    private func open(_ path: String) throws(StoreError) -> WorkspaceStore {
        try WorkspaceStore(workspace: path, owner: .test, boot: "0c8a") { _ in false }
    }

    @Test(.enabled(if: TinyDisk.isPossible)) func aTurnThatFoundNoRoomIsWrittenLater() throws {
        let disk = try TinyDisk()
        let store = try open(disk.path)
        let journal = try store.create(.sample())
        let night = sampleNight(children: 900)
        try journal.append(Array(night.prefix(10)))
        disk.fill()
        let rest = Array(night.dropFirst(10))
        for _ in 0..<2 {
            let error = #expect(throws: StoreError.self) { try journal.append(rest) }
            #expect(error?.code == .full)
            #expect(error?.message.contains("state.sqlite") == true)
        }
        #expect(try store.catalog.events(of: journal.run, limit: 100).count == 10)
        disk.empty()
        try journal.append(rest)
        #expect(try store.catalog.events(of: journal.run, limit: -1) == night)
        try store.close()
    }

    @Test(.enabled(if: TinyDisk.isPossible)) func outputThatFoundNoRoomIsToldOnceAndMissedNowhereElse() throws {
        let disk = try TinyDisk()
        let run = RunID(rawValue: "night-0001")
        let paths = WorkspacePaths(workspace: disk.path)
        let log = try OutputLog(paths: paths, run: run) { 1 }
        let key = AttemptKey(run: run, task: named("a"), attempt: 1)
        log.append("before ", to: key)
        disk.fill()
        for _ in 0..<3 { log.append(String(repeating: "x", count: 9_000), to: key) }
        #expect(log.takeTrouble()?.code == .full)
        log.append(String(repeating: "x", count: 9_000), to: key)
        #expect(log.takeTrouble() == nil)
        disk.empty()
        log.append("after", to: key)
        log.finish(key)
        #expect(log.takeTrouble() == nil)
        var reader = try OutputLogReader(paths: paths, run: run)
        var contents: [OutputFrame.Content] = []
        while let frame = reader.next() { contents.append(frame.content) }
        #expect(
            contents == [
                .opened, .bytes(offset: 0, Array("before ".utf8)), .bytes(offset: 36_007, Array("after".utf8)),
                .ended(total: 36_012),
            ])
        #expect(log.tail(of: named("a"), attempt: 1, limit: 99).bytes == Array("after".utf8))
    }

    @Test(.enabled(if: TinyDisk.isPossible)) func anEndThatFoundNoRoomIsWrittenLater() throws {
        let disk = try TinyDisk()
        let run = RunID(rawValue: "night-0001")
        let paths = WorkspacePaths(workspace: disk.path)
        let log = try OutputLog(
            paths: paths, run: run, limits: OutputLimits(headBytes: 1_000, tailBytes: 100_000)
        ) { 1 }
        let key = AttemptKey(run: run, task: named("a"), attempt: 1)
        let all = String(repeating: "0123456789", count: 6_000)
        for start in stride(from: 0, to: all.utf8.count, by: 600) { log.append(all.slice(start, 600), to: key) }
        disk.fill()
        log.finish(key)
        #expect(log.takeTrouble()?.code == .full)
        #expect(try text(paths, run) == all)
        disk.empty()
        log.flush()
        #expect(try text(paths, run) == all)
        #expect(access(disk.path + "/.copilot/runs/night-0001/tail-1.ring", F_OK) != 0)
    }

    private func text(_ paths: WorkspacePaths, _ run: RunID) throws -> String {
        var reader = try OutputLogReader(paths: paths, run: run)
        var frames: [OutputFrame] = []
        while let frame = reader.next() { frames.append(frame) }
        return frames.text(attempt: 1)
    }

    @Test(.enabled(if: TinyDisk.isPossible), arguments: [true, false])
    func aReadOnlyDiskCanBeRead(isClosed: Bool) throws {
        let folder = TemporaryFolder()
        let disk = try TinyDisk()
        let store = try folder.open()
        let journal = try store.create(.sample())
        try journal.append(sampleNight())
        if isClosed { try store.close() }
        // Without a close this is what a killed supervisor leaves.
        try FileManager.default.copyItem(atPath: folder.path + "/.copilot", toPath: disk.path + "/.copilot")
        try #require(disk.seal())
        let reader = try RunCatalog.open(workspace: disk.path)
        #expect(try reader.stored(journal.run).records == sampleNight())
        let error = #expect(throws: StoreError.self) { try open(disk.path) }
        #expect(error?.code == .readOnly)
    }

    @Test func aKilledWriterLosesNothing() throws {
        let folder = TemporaryFolder()
        let copy = TemporaryFolder()
        let store = try folder.open()
        let journal = try store.create(.sample())
        try journal.append(sampleNight())
        try FileManager.default.copyItem(atPath: folder.path + "/.copilot", toPath: copy.path + "/.copilot")
        unlink(copy.path + "/.copilot/state.sqlite-shm")
        let next = try copy.open()
        #expect(next.tookOverFrom?.run == journal.run)
        #expect(try next.catalog.stored(journal.run).records == sampleNight())
        try next.journal(of: journal.run).append(records([.task(named("first"), .lost)], from: 1_000))
        try next.close()
        try store.close()
    }
}
