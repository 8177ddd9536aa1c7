internal import CopilotModel

/// Protected tasks: each runs alone, after a snapshot of its workspace, and what a failed try did is undone before the next one.
extension MissionKernel {
    static func hasProtection(_ mission: Mission) -> Bool {
        mission.tasks.contains { $0.resilience?.protect != nil }
    }

    func isProtected(_ ordinal: Int) -> Bool {
        hasProtection && state.declaration(of: ordinal).resilience?.protect != nil
    }

    // MARK: Alone

    /// Whether nothing may start: a protected task runs, or a workspace is being kept or set back.
    var isReserved: Bool {
        guard hasProtection else { return false }
        return !protecting.isEmpty || !restoring.isEmpty || !keepingEnd.isEmpty || live.contains(where: isProtected)
            || checking.contains(where: isProtected)
    }

    /// Whether nothing of the mission's works in its workspace.
    private var isQuiet: Bool { live.isEmpty && checking.isEmpty && keepingEnd.isEmpty && mending.isEmpty }

    /// Whether a protected task that is next has to wait until it is alone.
    mutating func mustWaitAlone(_ ordinal: Int) -> Bool {
        isProtected(ordinal) && !isQuiet && !isHeldBack(ordinal)
    }

    /// Whether what a protected task waits for stands still itself: then others need not wait with it.
    var isStandstill: Bool {
        !live.isEmpty && live.allSatisfy { state.tasks[$0].status == .paused } && checking.isEmpty
            && keepingEnd.isEmpty && mending.isEmpty
    }

    // MARK: Before an attempt

    /// Has the workspace kept; the attempt starts when that is done.
    mutating func protect(_ ordinal: Int) {
        protecting.insert(ordinal)
        effect(.snapshot(nextKey(ordinal)))
    }

    private func nextKey(_ ordinal: Int) -> AttemptKey {
        let task = state.tasks[ordinal]
        return AttemptKey(run: state.run?.run ?? RunID(rawValue: ""), task: task.id, attempt: task.attempt &+ 1)
    }

    private mutating func leaveProtecting(_ key: AttemptKey) -> Int? {
        guard let ordinal = state.ordinal(of: key.task), protecting.contains(ordinal), nextKey(ordinal) == key else {
            return nil
        }
        protecting.remove(ordinal)
        return state.tasks[ordinal].status == .ready ? ordinal : nil
    }

    mutating func snapshotTaken(_ key: AttemptKey, _ snapshot: SnapshotInfo) {
        guard let ordinal = leaveProtecting(key) else { return }
        guard state.status.mayStart, sweeping != .asked else {
            // The mission was paused meanwhile, and the workspace may change: another one is taken when it goes on.
            allowProbe(ordinal)
            queue.push(ordinal, priority: state.declaration(of: ordinal).priority)
            return
        }
        emit(.protected(.init(attempt: key.attempt, snapshot: snapshot)), at: ordinal)
        start(ordinal)
    }

    mutating func snapshotFailed(_ key: AttemptKey, message: String) {
        guard let ordinal = leaveProtecting(key) else { return }
        let failure = Failure(
            category: .filesystem, severity: .fatal, cause: .notStarted(code: 0, message: message),
            summary: "no snapshot could be taken: \(message)")
        let reason = "fails before it starts: it is to be protected and cannot be"
        fail(ordinal, failure, reason: reason)
    }

    // MARK: After an attempt

    /// Has written down what a protected attempt has left before anything is decided about it.
    ///
    /// - Returns: whether there is something to be written down.
    mutating func keepEnd(_ ordinal: Int, _ report: ExitReport) -> Bool {
        guard state.tasks[ordinal].detail?.protection != nil else { return false }
        keepingEnd.insert(ordinal)
        effect(.keepEnd(key(ordinal), isFailed: !report.isSuccess))
        return true
    }

    mutating func endKept(_ key: AttemptKey) {
        guard let ordinal = ordinal(of: key, in: keepingEnd) else { return }
        keepingEnd.remove(ordinal)
        // It may have been skipped, stopped or retried meanwhile: then that is what its end means.
        let task = state.tasks[ordinal]
        guard task.status == .running || (task.status == .paused && task.detail?.pause?.from == .running),
            let report = task.detail?.report
        else { return }
        judgeEnd(ordinal, report)
    }

    /// Whether what its last attempt did is to be undone before another one.
    private func needsRestore(_ ordinal: Int) -> Bool {
        state.tasks[ordinal].detail?.protection != nil
            && state.declaration(of: ordinal).resilience?.protect?.restores == true
    }

    /// Has what the last attempt did undone, if its task asks for that.
    ///
    /// - Returns: whether that is under way.
    @discardableResult
    mutating func restoreFirst(_ ordinal: Int) -> Bool {
        guard needsRestore(ordinal) else { return false }
        restoring.insert(ordinal)
        return true
    }

    /// Begins to set a workspace back once nothing runs in it: one after the other. What is stopped, or waits for an answer,
    /// writes nothing.
    mutating func beginRestores() {
        guard undoing == nil, let next = restoring.min(), checking.isEmpty, keepingEnd.isEmpty, protecting.isEmpty,
            mending.isEmpty,
            live.allSatisfy({ state.tasks[$0].status == .paused && state.tasks[$0].detail?.ending == nil })
        else { return }
        undoing = next
        effect(.restore(key(next)))
    }

    mutating func restored(_ key: AttemptKey, _ outcome: RestoreOutcome) {
        guard let ordinal = ordinal(of: key, in: restoring), undoing == ordinal else { return }
        restoring.remove(ordinal)
        undoing = nil
        emit(.restored(.init(attempt: key.attempt, outcome: outcome)), at: ordinal)
        switch outcome {
        case .done: if state.tasks[ordinal].isBackingOff { goOnBackingOff(ordinal) }
        case .refused(let reason): failUnrestored(ordinal, reason)
        }
    }

    private mutating func failUnrestored(_ ordinal: Int, _ reason: String) {
        if state.tasks[ordinal].status.isSettled { return }
        let failure =
            state.tasks[ordinal].detail?.failure
            ?? Failure(
                category: .filesystem, severity: .fatal, cause: .interrupted, summary: "its last try was cut off")
        disarm(.backOff(ordinal))
        fail(ordinal, failure, reason: "fails: its workspace was not set back, as \(reason)")
    }
}
