extension MissionState {
    /// Folds one event in. Events in an order that never happened change nothing they cannot; nothing traps.
    package mutating func reduce(_ record: EventRecord) {
        sequence = record.sequence
        updatedAt = record.wallMilliseconds
        switch record.event {
        case .mission(let event): reduce(event)
        case .task(let id, let event):
            guard let ordinal = ordinal(of: id), !isAggregate(ordinal) else { return }
            reduce(event, at: ordinal, record: record)
        }
    }

    private mutating func reduce(_ event: MissionEvent) {
        if case .ended = status {
            if case .reopened = event { status = .running }
            return
        }
        switch event {
        case .created(let header): run = header
        case .configured(let settings): self.settings = settings
        case .supervised(let supervised):
            supervisor = supervised
            switch status {
            case .created, .stopping, .stopped: status = .running
            // Nothing runs under a new supervisor: what was to be let end has ended.
            case .pausing: status = .paused
            case .running, .paused, .ended: break
            }
        case .reloaded(let reloaded): self = rebased(onto: reloaded.mission)
        case .pausing: status = .pausing
        case .paused: status = .paused
        case .resumed: status = .running
        case .braked(let brake): brakes[brake.members.name] = brake
        case .thawed(let thawed): brakes[thawed.members.name] = nil
        case .eased(let eased): easing = eased.places == nil ? nil : eased
        case .stopping(let request): status = .stopping(cause: request.cause)
        case .stopped(let request): status = .stopped(cause: request.cause)
        case .ended(let result): status = .ended(result: result)
        case .reopened: break
        }
    }

    private mutating func reduce(_ event: TaskEvent, at ordinal: Int, record: EventRecord) {
        switch event {
        case .ready: move(ordinal, to: .ready)
        case .expanded(let expanded): if tasks[ordinal].status == .ready { expand(ordinal, into: expanded) }
        case .started(let started): start(started, at: ordinal, record: record)
        case .launched(let launched):
            if launched.attempt == tasks[ordinal].attempt { tasks[ordinal].details.process = launched.process }
        case .ending(let ending): tasks[ordinal].details.ending = ending.cause
        case .exited(let exited):
            guard exited.attempt == tasks[ordinal].attempt else { return }
            leavePrompt(ordinal)
            tasks[ordinal].endedAt = record.wallMilliseconds
            tasks[ordinal].details.report = exited.report
            tasks[ordinal].details.process = nil
            tasks[ordinal].details.limitMilliseconds = nil
            tasks[ordinal].details.limitArmedAt = nil
        case .succeeded:
            var kept = TaskDetail()
            kept.report = tasks[ordinal].detail?.report
            kept.recovered = tasks[ordinal].detail?.recovered
            tasks[ordinal].details = kept
            move(ordinal, to: .succeeded)
        case .backingOff(let backing): backOff(backing, at: ordinal, record: record)
        case .failed(let failed):
            tasks[ordinal].details.ending = nil
            tasks[ordinal].details.failure = failed.failure
            tasks[ordinal].details.faults = nil
            tasks[ordinal].tries = failed.tries
            noteEnd(of: failed, at: ordinal)
            move(ordinal, to: .failed)
            note(failed.failure, at: ordinal, record: record, decision: failed.reason)
        case .skipped(let skipped):
            tasks[ordinal].details.ending = nil
            tasks[ordinal].details.skip = skipped.reason
            move(ordinal, to: .skipped)
        case .blocked(let blocked):
            tasks[ordinal].details.blockedBy = blocked.by
            move(ordinal, to: .blocked)
        case .paused(let paused): pause(paused, at: ordinal)
        case .resumed(let resumed): resume(resumed, at: ordinal, record: record)
        case .prompted(let prompted): prompt(prompted, at: ordinal, record: record)
        case .answered(let answered): answer(answered, at: ordinal)
        case .fellBack(let fallen): fallBack(fallen, at: ordinal, record: record)
        case .remedied(let remedied): remedy(remedied, at: ordinal)
        case .recovered(let recovered): recover(recovered, at: ordinal)
        case .protected(let protected): tasks[ordinal].details.protection = protected.snapshot
        case .restored(let restored):
            if restored.attempt == tasks[ordinal].attempt { tasks[ordinal].details.protection = nil }
        case .checkpointed(let made): checkpoint(made, at: ordinal, record: record)
        case .lost:
            leavePrompt(ordinal)
            move(ordinal, to: .lost)
        case .reset(let reset):
            leavePrompt(ordinal)
            self.reset(reset, at: ordinal)
        }
    }

