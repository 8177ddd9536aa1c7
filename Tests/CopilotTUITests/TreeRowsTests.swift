import CopilotModel
import Testing

@testable import CopilotTUI

@Suite struct TreeRowsTests {
    @Test func rowsAndIndicesAgree() {
        let state = SampleMission.state
        var folds = TreeFolds()
        folds.setAll(open: true)
        for id in ["fetch", "generation[3]", "generation[4]", "generation[5000]"] as [TaskID] {
            if let ordinal = state.ordinal(of: id) { folds.toggle(ordinal) }
        }
        for filter in [nil, TaskFilter("gen"), TaskFilter("status:failed,run"), TaskFilter("[12")] {
            let rows = TreeRows(state, folds: folds, filter: filter)
            for index in 0..<rows.count {
                guard let row = rows[index] else {
                    Issue.record("row \(index) of \(rows.count) is missing")
                    continue
                }
                #expect(rows.index(of: row.content) == index)
            }
            #expect(rows[-1] == nil && rows[rows.count] == nil)
        }
    }

    @Test func manyChildrenAreOneEntry() {
        let task = MissionTask(id: "many", command: .shell("true"), fanOut: FanOut(items: .file("x")))
        var state = MissionState(mission: Mission(name: "m", tasks: [task]))
        for record in SampleMission.records([
            (0, .task("many", .ready)), (0, .task("many", .expanded(.init(count: 100_000)))),
        ]) { state.reduce(record) }
        #expect(TreeRows(state, folds: TreeFolds()).count == 2)
        var folds = TreeFolds()
        folds.toggle(0)
        let rows = TreeRows(state, folds: folds)
        #expect(rows.count == 100_002 && rows.segments.count == 3)
        #expect(rows[100_001]?.content == .task(100_000))
        #expect(rows[100_001]?.isLast == true && rows[100_000]?.isLast == false)
    }

    @Test(arguments: [
        ("status:failed", [TaskStatus.failed]), ("status:fail", [.failed]), ("status:run", [.running]),
        ("status:done", [.succeeded]), ("STATUS:Skip,lost", [.skipped, .lost]), ("status:retry", [.backingOff]),
    ]) func statusWords(text: String, statuses: [TaskStatus]) {
        #expect(TaskFilter(text)?.statuses == Set(statuses))
    }

    @Test func unknownStatusesMatchNothing() {
        #expect(TaskFilter("  ") == nil)
        #expect(TaskFilter("status:blue")?.allows(.failed) == false)
        #expect(TaskFilter("status:") == nil)
    }
}
