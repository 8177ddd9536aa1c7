/// Folding what failures come to.
extension MissionState {
    mutating func backOff(_ backing: TaskEvent.BackingOff, at ordinal: Int, record: EventRecord) {
        charge(backing, at: ordinal, record: record)
        tasks[ordinal].tries = backing.tries
        tasks[ordinal].details.ending = nil
        tasks[ordinal].details.failure = backing.failure
        tasks[ordinal].details.faults = backing.faults
        tasks[ordinal].details.backOffMilliseconds = backing.delayMilliseconds
        tasks[ordinal].details.backOffUntil = record.wallMilliseconds &+ backing.delayMilliseconds
        tasks[ordinal].details.remedy = backing.remedy
        move(ordinal, to: .backingOff)
        note(backing.failure, at: ordinal, record: record, decision: backing.words)
    }

    private mutating func charge(_ backing: TaskEvent.BackingOff, at ordinal: Int, record: EventRecord) {
        var account = tasks[ordinal].detail?.account ?? FailureAccount()
        switch backing.charge {
        case .task:
            account.tries[backing.failure.category, default: 0] += 1
            account.waits = 0
            account.quotaWaits = 0
        case .infrastructure: account.waits += 1
        case .quota: account.quotaWaits += 1
        }
        if let remedy = backing.remedy, account.remedies.count < FailureAccount.mostRemedies {
            account.remedies.append(remedy)
        }
        // What has laid something down goes on from there, unless it failed by itself.
        let mayGoOn = tasks[ordinal].detail?.checkpoint != nil && backing.failure.isNotItsOwn
        account.cutOff(backing.charge == .quota || mayGoOn, attempt: tasks[ordinal].attempt)
        noteStart(of: &account, at: ordinal, record: record)
        tasks[ordinal].details.account = account
        recoveryCounts.failures &+= 1
    }

    /// Since when it fails: since its attempt's end, or now if it had none.
    private func noteStart(of account: inout FailureAccount, at ordinal: Int, record: EventRecord) {
        guard account.failingSince == 0 else { return }
        account.failingSince = tasks[ordinal].endedAt > 0 ? tasks[ordinal].endedAt : record.wallMilliseconds
    }

    mutating func fallBack(_ fallen: TaskEvent.FellBack, at ordinal: Int, record: EventRecord) {
        var account = tasks[ordinal].detail?.account ?? FailureAccount()
        noteStart(of: &account, at: ordinal, record: record)
        account.tries = [:]
        account.waits = 0
        account.quotaWaits = 0
        account.cutOff(false, attempt: tasks[ordinal].attempt)
        recoveryCounts.failures &+= 1
        let words: String
        switch fallen.way {
        case .alternative(let number):
            account.alternative = number
            words = "goes on with alternative \(number)"
            tasks[ordinal].tries = 0
        case .defaults:
            words = "its declared outputs stand in"
            tasks[ordinal].tries = fallen.tries
        }
        tasks[ordinal].details.ending = nil
        tasks[ordinal].details.failure = fallen.failure
        tasks[ordinal].details.faults = nil
        tasks[ordinal].details.account = account
        tasks[ordinal].details.backOffMilliseconds = 0
        tasks[ordinal].details.backOffUntil = record.wallMilliseconds
        tasks[ordinal].details.remedy = nil
        tasks[ordinal].details.isDefaulting = fallen.way == .defaults ? true : nil
        move(ordinal, to: .backingOff)
        note(fallen.failure, at: ordinal, record: record, decision: "\(words): \(fallen.reason)")
    }

    mutating func remedy(_ remedied: TaskEvent.Remedied, at ordinal: Int) {
        tasks[ordinal].details.remedy = nil
        guard case .done(let environment) = remedied.outcome else { return }
        recoveryCounts.remedies &+= 1
        if environment.isEmpty { return }
        var account = tasks[ordinal].detail?.account ?? FailureAccount()
        account.environment.merge(environment) { _, new in new }
        tasks[ordinal].details.account = account
    }

