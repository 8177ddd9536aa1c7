internal import CopilotModel

extension Explain {
    /// What a task, a group or a fan-out does or did, in a phrase that can stand alone or behind `is`.
    func words(_ ordinal: Int) -> String {
        if state.isAggregate(ordinal) { return aggregateWords(ordinal) }
        let task = state.tasks[ordinal]
        switch task.status {
        case .waiting: return "waiting"
        case .ready: return "ready"
        case .running: return runningWords(ordinal)
        case .paused: return pausedWords(task)
        case .backingOff: return backingOffWords(ordinal)
        case .succeeded: return succeededWords(ordinal)
        case .failed: return failedWords(task)
        case .skipped: return skippedWords(ordinal)
        case .blocked: return "blocked" + (task.detail?.blockedBy.map { " by \($0)" } ?? "")
        case .lost: return "lost: it ran when its supervisor died"
        }
    }

    /// Why nothing starts now in the mission as a whole; nil where tasks start.
    func missionWords() -> String? {
        switch state.status {
        case .created: "the mission has not begun"
        case .running: nil
        case .pausing: "the mission is pausing: what runs is let end"
        case .paused: "the mission is paused"
        case .stopping(let cause): "the mission is stopping" + (cause == .deadline ? ": its deadline has passed" : "")
        case .stopped: "the mission is stopped, and goes on when it is resumed"
        case .ended(let result): "the mission has ended: \(result.outcome.rawValue)"
        }
    }

    /// What is worth knowing of a task besides its headline.
    func facts(_ ordinal: Int) -> [Explanation.Reason] {
        let task = state.tasks[ordinal]
        var reasons: [Explanation.Reason] = []
        if let remaining = remainingLimit(task), task.status == .running || task.status == .paused {
            reasons.append(.init(text: "has \(text(remaining)) left of its limit"))
        }
        if let checkpoint = task.detail?.checkpoint {
            let age = now.wallMilliseconds.subtractingSaturated(checkpoint.at)
            reasons.append(.init(text: "last checkpoint \(text(age)) ago: \(checkpoint.info.path)"))
        }
        if let trouble = task.detail?.checkpointTrouble {
            reasons.append(.init(text: "no newer checkpoint: \(trouble)"))
        }
        let failed = task.status != .failed && task.status != .backingOff && !task.status.isSettled
        if failed, let failure = task.detail?.failure {
            reasons.append(.init(text: "failed before (\(tryCount(ordinal))): \(failure.summary)"))
        }
        reasons += recoveryFacts(ordinal).map { .init(text: $0) }
        let uncounted = task.attempt.subtractingReportingOverflow(task.tries).partialValue
        if uncounted > 1 { reasons.append(.init(text: "was started \(task.attempt) times; \(task.tries) tries count")) }
        return reasons
    }

    // MARK: One status each

    private func runningWords(_ ordinal: Int) -> String {
        let task = state.tasks[ordinal]
        let since = now.wallMilliseconds.subtractingSaturated(task.startedAt)
        if let cause = task.detail?.ending { return "being ended after \(text(since)): \(endingWords(cause))" }
        if task.detail?.report != nil { return "exited, and its outputs are being looked for" }
        return "running for \(text(since))" + (task.tries > 0 ? ", try \(nextTry(ordinal))" : "")
    }

    private func endingWords(_ cause: EndCause) -> String {
        switch cause {
        case .timeout(let limit): "its limit of \(text(limit)) has passed"
        case .silence(let idle): "it printed nothing for \(text(idle))"
        case .stop: "it was stopped by a person"
        case .kill: "it was killed by a person"
        case .skip: "it is skipped"
        case .missionStop: "the mission stops"
        case .unanswered(let question, let reason): "nobody answers '\(question)': \(reason)"
        }
    }

    private func pausedWords(_ task: TaskState) -> String {
        let holds = task.detail?.pause?.holds ?? []
        if holds == [.prompt] { return askingWords(task) }
        let who =
            holds.contains(.person)
            ? holds.contains(.mission) ? "paused by a person, and because the mission is" : "paused by a person"
            : "paused because the mission is"
        switch task.detail?.pause?.from {
        case .running: return who + "; its processes are stopped"
        case .backingOff: return who + "; it was backing off"
        case .pending, nil: return who
        }
    }

    private func askingWords(_ task: TaskState) -> String {
        guard let open = task.detail?.prompt else { return "waiting for an answer" }
        let asked =
            open.prompt.question.isEmpty ? "for input (\(open.prompt.kind.rawValue))" : "'\(open.prompt.question)'"
        let since = text(now.wallMilliseconds.subtractingSaturated(open.askedAt))
        return "asking \(asked) (prompt \(open.sequence)) for \(since): \(open.decision.reason)"
    }

