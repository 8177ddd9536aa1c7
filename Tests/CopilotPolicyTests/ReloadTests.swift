import CopilotModel
import CopilotPolicy
import Testing

@Suite("A run that goes on with a changed mission")
struct ReloadTests {
    private func night(_ tasks: [MissionTask]) -> SimulatedNight {
        SimulatedNight(Mission(name: "night", tasks: tasks)) { _ in .init(after: .seconds(10), status: .exited(code: 0))
        }
    }

    @Test func whatIsDoneStaysDoneAndTheRestIsTheNewMission() {
        var night = night([.test("a"), .test("b", needs: ["a"]), .test("c", needs: ["b"]), .test("slow")])
        let original = night.state.mission
        night.begin(concurrency: 1)
        // a is over, b runs.
        while night.status("b") != .running { if !night.advance() { break } }
        #expect(night.status("a") == .succeeded)
        let changed = Mission(
            name: "night",
            tasks: [.test("new"), .test("b", needs: ["a", "new"]), .test("a"), .test("d", needs: ["b"])])
        night.crash(reloading: changed)
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.state.counts.total == 4)
        #expect(night.starts[TaskID("a")] == 1)
        #expect(night.starts[TaskID("b")] == 2)
        #expect(night.starts[TaskID("c")] == nil)
        #expect(night.kinds(of: TaskID("b")).contains("lost"))
        let order = night.records.compactMap { $0.event.kind == "task.started" ? $0.event.task?.description : nil }
        #expect(order == ["a", "b", "new", "b", "d"])
        var replayed = MissionState(mission: original)
        for record in night.records { replayed.reduce(record) }
        #expect(replayed == night.state)
    }

    @Test func whoseOutputsWereToStandInBeginsAnewWithoutThem() {
        let rules = ResilienceRules(defaults: [DefaultOutput(path: "out", content: .text("x"))])
        var night = night([.test("a", resilience: rules)])
        night.fate = { key in .init(after: .seconds(1), status: .exited(code: key.attempt == 1 ? 1 : 0)) }
        night.placesDefaults = false
        night.begin()
        _ = night.advance()
        #expect(night.placings.count == 1)
        night.crash(reloading: Mission(name: "night", tasks: [.test("a")]))
        night.run()
        #expect(night.outcome == .succeeded && night.starts[TaskID("a", item: 0)] == 2 && night.placings.count == 1)
    }

    // MARK: A run that has ended

    @Test func whatFailedIsTriedAgainAndWhatSucceededIsNot() {
        var night = night([
            .test("a"), .test("b", needs: ["a"], attempts: 3), .test("c", needs: ["b"]), .test("d", critical: false),
        ])
        var isMended = false
        night.fate = { key in
            let isBroken = key.task.name == "b" && !isMended
            return .init(after: .seconds(1), status: .exited(code: isBroken ? 1 : 0))
        }
        night.begin()
        night.run()
        #expect(night.outcome == .failed && night.status("c") == .blocked)
        night.crash()
        #expect(night.finished && night.outcome == .failed)
        isMended = true
        night.crash(retriesFailed: true)
        #expect(night.status("b") == .running && night.state.task(TaskID("b", item: 0))?.tries == 0)
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.starts[TaskID("a", item: 0)] == 1 && night.starts[TaskID("d", item: 0)] == 1)
        #expect(night.starts[TaskID("c", item: 0)] == 1)
        var replayed = MissionState(mission: night.mission)
        for record in night.records { replayed.reduce(record) }
        #expect(replayed == night.state)
    }

    @Test func whatWasGivenUpForAllIsTriedAgain() {
        let each = MissionTask.test("each", fanOut: FanOut(items: .list((1...60).map(String.init))), attempts: nil)
        var night = night([each])
        night.fate = { _ in .init(after: .milliseconds(20), status: .exited(code: 1)) }
        night.begin()
        night.run()
        #expect(night.outcome == .failed && night.state.counts[.failed] == 60)
        night.fate = { _ in .init(after: .milliseconds(20), status: .exited(code: 0)) }
        night.crash(retriesFailed: true)
        #expect(night.state.brakes.isEmpty)
        night.run()
        #expect(night.outcome == .succeeded)
    }

    @Test func whatFailedMeanwhileIsTriedAgainInAnUnfinishedRunToo() {
        var night = night([.test("a"), .test("slow")])
        night.fate = { key in
            let isBroken = key.task.name == "a" && key.attempt == 1
            return .init(after: .seconds(isBroken ? 1 : 100), status: .exited(code: isBroken ? 1 : 0))
        }
        night.begin()
        _ = night.advance()
        night.crash(retriesFailed: true)
        night.run()
        #expect(night.outcome == .succeeded)
    }

    @Test func aNewNeedThatFailsBlocksWhatWaited() {
        var night = night([.test("a"), .test("b", needs: ["a"])])
        night.begin()
        night.fate = { key in .init(after: .seconds(1), status: .exited(code: key.task.name == "bad" ? 1 : 0)) }
        night.crash(
            reloading: Mission(name: "night", tasks: [.test("a"), .test("bad"), .test("b", needs: ["a", "bad"])]))
        night.run()
        #expect(night.status("b") == .blocked)
        #expect(night.outcome == .failed)
    }
}
