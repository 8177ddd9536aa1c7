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
        var generator = generator(for: ordinal)
        let decision = RetryManager.decide(
            failure, account: account, previous: state.tasks[ordinal].detail?.failure, rule: declaration.retry,
            generator: &generator)
        let remedy = FallbackEngine.remedy(
            among: diagnosis.remedies, account: account, allow: allow(of: ordinal), level: level)
        let isMended = remedy != nil && decision.isRetry
        if let wait = wait(ordinal, diagnosis, isMended: isMended) { return backOff(ordinal, failure, wait) }
        switch decision {
        case .giveUp(let reason):
            let hint = FallbackEngine.forbidden(
                among: diagnosis.remedies, account: account, allow: allow(of: ordinal), level: level)
            let words = [reason, hint, diagnosis.advice].compactMap { $0 }.joined(separator: "; ")
            goAnotherWay(ordinal, failure, reason: words)
        case .retry(let pause, let most):
            if remedy == nil { ease(ordinal, failure) }
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
        if !restoreFirst(ordinal) { goOnBackingOff(ordinal) }
    }

    /// It fails, at something that is no try of its own.
    mutating func fail(_ ordinal: Int, _ failure: Failure, reason: String, isUntried: Bool? = nil) {
        let tries = state.tasks[ordinal].tries
        emit(.failed(.init(failure: failure, tries: tries, reason: reason, isUntried: isUntried)), at: ordinal)
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
            if !restoreFirst(ordinal) { goOnBackingOff(ordinal) }
        case .defaults:
            emit(.fellBack(.init(failure: failure, way: .defaults, tries: tries, reason: reason)), at: ordinal)
            if !restoreFirst(ordinal) { goOnBackingOff(ordinal) }
        case .skip: emit(.skipped(.init(reason: .fallback(summary: failure.summary))), at: ordinal)
        case .none: emit(.failed(.init(failure: failure, tries: tries, reason: reason)), at: ordinal)
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

    mutating func recover(_ ordinal: Int, by means: TaskEvent.Recovered.Means, from failure: Failure) {
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
