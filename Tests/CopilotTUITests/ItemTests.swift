import CopilotCells
import CopilotModel
import Testing

@testable import CopilotTUI

/// What is shown of the items that a fan-out's children work on.
@Suite struct ItemTests {
    private func lines(_ model: ScreenModel) -> [String] {
        GridText.glyphs(ScreenView.render(model, width: 120, height: 34)).split(separator: "\n").map(String.init)
    }

    @Test func itemsOfAFileAreAskedForOncePageByPage() throws {
        var model = SampleMission.model(120, 34)
        _ = model.select("generation[1001]")
        let asked = model.wantedItems()
        let first = try #require(asked)
        let again = model.wantedItems()
        #expect(first == ItemRequest(task: "generation", offset: 768, limit: ItemBook.pageSize))
        #expect(again == nil)
        #expect(lines(model).contains { $0.contains("$ python generate.py {item}") })
        _ = model.update(.items((768..<1024).map { "entry-\($0)" }, of: first))
        let shown = lines(model)
        #expect(shown.contains { $0.contains("0 generation[1001] entry-1000") })
        #expect(shown.contains { $0.contains("$ python generate.py entry-1000") })
        #expect(shown.contains { $0.contains("[1000] entry-999") })
        _ = model.select("generation[4999]")
        let next = model.wantedItems()
        #expect(next?.offset == 4864)
    }

    @Test func hostileItemsAreShownAsTextAndQuotedInTheCommand() throws {
        var model = SampleMission.model(120, 34)
        _ = model.select("generation[1]")
        let asked = model.wantedItems()
        let request = try #require(asked)
        _ = model.update(.items(["\u{1B}]0;x\u{7}a b'$(rm)"], of: request))
        #expect(model.itemWords(of: try #require(model.selectedOrdinal))?.contains("\u{1B}") == false)
        #expect(lines(model).contains { $0.contains("'$(rm)") })
    }

    @Test func listsAndAxesNeedNoAsking() {
        let axes = [FanOut.Axis(name: "os", values: ["linux", "bsd"])]
        let mission = Mission(
            name: "m",
            tasks: [
                MissionTask(
                    id: "both", command: .shell("x {item} {os}"), fanOut: FanOut(items: .list(["p", "q"]), axes: axes)),
                MissionTask(id: "grid", command: .shell("x {os}"), fanOut: FanOut(axes: axes)),
            ])
        var state = MissionState(mission: mission)
        let events: [(Int64, Event)] = [
            (1, .task("both", .ready)), (1, .task("both", .expanded(.init(count: 4)))),
            (1, .task("grid", .ready)), (1, .task("grid", .expanded(.init(count: 2)))),
        ]
        for record in SampleMission.records(events) { state.reduce(record) }
        var model = ScreenModel(now: SampleMission.moment(0))
        _ = model.update(.input(.resize(width: 120, height: 34)))
        _ = model.update(.delivery(.snapshot(state)))
        let words = (2..<8).map { model.itemWords(of: $0) ?? "" }
        #expect(words == ["p linux", "p bsd", "q linux", "q bsd", "linux", "bsd"])
        let none = model.wantedItems()
        #expect(none == nil)
        #expect(model.itemWords(of: 0) == nil)
    }

    @Test func theBookForgetsWhatWasAskedForFirst() {
        var book = ItemBook()
        for page in 0...ItemBook.mostPages {
            let request = book.request(for: page * ItemBook.pageSize, of: "t")
            book.take(["item \(page)"], from: request?.offset ?? -1, of: "t")
        }
        #expect(book.item(0, of: "t") == nil)
        #expect(book.item(ItemBook.mostPages * ItemBook.pageSize, of: "t") == "item \(ItemBook.mostPages)")
        let anew = book.request(for: 0, of: "t")
        #expect(anew != nil)
    }

    @Test func whatWasDecidedIsToldAsItStandsNow() throws {
        let failure = SampleMission.network
        let mission = Mission(name: "m", tasks: [MissionTask(id: "a", command: .shell("x"))])
        var state = MissionState(mission: mission)
        var told: [String] = []
        let backing = TaskEvent.BackingOff(
            failure: failure, charge: .task, tries: 1, mostTries: 2, delayMilliseconds: 4_000)
        let events: [TaskEvent] = [
            .started(.init(attempt: 1)), .backingOff(backing), .ready, .started(.init(attempt: 2)), .succeeded,
        ]
        for (index, event) in events.enumerated() {
            state.reduce(SampleMission.records([(Int64(index) * 1_000, .task("a", event))])[0])
            if let entry = state.failures.first {
                let now = SampleMission.moment(Int64(index) * 1_000 + 500)
                told.append(FailurePresentation(entry: entry, state: state, now: now).decisionAndNextTry)
            }
        }
        #expect(
            told == [
                "try 2 of 2 in 3s", "try 2 of 2 when it may start", "try 2 of 2 runs", "try 2 of 2 succeeded",
            ])
    }

    @Test func theFooterNamesNothingThatThisVersionCannotDo() {
        var model = SampleMission.model(200, 60)
        for pane in PaneID.allCases {
            model.press("\(pane.number)")
            let footer = lines(model).last ?? ""
            for action in Action.allCases where ScreenModel.isMissing(action) {
                let label = model.keymap.label(of: action, in: model.context)
                #expect(!footer.contains(" \(label) "), "\(pane): \(label)")
            }
        }
    }

    @Test func copyAndExportNameWhatIsSelected() {
        var model = SampleMission.model(120, 34)
        let commands = ["y", "0 ctrl-s", "ctrl-r", "2 y"].map { model.press($0) }
        #expect(commands[0] == [.copy("quality/tests")])
        #expect(commands[1].last == .export("quality/tests"))
        #expect(commands[2] == [.reload])
        #expect(commands[3].contains { if case .copy(let text) = $0 { text.contains(": ") } else { false } })
    }
}
