extension MissionState {
    /// Why an action would do nothing, as a sentence for people; nil: it will be done.
    package func refusal(of action: Intent.Action) -> String? {
        if status.isOver { return "the mission is over" }
        switch action {
        case .pauseMission(let drain):
            switch status {
            case .running: return nil
            case .pausing: return drain ? "the mission is pausing already" : nil
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
        case .pause(let id): return refusal(for: id, \.pauseRefusal)
        case .resume(let id): return refusal(for: id, \.resumeRefusal)
        case .skip(let id), .skipSubtree(let id): return refusal(for: id, \.skipRefusal)
        case .retry(let id, _): return refusal(for: id, \.retryRefusal)
        case .stop(let id): return refusal(for: id, \.stopRefusal)
        case .kill(let id): return refusal(for: id, \.killRefusal)
        case .answer(let id, let wish, let prompt):
            if let ordinal = ordinal(of: id), isAggregate(ordinal) {
                return "'\(id)' holds several tasks: answer one of them"
            }
            return refusal(for: id) { $0.answerRefusal(wish, prompt: prompt) }
        }
    }

    private func refusal(for id: TaskID, _ refusal: (TaskState) -> String?) -> String? {
        guard let ordinal = ordinal(of: id) else { return "there is no task '\(id)'" }
        if case .stopping = status { return "the mission is stopping" }
        guard isAggregate(ordinal) else { return refusal(tasks[ordinal]).map { "task '\(id)' \($0)" } }
        var example: String?
        for leaf in leaves(of: ordinal) {
            guard let reason = refusal(tasks[leaf]) else { return nil }
            if example == nil { example = "'\(tasks[leaf].id)' \(reason)" }
        }
        return "no task in '\(id)' can" + (example.map { ": \($0)" } ?? "")
    }
}

/// Why a person's order for one task would do nothing, in the words that follow the task's name; nil: it can be done.
extension TaskState {
    /// Why it cannot be paused.
    package var pauseRefusal: String? {
        if detail?.ending != nil { return "is being ended" }
        switch status {
        case .waiting, .ready, .backingOff: return nil
        case .running: return detail?.report == nil ? nil : "has ended, and what became of it is being looked at"
        case .paused: return detail?.pause?.holds.contains(.person) == true ? "is paused already" : nil
        case .succeeded, .failed, .skipped, .blocked, .lost: return "is not running and will not run"
        }
    }

    /// Why it cannot be let go on.
    package var resumeRefusal: String? {
        guard status == .paused else { return "is not paused" }
        if detail?.ending != nil { return "is being ended" }
        if detail?.pause?.holds.contains(.person) == true { return nil }
        if detail?.pause?.holds == [.prompt] { return "waits for an answer" }
        return "is paused because the mission is"
    }

    /// Why it cannot be skipped.
    package var skipRefusal: String? {
        if case .skip = detail?.ending { return "is being skipped" }
        switch status {
        case .waiting, .ready, .running, .paused, .backingOff, .failed, .blocked: return nil
        case .succeeded, .skipped, .lost: return "has ended"
        }
    }

    /// Why it cannot be run again.
    package var retryRefusal: String? {
        switch status {
        case .failed, .backingOff: return nil
        case .skipped: return detail?.skip == .conditionNotMet ? "was skipped: its condition did not come true" : nil
        case .waiting, .ready, .running, .paused, .succeeded, .blocked, .lost: return "has not ended without success"
        }
    }

    /// Why it cannot be stopped.
    package var stopRefusal: String? {
        if case .stop = detail?.ending { return "is being stopped" }
        if case .kill = detail?.ending { return "is being killed" }
        return killRefusal
    }

    /// Why it cannot be answered so.
    package func answerRefusal(_ wish: PromptReplyWish, prompt: Int64? = nil) -> String? {
        if detail?.ending != nil { return "is being ended" }
        guard let open = detail?.prompt else { return "does not ask anything" }
        if detail?.pause?.isStopped == true { return "is paused: let it go on first" }
        if let prompt, prompt != open.sequence { return "asks something else now (prompt \(open.sequence))" }
        if prompt == nil, !open.prompt.stakes.isEmpty, wish != .decline {
            let stakes = open.prompt.stakes.map(\.rawValue).joined(separator: ", ")
            return
                "asks prompt \(open.sequence), and something is at stake (\(stakes)): name the prompt that you answer"
        }
        switch wish {
        case .text(let text):
            let hasControls = text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
            return hasControls ? "cannot be answered with control characters" : nil
        case .proposal: return open.decision.send == nil ? "has no proposed answer: give one" : nil
        case .decline: return open.prompt.refusal == nil ? "has no way of declining that is known: give an answer" : nil
        }
    }

    /// Why it cannot be killed.
    package var killRefusal: String? {
        switch status {
        case .running, .backingOff: return nil
        case .paused: return detail?.pause?.from == .pending ? "is not running" : nil
        case .waiting, .ready, .succeeded, .failed, .skipped, .blocked, .lost: return "is not running"
        }
    }
}
