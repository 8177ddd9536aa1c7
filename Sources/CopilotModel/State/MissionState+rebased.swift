extension MissionState {
    /// The state of the same run as it goes on with another mission.
    ///
    /// A task is the same if it is called the same and does the same: command, items, environment, folder, outputs. It keeps
    /// what it has come to. Rules for what follows a failure (retries, limits, fallbacks, defaults, permissions, protection)
    /// hold from now on and run nothing again that is done; only where it failed under other rules, was skipped by them, or
    /// was on a way that is another one now, it waits anew. A task that does something else waits anew, and what ran of it
    /// counts as lost; what its last try left is still undone. New tasks wait; those that the mission no longer
    /// has vanish. What depends on needs alone is judged anew when the run is taken up.
    package func rebased(onto mission: Mission) -> MissionState {
        var rebased = MissionState(mission: mission)
        rebased.isReloaded = true
        rebased.run = run
        rebased.settings = settings
        rebased.supervisor = supervisor
        rebased.status = status
        rebased.failures = failures
        rebased.promptCounts = promptCounts
        rebased.recoveryCounts = recoveryCounts
        rebased.easing = easing
        rebased.brakes = brakes.filter { rebased.isHeld(by: $0.value, since: self) }
        rebased.sequence = sequence
        rebased.updatedAt = updatedAt
        let pairs = rebased.index.ordinals.compactMap { name, new in index.ordinals[name].map { (old: $0, new: new) } }
            .filter { !self.mission.tasks[$0.old].isGroup && !mission.tasks[$0.new].isGroup }
        // In the order in which they were expanded, so that every replay lays the children out alike.
        for (old, new) in pairs.sorted(by: { order($0.old) < order($1.old) }) {
            rebased.take(new, from: self, old)
        }
        return rebased
    }

    /// Where a declared task comes in a rebase: expansions as they were made, then the others.
    private func order(_ ordinal: Int) -> (Int, Int) { (expansions[ordinal]?.base ?? .max, ordinal) }

    /// Takes over what a declared task, with the children it has, had come to.
    private mutating func take(_ new: Int, from old: MissionState, _ declared: Int) {
        let before = old.mission.tasks[declared]
        let change = TaskChange(from: before, to: mission.tasks[new])
        guard let expansion = old.expansions[declared] else {
            take(old.tasks[declared], at: new, change)
            return
        }
        guard change.doesTheSame else {
            // Attempts of its new children are counted on, so that each keeps a name of its own in the run's output.
            tasks[new].attempt = expansion.range.map { old.tasks[$0].attempt }.max() ?? 0
            return
        }
        tasks[new].attempt = old.tasks[declared].attempt
        let base = tasks.count
        expand(new, into: .init(count: expansion.count, digest: expansion.digest))
        for child in 0..<expansion.count where base + child < tasks.count {
            take(old.tasks[expansion.base + child], at: base + child, change)
        }
    }

    private mutating func take(_ old: TaskState, at ordinal: Int, _ change: TaskChange) {
        tasks[ordinal].attempt = old.attempt
        tasks[ordinal].startedAt = old.startedAt
        tasks[ordinal].endedAt = old.endedAt
        if change.keeps(old) {
            tasks[ordinal].tries = old.tries
            tasks[ordinal].detail = old.detail
            if !change.isProtected, old.detail?.protection != nil { tasks[ordinal].details.protection = nil }
            setStatus(old.status, at: ordinal)
            return
        }
        if change.isProtected, let protection = old.detail?.protection {
            tasks[ordinal].details.protection = protection
        }
        if change.goesOnFromCheckpoints, let checkpoint = old.detail?.checkpoint {
            var account = FailureAccount()
            account.cutOff(true, attempt: old.attempt)
            tasks[ordinal].details.checkpoint = checkpoint
            tasks[ordinal].details.account = account
        }
        if let pause = old.detail?.pause {
            tasks[ordinal].details.pause = TaskPause(from: .pending, holds: pause.holds)
            setStatus(.paused, at: ordinal)
            return
        }
        switch old.status {
        case .running, .lost: setStatus(.lost, at: ordinal)
        case .waiting, .ready, .paused, .backingOff, .succeeded, .failed, .skipped, .blocked:
            setStatus(.waiting, at: ordinal)
        }
    }
}

/// What is another one about a task.
private struct TaskChange {
    /// Whether its result would be the same.
    let doesTheSame: Bool
    /// Whether what follows its failures is the same.
    let isTriedAlike: Bool
    let hasSameFallback: Bool
    let hasSameDefaults: Bool
    /// Whether what it has laid down is of use to the next try.
    let goesOnFromCheckpoints: Bool
    /// Whether what a try has left is to be undone.
    let isProtected: Bool

    init(from before: MissionTask, to after: MissionTask) {
        doesTheSame = after.doesTheSame(as: before)
        isTriedAlike =
            after.retry == before.retry && after.timeout == before.timeout && after.resilience == before.resilience
        hasSameFallback = after.resilience?.fallback ?? [] == before.resilience?.fallback ?? []
        hasSameDefaults = after.resilience?.defaults ?? [] == before.resilience?.defaults ?? []
        goesOnFromCheckpoints = doesTheSame && after.resilience?.checkpoint == before.resilience?.checkpoint
        isProtected = after.resilience?.protect?.restores == true
    }

    /// Whether a task keeps what it has come to.
    func keeps(_ old: TaskState) -> Bool {
        guard doesTheSame else { return false }
        switch old.status {
        case .succeeded: return true
        case .failed: return isTriedAlike
        case .skipped:
            if case .fallback? = old.detail?.skip { return isTriedAlike }
            return true
        case .waiting, .ready, .running, .paused, .backingOff, .blocked, .lost:
            // Its number would stand for another command, or for none.
            let isElsewhere = !hasSameFallback && old.detail?.account?.alternative ?? 0 > 0
            return !isElsewhere && (hasSameDefaults || old.detail?.isDefaulting != true)
        }
    }
}

extension MissionTask {
    /// Whether its result would be the other's: the same command on the same items, with the same surroundings and outputs.
    ///
    /// Of ``resilience`` nothing counts: its commands run only after a failure, and what stands in for outputs says so.
    func doesTheSame(as other: MissionTask) -> Bool {
        command == other.command && fanOut == other.fanOut && environment == other.environment
            && workingDirectory == other.workingDirectory && outputs == other.outputs
    }
}

extension MissionState {
    /// Whether a brake that was drawn in `old` holds somebody here for what still fails alike.
    fileprivate func isHeld(by brake: Brake, since old: MissionState) -> Bool {
        switch brake.members {
        case .network: true
        case .quota: mission.tasks.contains { !$0.isGroup && BrakeMembers.quota(of: $0) == brake.members }
        case .fanOut(let id): mission.tasks.contains { $0.id == id && doesTheSame($0, in: old) }
        case .program:
            mission.tasks.contains {
                !$0.isGroup && BrakeMembers.kin(of: $0.id, $0) == brake.members && doesTheSame($0, in: old)
            }
        }
    }

    private func doesTheSame(_ task: MissionTask, in old: MissionState) -> Bool {
        old.index.ordinals[task.id.name].map { task.doesTheSame(as: old.mission.tasks[$0]) } ?? false
    }
}
