internal import CopilotModel

extension MissionKernel {
    mutating func take(_ intent: Intent) {
        guard hasBegun else {
            output.receipt = .refused("nobody supervises the mission yet")
            return
        }
        if let reason = state.refusal(of: intent.action) {
            output.receipt = .refused(reason)
            return
        }
        output.receipt = .accepted
        let requester = intent.requester
        switch intent.action {
        case .pauseMission(let drain): pauseMission(drain: drain, by: requester)
        case .resumeMission: resumeMission(by: requester)
        case .stopMission(let cause): stopMission(cause, by: requester)
        case .pause(let id): forEach(id, \.pauseRefusal) { $0.pause($1, .person, by: requester) }
        case .resume(let id): forEach(id, \.resumeRefusal) { $0.resume($1, .person, by: requester) }
        case .skip(let id): forEach(id, \.skipRefusal) { $0.skip($1, .requested(by: requester)) }
        case .skipSubtree(let id): skipSubtree(id, by: requester)
        case .retry(let id, let fresh): forEach(id, \.retryRefusal) { $0.retry($1, fresh: fresh) }
        case .stop(let id): forEach(id, \.stopRefusal) { $0.stop($1, by: requester, atOnce: false) }
        case .answer(let id, let wish, let prompt):
            forEach(id, { $0.answerRefusal(wish, prompt: prompt) }) { $0.answer($1, wish, by: requester) }
        case .kill(let id): forEach(id, \.killRefusal) { $0.stop($1, by: requester, atOnce: true) }
        }
    }

    /// Does something to each task that `id` stands for and with which it is possible.
    private mutating func forEach(
        _ id: TaskID, _ refusal: (TaskState) -> String?, _ body: (inout MissionKernel, Int) -> Void
    ) {
        guard let ordinal = state.ordinal(of: id) else { return }
        for leaf in state.leaves(of: ordinal) where refusal(state.tasks[leaf]) == nil { body(&self, leaf) }
    }

    // MARK: The mission

    private mutating func pauseMission(drain: Bool, by requester: Requester) {
        if drain, !(live.isEmpty && checking.isEmpty && keepingEnd.isEmpty && mending.isEmpty) {
            emit(.mission(.pausing(.init(by: requester))))
        } else {
            pauseMission(by: requester)
        }
    }

    /// Pauses the mission now, and whatever has a process: also what a person has paused, so that letting go of it alone does
    /// not make it run.
    mutating func pauseMission(by requester: Requester) {
        emit(.mission(.paused(.init(by: requester))))
        for ordinal in live.sorted() { pause(ordinal, .mission, by: requester) }
        effect(.checkpoint)
    }

    private mutating func resumeMission(by requester: Requester) {
        emit(.mission(.resumed(.init(by: requester))))
        letGo(by: requester)
        // Nothing was begun while it was paused.
        if state.counts[.backingOff] + state.counts[.paused] > 0 {
            for ordinal in state.tasks.indices where state.tasks[ordinal].isToBeMended { goOnBackingOff(ordinal) }
        }
    }

    /// Releases every task that is held because the mission was.
    mutating func letGo(by requester: Requester) {
        for ordinal in state.tasks.indices where state.tasks[ordinal].detail?.pause?.holds.contains(.mission) == true {
            resume(ordinal, .mission, by: requester)
        }
    }

    mutating func stopMission(_ cause: StopCause, by requester: Requester) {
        if case .stopping = state.status {
            // Asked again: no more patience.
            for ordinal in live.sorted() { effect(.signal(key(ordinal), .kill)) }
            return
        }
        emit(.mission(.stopping(.init(cause: cause, by: requester))))
        for ordinal in live.sorted() where state.tasks[ordinal].detail?.ending == nil {
            end(ordinal, because: .missionStop)
        }
        for ordinal in mending.keys.sorted() { cutOffMending(ordinal) }
    }

    mutating func deadlinePassed() {
        guard let deadline = state.settings?.deadline, !state.status.isOver else { return }
        if case .stopping = state.status { return }
        let remaining = deadline.subtractingSaturated(now.wallMilliseconds)
        if remaining > 0 {
            arm(.deadline, after: .milliseconds(remaining))
        } else {
            stopMission(.deadline, by: .policy)
        }
    }

    // MARK: Tasks

