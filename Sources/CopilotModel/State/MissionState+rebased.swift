extension MissionState {
    /// The state of the same run as it goes on with another mission.
    ///
    /// A task is the same if it is called the same and does the same: command, items, environment, folder, outputs. It keeps
    /// what it has come to; only where it failed, and its rules for retries or limits changed, it waits anew. A task that
    /// does something else waits anew, and what ran of it counts as lost. New tasks wait; those that the mission no longer
    /// has vanish. What depends on needs alone is judged anew when the run is taken up.
    package func rebased(onto mission: Mission) -> MissionState {
        var rebased = MissionState(mission: mission)
        rebased.isReloaded = true
        rebased.run = run
        rebased.settings = settings
        rebased.supervisor = supervisor
        rebased.status = status
        rebased.failures = failures
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
        let doesTheSame = mission.tasks[new].doesTheSame(as: before)
        let isTriedAlike = mission.tasks[new].retry == before.retry && mission.tasks[new].timeout == before.timeout
        guard let expansion = old.expansions[declared] else {
            take(old.tasks[declared], at: new, doesTheSame: doesTheSame, isTriedAlike: isTriedAlike)
            return
        }
        guard doesTheSame else {
            // Attempts of its new children are counted on, so that each keeps a name of its own in the run's output.
            tasks[new].attempt = expansion.range.map { old.tasks[$0].attempt }.max() ?? 0
            return
        }
        tasks[new].attempt = old.tasks[declared].attempt
        let base = tasks.count
        expand(new, into: .init(count: expansion.count, digest: expansion.digest))
        for child in 0..<expansion.count where base + child < tasks.count {
            take(
                old.tasks[expansion.base + child], at: base + child, doesTheSame: true, isTriedAlike: isTriedAlike)
        }
    }

    private mutating func take(_ old: TaskState, at ordinal: Int, doesTheSame: Bool, isTriedAlike: Bool) {
        tasks[ordinal].attempt = old.attempt
        tasks[ordinal].startedAt = old.startedAt
        tasks[ordinal].endedAt = old.endedAt
        if doesTheSame, old.status != .failed || isTriedAlike {
            tasks[ordinal].tries = old.tries
            tasks[ordinal].detail = old.detail
            setStatus(old.status, at: ordinal)
            return
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

extension MissionTask {
    /// Whether its result would be the other's: the same command on the same items, with the same surroundings and outputs.
    func doesTheSame(as other: MissionTask) -> Bool {
        command == other.command && fanOut == other.fanOut && environment == other.environment
            && workingDirectory == other.workingDirectory && outputs == other.outputs
    }
}
