import CopilotModel

/// A ``MissionPlan`` as text for people.
package enum PlanText {
    /// The lines of `copilot-tui plan FILE`: what holds for all, then a tree with the wave of each task. Safe to print.
    package static func lines(_ plan: MissionPlan) -> [String] {
        let mission = plan.mission
        var lines = [mission.name.shown(limit: MissionLimits.longestName)]
        if let description = mission.description { lines.append("  " + description.shown(limit: 200)) }
        let levelSource = mission.level == nil && mission.duration != nil ? " (from its duration)" : ""
        let deadline = mission.duration.map { "deadline \(DurationText.write($0)) after its start" } ?? "no deadline"
        let places = mission.concurrency.map { $0 == 1 ? "one task at once" : "\($0) tasks at once" }
        lines.append(
            "  level \(plan.level.rawValue)\(levelSource), \(deadline), \(places ?? "as many at once as processors")")
        let groups = mission.tasks.count { $0.isGroup }
        let waves = plan.entries.reduce(0) { max($0, $1.wave) }
        lines.append(
            "  " + count(mission.tasks.count - groups, "task") + ", " + count(groups, "group") + ", "
                + count(waves, "wave"))
        lines.append("")
        lines.append("wave  task")
        for entry in plan.entries { lines += self.lines(entry) }
        return lines
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    private static func lines(_ entry: MissionPlan.Entry) -> [String] {
        let wave = String(repeating: " ", count: max(0, 4 - "\(entry.wave)".count)) + "\(entry.wave)"
        let indent = String(repeating: "  ", count: entry.depth)
        let name = entry.task.id.name.split(separator: "/").last.map(String.init) ?? ""
        var head = "\(wave)  \(indent)\(name)\(entry.task.isGroup ? "/" : "")"
        if let children = entry.children { head += " [\(words(children))]" }
        if let command = entry.task.command { head += ": " + command.summary.shown(limit: 200) }
        let details = self.details(entry.task)
        if details.isEmpty { return [head] }
        return [head, "      \(indent)  " + details.joined(separator: "; ")]
    }

    /// How many children, in words.
    static func words(_ children: MissionPlan.Children) -> String {
        switch children {
        case .known(let number): number == 1 ? "1 child" : "\(number) children"
        case .whenEnded(let tasks):
            "N known when " + tasks.map { $0.description.shown() }.joined(separator: ", ")
                + (tasks.count == 1 ? " ends" : " end")
        case .missingFile(let file): "N known when it starts; \(file.shown()) is not there yet"
        }
    }

    private static func details(_ task: MissionTask) -> [String] {
        var details: [String] = []
        if !task.needs.isEmpty {
            let needs = task.needs.map { $0.description.shown() }
            let shown = needs.count <= 12 ? needs : needs.prefix(12) + ["… \(needs.count - 12) more"]
            details.append("needs " + shown.joined(separator: ", "))
        }
        if task.when != .allSucceeded { details.append("when \(task.when.rawValue)") }
        if !task.isCritical { details.append("not critical") }
        if task.priority != 0 { details.append("priority \(task.priority)") }
        if task.isGroup { return details }
        if let limits = limits(task.timeout) { details.append(limits) }
        if let tries = tries(task.retry) { details.append(tries) }
        if let directory = task.workingDirectory { details.append("in \(directory.shown())") }
        if !task.outputs.isEmpty { details.append("makes " + task.outputs.map { $0.shown() }.joined(separator: ", ")) }
        if let rules = task.resilience { details += self.details(rules) }
        return details
    }

    private static func tries(_ rule: RetryRule) -> String? {
        if rule.attempts == 1 { return "one try" }
        var parts: [String] = []
        if let attempts = rule.attempts { parts.append("up to \(attempts) tries") }
        if let delay = rule.delay { parts.append("first pause up to \(DurationText.write(delay))") }
        if let most = rule.maxDelay { parts.append("no pause above \(DurationText.write(most))") }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private static func limits(_ rule: TimeoutRule) -> String? {
        var parts: [String] = []
        if rule.strategy != .adaptive { parts.append(rule.strategy.rawValue) }
        if let limit = rule.limit { parts.append("at most \(DurationText.write(limit))") }
        if let idle = rule.idle { parts.append("silent at most \(DurationText.write(idle))") }
        return parts.isEmpty ? nil : "timeout " + parts.joined(separator: ", ")
    }
}
