internal import CopilotModel

/// From a failed try to the one decision about it: the failure is looked at, then the task waits for what failed it, is mended,
/// tried again, goes another way, or fails.
extension MissionKernel {
    /// Has it found out why a try failed, and what would mend it.
    mutating func diagnose(_ ordinal: Int, _ failure: Failure) {
        checking.insert(ordinal)
        effect(.diagnose(key(ordinal), failure))
    }

    mutating func diagnosed(_ key: AttemptKey, _ diagnosis: Diagnosis) {
        guard let ordinal = ordinal(of: key, in: checking) else { return }
        checking.remove(ordinal)
        if let ending = state.tasks[ordinal].detail?.ending, !ending.isLate {
            conclude(ordinal, ending)
        } else {
            decide(ordinal, diagnosis)
        }
    }

    /// A try failed and nobody looked why: it speaks for itself.
    mutating func failed(_ ordinal: Int, _ failure: Failure) { decide(ordinal, Diagnosis(failure: failure)) }

    private mutating func decide(_ ordinal: Int, _ diagnosis: Diagnosis) {
        let failure = diagnosis.failure
        let declaration = state.declaration(of: ordinal)
        let account = state.tasks[ordinal].detail?.account ?? FailureAccount()
        if let wait = wait(ordinal, diagnosis) { return backOff(ordinal, failure, wait) }
        var generator = generator(for: ordinal)
        let decision = RetryManager.decide(
            failure, account: account, previous: state.tasks[ordinal].detail?.failure, rule: declaration.retry,
            generator: &generator)
        let allow = declaration.resilience?.allow ?? []
        let level = state.settings?.level ?? .interactive
        switch decision {
        case .giveUp(let reason):
            let hint = FallbackEngine.forbidden(
                among: diagnosis.remedies, account: account, allow: allow, level: level)
            goAnotherWay(ordinal, failure, reason: hint.map { "\(reason); \($0)" } ?? reason)
        case .retry(let pause, let most):
            let remedy = FallbackEngine.remedy(
                among: diagnosis.remedies, account: account, allow: allow, level: level)
            let kind = RetryManager.mostTries(failure, rule: declaration.retry)
            let reason = "a failure of this kind (\(failure.category.rawValue)) is given \(kind) tries"
            backOff(
                ordinal, failure,
                Wait(
                    charge: .task, pause: remedy == nil ? pause : .zero, mostTries: most, remedy: remedy, reason: reason
                ))
        }
    }

    /// What a task waits for, and at whose expense.
    struct Wait {
        var charge: TaskEvent.BackingOff.Charge
        var pause: Duration
        var mostTries: Int
        var faults: Int?
        var remedy: Remedy?
        var reason: String?
    }

    mutating func backOff(_ ordinal: Int, _ failure: Failure, _ wait: Wait) {
        let tries = state.tasks[ordinal].tries &+ (wait.charge == .task ? 1 : 0)
        let event = TaskEvent.BackingOff(
            failure: failure, charge: wait.charge, tries: tries, mostTries: wait.mostTries,
            delayMilliseconds: wait.pause.milliseconds, faults: wait.faults, remedy: wait.remedy, reason: wait.reason)
        emit(.backingOff(event), at: ordinal)
        if restoreFirst(ordinal) { return }
        if let remedy = wait.remedy {
            effect(.remedy(key(ordinal), remedy))
        } else if state.tasks[ordinal].status == .backingOff {
            arm(.backOff(ordinal), after: wait.pause)
        }
    }

    /// It fails, at something that is no try of its own.
    mutating func fail(_ ordinal: Int, _ failure: Failure, reason: String, isUntried: Bool? = nil) {
        let tries = state.tasks[ordinal].tries
        emit(.failed(.init(failure: failure, tries: tries, reason: reason, isUntried: isUntried)), at: ordinal)
    }

    // MARK: Mending

