import CopilotModel

/// A failure of the feed, in words that hold now: what was decided then may have happened meanwhile.
struct FailurePresentation: Sendable {
    let entry: FailureEntry
    let state: MissionState
    let now: Moment

    /// What was decided, or what came of it: `try 2 of 3`, `try 2 of 3 runs`, `try 2 of 3 succeeded`.
    var decision: String {
        guard let announced, let task = state.task(entry.task) else { return entry.decision }
        if task.attempt == entry.attempt { return pending(announced, task) }
        let outcome = short(announced)
        // Later ones tell themselves.
        guard task.attempt == entry.attempt &+ 1 else { return "\(outcome) failed, too" }
        switch task.status {
        case .running, .paused: return "\(outcome) runs"
        case .succeeded: return "\(outcome) succeeded"
        case .failed, .backingOff: return "\(outcome) failed, too"
        case .waiting, .ready, .lost: return "\(outcome) was interrupted"
        case .skipped: return "skipped"
        case .blocked: return "\(outcome) is blocked"
        }
    }

    /// When the next try begins: `in 4s`, `now`, `once mended`; nil where none is to come, or where it has begun.
    var nextTry: String? {
        guard announced != nil, let task = state.task(entry.task), task.attempt == entry.attempt else { return nil }
        switch task.status {
        case .backingOff:
            if task.detail?.remedy != nil { return "once mended" }
            if task.detail?.isDefaulting == true { return nil }
            let longest = task.detail?.backOffMilliseconds ?? .max
            let until = task.detail?.backOffUntil ?? 0
            let rest = min(max(0, until.subtractingReportingOverflow(now.wallMilliseconds).partialValue), longest)
            return rest == 0 ? "now" : "in \(TimePresentation.clock(rest))"
        case .waiting, .ready:
            guard let ordinal = state.ordinal(of: entry.task), let brake = state.brake(holding: ordinal) else {
                return "when it may start"
            }
            return BrakePresentation(brake: brake, now: now).shortProbe
        case .paused: return "when let go on"
        case .running, .succeeded, .failed, .skipped, .blocked, .lost: return nil
        }
    }

    /// Both in one: `try 2 of 3 in 4s`.
    var decisionAndNextTry: String { nextTry.map { "\(decision) \($0)" } ?? decision }

    /// What was announced, without its time; nil: it ended there.
    private var announced: String? {
        let words = entry.decision
        if words.hasPrefix("goes on with alternative ") { return words }
        guard words.hasPrefix("try ") || words.hasPrefix("again") || words.contains(", then try ") else { return nil }
        // Only a time is the last word after an "in": a remedy's path and a reason may have some of their own.
        guard let last = words.lastIndex(of: " "), words[last...].dropFirst().first?.isNumber == true,
            words[..<last].hasSuffix(" in")
        else { return words }
        let lead = words[..<last].dropLast(3)
        return String(lead.hasSuffix(",") ? lead.dropLast() : lead)
    }

    /// The announced try alone, for what came of it: `make the folder out, then try 2 of 3` is `try 2 of 3`.
    private func short(_ announced: String) -> String {
        if announced.hasPrefix("goes on with ") {
            return String(announced.dropFirst("goes on with ".count).prefix { $0 != ":" })
        }
        guard let place = announced.ranges(of: ", then ").last else { return announced }
        return String(announced[place.upperBound...])
    }

    private func pending(_ announced: String, _ task: TaskState) -> String {
        switch task.status {
        case .backingOff, .waiting, .ready, .paused, .running, .succeeded, .blocked, .lost: announced
        case .skipped: "skipped"
        case .failed: "not tried again"
        }
    }
}
