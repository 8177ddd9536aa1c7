internal import CopilotModel

extension MissionKernel {
    /// A supervisor takes the run up: what ran under an earlier one and does not live is put back, and everything that waits for
    /// a clock, a file or a place waits again.
    mutating func begin(
        _ supervised: MissionEvent.Supervised, header: RunHeader?, settings: RunSettings?, living: [AttemptKey]
    ) {
        let lastSeen = state.updatedAt
        if state.run == nil, let header { emit(.mission(.created(header))) }
        guard state.run != nil else { return }
        configure(settings, lastSeen: lastSeen)
        emit(.mission(.supervised(supervised)))
        let living = Set(living)
        for ordinal in state.tasks.indices where !state.isAggregate(ordinal) { takeUp(ordinal, living: living) }
        if state.status == .running { letGo(by: .policy) }
        dirty += Array(0..<state.mission.tasks.count).reversed()
        deadlinePassed()
    }

    /// Settles by what the run goes: what was asked for now, else what it went by; the deadline moved by the time in which
    /// nobody supervised it.
    private mutating func configure(_ asked: RunSettings?, lastSeen: Int64) {
        guard var settings = asked ?? state.settings else { return }
        if asked == nil, let deadline = settings.deadline, lastSeen > 0 {
            settings.deadline = deadline &+ max(0, now.wallMilliseconds &- lastSeen)
        }
        if settings != state.settings { emit(.mission(.configured(settings))) }
    }

    private mutating func takeUp(_ ordinal: Int, living: Set<AttemptKey>) {
        let task = state.tasks[ordinal]
        switch task.status {
        case .succeeded, .failed, .skipped, .blocked: break
        // Declared tasks are judged by their gates; those of a child opened when its fan-out was expanded.
        case .waiting: if ordinal >= state.mission.tasks.count { becomeReady(ordinal) }
        case .ready: queueOrExpand(ordinal)
        case .lost: putBack(ordinal)
        case .backingOff: armBackOff(ordinal)
        case .running:
            if task.detail?.report != nil {
                checkOutputs(ordinal)
            } else if living.contains(key(ordinal)) {
                adopt(ordinal)
            } else {
                putBack(ordinal)
            }
        case .paused:
            guard task.detail?.pause?.from == .running else { break }
            if living.contains(key(ordinal)) {
                live.insert(ordinal)
                // The supervisor may have died between the decision and the signal.
                effect(.signal(key(ordinal), .pause))
            } else {
                putBack(ordinal)
            }
        }
    }

    mutating func armBackOff(_ ordinal: Int) {
        let detail = state.tasks[ordinal].detail
        let whole = detail?.backOffMilliseconds ?? 0
        let remaining = (detail?.backOffUntil ?? 0) &- now.wallMilliseconds
        arm(.backOff(ordinal), after: .milliseconds(max(0, min(whole, remaining))))
    }

    /// An attempt outlived its supervisor: its limit goes on with what was left of it when it was last written down.
    private mutating func adopt(_ ordinal: Int) {
        live.insert(ordinal)
        if state.tasks[ordinal].detail?.ending != nil {
            effect(.signal(key(ordinal), .kill))
        } else if let limit = state.tasks[ordinal].detail?.limitMilliseconds {
            arm(.limit(ordinal), after: .milliseconds(limit))
        }
    }

    /// An attempt died with its supervisor, or nobody knows: what was to become of it happens, else it runs again.
    private mutating func putBack(_ ordinal: Int) {
        let ending = state.tasks[ordinal].detail?.ending
        if state.tasks[ordinal].status != .lost { emit(.lost, at: ordinal) }
        conclude(ordinal, ending ?? .missionStop)
        if state.tasks[ordinal].status == .waiting, ordinal >= state.mission.tasks.count { becomeReady(ordinal) }
    }
}
