internal import CopilotModel

/// How a task got past its failures, in words.
extension Explain {
    /// How many of a task's last failures are told.
    private static let mostFailures = 3

    /// What a success is owed to, if not to its first try alone.
    func succeededWords(_ ordinal: Int) -> String {
        let task = state.tasks[ordinal]
        let plain = "succeeded\(spent(task))\(task.tries > 0 ? " on try \(task.tries &+ 1)" : "")"
        switch task.detail?.recovered {
        case .defaults: return "degraded: declared defaults stand in for its outputs"
        case .alternative(let number): return plain + ", by its \(alternative(number, ordinal))"
        case .remedy(let remedy): return plain + ", mended: \(remedy.summary)"
        case .flaky: return plain + ", flaky: the same command had failed"
        case .retry, nil: return plain
        }
    }

    /// What else is worth knowing of how it fares after failures.
    func recoveryFacts(_ ordinal: Int) -> [String] {
        let task = state.tasks[ordinal]
        let rules = state.declaration(of: ordinal).resilience
        var facts = state.failures.filter { $0.task == task.id }.suffix(Self.mostFailures).map { entry in
            "attempt \(entry.attempt) failed: \(entry.failure.summary); \(entry.decision)"
        }
        switch task.status {
        case .failed:
            if task.detail?.protection != nil, let run = state.run?.run {
                let name = AttemptKey(run: run, task: task.id, attempt: task.attempt).snapshotName
                facts.append("what its last try did is left to be looked at; 'copilot-tui restore \(name)' undoes it")
            }
        case .running, .backingOff, .paused, .ready:
            if let number = task.detail?.account?.alternative, number > 0 {
                facts.append("goes its \(alternative(number, ordinal))")
            }
            if task.detail?.account?.isCutOff == true, rules?.resume != nil {
                facts.append("was cut off, and goes on by its 'resume'")
            }
        case .succeeded, .waiting, .skipped, .blocked, .lost: break
        }
        return facts
    }

    private func alternative(_ number: Int, _ ordinal: Int) -> String {
        let ways = state.declaration(of: ordinal).resilience?.fallback ?? []
        let command = ways.indices.contains(number &- 1) ? ways[number &- 1].command?.summary : nil
        return "alternative \(number)" + (command.map { ": \($0.prefix(80))" } ?? "")
    }
}