    mutating func pause(_ ordinal: Int, _ hold: Hold, by requester: Requester) {
        let task = state.tasks[ordinal]
        // A stopped process could not hear that it is being ended.
        guard task.detail?.ending == nil else { return }
        let wasStopped = task.detail?.pause?.isStopped ?? false
        emit(.paused(.init(hold: hold, by: requester, limitMilliseconds: remainingLimit(ordinal))), at: ordinal)
        if task.status != .paused {
            reading.remove(ordinal)
            for timer in [KernelTimer.limit(ordinal), .idle(ordinal), .backOff(ordinal), .checkpoint(ordinal)] {
                disarm(timer)
            }
        }
        let isStopped = state.tasks[ordinal].detail?.pause?.isStopped ?? false
        if live.contains(ordinal), isStopped, !wasStopped { effect(.signal(key(ordinal), .pause)) }
    }

    /// What remains of the limit of a running attempt, in milliseconds; nil where there is none.
    func remainingLimit(_ ordinal: Int) -> Int64? {
        let task = state.tasks[ordinal]
        guard task.status == .running, let limit = task.detail?.limitMilliseconds else { return nil }
        guard let armed = task.detail?.limitArmedAt else { return limit }
        return max(0, min(limit, limit.subtractingSaturated(now.monotonic.milliseconds.subtractingSaturated(armed))))
    }

    mutating func resume(_ ordinal: Int, _ hold: Hold, by requester: Requester) {
        let wasStopped = state.tasks[ordinal].detail?.pause?.isStopped ?? false
        emit(.resumed(.init(hold: hold, by: requester)), at: ordinal)
        let task = state.tasks[ordinal]
        let isStopped = task.detail?.pause?.isStopped ?? false
        if live.contains(ordinal), wasStopped, !isStopped { effect(.signal(key(ordinal), .resume)) }
        switch task.status {
        case .running:
            guard live.contains(ordinal) else { break }
            if let limit = task.detail?.limitMilliseconds { arm(.limit(ordinal), after: .milliseconds(limit)) }
            if let idle = state.declaration(of: ordinal).timeout.idle { arm(.idle(ordinal), after: idle) }
            armCheckpoint(ordinal)
        case .backingOff: goOnBackingOff(ordinal)
        case .waiting: markDirty(task.declaration)
        case .ready, .paused, .succeeded, .failed, .skipped, .blocked, .lost: break
        }
    }

    private mutating func skip(_ ordinal: Int, _ reason: SkipReason) {
        if live.contains(ordinal) {
            end(ordinal, because: .skip(reason: reason))
        } else {
            reading.remove(ordinal)
            checking.remove(ordinal)
            cutOffMending(ordinal)
            disarm(.backOff(ordinal))
            emit(.skipped(.init(reason: reason)), at: ordinal)
        }
    }

    private mutating func skipSubtree(_ id: TaskID, by requester: Requester) {
        guard let root = state.ordinal(of: id) else { return }
        var seen: Set<Int> = [root]
        var pending = [root]
        while let node = pending.popLast() {
            for leaf in state.leaves(of: node) where state.tasks[leaf].skipRefusal == nil {
                skip(leaf, node == root ? .requested(by: requester) : .subtree(of: id))
            }
            for next in gates.everythingBehind(node, in: state.index) where seen.insert(next).inserted {
                pending.append(next)
            }
        }
    }

    private mutating func retry(_ ordinal: Int, fresh: Bool) {
        cutOffMending(ordinal)
        disarm(.backOff(ordinal))
        emit(.reset(.init(cause: fresh ? .retryFresh : .retry)), at: ordinal)
        restoreFirst(ordinal)
        markDirty(state.tasks[ordinal].declaration)
    }

    private mutating func stop(_ ordinal: Int, by requester: Requester, atOnce: Bool) {
        let cause: EndCause = atOnce ? .kill(by: requester) : .stop(by: requester)
        guard live.contains(ordinal) else {
            disarm(.backOff(ordinal))
            checking.remove(ordinal)
            cutOffMending(ordinal)
            conclude(ordinal, cause)
            return
        }
        if state.tasks[ordinal].stopRefusal == nil { end(ordinal, because: cause) }
        if atOnce { effect(.signal(key(ordinal), .kill)) }
    }
}
