import CopilotCells
import CopilotModel
import Foundation
import Testing

@testable import CopilotCLI

/// What is printed for people.
@Suite struct PresentationTests {
    private let failure = Failure(
        category: .code, severity: .fatal, cause: .exited(code: 1), summary: "exit 1\u{1B}[31m")

    private func id(_ name: String, item: Int = 0) -> TaskID { TaskID(name, item: item) }

    private func line(_ event: Event) -> String {
        EventText.line(
            EventRecord(sequence: 1, wallMilliseconds: 0, monotonicMilliseconds: 0, event: event), zoneSeconds: 0)
    }

    @Test(arguments: [
        (Int64(0), 0, "1970-01-01T00:00:00.000Z"), (-1, 0, "1969-12-31T23:59:59.999Z"),
        (951_782_399_999, 0, "2000-02-28T23:59:59.999Z"), (951_782_400_000, 0, "2000-02-29T00:00:00.000Z"),
        (1_795_547_111_123, 3_600, "2026-11-24T20:05:11.123+01:00"),
        (1_795_547_111_123, -12_600, "2026-11-24T15:35:11.123-03:30"),
    ])
    func timesAreISO8601(wall: Int64, zone: Int, expected: String) {
        #expect(ISOTime.text(wall, zoneSeconds: zone) == expected)
    }

    @Test func eventsAreSentencesWithoutEscapes() {
        let head = "1970-01-01T00:00:00.000Z"
        #expect(line(.task(id("a"), .ready)) == "\(head) a ready")
        #expect(line(.task(id("a", item: 7), .started(.init(attempt: 2)))) == "\(head) a[7] started, attempt 2")
        let failed = line(.task(id("a"), .failed(.init(failure: failure, tries: 1, reason: "fails: fatal"))))
        #expect(failed == "\(head) a failed: exit 1 (fails: fatal)")
        let backing = TaskEvent.BackingOff(
            failure: failure, charge: .task, tries: 1, mostTries: 3, delayMilliseconds: 4_200)
        #expect(line(.task(id("a"), .backingOff(backing))) == "\(head) a failed: exit 1; try 2 of 3 in 4.2s")
        let mission = Mission(name: "m", tasks: [MissionTask(id: id("a"), command: .shell("x"))])
        #expect(
            line(.mission(.reloaded(.init(mission: mission))))
                == "\(head) mission reloaded: goes on with the changed file, 1 tasks")
    }

    @Test func anEndListsWhatFellShort() {
        var counts = StatusCounts()
        counts[.succeeded] = 2
        counts[.failed] = 1
        let result = MissionResult(
            outcome: .degraded, reasons: [.init(task: id("a"), status: .failed, summary: "exit 1\n\u{7}")],
            reasonsOmitted: 3, counts: counts, elapsedMilliseconds: 61_000)
        #expect(
            ResultText.lines(run: RunID(rawValue: "m-1"), result) == [
                "m-1 degraded in 1m01s: 2 succeeded, 1 failed of 3", "  failed a: exit 1 ", "  and 3 more",
            ])
    }

    @Test func statusListsTheSameAsTheEnd() {
        var state = MissionState(
            mission: Mission(
                name: "m", tasks: ["a", "b", "c", "d"].map { MissionTask(id: id($0), command: .shell("x")) }))
        let events: [TaskEvent] = [
            .failed(.init(failure: failure, tries: 1, reason: "")), .blocked(.init(by: id("a"))),
            .skipped(.init(reason: .requested(by: .screen))), .started(.init(attempt: 1)),
        ]
        for (index, event) in events.enumerated() {
            state.reduce(
                EventRecord(
                    sequence: Int64(index + 1), wallMilliseconds: 1, monotonicMilliseconds: 1,
                    event: .task(state.mission.tasks[index].id, event)))
        }
        let lines = StatusText.lines(RunStatus(state, pid: 7, now: 1_001))
        #expect(lines.contains("  failed a: exit 1"))
        #expect(lines.contains("  blocked b: not run: it needs a"))
        #expect(lines.contains("  skipped c: skipped"))
        #expect(!lines.contains { $0.contains(" d:") })
        #expect(lines.contains("  failures: 1 try failed"))
        let brake = Brake(
            kind: .alike, members: .program(named: "curl"), failure: failure, probes: 3, delayMilliseconds: 1,
            until: 2_000)
        state.reduce(
            EventRecord(sequence: 5, wallMilliseconds: 1, monotonicMilliseconds: 1, event: .mission(.braked(brake))))
        #expect(
            StatusText.lines(RunStatus(state, pid: 7, now: 1_001)).contains(
                "  held back: program curl (0 tasks): exit 1, next probe 1970-01-01T00:00:02.000Z (3 in vain)"))
    }

    @Test(arguments: [
        ("quality/test", "; did you mean 'quality/tests'?"), ("tets", "; did you mean 'quality/tests'?"),
        ("lnt", "; did you mean 'quality/lint'?"), ("nope", "; there are quality, quality/lint, quality/tests, each"),
        ("each[9]", "; there are each[1] to each[2]"),
        ("quality/lint[1]", ": 'quality/lint' is one task, without items"),
        ("qual", "; there are quality, quality/lint, quality/tests"),
    ])
    func aNameThatIsNotThereGetsAdvice(name: String, advice: String) {
        let group = MissionTask(id: id("quality"))
        var state = MissionState(
            mission: Mission(
                name: "m",
                tasks: [
                    group, MissionTask(id: id("quality/lint"), parent: group.id, command: .shell("x")),
                    MissionTask(id: id("quality/tests"), parent: group.id, command: .shell("x")),
                    MissionTask(id: id("each"), command: .shell("x"), fanOut: FanOut(items: .list(["a", "b"]))),
                ]))
        for (index, event) in [TaskEvent.ready, .expanded(.init(count: 2))].enumerated() {
            state.reduce(
                EventRecord(
                    sequence: Int64(index + 1), wallMilliseconds: 1, monotonicMilliseconds: 1,
                    event: .task(id("each"), event)))
        }
        #expect(TaskAdvice.advice(for: name, in: state) == advice)
    }
}
