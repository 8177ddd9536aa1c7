import CopilotCells
import CopilotModel

/// One task of a state, in words.
struct TaskPresentation: Sendable {
    let state: MissionState
    let ordinal: Int
    let now: Moment

    /// The presentation of the task at `ordinal`, which must be one of `state`.
    init(_ state: MissionState, ordinal: Int, now: Moment) {
        self.state = state
        self.ordinal = ordinal
        self.now = now
    }

    var task: TaskState { state.tasks[ordinal] }

    /// Glyph, word and colour. The word of a failure names its category, that of a retry its number.
    var status: StatusPresentation {
        var status = StatusPresentation(task.status)
        switch task.status {
        case .failed:
            if let failure = task.detail?.failure { status.word = "fail(\(failure.category.shortWord))" }
        case .backingOff: status.word = backingOffWord
        case .ready where heldBy != nil: status = StatusPresentation(mark: .paused, word: "held", role: .paused)
        case .succeeded:
            guard let recovered = task.detail?.recovered.flatMap(RecoveryPresentation.status) else { break }
            status.word = recovered.short
            status.role = recovered.role
        case .running where task.detail?.ending != nil:
            status.word = "ending"
            status.role = .warn
        case .paused where task.detail?.pause?.holds == [.prompt]:
            status = StatusPresentation(mark: .prompt, word: "prompt", role: .prompt)
        case .running where task.attempt > 1: status.word = "run #\(task.attempt)"
        case .waiting, .ready, .running, .paused, .skipped, .blocked, .lost: break
        }
        return status
    }

    /// The brake that holds it back; nil: none does.
    var heldBy: BrakePresentation? {
        state.brake(holding: ordinal).map { BrakePresentation(brake: $0, now: now) }
    }

    private var backingOffWord: String {
        if task.detail?.remedy != nil { return "mending" }
        if task.detail?.isDefaulting == true { return "default" }
        return task.isWaitingUncounted ? "waits" : "retry \(tries)"
    }

    /// The try that comes next, of how many where the mission says so: `2/5`.
    private var tries: String {
        let next = task.tries &+ 1
        return state.declaration(of: ordinal).retry.attempts.map { "\(next)/\($0)" } ?? "\(next)"
    }

    /// The word and, where there is room, what it waits for: `retry 2/5 in 12s`, `blocked by lint`.
    var statusAndReason: String {
        switch task.status {
        case .backingOff:
            if let remedy = task.detail?.remedy { return "mending: \(remedy.summary)" }
            if task.detail?.isDefaulting == true { return "default outputs" }
            guard let until = task.detail?.backOffUntil else { return status.word }
            let longest = task.detail?.backOffMilliseconds ?? .max
            let rest = min(max(0, until &- now.wallMilliseconds), longest)
            return "\(status.word) in \(TimePresentation.clock(rest))"
        case .blocked: return task.detail?.blockedBy.map { "blocked by \($0)" } ?? status.word
        case .running:
            if let cause = task.detail?.ending { return "ending: \(Self.words(cause))" }
            return status.word
        case .skipped: return task.detail?.skip.map { "skip: \(Self.words($0))" } ?? status.word
        case .paused:
            if task.isAsking, let prompt = task.detail?.prompt?.prompt { return PromptPresentation.question(prompt) }
            return task.detail?.pause?.holds == [.mission] ? "paused, mission" : status.word
        case .ready: return heldBy.map(\.heldWords) ?? status.word
        case .succeeded:
            return task.detail?.recovered.flatMap(RecoveryPresentation.status)?.long ?? status.word
        case .waiting, .failed, .lost: return status.word
        }
    }

    /// How long the current attempt has run or the last one took; nil: it never ran.
    var elapsedMilliseconds: Int64? {
        guard task.startedAt > 0 else { return nil }
        if let report = task.detail?.report, task.endedAt > 0 { return report.elapsedMilliseconds }
        return max(0, (task.endedAt > 0 ? task.endedAt : now.wallMilliseconds) &- task.startedAt)
    }

