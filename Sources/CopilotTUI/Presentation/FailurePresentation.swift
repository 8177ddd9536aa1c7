import CopilotModel

/// A failure of the feed, in words that hold now: what was decided then may have happened meanwhile.
struct FailurePresentation: Sendable {
    let entry: FailureEntry
    let state: MissionState
    let now: Moment

    /// What was decided, or what came of it: `try 2 of 3 in 4s`, `try 2 of 3 runs`, `try 2 of 3 succeeded`.
    var decision: String {
        guard let announced, let task = state.task(entry.task) else { return entry.decision }
        if task.attempt == entry.attempt { return pending(announced, task) }
        // Later ones tell themselves.
        guard task.attempt == entry.attempt &+ 1 else { return "\(announced) failed, too" }
        switch task.status {
        case .running, .paused: return "\(announced) runs"
        case .succeeded: return "\(announced) succeeded"
        case .failed, .backingOff: return "\(announced) failed, too"
        case .waiting, .ready, .lost: return "\(announced) was interrupted"
        case .skipped: return "skipped"
        case .blocked: return "\(announced) is blocked"
        }
    }

    /// The next try as it was announced, without its time; nil if none was.
    private var announced: String? {
        let words = entry.decision
        guard words.hasPrefix("try ") || words.hasPrefix("again") else { return nil }
        let parts = words.split(separator: " ")
        guard let place = parts.lastIndex(of: "in"), place > 0 else { return nil }
        let lead = parts[..<place].joined(separator: " ")
        return lead.hasSuffix(",") ? String(lead.dropLast()) : lead
    }

    private func pending(_ announced: String, _ task: TaskState) -> String {
        switch task.status {
        case .backingOff:
            let longest = task.detail?.backOffMilliseconds ?? .max
            let until = task.detail?.backOffUntil ?? 0
            let rest = min(max(0, until.subtractingReportingOverflow(now.wallMilliseconds).partialValue), longest)
            return rest == 0 ? "\(announced) now" : "\(announced) in \(TimePresentation.clock(rest))"
        case .waiting, .ready: return "\(announced) as soon as it may start"
        case .paused: return "\(announced) when it is let go on"
        case .skipped: return "skipped"
        case .failed: return "not tried again"
        case .running, .succeeded, .blocked, .lost: return announced
        }
    }
}
