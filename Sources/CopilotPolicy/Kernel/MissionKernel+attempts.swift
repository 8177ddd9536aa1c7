internal import CopilotModel

extension MissionKernel {
    mutating func start(_ ordinal: Int) {
        let declaration = state.declaration(of: ordinal)
        let task = state.tasks[ordinal]
        let limit = AdaptiveTimeoutController.limit(declaration.timeout, tries: task.tries &+ 1)
        emit(
            .started(
                .init(
                    attempt: task.attempt &+ 1, limitMilliseconds: limit?.milliseconds,
                    quieted: QuietTool.record(without: Set(declaration.loud ?? [])))), at: ordinal)
        live.insert(ordinal)
        effect(.start(key(ordinal)))
        if let limit { arm(.limit(ordinal), after: limit) }
        if let idle = declaration.timeout.idle { arm(.idle(ordinal), after: idle) }
        armCheckpoint(ordinal)
    }

    // MARK: Ends that we bring about

    /// Ends a living attempt: TERM, and KILL when its grace has passed. If it is being ended already, only what becomes of it
    /// changes.
    mutating func end(_ ordinal: Int, because cause: EndCause) {
        let isEnding = state.tasks[ordinal].detail?.ending != nil
        emit(.ending(.init(cause: cause)), at: ordinal)
        if isEnding {
            // Whoever is in a hurry does not wait for a last checkpoint.
            if saving[ordinal] == .last, !saveLast(ordinal) { terminate(ordinal) }
            return
        }
        disarm(.limit(ordinal))
        disarm(.idle(ordinal))
        if !saveLast(ordinal) { terminate(ordinal) }
    }

    mutating func terminate(_ ordinal: Int) {
        saving[ordinal] = nil
        disarm(.checkpoint(ordinal))
        effect(.signal(key(ordinal), .terminate))
        arm(.grace(ordinal), after: state.declaration(of: ordinal).timeout.grace)
    }

    mutating func limitPassed(_ ordinal: Int) {
        guard live.contains(ordinal), state.tasks[ordinal].detail?.ending == nil else { return }
        let limit = AdaptiveTimeoutController.limit(
            state.declaration(of: ordinal).timeout, tries: state.tasks[ordinal].tries &+ 1)
        end(ordinal, because: .timeout(limitMilliseconds: limit?.milliseconds ?? 0))
    }

    mutating func silent(_ key: AttemptKey, since: Duration) {
        guard let ordinal = ordinal(of: key, in: live), state.tasks[ordinal].status == .running,
            state.tasks[ordinal].detail?.ending == nil,
            let idle = state.declaration(of: ordinal).timeout.idle
        else { return }
        if since >= idle {
            end(ordinal, because: .silence(idleMilliseconds: idle.milliseconds))
        } else {
            arm(.idle(ordinal), after: idle - since)
        }
    }

    // MARK: Ends that are reported

    mutating func exited(_ key: AttemptKey, _ report: ExitReport) {
        guard let ordinal = ordinal(of: key, in: live) else { return }
        live.remove(ordinal)
        answering[ordinal] = nil
        saving[ordinal] = nil
        for timer in [
            KernelTimer.limit(ordinal), .idle(ordinal), .grace(ordinal), .ask(ordinal), .checkpoint(ordinal),
        ] { disarm(timer) }
        emit(.exited(.init(attempt: key.attempt, report: report)), at: ordinal)
        ended(ordinal, report)
    }

    /// Its process is gone: what that means is judged once what a protected attempt has left is written down.
    mutating func ended(_ ordinal: Int, _ report: ExitReport) {
        if !keepEnd(ordinal, report) { judgeEnd(ordinal, report) }
    }

    /// What the end of an attempt means.
    mutating func judgeEnd(_ ordinal: Int, _ report: ExitReport) {
        let ending = state.tasks[ordinal].detail?.ending
        let hasOutputs = !state.declaration(of: ordinal).outputs.isEmpty
        if report.isSuccess, hasOutputs, ending?.isLate ?? true {
            // Also when it was late: what it was to make may be there.
            checkOutputs(ordinal)
        } else if let ending {
            conclude(ordinal, ending)
        } else if report.isSuccess {
            succeed(ordinal)
        } else if report.status == .unknown {
            failedByMachine(ordinal, ErrorClassifier.classify(report.status))
        } else {
            diagnose(ordinal, ErrorClassifier.classify(report.status))
        }
    }

