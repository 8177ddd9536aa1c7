import CopilotCells
import CopilotModel
import Testing

@testable import CopilotTUI

/// What is told of failures: who is held back, what is mended, what came of it.
@Suite struct RecoveryTests {
    private let state = TroubledMission.state
    private let now = SampleMission.moment(12_000)

    private func task(_ id: TaskID) throws -> TaskPresentation {
        TaskPresentation(state, ordinal: try #require(state.ordinal(of: id)), now: now)
    }

    @Test(arguments: [
        ("load", "held", "held, probe 14s"), ("fetch", "waits", "waits in 14s"),
        ("review", "waits", "waits in 1h09m"), ("report", "mending", "mending: make the folder /w/out"),
        ("wobbly", "ok(flaky)", "ok (flaky)"), ("render", "ok(alt 1)", "ok (alternative 1)"),
        ("summary", "ok(dflt)", "ok (default)"), ("convert", "run #2", "run #2"),
    ]) func statusWords(id: String, short: String, long: String) throws {
        let task = try task(TaskID(stringLiteral: id))
        #expect(task.status.word == short)
        #expect(task.statusAndReason == long)
    }

    @Test func aDefaultIsWarnedOf() throws {
        #expect(try task("summary").status.role == .warn)
        #expect(try task("wobbly").status.role == .ok)
    }

    @Test func brakesSayWhomTheyHoldAndUntilWhen() {
        let brakes = BrakePresentation.all(state, now: now)
        #expect(brakes.map(\.lead) == ["holds back curl", "usage limit: holds back agent"])
        #expect(brakes.map(\.probe) == ["next probe in 14s (3 in vain)", "until 03:10"])
        #expect(state.heldCounts() == ["program curl": 3, "quota agent": 1])
        let late = BrakePresentation.all(state, now: SampleMission.moment(.max / 4))
        #expect(late.map(\.shortProbe) == ["probes now", "probes now"])
        let before = BrakePresentation.all(state, now: SampleMission.moment(-.max / 4))
        #expect(before.first?.shortProbe == "probe in 20s")
    }

    @Test func decisionsAndNextTries() throws {
        let told = state.failures.map { FailurePresentation(entry: $0, state: state, now: now) }
        #expect(
            told.map(\.decision) == [
                "try 2 of 6 failed, too", "alternative 2 runs", "again, when the limit may have been reset",
                "again, not counted (others fail alike, and one at a time probes)",
                "make the folder /w/out, then try 2 of 6",
            ])
        #expect(told.map(\.nextTry) == [nil, nil, "in 1h09m", "in 14s", "once mended"])
    }

    @Test func theFactsOfATaskTellWhatItsFailuresCost() throws {
        let model = TroubledMission.model(120, 34)
        func facts(_ id: TaskID) throws -> String {
            let ordinal = try #require(state.ordinal(of: id))
            return TaskFacts(model, state, ordinal: ordinal).lines.map { $0.pieces.map(\.text).joined() }
                .joined(separator: "\n")
        }
        #expect(try facts("load").contains("holds back curl: connection refused"))
        #expect(try facts("fetch").contains("tries failed: 1 network · 1 wait not counted · failing since 02:00"))
        #expect(try facts("review").contains("1 wait for a usage limit"))
        #expect(try facts("convert").contains("alternative 2 $ ./convert --slow"))
        #expect(try facts("convert").contains("alternative 2 of 2"))
        #expect(try facts("report").contains("mending: make the folder /w/out"))
        #expect(try facts("wobbly").contains("flaky: the same command failed and succeeded"))
    }

    @Test func enterOpensTheEvidenceAndEscapeClosesIt() {
        var model = TroubledMission.model(120, 34)
        model.press("2 down")
        for keys in ["esc", "q", "enter", "ctrl-c"] {
            model.press("enter")
            guard case .evidence(let entry, 0) = model.dialog else {
                Issue.record("no evidence")
                return
            }
            #expect(entry.task == "fetch" && entry.attempt == 2)
            #expect(model.press(keys).isEmpty)
            #expect(model.dialog == nil && model.focus == .errors, "\(keys)")
        }
        // A key that means nothing here closes nothing and does nothing.
        #expect(model.press("enter p s x r").isEmpty && model.dialog != nil)
        #expect(model.press("o").last == .follow("fetch"))
        #expect(model.dialog == nil && model.focus == .detail && model.selectedTask == "fetch")
    }

    @Test func theEvidenceScrollsToItsEndAndNoFurther() {
        var model = TroubledMission.model(40, 10)
        model.press("2 down enter G")
        guard case .evidence(let entry, let scroll) = model.dialog else {
            Issue.record("no evidence")
            return
        }
        #expect(scroll > 0 && scroll == EvidenceDialog.furthest(entry, model))
        model.press("down pgdn")
        #expect(model.dialog == .evidence(entry, scroll: scroll))
        model.press("g")
        #expect(model.dialog == .evidence(entry, scroll: 0))
    }

    @Test func theEvidenceTellsAllThatIsKnown() throws {
        let model = TroubledMission.model(120, 34)
        let entry = try #require(state.failures.last { $0.task == "fetch" })
        let lines = EvidenceDialog.lines(entry, model, width: 90).map { $0.pieces.map(\.text).joined() }
        let text = lines.joined(separator: "\n")
        for part in [
            "02:00:07, attempt 2: network, transient", "connection refused", "may succeed later",
            "the network: what needs it may fail alike", "to mend it: retry backoff", "asks to wait for 30s",
            "by rule network.refused, 87% sure", "curl: (7) Failed to connect", "others fail alike",
            "next try in 14s", "holds back curl", "tries failed: 1 network", "failed before",
            "02:00:02 attempt 1, network",
        ] {
            #expect(text.contains(part), "\(part) is not in:\n\(text)")
        }
        // A long word goes on in the next line, and nothing that a terminal obeys is left.
        #expect(text.filter { $0 == "y" }.count > 120 && text.contains("yz"))
        #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
        #expect(lines.allSatisfy { TextWidth.columns(of: $0) <= 90 })
    }

    @Test func aBrakeThatIsLetGoIsForgotten() {
        var model = TroubledMission.model(120, 34)
        #expect(model.held["program curl"] == 3)
        let thawed = Event.mission(.thawed(.init(members: .program(named: "curl"), cause: .probed)))
        _ = model.update(.delivery(.events(SampleMission.records([(13_000, thawed)], after: 10_000))))
        #expect(model.held == ["quota agent": 1])
        #expect(model.errorsParts.brakes.height == 1)
    }

    @Test func aRemedysPathDoesNotPassForATime() throws {
        var state = state
        let remedy = Remedy.makeFolder(path: "/w/9 in 7")
        let backing = TaskEvent.BackingOff(
            failure: TroubledMission.folder, charge: .task, tries: 1, mostTries: 3, delayMilliseconds: 0, remedy: remedy
        )
        for record in SampleMission.records([(13_000, .task("convert", .backingOff(backing)))], after: 10_000) {
            state.reduce(record)
        }
        let entry = try #require(state.failures.last)
        let told = FailurePresentation(entry: entry, state: state, now: now)
        #expect(told.decision == "make the folder /w/9 in 7, then try 2 of 3")
        #expect(told.nextTry == "once mended")
    }
}
