internal import CopilotModel

/// What is done for a task while it backs off: something is mended, or its declared outputs are put in place.
extension MissionKernel {
    /// What is under way.
    enum Mending: Sendable, Hashable {
        case remedy(Remedy)
        case defaults
    }

    /// What mending may touch for a task by the mission's word.
    func allow(of ordinal: Int) -> Set<RepairPermission> { state.declaration(of: ordinal).resilience?.allow ?? [] }

    var level: AutonomyLevel { state.settings?.level ?? .interactive }

    /// What a task does that backs off, once its workspace is as it should be: something is begun for it, or its pause runs.
    ///
    /// Nothing is begun while the mission may start nothing: it is when the mission goes on.
    mutating func goOnBackingOff(_ ordinal: Int) {
        let task = state.tasks[ordinal]
        guard task.isBackingOff, mending[ordinal] == nil, !restoring.contains(ordinal) else { return }
        if let remedy = task.detail?.remedy {
            guard state.status.mayStart else { return }
            // The level or the mission may be another one than when it was decided.
            guard FallbackEngine.isAllowed(remedy, allow: allow(of: ordinal), level: level) else {
                return isMended(ordinal, remedy, .failed(reason: "it is not allowed any more"))
            }
            mending[ordinal] = .remedy(remedy)
            effect(.remedy(key(ordinal), remedy))
        } else if task.detail?.isDefaulting == true {
            guard state.status.mayStart else { return }
            guard state.declaration(of: ordinal).resilience?.defaults.isEmpty == false else {
                return failWithoutDefaults(ordinal)
            }
            mending[ordinal] = .defaults
            effect(.placeDefaults(key(ordinal)))
        } else if task.status == .backingOff {
            armBackOff(ordinal)
        }
    }

    private mutating func failWithoutDefaults(_ ordinal: Int) {
        guard let failure = state.tasks[ordinal].detail?.failure else { return }
        fail(ordinal, failure, reason: "fails: no outputs are declared any more that could stand in")
    }

    /// Nobody waits for it any more; the task starts no sooner than it is over.
    mutating func cutOffMending(_ ordinal: Int) {
        guard let work = mending[ordinal] else { return }
        let key = key(ordinal)
        let begin: KernelEffect =
            switch work {
            case .remedy(let remedy): .remedy(key, remedy)
            case .defaults: .placeDefaults(key)
            }
        if let place = output.effects.lastIndex(of: begin) {
            // It was decided in this very step, as when the deadline passed while nobody supervised the run.
            output.effects.remove(at: place)
            mending[ordinal] = nil
        } else if work != .defaults {
            effect(.cancelRemedy(key))
        }
    }

    mutating func remedied(_ key: AttemptKey, _ remedy: Remedy, _ outcome: RemedyOutcome) {
        guard let ordinal = leaveMending(key, .remedy(remedy)) else { return }
        // What was cut off with the mission is done by the next supervisor.
        if case .stopping = state.status, case .failed = outcome { return }
        isMended(ordinal, remedy, outcome)
    }

    private mutating func isMended(_ ordinal: Int, _ remedy: Remedy, _ outcome: RemedyOutcome) {
        emit(.remedied(.init(remedy: remedy, outcome: outcome)), at: ordinal)
        guard state.tasks[ordinal].status == .backingOff else { return }
        var pause: Duration = .zero
        if case .failed = outcome, let failure = state.tasks[ordinal].detail?.failure {
            // It is as it was: the next try has to wait for chance.
            pause = RetryManager.ceiling(failure.category, tries: 1, rule: state.declaration(of: ordinal).retry)
        }
        arm(.backOff(ordinal), after: pause)
    }

    mutating func defaultsPlaced(_ key: AttemptKey, trouble: String?) {
        guard let ordinal = leaveMending(key, .defaults), let failure = state.tasks[ordinal].detail?.failure else {
            return
        }
        if let trouble {
            let reason = "fails: its declared outputs could not be put in place: \(trouble)"
            fail(ordinal, failure, reason: reason)
        } else {
            recover(ordinal, by: .defaults, from: failure)
            emit(.succeeded, at: ordinal)
        }
    }

    /// That is over.
    ///
    /// - Returns: the task, if it still waits for it.
    private mutating func leaveMending(_ key: AttemptKey, _ work: Mending) -> Int? {
        guard key.run == state.run?.run, let ordinal = state.ordinal(of: key.task),
            state.tasks[ordinal].attempt == key.attempt, mending[ordinal] == work
        else { return nil }
        mending[ordinal] = nil
        let task = state.tasks[ordinal]
        let isAwaited = task.isBackingOff && Mending(task.detail) == work
        // It was retried meanwhile, and waits for nothing but this.
        if !isAwaited { requeue(ordinal) }
        return isAwaited ? ordinal : nil
    }
}

extension MissionKernel.Mending {
    /// What a task waits for that backs off; nil: nothing.
    fileprivate init?(_ detail: TaskDetail?) {
        if let remedy = detail?.remedy {
            self = .remedy(remedy)
        } else if detail?.isDefaulting == true {
            self = .defaults
        } else {
            return nil
        }
    }
}

extension TaskState {
    /// Also where it is paused meanwhile.
    var isBackingOff: Bool { status == .backingOff || (status == .paused && detail?.pause?.from == .backingOff) }

    /// Whether something is to be done for it before its next try.
    var isToBeMended: Bool { isBackingOff && (detail?.remedy != nil || detail?.isDefaulting == true) }
}