    /// The elapsed time as a column shows it; empty where there is none.
    var elapsed: String {
        guard let elapsed = elapsedMilliseconds else { return "" }
        return task.endedAt > 0 ? TimePresentation.duration(elapsed) : TimePresentation.clock(elapsed)
    }

    /// The running attempt's limit, and how much of it is used up: 0 to 1.
    var limit: (milliseconds: Int64, fraction: Double)? {
        guard let rest = task.detail?.limitMilliseconds else { return nil }
        let declared = state.declaration(of: ordinal).timeout.limit?.milliseconds ?? 0
        let whole = max(declared, rest, 1)
        let armedAt = task.detail?.limitArmedAt
        let ran = armedAt.map { max(0, now.monotonic.milliseconds &- $0) } ?? 0
        let used = (whole &- rest) &+ min(ran, whole)
        return (whole, min(max(Double(used) / Double(whole), 0), 1))
    }

    /// How the last attempt ended and what it used, in facts of a few words.
    var reportFacts: [String] {
        guard let report = task.detail?.report else { return [] }
        var facts = [Self.words(report.status)]
        facts.append("\(TimePresentation.duration(report.userMilliseconds)) user")
        facts.append("\(TimePresentation.duration(report.systemMilliseconds)) sys")
        if report.maxResidentBytes > 0 { facts.append("\(NumberPresentation.bytes(report.maxResidentBytes)) peak") }
        facts.append("\(NumberPresentation.bytes(report.outputBytes)) output")
        return facts
    }

    /// What is known of its attempts, in one line: how many, how the last one ended, and why it failed.
    var attemptsLine: String {
        guard task.attempt > 0 else { return "not started yet" }
        var parts = [task.attempt == 1 ? "attempt 1" : "\(task.attempt) attempts"]
        if let report = task.detail?.report { parts.append(Self.words(report.status)) }
        if let failure = task.detail?.failure { parts.append("\(failure.category.rawValue): \(failure.summary)") }
        return parts.joined(separator: ", ")
    }

    /// How a process ended.
    static func words(_ status: ExitReport.Status) -> String {
        switch status {
        case .exited(let code): "exit \(code)"
        case .signalled(let signal, let core): "signal \(signal)\(core ? ", core dumped" : "")"
        case .unknown: "end unknown"
        }
    }

    /// Why an attempt is being ended.
    static func words(_ cause: EndCause) -> String {
        switch cause {
        case .timeout(let limit): "limit of \(TimePresentation.duration(limit)) passed"
        case .silence(let idle): "silent for \(TimePresentation.duration(idle))"
        case .stop: "stopped"
        case .kill: "killed"
        case .skip: "skipped"
        case .missionStop: "mission stops"
        case .unanswered: "nobody answers it"
        }
    }

    /// Why a task is skipped.
    static func words(_ reason: SkipReason) -> String {
        switch reason {
        case .requested(let requester): "by \(words(requester))"
        case .subtree(let root): "with \(root)"
        case .conditionNotMet: "not needed"
        case .fallback: "its last alternative"
        }
    }

    /// Who asked.
    static func words(_ requester: Requester) -> String {
        switch requester {
        case .screen: "a key"
        case .control: "a command"
        case .signal: "a signal"
        case .policy: "a rule"
        }
    }
}

extension StatusCounts {
    /// Settled of all: `1,204/5,000`, or `1204/5k` where `isCompact`.
    func progress(isCompact: Bool = false) -> String {
        isCompact
            ? "\(NumberPresentation.compact(settled))/\(NumberPresentation.compact(total))"
            : "\(NumberPresentation.count(settled))/\(NumberPresentation.count(total))"
    }

    /// Settled of all, 0 to 1; 1 where there is none.
    var fraction: Double { total > 0 ? Double(settled) / Double(total) : 1 }
}
