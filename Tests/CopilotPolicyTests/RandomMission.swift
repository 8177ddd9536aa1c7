import CopilotModel
import CopilotPolicy

/// Makes missions of every shape that a mission file may have: nested and empty groups, fan-outs, all conditions.
struct RandomMission {
    private var random: SeededGenerator
    private var tasks: [MissionTask] = []
    /// Groups that something needs already: a task added to one of them could close a circle.
    private var closed: Set<TaskID> = []

    static func make(using random: inout SeededGenerator) -> Mission {
        var maker = RandomMission(random: random)
        for number in 0..<Int.random(in: 1...12, using: &maker.random) { maker.add(number) }
        random = maker.random
        return Mission(name: "random", tasks: maker.tasks)
    }

    private init(random: SeededGenerator) { self.random = random }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func add(_ number: Int) {
        let open = tasks.filter { $0.isGroup && !isClosed($0.id) }
        let parent = chance(50) ? open.randomElement(using: &random)?.id : nil
        let id = TaskID((parent.map { $0.name + "/" } ?? "") + "t\(number)", item: 0)
        var task = MissionTask(id: id, parent: parent, needs: needs(in: parent))
        task.when = TaskCondition.allCases.randomElement(using: &random) ?? .always
        if chance(40) { task.when = .allSucceeded }
        if !chance(20) { fill(&task) }
        tasks.append(task)
    }

    private mutating func fill(_ task: inout MissionTask) {
        task.command = .shell("true")
        if chance(25) { task.fanOut = fanOut() }
        task.priority = Int.random(in: -2...2, using: &random)
        task.isCritical = chance(60)
        if chance(60) { task.retry = RetryRule(attempts: Int.random(in: 1...4, using: &random)) }
        if chance(25) { task.timeout.limit = .seconds(Int.random(in: 5...60, using: &random)) }
        if chance(15) { task.timeout.strategy = .progressive }
        if chance(15) { task.timeout.idle = .seconds(Int.random(in: 5...60, using: &random)) }
        if chance(20) { task.outputs = ["out"] }
        if chance(30) { task.resilience = resilience(isCritical: task.isCritical) }
    }

    private mutating func resilience(isCritical: Bool) -> ResilienceRules {
        var rules = ResilienceRules()
        for number in 0..<Int.random(in: 0...2, using: &random) {
            rules.fallback.append(Alternative(command: .shell("other \(number)")))
        }
        if !isCritical, chance(30) { rules.fallback.append(Alternative(command: nil)) }
        if chance(30) { rules.defaults = [DefaultOutput(path: "out", content: .text("x"))] }
        if chance(50) { rules.quota = "shared" }
        if chance(30) { rules.allow = Set(RepairPermission.allCases) }
        if chance(20) {
            rules.checkpoint = CheckpointRule(everyMilliseconds: 30_000, save: chance(70) ? .signal(10) : nil)
        }
        if chance(20) { rules.resume = .shell("go on") }
        if chance(40) { rules.protect = ProtectRule(restores: chance(75)) }
        return rules
    }

    private mutating func fanOut() -> FanOut {
        let most = chance(15) ? 50 : 4
        let count = Int.random(in: 0...most, using: &random)
        let axes = [
            FanOut.Axis(name: "x", values: (0..<Int.random(in: 0...3, using: &random)).map(String.init)),
            FanOut.Axis(name: "y", values: ["a", "b"]),
        ]
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return FanOut(axes: axes)
        case 1: return FanOut(items: .file("items"), axes: [axes[1]])
        case 2, 3: return FanOut(items: .file("items"))
        default: return FanOut(items: .list((0..<count).map(String.init)))
        }
    }

    private mutating func needs(in parent: TaskID?) -> [TaskID] {
        let around = parent.map(ancestors(of:)) ?? []
        let choices = tasks.map(\.id).filter { !around.contains($0) }
        var needs: [TaskID] = []
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            guard let need = choices.randomElement(using: &random), !needs.contains(need) else { continue }
            needs.append(need)
            closed.insert(need)
        }
        return needs
    }

    private func ancestors(of id: TaskID) -> [TaskID] {
        var result = [id]
        while let last = result.last, let parent = tasks.first(where: { $0.id == last })?.parent {
            result.append(parent)
        }
        return result
    }

    private func isClosed(_ group: TaskID) -> Bool { ancestors(of: group).contains { closed.contains($0) } }
}
