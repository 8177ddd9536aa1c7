import CopilotModel
import CopilotPorts
import CopilotStore
import Foundation
import GRDB
import Glibc
import Testing

struct WorkspaceStoreTests {
    let folder = TemporaryFolder()

    @Test func theSecondWriterIsToldWhoTheFirstIs() throws {
        let store = try folder.open()
        _ = try store.create(.sample())
        let error = #expect(throws: StoreError.self) { try folder.open() }
        #expect(error?.code == .inUse)
        #expect(error?.message.contains("4711") == true)
        #expect(error?.message.contains("sample-0001") == true)
        #expect(try RunCatalog.open(workspace: folder.path).owner()?.run?.rawValue == "sample-0001")
        try store.close()
        let next = try folder.open()
        #expect(next.tookOverFrom == nil)
        try next.close()
        #expect(try RunCatalog.open(workspace: folder.path).owner() == nil)
    }

    @Test(arguments: ["0c8a", "another boot"]) func aKilledOwnerIsTakenOverAndNamed(boot: String) throws {
        try folder.open().close()
        let dead = LockOwner(
            process: ProcessIdentity(pid: 12, startTicks: 1), boot: boot, run: RunID(rawValue: "night-1111"))
        try JSONEncoder().encode(dead).write(to: URL(fileURLWithPath: folder.path + "/.copilot/lock"))
        if boot == "0c8a" {
            let error = #expect(throws: StoreError.self) { try folder.open(alive: true) }
            #expect(error?.code == .inUse)
        }
        let store = try folder.open(alive: boot != "0c8a")
        #expect(store.tookOverFrom == dead)
        try store.close()
    }

    @Test func aDatabaseWhoseMakerWasKilledBeforeItHadTablesIsNoRun() throws {
        try folder.open().close()
        let path = folder.path + "/.copilot/state.sqlite"
        for leftover in ["", "-wal", "-shm"] { unlink(path + leftover) }
        try Data().write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: StoreError.self) { try RunCatalog.open(workspace: folder.path) }
        #expect(error?.code == .notFound)
        let store = try folder.open()
        _ = try store.create(.sample())
        try store.close()
    }

    @Test func aReaderMakesNothing() throws {
        let error = #expect(throws: StoreError.self) { try RunCatalog.open(workspace: folder.path) }
        #expect(error?.code == .notFound)
        #expect(folder.names() == [])
        let store = try folder.open()
        _ = try store.create(.sample())
        try store.close()
        let before = folder.names("/.copilot")
        let reader = try RunCatalog.open(workspace: folder.path)
        #expect(try reader.runs().count == 1)
        #expect(folder.names("/.copilot") == before)
    }

    @Test func aReaderSeesWhatAWriterThatCameLaterWrites() throws {
        try folder.open().close()
        let reader = try RunCatalog.open(workspace: folder.path)
        #expect(try reader.runs().isEmpty)
        let store = try folder.open()
        let journal = try store.create(.sample())
        #expect(try reader.runs().count == 1)
        try journal.append(sampleNight())
        #expect(try reader.events(of: journal.run).count == sampleNight().count)
        try store.close()
        #expect(try reader.runs().count == 1)
    }

    @Test func aNewerSchemaIsRefusedAndLeftAlone() throws {
        try folder.open().close()
        let path = folder.path + "/.copilot/state.sqlite"
        let other = try DatabaseQueue(path: path)
        try other.inDatabase { try $0.execute(sql: "PRAGMA user_version = 99") }
        try other.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        for open in [{ _ = try folder.open() }, { _ = try RunCatalog.open(workspace: folder.path) }] {
            let error = #expect(throws: StoreError.self) { try open() }
            #expect(error?.code == .newerSchema)
            #expect(error?.message.contains("99") == true)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test(arguments: ["not a database, but long enough to be looked at as one: \(String(repeating: "x", count: 4096))"])
    func aFileThatIsNoDatabaseIsSetAside(content: String) throws {
        mkdir(folder.path + "/.copilot", 0o700)
        try content.write(toFile: folder.path + "/.copilot/state.sqlite", atomically: false, encoding: .utf8)
        let error = #expect(throws: StoreError.self) { try RunCatalog.open(workspace: folder.path).runs() }
        #expect(error?.code == .corrupt)
        let store = try folder.open()
        let aside = folder.path + "/.copilot/state.sqlite.damaged-1"
        #expect(store.rescued?.path == aside)
        #expect(store.rescued?.runs.isEmpty == true)
        #expect(try String(contentsOfFile: aside, encoding: .utf8) == content)
        #expect(try store.catalog.runs().isEmpty)
    }

    @Test func runsAreListedAndFound() throws {
        let store = try folder.open()
        let first = try store.create(.sample("sample-0001"))
        let second = try store.create(.sample("sample-00012"))
        _ = try store.create(.sample("other_x-0001"))
        #expect(throws: StoreError.self) { try store.create(.sample("sample-0001")) }
        #expect(throws: StoreError.self) { try store.create(.sample("../sample")) }
        let catalog = store.catalog
        #expect(try catalog.runs().map(\.run.rawValue) == ["other_x-0001", "sample-00012", "sample-0001"])
        #expect(try catalog.runs(limit: 1).count == 1)
        #expect(try catalog.runs(named: "sample-0001").map(\.run) == [first.run])
        #expect(try catalog.runs(named: "sam").count == 2)
        #expect(try catalog.runs(named: "other%").isEmpty)
        try second.append(records([.mission(.stopped(.init(cause: .user, by: .screen)))]))
        try first.append(records([.mission(.ended(.sample))]))
        #expect(try catalog.runs(named: "sample-0001").first?.result == .sample)
        #expect(try catalog.runs(named: "sample-00012").first?.stopCause == .user)
        #expect(try catalog.unfinishedRun(of: "/m.yaml")?.run.rawValue == "other_x-0001")
        #expect(try catalog.unfinishedRun(of: "/other.yaml") == nil)
        #expect(throws: StoreError.self) { try store.journal(of: RunID(rawValue: "none")) }
    }

    @Test func eventsOfATaskAreThoseOfWhatStandsInItToo() throws {
        let store = try folder.open()
        let journal = try store.create(.sample())
        let ids = ["end", "end/last", "end/last[2]", "end_x", "endless", "end.x", "end-x"]
        try journal.append(records(ids.compactMap { TaskID($0) }.map { .task($0, .ready) }))
        let filter = EventFilter(task: named("end"))
        #expect(
            try store.catalog.events(of: journal.run, matching: filter).compactMap(\.event.task?.description)
                == ["end", "end/last", "end/last[2]"])
        #expect(try store.catalog.events(of: journal.run, after: 2, limit: 3).map(\.sequence) == [3, 4, 5])
    }
}
