import CopilotCells
import CopilotModel
import Glibc
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
        var spans: [Double] = []
        for step in 0..<200 {
            let id = TaskID("many", item: step + 1)
            let records = SampleMission.records(
                [(Int64(step), .task(id, .started(.init(attempt: 1)))), (Int64(step) + 1, .task(id, .succeeded))])
            let start = Self.threadMilliseconds
            _ = model.update(.delivery(.events(records)))
            model.press(step % 2 == 0 ? "down" : "up")
            _ = ScreenView.render(model, width: 160, height: 45)
            spans.append(Self.threadMilliseconds - start)
        }
        spans.sort()
        print("frame at 160x45 with \(tasks) tasks: median \(spans[100]) ms, p99 \(spans[197]) ms of processor time")
        #expect(model.tree.rows.count > tasks)
    }
    /// The thread's own processor time, which other work on the machine does not lengthen.
    private static var threadMilliseconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
    }
}
