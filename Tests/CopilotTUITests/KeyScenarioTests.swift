import CopilotCells
import CopilotModel
import Testing

@testable import CopilotTUI

/// What keys lead to, as a user would press them.
@Suite struct KeyScenarioTests {
    private func submitted(_ commands: [ScreenCommand]) -> [Intent.Action] {
        commands.compactMap { if case .submit(let intent) = $0 { intent.action } else { nil } }
    }

    private func events(_ events: (Int64, Event)...) -> ScreenMessage {
        .delivery(.events(SampleMission.records(events, after: 10_000)))
    }

    @Test func skipAsksAndDefaultsToNo() {
        var model = SampleMission.model(120, 34)
        #expect(submitted(model.press("s")).isEmpty)
        guard case .confirm(let question) = model.dialog else {
            Issue.record("no question")
            return
        }
        #expect(question.action == .skip("quality/tests"))
        #expect(submitted(model.press("enter")).isEmpty)
        #expect(model.dialog == nil)
        #expect(submitted(model.press("s y")) == [.skip("quality/tests")])
        #expect(submitted(model.press("s right enter")) == [.skip("quality/tests")])
        #expect(submitted(model.press("s tab tab enter")).isEmpty)
        #expect(submitted(model.press("s n")).isEmpty)
        #expect(submitted(model.press("x y")) == [.stop("quality/tests")])
        #expect(submitted(model.press("X y")) == [.kill("quality/tests")])
        #expect(submitted(model.press("S y")) == [.skipSubtree("quality/tests")])
    }

    @Test func anActionThatWouldDoNothingSaysWhy() {
        var model = SampleMission.model(120, 34)
        #expect(model.press("r").isEmpty)
        #expect(model.toast?.text == "retry: task 'quality/tests' has not ended without success")
        #expect(model.press("t").isEmpty)
        #expect(model.toast?.text.hasSuffix("this version cannot do that yet") == true)
        _ = model.select("fetch")
        #expect(submitted(model.press("r")) == [.retry("fetch", fresh: false)])
        #expect(submitted(model.press("R")) == [.retry("fetch", fresh: true)])
    }

    @Test func pauseToggles() {
        var model = SampleMission.model(120, 34)
        #expect(model.description(of: .pauseResumeMission) == "pause")
        #expect(submitted(model.press("p")) == [.pauseMission(drain: false)])
        _ = model.update(events((13_000, .mission(.paused(.init(by: .screen))))))
        #expect(model.description(of: .pauseResumeMission) == "resume")
        #expect(submitted(model.press("p")) == [.resumeMission])
        #expect(submitted(model.press("P")) == [.pause("quality/tests")])
        _ = model.update(events((13_000, .task("quality/tests", .paused(.init(hold: .person, by: .screen))))))
        #expect(submitted(model.press("P")) == [.resume("quality/tests")])
    }

    @Test func quitMenuDetachesByDefault() {
        var model = SampleMission.model(80, 24)
        #expect(model.press("q enter") == [.detach])
        #expect(model.press("ctrl-c enter") == [.detach])
        #expect(model.press("q esc").isEmpty)
        #expect(model.press("q down down enter").isEmpty)
        #expect(model.press("q q").isEmpty)
        #expect(model.press("D") == [.detach])
        #expect(model.dialog == nil)
    }

    @Test func stoppingTheMissionAsksForItsName() {
        var model = SampleMission.model(80, 24)
        model.press("q down enter")
        #expect(model.press("enter").isEmpty)
        model.type("nightly-corp")
        #expect(model.press("enter").isEmpty)
        #expect(model.dialog == .stopMission(typed: "nightly-corp"))
        model.type("us")
        #expect(model.press("enter") == [.stopAndQuit])
        model.press("q down enter")
        _ = model.update(.input(.paste("nightly-corpus")))
        #expect(model.press("esc").isEmpty)
        #expect(model.dialog == nil)
    }

