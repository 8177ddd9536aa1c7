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
