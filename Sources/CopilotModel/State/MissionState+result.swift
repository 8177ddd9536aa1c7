extension MissionState {
    /// How the mission ends if it ends now: failed if a critical task failed or tasks are left over, degraded if anything else
    /// did not come to its end as it should.
    package func result(at now: Moment) -> MissionResult {
        var reasons: [MissionResult.Reason] = []
        var omitted = 0
        var outcome = MissionResult.Outcome.succeeded
        for ordinal in tasks.indices where !isAggregate(ordinal) {
            let task = tasks[ordinal]
            guard let summary = shortcoming(of: task) else { continue }
            let isFatal = !task.status.isSettled || (task.status == .failed && declaration(of: ordinal).isCritical)
            outcome = isFatal ? .failed : outcome == .failed ? .failed : .degraded
            if reasons.count < MissionResult.mostReasons {
                reasons.append(.init(task: task.id, status: task.status, summary: summary))
            } else {
                omitted += 1
            }
        }
        return MissionResult(
            outcome: outcome, reasons: reasons, reasonsOmitted: omitted, counts: counts,
            elapsedMilliseconds: max(
                0, now.wallMilliseconds.subtractingSaturated(run?.createdAt ?? now.wallMilliseconds)),
            prompts: promptCounts == PromptCounts() ? nil : promptCounts,
            recovery: recoveryCounts == RecoveryCounts() ? nil : recoveryCounts)
    }

    /// What keeps a task from being a plain success; nil if nothing does.
    func shortcoming(of task: TaskState) -> String? {
        switch task.status {
        case .succeeded: task.detail?.recovered?.shortcoming
        case .failed: task.detail?.failure?.summary ?? "failed"
        case .blocked: "not run: it needs \(task.detail?.blockedBy?.description ?? "a task that failed")"
        case .skipped: task.detail?.skip?.isDegrading == false ? nil : "skipped"
        case .waiting, .ready, .running, .paused, .backingOff, .lost: "not finished"
        }
    }
}

extension TaskEvent.Recovered.Means {
    /// Why a success is not a plain one; nil if it is.
    var shortcoming: String? {
        switch self {
        case .retry, .flaky, .remedy, .alternative: nil
        case .defaults: "declared defaults stand in for its outputs"
        }
    }
}