    mutating func remedied(_ key: AttemptKey, _ remedy: Remedy, _ outcome: RemedyOutcome) {
        guard let ordinal = waiting(key), state.tasks[ordinal].detail?.remedy == remedy else { return }
        emit(.remedied(.init(remedy: remedy, outcome: outcome)), at: ordinal)
        guard state.tasks[ordinal].status == .backingOff else { return }
        var pause: Duration = .zero
        if case .failed = outcome, let failure = state.tasks[ordinal].detail?.failure {
            // It is as it was: the next try has to wait for chance.
            pause = RetryManager.ceiling(
                failure.category, tries: 1, rule: state.declaration(of: ordinal).retry)
        }
        arm(.backOff(ordinal), after: pause)
    }

    /// The ordinal of a task that backs off after this attempt, or is paused meanwhile.
    private func waiting(_ key: AttemptKey) -> Int? {
        guard key.run == state.run?.run, let ordinal = state.ordinal(of: key.task),
            state.tasks[ordinal].attempt == key.attempt, state.tasks[ordinal].isBackingOff
        else { return nil }
        return ordinal
    }

    // MARK: Other ways

    private mutating func goAnotherWay(_ ordinal: Int, _ failure: Failure, reason: String) {
        let tries = state.tasks[ordinal].tries &+ 1
        let account = state.tasks[ordinal].detail?.account ?? FailureAccount()
        switch FallbackEngine.next(state.declaration(of: ordinal).resilience, account: account, failure: failure) {
        case .alternative(let number):
            emit(
                .fellBack(.init(failure: failure, way: .alternative(number: number), tries: tries, reason: reason)),
                at: ordinal
            )
            if restoreFirst(ordinal) { break }
            if state.tasks[ordinal].status == .backingOff { arm(.backOff(ordinal), after: .zero) }
        case .defaults:
            emit(.fellBack(.init(failure: failure, way: .defaults, tries: tries, reason: reason)), at: ordinal)
            if !restoreFirst(ordinal) { effect(.placeDefaults(key(ordinal))) }
        case .skip: emit(.skipped(.init(reason: .fallback(summary: failure.summary))), at: ordinal)
        case .none: emit(.failed(.init(failure: failure, tries: tries, reason: reason)), at: ordinal)
        }
    }

    mutating func defaultsPlaced(_ key: AttemptKey, trouble: String?) {
        guard let ordinal = waiting(key), state.tasks[ordinal].detail?.isDefaulting == true,
            let failure = state.tasks[ordinal].detail?.failure
        else { return }
        if let trouble {
            let reason = "fails: its declared outputs could not be put in place: \(trouble)"
            fail(ordinal, failure, reason: reason)
        } else {
            recover(ordinal, by: .defaults, from: failure)
            emit(.succeeded, at: ordinal)
        }
    }

    // MARK: Success

    /// A task has come to its end as it should.
    mutating func succeed(_ ordinal: Int) {
        let task = state.tasks[ordinal]
        if let account = task.detail?.account, account.failingSince > 0, let failure = task.detail?.failure {
            recover(ordinal, by: means(account, failure), from: failure)
        }
        noteSuccess(of: ordinal)
        emit(.succeeded, at: ordinal)
    }

    private func means(_ account: FailureAccount, _ failure: Failure) -> TaskEvent.Recovered.Means {
        if account.alternative > 0 { return .alternative(number: account.alternative) }
        if let remedy = account.remedies.last { return .remedy(done: remedy) }
        return failure.category == .code && account.tries[.code] ?? 0 > 0 ? .flaky : .retry
    }

    private mutating func recover(_ ordinal: Int, by means: TaskEvent.Recovered.Means, from failure: Failure) {
        let since = state.tasks[ordinal].detail?.account?.failingSince ?? now.wallMilliseconds
        let after = max(0, now.wallMilliseconds.subtractingSaturated(since))
        emit(.recovered(.init(means: means, failure: failure, afterMilliseconds: after)), at: ordinal)
    }

    /// Randomness for one decision about one attempt: the same in every replay, and after every restart.
    func generator(for ordinal: Int) -> SeededGenerator {
        let task = state.tasks[ordinal]
        // Of the id too, so that tasks that fail together do not come back together.
        var hash = FNV1a()
        hash.add(task.id.description)
        return SeededGenerator(seed: (state.run?.seed ?? 0) ^ hash.value ^ UInt64(clamping: task.attempt))
    }
}