    private func backingOffWords(_ ordinal: Int) -> String {
        let detail = state.tasks[ordinal].detail
        let until = (detail?.backOffUntil ?? 0).subtractingSaturated(now.wallMilliseconds)
        let remaining = max(0, min(detail?.backOffMilliseconds ?? 0, until))
        if detail?.protection != nil, state.declaration(of: ordinal).resilience?.protect?.restores == true {
            return "its workspace is being set back" + (detail?.failure.map { " after \($0.summary)" } ?? "")
        }
        if let remedy = detail?.remedy {
            return "being mended (\(remedy.summary))" + (detail?.failure.map { " after \($0.summary)" } ?? "")
        }
        if detail?.isDefaulting == true { return "its declared outputs are being put in place" }
        return "backing off, try \(nextTry(ordinal)) in \(text(remaining))"
            + (detail?.failure.map { " after \($0.summary)" } ?? "")
    }

    /// Why a brake holds a task that is ready; nil if none does.
    func brakeWords(_ ordinal: Int) -> String? {
        guard let brake = state.brake(holding: ordinal) else { return nil }
        let left = text(max(0, brake.until.subtractingSaturated(now.wallMilliseconds)))
        let why =
            switch brake.kind {
            case .alike: "others of its kind fail alike (\(brake.failure.summary))"
            case .quota: "the usage limit that it shares is used up (\(brake.failure.summary))"
            case .offline: "the network is gone"
            }
        let reset = brake.resetAt.map { at in
            "; it says that it is reset in \(text(max(0, at.subtractingSaturated(now.wallMilliseconds))))"
        }
        return "held back: \(why)\(reset ?? ""); one of them probes in \(left), after \(brake.probes) in vain"
    }

    private func failedWords(_ task: TaskState) -> String {
        "failed\(spent(task))\(task.tries > 1 ? " after \(task.tries) tries" : "")"
            + (task.detail?.failure.map { ": \($0.summary)" } ?? "")
    }

    private func skippedWords(_ ordinal: Int) -> String {
        switch state.tasks[ordinal].detail?.skip {
        case .requested(let requester): "skipped by \(requester == .policy ? "a rule" : "a person")"
        case .subtree(let root): "skipped with \(root) and all that needs it"
        case .conditionNotMet: "skipped: \(conditionWords(ordinal)) did not come true"
        case .fallback(let summary): "skipped, as its last alternative says, after \(summary)"
        case nil: "skipped"
        }
    }

    private func conditionWords(_ ordinal: Int) -> String {
        let declared = state.tasks[ordinal].declaration
        let own = state.mission.tasks[declared].when
        if own == .allFailed || own == .anyFailed { return "its condition \(own.rawValue)" }
        var next = state.container(of: declared)
        while let group = next {
            let condition = state.mission.tasks[group].when
            if condition == .allFailed || condition == .anyFailed {
                return "the condition \(condition.rawValue) of its group \(state.tasks[group].id)"
            }
            next = state.container(of: group)
        }
        return "its condition"
    }

    private func aggregateWords(_ ordinal: Int) -> String {
        let counts = state.groupCounts[ordinal] ?? StatusCounts()
        if counts.total == 0 { return "empty: there is nothing to do" }
        let parts = TaskStatus.allCases.filter { counts[$0] > 0 }.map { "\(counts[$0]) \(Self.word($0))" }
        return "\(counts.settled) of \(counts.total) ended: " + parts.joined(separator: ", ")
    }

    // MARK: Parts of phrases

    private static func word(_ status: TaskStatus) -> String { status == .backingOff ? "backing off" : status.word }

    private func text(_ milliseconds: Int64) -> String { DurationText.format(.milliseconds(milliseconds)) }

    func spent(_ task: TaskState) -> String {
        guard task.startedAt > 0, task.endedAt >= task.startedAt else { return "" }
        return " in \(text(task.endedAt.subtractingSaturated(task.startedAt)))"
    }

    private func nextTry(_ ordinal: Int) -> String {
        let next = state.tasks[ordinal].tries &+ 1
        guard let failure = state.tasks[ordinal].detail?.failure else { return "\(next)" }
        let most = RetryManager.mostTries(failure, rule: state.declaration(of: ordinal).retry)
        return next > most ? "\(next)" : "\(next) of \(most)"
    }

    private func tryCount(_ ordinal: Int) -> String {
        let tries = state.tasks[ordinal].tries
        return tries == 1 ? "1 try" : "\(tries) tries"
    }

    private func remainingLimit(_ task: TaskState) -> Int64? {
        guard let limit = task.detail?.limitMilliseconds else { return nil }
        guard let armed = task.detail?.limitArmedAt else { return max(0, limit) }
        return max(0, min(limit, limit.subtractingSaturated(now.monotonic.milliseconds.subtractingSaturated(armed))))
    }
}
