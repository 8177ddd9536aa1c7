import CopilotModel

extension PlanText {
    /// The plan as one JSON object, for programs: durations as a mission writes them, what is not said left out.
    package static func json(_ plan: MissionPlan) -> JSONValue {
        let mission = plan.mission
        var pairs: [(key: String, value: JSONValue)] = [("name", .string(mission.name))]
        if let description = mission.description { pairs.append(("description", .string(description))) }
        pairs.append(("level", .string(plan.level.rawValue)))
        if let duration = mission.duration { pairs.append(("duration", .string(DurationText.write(duration)))) }
        if let concurrency = mission.concurrency { pairs.append(("concurrency", .integer(concurrency))) }
        pairs.append(("waves", .integer(plan.entries.reduce(0) { max($0, $1.wave) })))
        pairs.append(("tasks", .array(plan.entries.map(json))))
        return .object(pairs)
    }

    private static func json(_ entry: MissionPlan.Entry) -> JSONValue {
        let task = entry.task
        var pairs: [(key: String, value: JSONValue)] = [
            ("id", .string(task.id.name)), ("wave", .integer(entry.wave)),
            ("needs", .strings(task.needs.map(\.description))), ("when", .string(task.when.rawValue)),
            ("critical", .bool(task.isCritical)),
        ]
        if let parent = task.parent { pairs.insert(("group", .string(parent.name)), at: 1) }
        switch task.command {
        case nil: return .object(pairs)
        case .some(let command): pairs.append(("run", json(command)))
        }
        switch entry.children {
        case nil: break
        case .known(let number): pairs.append(("children", .integer(number)))
        case .whenEnded(let tasks):
            pairs += [("children", .null), ("children_known_after", .strings(tasks.map(\.description)))]
        case .missingFile(let file): pairs += [("children", .null), ("missing_file", .string(file))]
        }
        if task.priority != 0 { pairs.append(("priority", .integer(task.priority))) }
        if let directory = task.workingDirectory { pairs.append(("cwd", .string(directory))) }
        if !task.outputs.isEmpty { pairs.append(("outputs", .strings(task.outputs))) }
        if task.retry != RetryRule() { pairs.append(("retry", json(task.retry))) }
        pairs.append(("timeout", json(task.timeout)))
        if let rules = task.resilience { pairs += json(rules) }
        return .object(pairs)
    }

    private static func json(_ rule: RetryRule) -> JSONValue {
        var pairs: [(key: String, value: JSONValue)] = []
        if let attempts = rule.attempts { pairs.append(("attempts", .integer(attempts))) }
        if let delay = rule.delay { pairs.append(("delay", .string(DurationText.write(delay)))) }
        if let factor = rule.factor { pairs.append(("factor", .number(factor))) }
        if let most = rule.maxDelay { pairs.append(("max_delay", .string(DurationText.write(most)))) }
        return .object(pairs)
    }

    private static func json(_ rule: TimeoutRule) -> JSONValue {
        var pairs: [(key: String, value: JSONValue)] = [("strategy", .string(rule.strategy.rawValue))]
        if let limit = rule.limit { pairs.append(("limit", .string(DurationText.write(limit)))) }
        if let idle = rule.idle { pairs.append(("idle", .string(DurationText.write(idle)))) }
        pairs.append(("grace", .string(DurationText.write(rule.grace))))
        return .object(pairs)
    }
}
