import CopilotModel
import CopilotPorts
import CopilotStore
import GRDB
import Testing

struct SQLiteJournalTests {
    let folder = TemporaryFolder()

    @Test func whatIsAppendedIsReadBackAndAddsUpToTheSameState() throws {
        let store = try folder.open()
        let journal = try store.create(.sample())
        let night = sampleNight()
        for turn in stride(from: 0, to: night.count, by: 4) {
            try journal.append(Array(night[turn..<min(turn + 4, night.count)]))
        }
        try store.close()

        let reader = try RunCatalog.open(workspace: folder.path)
        let stored = try reader.stored(journal.run)
        #expect(stored.records == night)
        var live = MissionState(mission: .sample)
        for record in night { live.reduce(record) }
        #expect(stored.state == live)
        #expect(try reader.mission(of: journal.run) == .sample)
    }

    @Test func everyKindOfEventSurvives() throws {
        let store = try folder.open()
        let journal = try store.create(.sample())
        let task = TaskID("many", item: 2)
        let events: [Event] =
            [
                .mission(.pausing(.init(by: .screen))), .mission(.paused(.init(by: .control))),
                .mission(.resumed(.init(by: .signal))), .mission(.stopping(.init(cause: .user, by: .screen))),
                .mission(.stopped(.init(cause: .terminated, by: .signal))),
                .mission(.ended(.sample)),
                .task(task, .ending(.init(cause: .silence(idleMilliseconds: 5)))), .task(task, .lost),
                .task(task, .blocked(.init(by: named("a/b")))),
                .task(task, .resumed(.init(hold: .mission, by: .policy))),
                .task(task, .launched(.init(attempt: 1, process: .test))),
                .task(task, .reset(.init(cause: .interrupted))),
                .task(task, .skipped(.init(reason: .subtree(of: named("x"))))),
            ]
        try journal.append(records(events))
        #expect(try store.catalog.events(of: journal.run).map(\.event) == events)
    }

    @Test func snapshotsShortenTheReplayAndOnlyTwoAreKept() throws {
        let store = try folder.open()
        let journal = try store.create(.sample())
        let night = sampleNight(children: 40)
        try journal.append(night)
        for count in [10, 60, 100] {
            var state = MissionState(mission: .sample)
            for record in night.prefix(count) { state.reduce(record) }
            try journal.saveSnapshot(StateImage(state))
        }
        let stored = try store.catalog.stored(journal.run)
        #expect(stored.image?.sequence == 100)
        #expect(stored.records == Array(night.dropFirst(100)))
        var live = MissionState(mission: .sample)
        for record in night { live.reduce(record) }
        #expect(stored.state == live)
        try store.close()
        #expect(try database { try Int64.fetchAll($0, sql: "SELECT seq FROM snapshots ORDER BY seq") } == [60, 100])
    }

    @Test(arguments: [1, 2]) func aDamagedSnapshotIsPassedOver(damaged: Int) throws {
        let store = try folder.open()
        let journal = try store.create(.sample())
        let night = sampleNight(children: 40)
        try journal.append(night)
        var state = MissionState(mission: .sample)
        for record in night {
            state.reduce(record)
            if record.sequence == 50 || record.sequence == 90 { try journal.saveSnapshot(StateImage(state)) }
        }
        try store.close()
        try database {
            try $0.execute(
                sql: """
                    UPDATE snapshots SET body = CAST(replace(CAST(body AS TEXT), '1', '2') AS BLOB)
                    WHERE seq IN (SELECT seq FROM snapshots ORDER BY seq DESC LIMIT \(damaged))
                    """)
        }
        let stored = try RunCatalog.open(workspace: folder.path).stored(journal.run)
        #expect(stored.image?.sequence == (damaged == 1 ? 50 : nil))
        #expect(stored.state == state)
    }

    @Test func aTurnIsWrittenWholeOrNotAtAllAndCanBeRepeated() throws {
        let store = try folder.open()
        let journal = try store.create(.sample())
        let task = named("first")
        try journal.append(records([.task(task, .ready)], from: 3))
        let turn = records([.task(task, .ready), .task(task, .lost), .task(task, .lost)])
        let error = #expect(throws: StoreError.self) { try journal.append(turn) }
        #expect(error?.code == .corrupt)
        #expect(try store.catalog.events(of: journal.run).map(\.sequence) == [3])
        let shorter = Array(turn.prefix(2))
        for _ in 0..<2 { try journal.append(shorter) }
        #expect(try store.catalog.events(of: journal.run).map(\.sequence) == [1, 2, 3])
    }

    @Test func aJournalOfANewerFormatIsRefused() throws {
        let store = try folder.open()
        let journal = try store.create(.sample())
        var header = RunHeader.sample
        header.format = RunHeader.currentFormat + 1
        try journal.append(records([.mission(.created(header))]))
        let error = #expect(throws: StoreError.self) { try store.catalog.stored(journal.run) }
        #expect(error?.code == .newerSchema)
    }

    @Test func itemsAreKeptAndReplaced() throws {
        let store = try folder.open()
        let journal = try store.create(.sample())
        let task = named("many")
        try journal.saveItems((0..<3000).map { "item \($0) é" }, of: task)
        #expect(try journal.item(2999, of: task) == "item 2999 é")
        #expect(try journal.item(3000, of: task) == nil)
        #expect(try store.catalog.items(of: task, in: journal.run, from: 10, limit: 2) == ["item 10 é", "item 11 é"])
        try journal.saveItems(["only"], of: task)
        #expect(try store.catalog.items(of: task, in: journal.run) == ["only"])
    }

    @Test func filesAreForTheirOwnerAndTheLogIsFoldedInOnClose() throws {
        let store = try folder.open()
        let journal = try store.create(.sample())
        try journal.append(sampleNight())
        #expect(folder.mode("/.copilot") == 0o700)
        for file in ["state.sqlite", "state.sqlite-wal", "lock"] { #expect(folder.mode("/.copilot/" + file) == 0o600) }
        try store.close()
        #expect(folder.names("/.copilot") == [".gitignore", "lock", "state.sqlite"])
    }

    /// Works on the database as damage would.
    private func database<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try DatabaseQueue(path: folder.path + "/.copilot/state.sqlite").write(body)
    }
}

extension MissionResult {
    static let sample = MissionResult(
        outcome: .degraded, reasons: [.init(task: TaskID("a/b", item: 3), status: .skipped, summary: "skipped")],
        reasonsOmitted: 2, counts: StatusCounts(), elapsedMilliseconds: 5)
}
