import CopilotCells
import CopilotModel
import Testing

@testable import CopilotTUI

/// Prints what a frame costs; decides nothing by it, because the machine and the build differ.
@Suite struct FrameTimeTests {
    @Test(arguments: [5_000, 100_000]) func frame(tasks: Int) {
        let task = MissionTask(id: "many", command: .shell("true"), fanOut: FanOut(items: .file("x")))
        let others = SampleMission.mission.tasks
        var state = MissionState(mission: Mission(name: "many", tasks: [task] + others))
        for record in SampleMission.records([
            (0, .task("many", .ready)), (0, .task("many", .expanded(.init(count: tasks)))),
        ]) { state.reduce(record) }
        var model = SampleMission.model(160, 45)
        _ = model.update(.delivery(.snapshot(state)))
        model.press("1 = g down down ctrl-d ctrl-d")
        var spans: [Duration] = []
        let clock = ContinuousClock()
        for step in 0..<200 {
            let id = TaskID("many", item: step + 1)
            let records = SampleMission.records(
                [(Int64(step), .task(id, .started(.init(attempt: 1)))), (Int64(step) + 1, .task(id, .succeeded))])
            let span = clock.measure {
                _ = model.update(.delivery(.events(records)))
                model.press(step % 2 == 0 ? "down" : "up")
                _ = ScreenView.render(model, width: 160, height: 45)
            }
            spans.append(span)
        }
        spans.sort()
        print("frame at 160x45 with \(tasks) tasks: median \(spans[100]), p99 \(spans[197])")
        #expect(model.tree.rows.count > tasks)
    }
}
