extension MissionState {
    /// Folds one event in. Events in an order that never happened change nothing they cannot; nothing traps.
    package mutating func reduce(_ record: EventRecord) {
        sequence = record.sequence
        updatedAt = record.wallMilliseconds
        switch record.event {
        case .mission(let event): reduce(event)
        case .task(let id, let event):
            guard let ordinal = ordinal(of: id) else { return }
            reduce(event, at: ordinal, record: record)
        }
    }

    private mutating func reduce(_ event: MissionEvent) {
        switch event {
        case .created(let header): run = header
        case .supervised: if !status.isEnded { status = .running }
        case .pausing: status = .pausing
        case .paused: status = .paused
        case .resumed: status = .running
        case .stopping(let request): status = .stopping(request.cause)
        case .stopped(let request): status = .stopped(request.cause)
        case .ended(let result): status = .ended(result)
        }
    }

    private mutating func reduce(_ event: TaskEvent, at ordinal: Int, record: EventRecord) {
        switch event {
        case .ready: setStatus(.ready, at: ordinal)
        case .expanded(let expanded): expand(ordinal, into: expanded)
        case .started(let started): start(started, at: ordinal, record: record)
        case .ending(let ending): tasks[ordinal].details.ending = ending.cause
        case .exited(let exited):
            tasks[ordinal].endedAt = record.wallMilliseconds
            tasks[ordinal].details.report = exited.report
            tasks[ordinal].details.limitMilliseconds = nil
            tasks[ordinal].details.limitArmedAt = nil
        case .succeeded:
            let report = tasks[ordinal].detail?.report
            tasks[ordinal].detail = nil
            tasks[ordinal].details.report = report
            setStatus(.succeeded, at: ordinal)
        case .backingOff(let backing):
            tasks[ordinal].details.ending = nil
            tasks[ordinal].details.failure = backing.failure
            tasks[ordinal].details.backOffUntil = record.wallMilliseconds + backing.delayMilliseconds
            setStatus(.backingOff, at: ordinal)
            let pause = DurationText.format(.milliseconds(backing.delayMilliseconds))
            note(
                backing.failure, at: ordinal, record: record,
                decision: "try \(backing.tries + 1) of \(backing.mostTries) in \(pause)")
        case .failed(let failed):
            tasks[ordinal].details.ending = nil
            tasks[ordinal].details.pause = nil
            tasks[ordinal].details.failure = failed.failure
            setStatus(.failed, at: ordinal)
            note(failed.failure, at: ordinal, record: record, decision: failed.reason)
        case .skipped(let skipped):
            tasks[ordinal].details.ending = nil
            tasks[ordinal].details.pause = nil
            tasks[ordinal].details.skip = skipped.reason
            setStatus(.skipped, at: ordinal)
        case .blocked(let blocked):
            tasks[ordinal].details.blockedBy = blocked.by
            setStatus(.blocked, at: ordinal)
        case .paused(let paused): pause(paused, at: ordinal)
        case .resumed: resume(at: ordinal, record: record)
        case .lost: setStatus(.lost, at: ordinal)
        case .reset(let reset): self.reset(reset, at: ordinal)
        }
    }

    private mutating func start(_ started: TaskEvent.Started, at ordinal: Int, record: EventRecord) {
        let failure = tasks[ordinal].detail?.failure
        tasks[ordinal].detail = nil
        tasks[ordinal].attempt = started.attempt
        tasks[ordinal].tries += 1
        tasks[ordinal].startedAt = record.wallMilliseconds
        if failure != nil { tasks[ordinal].details.failure = failure }
        if let limit = started.limitMilliseconds {
            tasks[ordinal].details.limitMilliseconds = limit
            tasks[ordinal].details.limitArmedAt = record.monotonicMilliseconds
        }
        setStatus(.running, at: ordinal)
    }

    private mutating func pause(_ paused: TaskEvent.Paused, at ordinal: Int) {
        let from: TaskPause.From
        switch tasks[ordinal].status {
        case .waiting, .ready, .lost: from = .pending
        case .running: from = .running
        case .backingOff: from = .backingOff
        case .paused, .succeeded, .failed, .skipped, .blocked: return
        }
        tasks[ordinal].details.pause = TaskPause(from: from, withMission: paused.withMission)
        if from == .running {
            tasks[ordinal].details.limitMilliseconds = paused.limitMilliseconds
            tasks[ordinal].details.limitArmedAt = nil
        }
        setStatus(.paused, at: ordinal)
    }

    private mutating func resume(at ordinal: Int, record: EventRecord) {
        guard let pause = tasks[ordinal].detail?.pause else { return }
        tasks[ordinal].details.pause = nil
        switch pause.from {
        case .pending: setStatus(.waiting, at: ordinal)
        case .backingOff: setStatus(.backingOff, at: ordinal)
        case .running:
            if tasks[ordinal].details.limitMilliseconds != nil {
                tasks[ordinal].details.limitArmedAt = record.monotonicMilliseconds
            }
            setStatus(.running, at: ordinal)
        }
    }

    private mutating func reset(_ reset: TaskEvent.Reset, at ordinal: Int) {
        let failure = tasks[ordinal].detail?.failure
        let report = tasks[ordinal].detail?.report
        tasks[ordinal].detail = nil
        switch reset.cause {
        case .retry, .unblocked: break
        case .retryFresh: tasks[ordinal].tries = 0
        case .interrupted: tasks[ordinal].tries = max(0, tasks[ordinal].tries - 1)
        }
        if reset.cause != .retryFresh, failure != nil || report != nil {
            tasks[ordinal].details.failure = failure
            tasks[ordinal].details.report = report
        }
        setStatus(.waiting, at: ordinal)
    }

    private mutating func note(_ failure: Failure, at ordinal: Int, record: EventRecord, decision: String) {
        if failures.count >= Self.mostFailures { failures.removeFirst(failures.count - Self.mostFailures + 1) }
        failures.append(
            FailureEntry(
                at: record.wallMilliseconds, task: tasks[ordinal].id, attempt: tasks[ordinal].attempt, failure: failure,
                decision: decision))
    }
}

extension MissionStatus {
    fileprivate var isEnded: Bool {
        switch self {
        case .ended: true
        case .created, .running, .pausing, .paused, .stopping, .stopped: false
        }
    }
}
