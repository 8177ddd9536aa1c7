import CopilotModel
import Testing

@Suite struct MissionProblemsTests {
    static func task(_ id: String, needs: [String] = [], parent: String? = nil) -> MissionTask {
        MissionTask(
            id: TaskID(id), parent: parent.map { TaskID($0) }, command: .shell("true"), needs: needs.map { TaskID($0) })
    }

    static func problems(_ tasks: [MissionTask]) -> [String] {
        Mission(name: "m", tasks: tasks).problems().map(\.description)
    }

    @Test func aSoundMissionHasNone() {
        let group = MissionTask(id: TaskID("g"), needs: [TaskID("a")])
        #expect(Self.problems([Self.task("a"), group, Self.task("g/b", needs: ["a"], parent: "g")]) == [])
    }

    @Test func whatIsBuiltByHandIsCheckedToo() {
        #expect(Self.problems([Self.task("a"), Self.task("a")]) == ["task 'a': two tasks have this id; rename one"])
        #expect(Self.problems([Self.task("a", needs: ["b"])]) == ["task 'a': needs 'b', which no task is called"])
        #expect(
            Self.problems([Self.task("g/a", parent: "g")]) == [
                "task 'g/a': it stands in 'g', which is no group declared before it"
            ])
        #expect(
            Self.problems([Self.task("a b")]) == [
                "task 'a b': 'a b' is not an id; use letters, digits, '_', '-' and '.'"
            ])
        var wild = Self.task("a")
        wild.retry = RetryRule(attempts: 1001, factor: .nan)
        wild.timeout = TimeoutRule(limit: .zero, idle: .seconds(-1), grace: .seconds(-1))
        wild.fanOut = FanOut()
        wild.command = .arguments(["a\u{0}"])
        #expect(Self.problems([wild]).count == 7)
        var huge = Self.task("a")
        huge.fanOut = FanOut(axes: (0..<70).map { FanOut.Axis(name: "a\($0)", values: ["x", "y"]) })
        #expect(Self.problems([huge]) == ["task 'a': too many children; the most is 1000000"])
        let head = Mission(name: "a\u{7}", duration: .zero, concurrency: 5000, tasks: [])
        #expect(head.problems().map(\.key) == ["name", "concurrency", "duration", "tasks"])
    }

    @Test func longChainsAndRingsNeedNoStack() {
        let count = 30_000
        var tasks = (0..<count).map { Self.task("t\($0)", needs: $0 == 0 ? [] : ["t\($0 - 1)"]) }
        #expect(Self.problems(tasks) == [])
        #expect(TaskGraph(Mission(name: "m", tasks: tasks)).waves().last == count - 1)
        tasks[0].needs = [TaskID("t\(count - 1)")]
        let said = Self.problems(tasks)
        #expect(said.count == 1)
        #expect(said[0].hasPrefix("task 't0': needs go round in a circle: t0 → t29999 → t29998"))
        #expect(said[0].contains("… 29982 more …"))
    }

    /// Any graph, cyclic or not: nothing traps, and a mission without problems has waves that agree with its needs.
    @Test func randomGraphs() {
        var state: UInt64 = 7
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        var sound = 0
        for _ in 0..<500 {
            var tasks: [MissionTask] = []
            for ordinal in 0..<(2 + below(8)) {
                let groups = tasks.filter(\.isGroup)
                let parent = groups.isEmpty || below(2) == 0 ? nil : groups[below(groups.count)].id
                var task = MissionTask(id: TaskID("t\(ordinal)"), parent: parent)
                if below(3) > 0 { task.command = .shell("true") }
                if below(2) == 0 { task.needs = [TaskID("t\(below(10))")] }
                tasks.append(task)
            }
            let mission = Mission(name: "m", tasks: tasks)
            if !mission.problems().isEmpty { continue }
            sound += 1
            let waves = TaskGraph(mission).waves()
            for (ordinal, task) in tasks.enumerated() {
                for need in task.needs {
                    let other = tasks.firstIndex { $0.id == need }
                    #expect(other.map { waves[$0] < waves[ordinal] } == true)
                }
            }
        }
        #expect(sound > 20)
    }
}
