internal import CopilotModel

/// Checkpoints of tasks: each is asked for in time, and once more before an attempt is ended that may go on later.
extension MissionKernel {
    /// How long a last checkpoint may take before an attempt is ended: a save is worth waiting for, a machine that hangs is not.
    static let lastSavePatience: Duration = .seconds(60)

    /// Waits for the next checkpoint of a running attempt. It is asked for when nine tenths of the time have passed, so that
    /// what a save takes longer than the one before does not make the next one late.
    mutating func armCheckpoint(_ ordinal: Int) {
        guard let rule = state.declaration(of: ordinal).resilience?.checkpoint else { return }
        arm(.checkpoint(ordinal), after: .milliseconds(rule.everyMilliseconds / 10 * 9))
    }

    mutating func checkpointIsDue(_ ordinal: Int) {
        guard live.contains(ordinal) else { return }
        if saving[ordinal] == .last { return terminate(ordinal) }
        guard state.tasks[ordinal].status == .running, state.tasks[ordinal].detail?.ending == nil else { return }
        armCheckpoint(ordinal)
        // One that takes longer than the time between two is waited for.
        guard saving[ordinal] == nil else { return }
        saving[ordinal] = .midway
        effect(.saveCheckpoint(key(ordinal)))
    }

    mutating func checkpointed(_ key: AttemptKey, _ outcome: CheckpointOutcome, took span: Duration) {
        guard let ordinal = state.ordinal(of: key.task), key.run == state.run?.run else { return }
        if state.tasks[ordinal].attempt == key.attempt, !isSameCheckpoint(outcome, ordinal) {
            let made = TaskEvent.Checkpointed(
                attempt: key.attempt, outcome: outcome, tookMilliseconds: span.milliseconds)
            emit(.checkpointed(made), at: ordinal)
        }
        guard self.ordinal(of: key, in: live) != nil, let phase = saving.removeValue(forKey: ordinal) else { return }
        if state.tasks[ordinal].detail?.ending != nil {
            // One that began before the end was wanted is not the last word.
            if phase == .midway, saveLast(ordinal) { return }
            terminate(ordinal)
        }
    }

    /// Has a last checkpoint made before an attempt is ended; false: there is nothing to make.
    mutating func saveLast(_ ordinal: Int) -> Bool {
        guard state.declaration(of: ordinal).resilience?.checkpoint?.save != nil,
            state.tasks[ordinal].detail?.process != nil, state.tasks[ordinal].detail?.pause?.isStopped != true
        else { return false }
        switch state.tasks[ordinal].detail?.ending {
        case .missionStop, .timeout, .silence: break
        case nil, .skip, .stop, .kill, .unanswered: return false
        }
        arm(.checkpoint(ordinal), after: Self.lastSavePatience)
        if saving.updateValue(.last, forKey: ordinal) == nil { effect(.saveCheckpoint(key(ordinal))) }
        return true
    }

    /// What nobody has seen change is not told again: a task that saves by itself is only looked at.
    private func isSameCheckpoint(_ outcome: CheckpointOutcome, _ ordinal: Int) -> Bool {
        let detail = state.tasks[ordinal].detail
        return switch outcome {
        case .saved(let info):
            state.declaration(of: ordinal).resilience?.checkpoint?.save == nil && info == detail?.checkpoint?.info
        case .failed(let reason): reason == detail?.checkpointTrouble
        }
    }

    /// What a checkpoint that is being made is for.
    enum Saving: Sendable, Hashable {
        case midway
        /// The attempt is ended when it is there.
        case last
    }
}
