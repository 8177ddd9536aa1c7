import CopilotCells
import CopilotModel

/// How a task came to succeed after all, and what that has cost.
enum RecoveryPresentation {
    /// The status word of a task that recovered, as short as possible and in full; nil: a plain success says enough.
    static func status(_ means: TaskEvent.Recovered.Means) -> (short: String, long: String, role: Role)? {
        switch means {
        case .retry: nil
        case .flaky: ("ok(flaky)", "ok (flaky)", .ok)
        case .remedy: ("ok(mend)", "ok (mended)", .ok)
        case .alternative(let number): ("ok(alt \(number))", "ok (alternative \(number))", .ok)
        case .defaults: ("ok(dflt)", "ok (default)", .warn)
        }
    }

    /// What made the difference, in a sentence.
    static func words(_ means: TaskEvent.Recovered.Means) -> String {
        switch means {
        case .retry: "succeeded when tried again"
        case .flaky: "flaky: the same command failed and succeeded"
        case .remedy(let remedy): "succeeded after this: \(remedy.summary)"
        case .alternative(let number): "alternative \(number) succeeded"
        case .defaults: "nothing succeeded: its declared outputs stand in"
        }
    }

    /// What a task's failures have cost: `tries failed: 2 network, 1 code`, `3 waits not counted`; empty: nothing.
    static func costs(_ account: FailureAccount, _ declaration: MissionTask, now: Moment) -> [String] {
        var facts: [String] = []
        let tries = account.tries.filter { $0.value > 0 }.sorted {
            ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
        }
        if !tries.isEmpty {
            facts.append("tries failed: " + tries.map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", "))
        }
        if account.waits > 0 { facts.append("\(NumberPresentation.counted(account.waits, "wait")) not counted") }
        if account.quotaWaits > 0 {
            facts.append("\(NumberPresentation.counted(account.quotaWaits, "wait")) for a usage limit")
        }
        if account.alternative > 0 {
            let count = declaration.resilience?.fallback.count ?? account.alternative
            facts.append("alternative \(account.alternative) of \(max(count, account.alternative))")
        }
        if account.failingSince > 0, !facts.isEmpty {
            let since = TimePresentation.moment(
                account.failingSince, now: now.wallMilliseconds, zoneSeconds: now.zoneSeconds)
            facts.append("failing since \(since)")
        }
        return facts
    }
}