    @Test func theSelectionFollowsWhatRunsUntilTheUserMoves() {
        var model = ScreenModel(now: SampleMission.moment(0))
        _ = model.update(.input(.resize(width: 120, height: 34)))
        let start = SampleMission.records(SampleMission.events)
        var state = MissionState(mission: SampleMission.mission)
        for record in start.prefix(6) { state.reduce(record) }
        #expect(model.update(.delivery(.snapshot(state))).isEmpty)
        #expect(model.update(.delivery(.events([start[6]]))) == [.follow("analysis")])
        #expect(model.update(.delivery(.events([start[7]]))).isEmpty)
        #expect(model.update(.delivery(.events(Array(start[8...10])))) == [.follow("fetch")])
        #expect(model.press("up up up up up up up up up up up up").last == .follow(nil))
        _ = model.update(.delivery(.events(Array(start[11...]))))
        #expect(model.selectedTask == nil)
    }

    @Test func filterAndClear() {
        var model = SampleMission.model(120, 34)
        model.press("/")
        model.type("status:fail")
        #expect(model.entry?.text == "status:fail")
        let shown = (0..<model.tree.rows.count).compactMap { model.tree.rows[$0]?.content }
        let state = SampleMission.state
        let names = shown.map { content in
            if case .task(let ordinal) = content { state.tasks[ordinal].id.description } else { "" }
        }
        #expect(names == ["", "generation", "generation[7]", "generation[407]", "generation[807]", "fetch"])
        model.press("enter")
        #expect(model.entry == nil && model.tree.filter != nil)
        model.press("esc")
        #expect(model.tree.filter == nil)
        model.press("/")
        model.type("lint x")
        model.press("backspace backspace")
        #expect(model.tree.rows.count == 3)
        model.press("esc")
        #expect(model.tree.filter == nil && model.entry == nil)
    }

    @Test func searchGoesRoundTheLog() {
        var model = SampleMission.model(120, 34)
        model.press("0 /")
        model.type("failed")
        model.press("enter")
        #expect(model.log.document.text(of: model.log.matchLine ?? -1).contains("FAILED"))
        #expect(!model.log.isFollowing)
        model.press("/")
        model.type("")
        model.press("ctrl-u")
        model.type("_7.py")
        model.press("enter")
        #expect(model.log.matchLine == 7)
        model.press("n")
        #expect(model.log.matchLine == 7)
        model.press("esc")
        #expect(model.log.search == nil)
        model.press("n")
        #expect(model.toast?.isProblem == true)
    }

    @Test func followingEndsWhenScrolledUpAndStaysOff() {
        var model = SampleMission.model(120, 34)
        model.press("0 up")
        #expect(!model.log.isFollowing)
        let chunk = OutputChunk(
            attempt: 1, offset: Int64(SampleMission.log.utf8.count), bytes: Array("\nmore\nand more\n".utf8))
        _ = model.update(.output("quality/tests", chunk))
        #expect(model.log.newLines == 2)
        model.press("G down down")
        #expect(!model.log.isFollowing)
        model.press("f")
        #expect(model.log.isFollowing && model.log.newLines == 0)
    }

    @Test func foldsAndWaysThroughTheTree() {
        var model = SampleMission.model(120, 34)
        let rows = model.tree.rows.count
        model.press("-")
        #expect(model.tree.rows.count == rows - 3)
        model.press("=")
        #expect(model.tree.rows.count == rows + 5_000)
        model.press("G")
        #expect(model.tree.list.selected == rows + 4_999)
        model.press("g space")
        #expect(model.selectedTask == nil)
        _ = model.select("generation")
        model.press("left")
        #expect(model.tree.rows.count == rows)
        model.press("right right")
        #expect(model.selectedTask == "generation[1]")
        model.press("left")
        #expect(model.selectedTask == "generation")
        _ = model.select("fetch")
        model.press("space down")
        #expect(model.tree.selected == .attempts(model.state?.ordinal(of: "fetch") ?? -1))
        model.press("left")
        #expect(model.selectedTask == "fetch")
    }

    @Test func problemsAreFoundWhateverIsFolded() {
        var model = SampleMission.model(120, 34)
        _ = model.select("analysis")
        model.press("e")
        #expect(model.selectedTask == "generation[7]")
        model.press("e e e")
        #expect(model.selectedTask == "quality/lint")
        model.press("E E")
        #expect(model.selectedTask == "generation[407]")
    }