    mutating func checkpoint(_ made: TaskEvent.Checkpointed, at ordinal: Int, record: EventRecord) {
        guard made.attempt == tasks[ordinal].attempt else { return }
        switch made.outcome {
        case .saved(let info):
            tasks[ordinal].details.checkpoint = LastCheckpoint(info: info, at: record.wallMilliseconds)
            tasks[ordinal].details.checkpointTrouble = nil
        case .failed(let reason): tasks[ordinal].details.checkpointTrouble = reason
        }
    }

    mutating func recover(_ recovered: TaskEvent.Recovered, at ordinal: Int) {
        tasks[ordinal].details.recovered = recovered.means
        recoveryCounts.recoverable &+= 1
        recoveryCounts.recovered &+= 1
        switch recovered.means {
        case .retry, .remedy: break
        case .flaky: recoveryCounts.flaky &+= 1
        case .alternative: recoveryCounts.fellBack &+= 1
        case .defaults: recoveryCounts.defaulted &+= 1
        }
    }

    /// What a task that starts over keeps of its account.
    func account(of ordinal: Int, after cause: TaskEvent.Reset.Cause) -> FailureAccount? {
        var account = tasks[ordinal].detail?.account
        switch cause {
        case .retryFresh: return nil
        case .retry:
            account?.remedies = []
            account?.alternative = 0
        case .repaired: return repaired(account, at: ordinal)
        case .unblocked: break
        case .interrupted:
            if declaration(of: ordinal).resilience?.resume != nil {
                account = account ?? FailureAccount()
                account?.cutOff(true, attempt: tasks[ordinal].attempt)
            }
        }
        return account
    }

    /// What its remedies have set stays; it goes on from what it has laid down last.
    private func repaired(_ old: FailureAccount?, at ordinal: Int) -> FailureAccount? {
        var account = FailureAccount()
        account.environment = old?.environment ?? [:]
        account.isCutOff = old?.isCutOff == true
        account.cutOffAttempt = old?.cutOffAttempt
        account.cutOff(
            account.isCutOff || tasks[ordinal].detail?.checkpoint != nil, attempt: tasks[ordinal].attempt)
        return account == FailureAccount() ? nil : account
    }

    mutating func noteEnd(of failed: TaskEvent.Failed, at ordinal: Int) {
        let isTried = failed.isUntried != true
        if isTried { recoveryCounts.failures &+= 1 }
        // Who was never tried has had no error to recover from.
        let hasFailed = isTried || tasks[ordinal].detail?.account != nil
        if hasFailed, failed.failure.isRecoverable { recoveryCounts.recoverable &+= 1 }
    }
}

extension TaskEvent.BackingOff {
    /// What was decided, for the feed: `try 2 of 6 in 1.4s`.
    package var words: String {
        var lead =
            switch charge {
            case .task: "try \(tries &+ 1) of \(mostTries)"
            case .infrastructure: "again, not counted"
            case .quota: "again, when the limit may have been reset"
            }
        // The others say it by their words.
        if let reason, charge == .infrastructure { lead += " (\(reason))" }
        if let remedy { return "\(remedy.summary), then \(lead)" }
        return lead + (charge == .task ? "" : ",") + " in \(DurationText.format(.milliseconds(delayMilliseconds)))"
    }
}

extension Failure {
    /// Whether the same command may succeed later, perhaps after something was mended.
    package var isRecoverable: Bool {
        switch cause {
        case .stopped, .unanswered: return false
        case .exited, .signalled, .notStarted, .timedOut, .silent, .outputsMissing, .itemsUnreadable, .interrupted:
            break
        }
        if let reading { return reading.isRetryable }
        return severity != .fatal
    }
}

extension Failure {
    /// Whether the same work, gone on with, may well succeed: it was cut short.
    fileprivate var isNotItsOwn: Bool {
        switch category {
        case .timeout, .resource, .network: true
        case .filesystem, .validation, .dependency, .permission, .code, .unknown: false
        }
    }
}
