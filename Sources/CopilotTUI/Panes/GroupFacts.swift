import CopilotCells
import CopilotModel

/// What there is to know about the mission, a group or a fan-out: how its tasks stand, what runs, what failed.
struct GroupFacts {
    /// Running tasks and failures that are listed.
    static let listLimit = 8

    let model: ScreenModel
    let state: MissionState
    /// Nil: the mission.
    let container: Int?

    init(_ model: ScreenModel, _ state: MissionState, container: Int?) {
        self.model = model
        self.state = state
        self.container = container
    }

    private var separator: String { " \(model.glyphs.separator) " }

    var lines: [FactLine] {
        (container == nil ? missionLines : groupLines) + countLines + runningLines + reasonLines
    }

    private var missionLines: [FactLine] {
        let status = StatusPresentation(state.status)
        let mission = MissionPresentation(state, now: model.now)
        let mark = model.glyphs.mark(status.mark)
        var first = FactLine("\(mark) \(status.word)", status.role, .bold)
        if !mission.elapsed.isEmpty { first.add(separator + mission.elapsed) }
        if let deadline = mission.deadline { first.add(separator + deadline, .inactive) }
        var lines = [first]
        if let description = state.mission.description { lines.append(FactLine(description)) }
        var facts: [String] = []
        if let run = state.run { facts.append("run \(run.run)") }
        if !mission.level.isEmpty { facts.append(mission.level) }
        if let settings = state.settings { facts.append("\(settings.concurrency) at once") }
        if let supervisor = state.supervisor { facts.append("supervisor \(supervisor.pid)") }
        if !facts.isEmpty { lines.append(FactLine(facts.joined(separator: separator), .inactive)) }
        return lines
    }

    private var groupLines: [FactLine] {
        guard let container else { return [] }
        let status = StatusPresentation(state.tasks[container].status)
        let counts = counts
        var first = FactLine("\(model.glyphs.mark(status.mark)) \(status.word)", status.role, .bold)
        first.add(separator + counts.progress())
        first.add(separator + NumberPresentation.percent((counts.fraction * 100).rounded(.down)), .inactive)
        var lines = [first]
        let declaration = state.declaration(of: container)
        if let description = declaration.description { lines.append(FactLine(description)) }
        if let command = declaration.command { lines.append(FactLine("$ ", .inactive).adding(command.summary)) }
        return lines
    }

    private var counts: StatusCounts { container.map { state.groupCounts[$0] ?? StatusCounts() } ?? state.counts }

    private var countLines: [FactLine] {
        let counts = counts
        let order: [TaskStatus] = [
            .succeeded, .running, .backingOff, .paused, .failed, .blocked, .lost, .skipped, .ready, .waiting,
        ]
        let widest = NumberPresentation.count(counts.total).utf8.count
        return [FactLine("")]
            + order.filter { counts[$0] > 0 }.map { status in
                let presentation = StatusPresentation(status)
                let mark = model.glyphs.mark(presentation.mark, attempt: 2)
                let number = TextWidth.pad(NumberPresentation.count(counts[status]), to: widest, alignRight: true)
                var line = FactLine("\(mark) \(number) ", presentation.role)
                line.add(presentation.word)
                line.fraction = counts.total > 0 ? Double(counts[status]) / Double(counts.total) : 0
                return line
            }
    }

    private var runningLines: [FactLine] {
        let running = model.live.ordinals.filter(isInside)
        guard !running.isEmpty else { return [] }
        var lines = [FactLine(""), FactLine("running", .title, .bold)]
        for ordinal in running.prefix(Self.listLimit) {
            let presentation = TaskPresentation(state, ordinal: ordinal, now: model.now)
            let status = presentation.status
            lines.append(
                FactLine("\(model.glyphs.mark(status.mark)) ", status.role)
                    .adding("\(presentation.task.id)").adding("  \(presentation.elapsed)", .inactive))
        }
        if running.count > Self.listLimit {
            lines.append(FactLine("and \(running.count - Self.listLimit) more", .inactive))
        }
        return lines
    }

    /// Why an ended mission is not a plain success, or the last failures.
    private var reasonLines: [FactLine] {
        if container == nil, case .ended(let result) = state.status, !result.reasons.isEmpty {
            return [FactLine(""), FactLine("what fell short", .title, .bold)]
                + ResultDialog.reasonLines(result, model)
        }
        let entries = state.failures.reversed().lazy.filter { entry in
            state.ordinal(of: entry.task).map(isInside) ?? false
        }
        let shown = Array(entries.prefix(Self.listLimit))
        guard !shown.isEmpty else { return [] }
        return [FactLine(""), FactLine("last failures", .title, .bold)]
            + shown.map { entry in
                let time = TimePresentation.timeOfDay(entry.at, zoneSeconds: model.now.zoneSeconds)
                return FactLine("\(time) ", .inactive).adding("\(entry.task) ")
                    .adding(entry.failure.summary, entry.failure.severity.role)
            }
    }

    private func isInside(_ ordinal: Int) -> Bool {
        guard let container else { return true }
        var next = state.container(of: ordinal)
        while let outer = next {
            if outer == container { return true }
            next = state.container(of: outer)
        }
        return false
    }
}
