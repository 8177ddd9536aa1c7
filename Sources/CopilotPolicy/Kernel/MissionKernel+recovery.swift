internal import CopilotModel

extension MissionKernel {
    /// A supervisor takes the run up: what ran under an earlier one and does not live is put back, and everything that waits for
    /// a clock, a file or a place waits again.
    mutating func begin(
        _ supervised: MissionEvent.Supervised, header: RunHeader?, settings: RunSettings?,
        reload: MissionEvent.Reloaded?, retriesFailed: Bool, living: [AttemptKey]
    ) {
        if hasBegun { return }
        if case .ended = state.status {
            guard retriesFailed else { return effect(.finish) }
            emit(.mission(.reopened(.init(by: .control))))
        }
        let lastSeen = state.updatedAt
        if state.run == nil, let header { emit(.mission(.created(header))) }
        guard state.run != nil else { return }
        hasBegun = true
        if let reload { self.reload(reload) }
        configure(settings, lastSeen: lastSeen)
        emit(.mission(.supervised(supervised)))
        if retriesFailed { retryFailed() }
        let living = Set(living)
        for ordinal in state.tasks.indices where !state.isAggregate(ordinal) { takeUp(ordinal, living: living) }
        takeUpBrakes()
        if state.easing != nil { arm(.easing, after: Self.easingTime) }
        if state.status == .running { letGo(by: .policy) }
        for declared in state.mission.tasks.indices.reversed() { markDirty(declared) }
        deadlinePassed()
    }

    /// A person has mended what things failed at: each has all its tries again, and nothing is held back for what was.
    private mutating func retryFailed() {
        for name in state.brakes.keys.sorted() {
            guard let brake = state.brakes[name] else { continue }
            emit(.mission(.thawed(.init(members: brake.members, cause: .requested))))
        }
        for ordinal in state.tasks.indices where state.tasks[ordinal].status == .failed && !state.isAggregate(ordinal) {
            emit(.reset(.init(cause: .repaired)), at: ordinal)
        }
    }

    /// Settles by what the run goes: what was asked for now, else what it went by; the deadline moved by the time in which
    /// nobody supervised it.
    private mutating func configure(_ asked: RunSettings?, lastSeen: Int64) {
        guard var settings = asked ?? state.settings else { return }
        if asked == nil || asked?.deadline == state.settings?.deadline, let deadline = settings.deadline, lastSeen > 0 {
            settings.deadline = deadline &+ max(0, now.wallMilliseconds &- lastSeen)
        }
        if settings != state.settings { emit(.mission(.configured(settings))) }
    }

    private mutating func takeUp(_ ordinal: Int, living: Set<AttemptKey>) {
        let task = state.tasks[ordinal]
        switch task.status {
        case .succeeded, .failed, .skipped, .blocked: break
        // What waits is judged by its gates.
        case .waiting: restoreFirst(ordinal)
        case .ready:
            restoreFirst(ordinal)
            queueOrExpand(ordinal)
        case .lost: putBack(ordinal)
        case .backingOff: takeUpBackOff(ordinal)
        case .running: takeUpAttempt(ordinal, living: living)
        case .paused:
            switch task.detail?.pause?.from {
            case .running: takeUpAttempt(ordinal, living: living)
            case .backingOff: takeUpBackOff(ordinal)
            case .pending, nil: restoreFirst(ordinal)
            }
        }
    }

    private mutating func takeUpAttempt(_ ordinal: Int, living: Set<AttemptKey>) {
        if let report = state.tasks[ordinal].detail?.report {
            // The supervisor died before it was said what that means.
            ended(ordinal, report)
        } else if living.contains(key(ordinal)) {
            adopt(ordinal)
        } else {
            putBack(ordinal)
        }
    }

    /// What was being done while it waits is done again: it does no harm twice.
    private mutating func takeUpBackOff(_ ordinal: Int) {
        if !restoreFirst(ordinal) { goOnBackingOff(ordinal) }
    }

    mutating func armBackOff(_ ordinal: Int) {
        let detail = state.tasks[ordinal].detail
        let whole = detail?.backOffMilliseconds ?? 0
        let remaining = (detail?.backOffUntil ?? 0).subtractingSaturated(now.wallMilliseconds)
        arm(.backOff(ordinal), after: .milliseconds(max(0, min(whole, remaining))))
    }

    /// An attempt outlived its supervisor: what was decided about it is done again, because the supervisor may have died between
    /// the decision and the signal; its limit went on meanwhile.
    private mutating func adopt(_ ordinal: Int) {
        live.insert(ordinal)
        let isEnding = state.tasks[ordinal].detail?.ending != nil
        // What it asked may have been answered by somebody who died before he said so: whoever looks will ask anew.
        if !isEnding, let open = state.tasks[ordinal].detail?.prompt { close(ordinal, open, .changed, by: .policy) }
        if isEnding {
            effect(.signal(key(ordinal), .kill))
        } else if state.tasks[ordinal].status == .paused {
            if state.tasks[ordinal].detail?.pause?.isStopped == true { effect(.signal(key(ordinal), .pause)) }
        } else {
            if let remaining = remainingLimit(ordinal) { arm(.limit(ordinal), after: .milliseconds(remaining)) }
            if let idle = state.declaration(of: ordinal).timeout.idle { arm(.idle(ordinal), after: idle) }
            armCheckpoint(ordinal)
        }
    }

    /// An attempt died with its supervisor, or nobody knows: what was to become of it happens, else it runs again.
    private mutating func putBack(_ ordinal: Int) {
        let ending = state.tasks[ordinal].detail?.ending
        if state.tasks[ordinal].status != .lost { emit(.lost, at: ordinal) }
        conclude(ordinal, ending ?? .missionStop)
    }
}