    /// Gives a task a status; one that would go on but is held keeps being paused, and remembers what it would do.
    mutating func move(_ ordinal: Int, to status: TaskStatus) {
        guard let pause = tasks[ordinal].detail?.pause else { return setStatus(status, at: ordinal) }
        switch status {
        case .waiting, .ready, .lost: tasks[ordinal].details.pause = TaskPause(from: .pending, holds: pause.holds)
        case .backingOff: tasks[ordinal].details.pause = TaskPause(from: .backingOff, holds: pause.holds)
        case .running, .paused: break
        case .succeeded, .failed, .skipped, .blocked:
            tasks[ordinal].details.pause = nil
            setStatus(status, at: ordinal)
        }
    }

    private mutating func start(_ started: TaskEvent.Started, at ordinal: Int, record: EventRecord) {
        let failure = tasks[ordinal].detail?.failure
        let faults = tasks[ordinal].detail?.faults
        let account = tasks[ordinal].detail?.account
        let protection = tasks[ordinal].detail?.protection
        let checkpoint = tasks[ordinal].detail?.checkpoint
        tasks[ordinal].detail = nil
        if checkpoint != nil { tasks[ordinal].details.checkpoint = checkpoint }
        if protection != nil { tasks[ordinal].details.protection = protection }
        tasks[ordinal].attempt = started.attempt
        tasks[ordinal].startedAt = record.wallMilliseconds
        tasks[ordinal].endedAt = 0
        if failure != nil { tasks[ordinal].details.failure = failure }
        if faults != nil { tasks[ordinal].details.faults = faults }
        if account != nil { tasks[ordinal].details.account = account }
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
        case .paused:
            tasks[ordinal].details.pause?.holds.insert(paused.hold)
            return
        case .succeeded, .failed, .skipped, .blocked: return
        }
        tasks[ordinal].details.pause = TaskPause(from: from, holds: [paused.hold])
        if from == .running {
            tasks[ordinal].details.limitMilliseconds = paused.limitMilliseconds
            tasks[ordinal].details.limitArmedAt = nil
        }
        setStatus(.paused, at: ordinal)
    }

    private mutating func resume(_ resumed: TaskEvent.Resumed, at ordinal: Int, record: EventRecord) {
        guard var pause = tasks[ordinal].detail?.pause else { return }
        pause.holds.remove(resumed.hold)
        if !pause.holds.isEmpty {
            tasks[ordinal].details.pause = pause
            return
        }
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
        var kept = TaskDetail()
        kept.pause = tasks[ordinal].detail?.pause
        kept.protection = tasks[ordinal].detail?.protection
        if reset.cause == .retryFresh || reset.cause == .repaired { tasks[ordinal].tries = 0 }
        if reset.cause != .retryFresh {
            kept.checkpoint = tasks[ordinal].detail?.checkpoint
            kept.failure = tasks[ordinal].detail?.failure
            kept.report = tasks[ordinal].detail?.report
            kept.account = account(of: ordinal, after: reset.cause)
        }
        tasks[ordinal].detail = nil
        tasks[ordinal].details = kept
        move(ordinal, to: .waiting)
    }

    mutating func note(_ failure: Failure, at ordinal: Int, record: EventRecord, decision: String) {
        if failures.count >= Self.mostFailures { failures.removeFirst(failures.count - Self.mostFailures + 1) }
        failures.append(
            FailureEntry(
                at: record.wallMilliseconds, task: tasks[ordinal].id, attempt: tasks[ordinal].attempt, failure: failure,
                decision: decision))
    }
}
