import CopilotCells
import CopilotModel

/// What there is to know about one task, the most telling lines first.
struct TaskFacts {
    /// Needs that are named; the rest is a number.
    static let needLimit = 8

    let model: ScreenModel
    let state: MissionState
    let ordinal: Int

    init(_ model: ScreenModel, _ state: MissionState, ordinal: Int) {
        self.model = model
        self.state = state
        self.ordinal = ordinal
    }

    private var task: TaskState { state.tasks[ordinal] }
    private var declaration: MissionTask { state.declaration(of: ordinal) }
    private var separator: String { " \(model.glyphs.separator) " }

    var lines: [FactLine] {
        [
            statusLine, questionLine, heldLine, commandLine, failureLine, recoveryLine, accountLine, remedyLine,
            reportLine, checkpointLine, needsLine, rulesLine, descriptionLine,
        ].compactMap { $0 }
    }

    private var statusLine: FactLine? {
        let presentation = TaskPresentation(state, ordinal: ordinal, now: model.now)
        let status = presentation.status
        let mark = model.glyphs.mark(status.mark, attempt: task.tries + 1)
        var line = FactLine("\(mark) \(presentation.statusAndReason)", status.role, .bold)
        if !presentation.elapsed.isEmpty { line.add(separator + presentation.elapsed) }
        if let limit = presentation.limit {
            let percent = NumberPresentation.percent((limit.fraction * 100).rounded(.down))
            line.add(separator + "\(percent) of \(TimePresentation.duration(limit.milliseconds))", .eta)
        }
        if task.attempt > 0 { line.add(separator + "attempt \(task.attempt)", .inactive) }
        if task.startedAt > 0 {
            let time = TimePresentation.timeOfDay(task.startedAt, zoneSeconds: model.now.zoneSeconds)
            line.add(separator + "started \(time)", .inactive)
        }
        if let process = task.detail?.process { line.add(separator + "pid \(process.pid)", .inactive) }
        return line
    }

    /// What it asks, what is proposed, and why nobody has typed it.
    private var questionLine: FactLine? {
        guard let open = task.detail?.prompt else { return nil }
        return FactLine(PromptPresentation.question(open.prompt), .prompt, .bold)
            .adding(separator + Sanitizer.line(open.decision.reason), .inactive)
    }

    /// Why it may not start though nothing else is in its way.
    private var heldLine: FactLine? {
        guard let brake = TaskPresentation(state, ordinal: ordinal, now: model.now).heldBy else { return nil }
        return FactLine(brake.lead, .paused, .bold).adding(": \(brake.reason); ").adding(brake.probe, .eta)
    }

    /// How old its last checkpoint is, and why there is none that is newer.
    private var checkpointLine: FactLine? {
        let trouble = task.detail?.checkpointTrouble
        guard let last = task.detail?.checkpoint else {
            return trouble.map { FactLine("no checkpoint: ", .checkpoint).adding(Sanitizer.line($0), .text) }
        }
        let age = max(0, model.now.wallMilliseconds &- last.at)
        var line = FactLine("checkpoint \(TimePresentation.duration(age)) ago", .checkpoint)
        line.add(separator + Sanitizer.line(last.info.path), .inactive)
        if let trouble { line.add(separator + Sanitizer.line(trouble), .warn) }
        return line
    }

    /// Its own command, or the alternative that it runs.
    private var commandLine: FactLine? {
        let number = task.detail?.account?.alternative ?? 0
        let fallback = declaration.resilience?.fallback ?? []
        let alternative = number > 0 && number <= fallback.count ? fallback[number - 1].command : nil
        guard let command = alternative ?? declaration.command else { return nil }
        let filled = Placeholders.substitute(command, values: model.placeholders(of: ordinal))
        return FactLine(alternative == nil ? "$ " : "alternative \(number) $ ", .inactive).adding(filled.summary, .text)
    }

    /// How it came to succeed, if tries had failed.
    private var recoveryLine: FactLine? {
        task.detail?.recovered.map { means in
            FactLine(RecoveryPresentation.words(means), RecoveryPresentation.status(means)?.role ?? .ok)
        }
    }

    /// Failed tries by category, waits, and which alternative it runs.
    private var accountLine: FactLine? {
        guard let account = task.detail?.account else { return nil }
        let facts = RecoveryPresentation.costs(account, declaration, now: model.now)
        return facts.isEmpty ? nil : FactLine(facts.joined(separator: separator), .retry)
    }

    /// What is done, or was tried, to mend it.
    private var remedyLine: FactLine? {
        if let remedy = task.detail?.remedy { return FactLine("mending: ", .retry, .bold).adding(remedy.summary) }
        guard let remedies = task.detail?.account?.remedies, !remedies.isEmpty else { return nil }
        return FactLine("tried to mend it: ", .inactive)
            .adding(remedies.map(\.summary).joined(separator: separator), .inactive)
    }

    private var failureLine: FactLine? {
        guard let failure = task.detail?.failure else { return nil }
        let kind = "\(failure.category.rawValue), \(failure.severity.rawValue): "
        return FactLine(task.status == .running ? "before: \(kind)" : kind, failure.severity.role)
            .adding(failure.summary)
    }

    private var reportLine: FactLine? {
        let facts = TaskPresentation(state, ordinal: ordinal, now: model.now).reportFacts
        return facts.isEmpty ? nil : FactLine("last: ", .inactive).adding(facts.joined(separator: separator), .inactive)
    }

    /// What it needs, its groups' needs included, and how these stand.
    private var needsLine: FactLine? {
        var needs = state.index.needs[task.declaration]
        var parent = state.index.parents[task.declaration]
        while parent >= 0 {
            needs += state.index.needs[parent]
            parent = state.index.parents[parent]
        }
        guard !needs.isEmpty else { return nil }
        var line = FactLine("needs ", .inactive)
        if declaration.when != .allSucceeded { line.add("(\(declaration.when.rawValue)) ", .inactive) }
        for need in needs.prefix(Self.needLimit) {
            let status = StatusPresentation(state.tasks[need].status)
            line.add("\(model.glyphs.mark(status.mark)) ", status.role)
            line.add("\(state.tasks[need].id)")
            line.add(" \(status.word)  ", status.role)
        }
        if needs.count > Self.needLimit { line.add("and \(needs.count - Self.needLimit) more", .inactive) }
        return line
    }

    /// What of its rules is not as by default.
    private var rulesLine: FactLine? {
        var rules: [String] = []
        if let limit = declaration.timeout.limit { rules.append("limit \(DurationText.write(limit))") }
        if let idle = declaration.timeout.idle { rules.append("silence limit \(DurationText.write(idle))") }
        if let attempts = declaration.retry.attempts {
            rules.append(NumberPresentation.counted(attempts, "try", plural: "tries"))
        }
        if declaration.priority != 0 { rules.append("priority \(declaration.priority)") }
        if !declaration.isCritical { rules.append("not critical") }
        if let directory = declaration.workingDirectory { rules.append("in \(directory)") }
        return rules.isEmpty ? nil : FactLine(rules.joined(separator: separator), .inactive)
    }

    private var descriptionLine: FactLine? { declaration.description.map { FactLine($0, .inactive) } }
}