    mutating func checkOutputs(_ ordinal: Int) {
        checking.insert(ordinal)
        effect(.checkOutputs(key(ordinal)))
    }

    /// What becomes of a task whose attempt was ended for that cause.
    mutating func conclude(_ ordinal: Int, _ cause: EndCause) {
        switch cause {
        case .skip(let reason): emit(.skipped(.init(reason: reason)), at: ordinal)
        case .missionStop:
            emit(.reset(.init(cause: .interrupted)), at: ordinal)
            restoreFirst(ordinal)
            // Its gate is open still: a supervisor that goes on starts it again.
            markDirty(state.tasks[ordinal].declaration)
        case .stop, .kill:
            guard let failure = ErrorClassifier.classify(cause) else { break }
            let reason = "fails: \(failure.summary)"
            fail(ordinal, failure, reason: reason)
        case .unanswered:
            guard let failure = ErrorClassifier.classify(cause) else { break }
            fail(ordinal, failure, reason: "fails: nobody answers it")
        case .timeout, .silence:
            if let failure = ErrorClassifier.classify(cause) { failed(ordinal, failure) }
        }
    }

    mutating func notStarted(_ key: AttemptKey, code: Int32, message: String, fault: StartFault) {
        guard let ordinal = ordinal(of: key, in: live) else { return }
        live.remove(ordinal)
        for timer in [KernelTimer.limit(ordinal), .idle(ordinal), .grace(ordinal), .checkpoint(ordinal)] {
            disarm(timer)
        }
        if let ending = state.tasks[ordinal].detail?.ending {
            conclude(ordinal, ending)
            return
        }
        let failure = ErrorClassifier.notStarted(code: code, message: message, fault: fault)
        if fault == .machine { failedByMachine(ordinal, failure) } else { diagnose(ordinal, failure) }
    }

    /// The machine failed, not the task: it is tried again, and that costs no try. The deadline ends that; without one a
    /// machine that never mends must not keep a mission for ever.
    mutating func failedByMachine(_ ordinal: Int, _ failure: Failure) {
        let faults = (state.tasks[ordinal].detail?.faults ?? 0) &+ 1
        if state.settings?.deadline == nil, faults >= RetryManager.mostMachineFaults {
            let reason = "fails: the machine failed it \(faults) times in a row, and no deadline was given"
            fail(ordinal, failure, reason: reason)
            return
        }
        let most = RetryManager.mostTries(failure, rule: state.declaration(of: ordinal).retry)
        backOff(
            ordinal, failure,
            Wait(
                charge: .infrastructure, pause: RetryManager.machinePause(afterFaults: faults), mostTries: most,
                faults: faults, reason: "the machine failed it"))
    }

    mutating func outputsChecked(_ key: AttemptKey, missing: [String]) {
        guard let ordinal = ordinal(of: key, in: checking) else { return }
        checking.remove(ordinal)
        if missing.isEmpty {
            succeed(ordinal)
        } else if let ending = state.tasks[ordinal].detail?.ending {
            conclude(ordinal, ending)
        } else {
            let failure = Failure(
                category: .validation, severity: .recoverable, cause: .outputsMissing(paths: missing),
                summary: "exit 0, but \(missing.joined(separator: ", ")) not there")
            diagnose(ordinal, failure)
        }
    }

    mutating func backedOff(_ ordinal: Int) {
        guard state.tasks[ordinal].status == .backingOff, !restoring.contains(ordinal) else { return }
        let declared = state.tasks[ordinal].declaration
        if combinedVerdict(declared).verdict == .open {
            becomeReady(ordinal)
        } else {
            // What it needs has been retried meanwhile.
            emit(.reset(.init(cause: .unblocked)), at: ordinal)
            markDirty(declared)
        }
    }
}

extension EndCause {
    /// Whether it is about time only.
    var isLate: Bool {
        switch self {
        case .timeout, .silence: true
        case .stop, .kill, .skip, .missionStop, .unanswered: false
        }
    }
}
