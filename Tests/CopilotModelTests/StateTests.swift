import CopilotModel
import Foundation
import Testing

@Suite("Counts, tables and images")
struct StateTests {
    private func counts(_ statuses: [TaskStatus]) -> StatusCounts {
        var counts = StatusCounts()
        for status in statuses { counts[status] += 1 }
        return counts
    }

    @Test(
        arguments: [
            ([], TaskStatus.succeeded), ([.succeeded], .succeeded), ([.skipped], .skipped),
            ([.skipped, .succeeded], .succeeded),
            ([.succeeded, .blocked], .blocked), ([.blocked, .failed], .failed), ([.failed, .waiting], .waiting),
            ([.waiting, .ready], .ready), ([.ready, .lost], .lost), ([.lost, .paused], .paused),
            ([.paused, .backingOff], .backingOff), ([.backingOff, .running, .failed], .running),
        ] as [([TaskStatus], TaskStatus)])
    func aGroupIsWhatItsTasksAddUpTo(statuses: [TaskStatus], expected: TaskStatus) {
        #expect(counts(statuses).rollup == expected)
    }

    @Test func countsAddUpAndAreWrittenAsWords() throws {
        let counts = counts(TaskStatus.allCases + [.failed])
        #expect(counts.total == 11)
        #expect(counts.settled == 5)
        #expect(try JSONDecoder().decode(StatusCounts.self, from: JSONEncoder().encode(counts)) == counts)
        let some = try JSONDecoder().decode(StatusCounts.self, from: Data(#"{"failed":2,"later":9}"#.utf8))
        #expect(some == self.counts([.failed, .failed]))
    }

    @Test func aCopiedTableCopiesOnlyTheChunkThatIsChanged() {
        var table = TaskTable()
        for number in 0..<(5 * TaskTable.chunkSize + 1) {
            table.append(TaskState(id: TaskID("t", item: number), declaration: 0, status: .waiting))
        }
        let copy = table
        table[2 * TaskTable.chunkSize + 7].status = .running
        #expect(copy[2 * TaskTable.chunkSize + 7].status == .waiting)
        let before = addresses(copy)
        let after = addresses(table)
        #expect(before.count == 6)
        #expect(after.indices.filter { before[$0] != after[$0] } == [2])
        table[2 * TaskTable.chunkSize + 8].status = .running
        #expect(addresses(table) == after)
    }

    /// Where the chunks of a table lie.
    private func addresses(_ table: TaskTable) -> [UnsafeRawPointer?] {
        let chunks = Mirror(reflecting: table).children.first { $0.label == "chunks" }?.value as? [[TaskState]]
        return (chunks ?? []).map { chunk in chunk.withUnsafeBytes { $0.baseAddress } }
    }

    @Test func anImageKeepsDetailsOnlyOfTasksThatHaveOne() throws {
        let fanOut = FanOut(items: .list([String](repeating: "x", count: 1000)))
        let each = TaskID("each", item: 0)
        let mission = Mission(
            name: "m",
            tasks: [
                MissionTask(id: each, command: .shell("x"), fanOut: fanOut),
                MissionTask(id: TaskID("after", item: 0), command: .shell("x"), needs: [each]),
            ])
        let failure = Failure(category: .code, severity: .fatal, cause: .exited(code: 1), summary: "exit 1")
        let events: [Event] =
            [.task(each, .ready), .task(each, .expanded(.init(count: 1000)))]
            + (1...900).flatMap { number -> [Event] in
                let id = TaskID("each", item: number)
                let exited = TaskEvent.exited(.init(attempt: 1, report: ExitReport(status: .exited(code: 0))))
                return [.task(id, .started(.init(attempt: 1))), .task(id, exited), .task(id, .succeeded)]
            } + [.task(TaskID("each", item: 950), .failed(.init(failure: failure, tries: 1, reason: "")))]
        var state = MissionState(mission: mission)
        for (number, event) in events.enumerated() {
            let sequence = Int64(number + 1)
            state.reduce(
                EventRecord(sequence: sequence, wallMilliseconds: sequence, monotonicMilliseconds: 0, event: event))
        }
        let image = StateImage(state)
        #expect(image.details.count == 1)
        let read = try JSONDecoder().decode(StateImage.self, from: JSONEncoder().encode(image))
        #expect(MissionState(mission: mission, image: read) == state)
        #expect(state.counts[.succeeded] == 900 && state.counts[.failed] == 1)
    }

    private func expansion(_ base: Int, _ count: Int) throws -> MissionState.Expansion {
        let text = "{\"base\":\(base),\"count\":\(count)}"
        return try JSONDecoder().decode(MissionState.Expansion.self, from: Data(text.utf8))
    }

    @Test func anImageOfAnotherMissionOrWithDamageIsNotTaken() throws {
        let mission = Mission(name: "m", tasks: [MissionTask(id: TaskID("a", item: 0), command: .shell("x"))])
        let whole = StateImage(MissionState(mission: mission))
        #expect(MissionState(mission: mission, image: whole) != nil)
        let changes: [(inout StateImage) throws -> Void] = [
            { $0.version += 1 }, { $0.statuses = [99] }, { $0.statuses = [] }, { $0.tries.append(1) },
            { $0.expansions = [-1: try expansion(1, 2)] }, { $0.expansions = [0: try expansion(1, -2)] },
            { $0.expansions = [Int.max: try expansion(1, 0)] }, { $0.details = [Int.max: TaskDetail()] },
            { $0.expansions = [0: try expansion(Int.min, Int.max)] },
        ]
        for (number, change) in changes.enumerated() {
            var image = whole
            try change(&image)
            let state = MissionState(mission: mission, image: image)
            // An expansion without tasks of a task that is none adds up to the same state.
            #expect(state == nil || state == MissionState(mission: mission), "change \(number)")
        }
    }
}
