extension MissionState {
    /// Why an action would do nothing, as a sentence for people; nil: it will be done.
    package func refusal(of action: Intent.Action) -> String? {
        if status.isOver { return "the mission is over" }
        switch action {
        case .pauseMission:
            switch status {
            case .running, .pausing: return nil
            case .paused: return "the mission is paused already"
            case .created, .stopping, .stopped, .ended: return "the mission is stopping"
            }
        case .resumeMission:
            switch status {
            case .pausing, .paused: return nil
            case .running: return "the mission is not paused"
            case .created, .stopping, .stopped, .ended: return "the mission is stopping"
            }
        case .stopMission: return nil
        case .pause(let id): return refusal(for: id, "is not running and will not run", \.canPause)
        case .resume(let id): return refusal(for: id, "is not paused") { $0 == .paused }
        case .skip(let id), .skipSubtree(let id): return refusal(for: id, "has ended") { $0.canSkip }
        case .retry(let id, _): return refusal(for: id, "has not ended without success", \.canRetry)
        case .stop(let id), .kill(let id): return refusal(for: id, "is not running", \.canStop)
        }
    }

    private func refusal(for id: TaskID, _ words: String, _ isPossible: (TaskStatus) -> Bool) -> String? {
        guard let ordinal = ordinal(of: id) else { return "there is no task '\(id)'" }
        if case .stopping = status { return "the mission is stopping" }
        if isAggregate(ordinal) {
            let counts = groupCounts[ordinal] ?? StatusCounts()
            let isOfAny = TaskStatus.allCases.contains { counts[$0] > 0 && isPossible($0) }
            return isOfAny
                ? nil : "no task in '\(id)' \(words == "has ended" ? "is still to run" : "can: each \(words)")"
        }
        return isPossible(tasks[ordinal].status) ? nil : "task '\(id)' \(words)"
    }
}

extension TaskStatus {
    /// Whether a person may pause a task that stands so.
    package var canPause: Bool {
        switch self {
        case .waiting, .ready, .running, .backingOff: true
        case .paused, .succeeded, .failed, .skipped, .blocked, .lost: false
        }
    }

    /// Whether a person may skip it.
    package var canSkip: Bool {
        switch self {
        case .waiting, .ready, .running, .paused, .backingOff, .failed, .blocked: true
        case .succeeded, .skipped, .lost: false
        }
    }

    /// Whether a person may run it again.
    package var canRetry: Bool {
        switch self {
        case .failed, .skipped, .backingOff: true
        case .waiting, .ready, .running, .paused, .succeeded, .blocked, .lost: false
        }
    }

    /// Whether there is something to stop.
    package var canStop: Bool {
        switch self {
        case .running, .paused, .backingOff: true
        case .waiting, .ready, .succeeded, .failed, .skipped, .blocked, .lost: false
        }
    }
}
