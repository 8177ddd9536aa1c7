internal import CopilotModel

/// Less load: after a task ran out of memory or of processes beside others, fewer run at once for a while.
extension MissionKernel {
    /// How long fewer tasks run at once before twice as many are tried; longer than the pauses of all tries of such a failure
    /// (``RetryManager/row(_:)``) together, so that they are made with less beside them.
    static let easingTime: Duration = .seconds(600)

    /// Halves the places if a try failed for want of what others use as well.
    ///
    /// Tries that began before the last halving say nothing about it: what fails together halves once.
    mutating func ease(_ ordinal: Int, _ failure: Failure) {
        guard failure.category == .resource, failure.reading?.recovery == .reduceLoad,
            state.tasks[ordinal].startedAt >= easedAt
        else { return }
        let others = live.count { $0 != ordinal && state.tasks[$0].status == .running }
        let places = state.places
        guard places > 1, others > 0 else { return }
        easedAt = now.wallMilliseconds
        let task = state.tasks[ordinal].id
        let less = max(1, min(places, others + 1) / 2)
        emit(.mission(.eased(.init(places: less, task: task, reason: "\(task): \(failure.summary)"))))
        arm(.easing, after: Self.easingTime)
    }

    /// Tries twice as many, until there are as many as before.
    mutating func easingPassed() {
        guard let easing = state.easing else { return }
        let more = state.places.multipliedReportingOverflow(by: 2)
        guard !more.overflow, more.partialValue < state.settings?.concurrency ?? 1 else {
            return endEasing(reason: "nothing has run out of memory or processes meanwhile")
        }
        let reason = "twice as many are tried again after \(easing.reason)"
        emit(.mission(.eased(.init(places: more.partialValue, task: easing.task, reason: reason))))
        arm(.easing, after: Self.easingTime)
    }

    /// Who asked for it has come to its end: nobody needs it any more.
    mutating func endEasingWithItsTask() {
        guard let easing = state.easing, let id = easing.task else { return }
        guard let task = state.task(id) else { return endEasing(reason: "\(id) is no longer in the mission") }
        if task.status.isSettled { endEasing(reason: "\(id) has come to its end") }
    }

    private mutating func endEasing(reason: String) {
        disarm(.easing)
        emit(.mission(.eased(.init(places: nil, reason: reason))))
    }
}