    @Test func zoomLayoutsAndFocus() {
        var model = SampleMission.model(120, 34)
        model.press("2 z")
        #expect(model.layout.panes.keys.sorted { $0.rawValue < $1.rawValue } == [.errors])
        model.press("esc")
        #expect(model.layout.panes.count == 5)
        model.press("ctrl-w")
        #expect(model.layout.panes.count == 2)
        model.press("ctrl-w")
        #expect(model.layout.panes.count == 1)
        model.press("ctrl-w tab")
        #expect(model.focus == .timeouts)
        model.press("esc")
        #expect(model.focus == .tree)
    }

    @Test func errorsOpenTheirTask() {
        var model = SampleMission.model(120, 34)
        let commands = model.press("2 down down down down o")
        #expect(model.selectedTask == "fetch" && model.focus == .detail)
        #expect(commands.last == .follow("fetch"))
    }

    @Test func anErrorStaysSelectedWhenNewerOnesComeIn() {
        var model = SampleMission.model(120, 34)
        model.press("2 down down down down")
        let failed = TaskEvent.failed(.init(failure: SampleMission.code, tries: 1, reason: "fails"))
        _ = model.update(events((14_000, .task(TaskID("generation", item: 1_001), failed))))
        #expect(model.failure(atRow: model.errors.selected)?.task == "fetch")
    }

    @Test func mouseSelectsAndScrolls() {
        var model = SampleMission.model(120, 34)
        let tree = model.content(of: .tree)
        let row = Point(column: tree.column + 5, row: tree.row + 8)
        _ = model.update(.input(.mouse(MouseEvent(.press, at: row))))
        #expect(model.selectedTask == "fetch")
        let errors = model.content(of: .errors)
        _ = model.update(
            .input(.mouse(MouseEvent(.press, at: Point(column: errors.column, row: errors.row + 3)))))
        #expect(model.errorsParts.linesPerRow == 2)
        #expect(model.focus == .errors && model.errors.selected == 1)
        _ = model.select("quality/tests")
        let log = model.logArea
        _ = model.update(.input(.mouse(MouseEvent(.wheelUp, at: Point(column: log.column, row: log.row)))))
        #expect(!model.log.isFollowing)
        _ = model.update(.input(.resize(width: 80, height: 24)))
        let place = model.layout.panes[.errors] ?? Area(column: 0, row: 0, width: 0, height: 0)
        _ = model.update(
            .input(.mouse(MouseEvent(.press, at: Point(column: place.column + 20, row: place.row)))))
        #expect(model.focus == .timeouts)
    }

    @Test func aFrozenDisplayCatchesUp() {
        var model = SampleMission.model(120, 34)
        model.press("Z")
        _ = model.update(events((15_000, .task("quality/tests", .succeeded))))
        _ = model.update(.tick(SampleMission.moment(99_000)))
        #expect(model.state?.task("quality/tests")?.status == .running)
        #expect(model.now == SampleMission.moment(12_000))
        let commands = model.press("Z")
        #expect(model.state?.task("quality/tests")?.status == .succeeded)
        #expect(commands.contains(.follow("quality/tests")))
    }

    @Test func lostConnection() {
        var model = SampleMission.model(80, 24)
        _ = model.update(.connectionLost)
        let text = GridText.glyphs(ScreenView.render(model, width: 80, height: 24))
        #expect(text.contains("connection lost"))
        #expect(model.press("p").isEmpty)
        #expect(model.press("q enter") == [.detach])
        #expect(model.update(.connectionRestored) == [.follow("quality/tests")])
    }

    @Test func themesAreTriedAndPutBack() {
        var model = SampleMission.model(80, 24)
        model.press("ctrl-t")
        #expect(model.dialog == nil)
        _ = model.update(.themes(names: ["night", "day"], current: "night"))
        #expect(model.press("ctrl-t down") == [.setTheme("day")])
        #expect(model.press("esc") == [.setTheme("night")])
        #expect(model.press("ctrl-t down enter") == [.setTheme("day")])
    }

    @Test func tooSmall() {
        let model = SampleMission.model(38, 9)
        let text = GridText.glyphs(ScreenView.render(model, width: 38, height: 9))
        #expect(
            text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
                == "Terminal too small: have 38×9, need 40×10")
    }
}
