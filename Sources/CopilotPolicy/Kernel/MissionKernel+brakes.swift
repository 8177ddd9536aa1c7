internal import CopilotModel

/// Holding back what would fail alike: a usage limit, a network that is gone, a thousand tasks before the same wall. One at a time
/// probes; the first success lets all go.
extension MissionKernel {
    /// How the tries of one kind of task go.
    struct Streak: Sendable {
        var signature = ""
        /// Different tasks that failed so in a row; capped by the threshold.
        var tasks: Set<Int> = []
        /// All tries that failed of all that came to an end, whatever held them back meanwhile.
        var failed = 0
        var ended = 0
    }

    /// What a brake knows besides its event; made anew after a restart.
    struct BrakeWatch: Sendable {
        /// Who probes.
        var probe: Int?
        var mayProbe = false
        /// Whether what failed its probe is being mended: its next try is the same probe.
        var isMended = false
    }

    // MARK: A failure

    /// What a failed task waits for that is nobody's fault of its own; nil: it is judged by its own account.
    ///
    /// - Parameter isMended: whether a remedy is tried for it first: that tells nothing about the others yet.
    mutating func wait(_ ordinal: Int, _ diagnosis: Diagnosis, isMended: Bool) -> Wait? {
        let failure = diagnosis.failure
        let declaration = state.declaration(of: ordinal)
        let account = state.tasks[ordinal].detail?.account ?? FailureAccount()
        let most = RetryManager.mostTries(failure, rule: declaration.retry)
        if failure.reading?.scope == .quota, failure.isRecoverable {
            if !mayWait(account.quotaWaits) { return nil }
            let brake = draw(BrakeMembers.quota(of: declaration), .quota, failure, by: ordinal)
            return Wait(
                charge: .quota, pause: remaining(of: brake), mostTries: most, reason: "its usage limit is used up")
        }
        if failure.category == .network, case .offline(let what)? = diagnosis.connectivity {
            if !mayWait(account.waits) { return nil }
            let brake = draw(.network, .offline, failure, by: ordinal)
            return Wait(charge: .infrastructure, pause: remaining(of: brake), mostTries: most, reason: what)
        }
        if let holder = diagnosis.lockHolder, failure.isRecoverable, mayWait(account.waits) {
            return Wait(
                charge: .infrastructure, pause: RetryManager.lockPause(afterWaits: account.waits), mostTries: most,
                reason: "waits for a lock: \(holder)")
        }
        if isMended {
            for (name, watch) in watches where watch.probe == ordinal { watches[name]?.isMended = true }
            return nil
        }
        guard let brake = noteFailure(of: ordinal, failure), failure.isRecoverable else { return nil }
        if account.waits >= RetryManager.mostMachineFaults { return nil }
        return Wait(
            charge: .infrastructure, pause: remaining(of: brake), mostTries: most,
            reason: "others fail alike, and one at a time probes")
    }

    /// Whether a task that has waited so often in a row for what is not its fault may wait again.
    private func mayWait(_ waits: Int) -> Bool {
        state.settings?.deadline != nil || waits < RetryManager.mostMachineFaults
    }

    /// Counts a failure among its kind.
    ///
    /// - Returns: the brake that is drawn for it.
    private mutating func noteFailure(of ordinal: Int, _ failure: Failure) -> Brake? {
        let members = kin(of: ordinal)
        let signature = BrakePolicy.signature(failure)
        streaks[members, default: Streak()].failed += 1
        streaks[members]?.ended += 1
        if let brake = state.brakes[members.name] {
            guard BrakePolicy.signature(brake.failure) == signature else {
                // The probe got further, or somewhere else.
                if watches[members.name]?.probe == ordinal { thaw(brake, .probed) }
                return nil
            }
            return draw(members, .alike, failure, by: ordinal)
        }
        var streak = streaks[members] ?? Streak()
        if streak.signature != signature {
            streak.signature = signature
            streak.tasks = []
        }
        streak.tasks.insert(ordinal)
        let isLong = streak.tasks.count >= BrakePolicy.threshold(failed: streak.failed, ended: streak.ended)
        if isLong { streak.tasks = [] }
        streaks[members] = streak
        return isLong ? draw(members, .alike, failure, by: ordinal) : nil
    }

    /// Counts a success among its kind, and lets go what was held back for want of one.
    mutating func noteSuccess(of ordinal: Int) {
        let kin = kin(of: ordinal)
        streaks[kin, default: Streak()].ended += 1
        streaks[kin]?.tasks = []
        if state.brakes.isEmpty { return }
        for brake in state.brakes.values.sorted(by: { $0.members.name < $1.members.name })
        where watches[brake.members.name]?.probe == ordinal || brake.members == kin {
            thaw(brake, .probed)
        }
    }

    /// Those that fail alike with a task; what its siblings share is found out once.
    private mutating func kin(of ordinal: Int) -> Brake.Members {
        let task = state.tasks[ordinal]
        if let known = kins[task.declaration] { return known }
        let kin = BrakeMembers.kin(of: task.id, state.mission.tasks[task.declaration])
        if task.id.isChild { kins[task.declaration] = kin }
        return kin
    }

    // MARK: Drawing and letting go

    /// Draws a brake, or has one that is drawn wait longer if it was its probe that failed.
    private mutating func draw(
        _ members: Brake.Members, _ kind: Brake.Kind, _ failure: Failure, by ordinal: Int
    ) -> Brake {
        let old = state.brakes[members.name]
        if let old, watches[members.name]?.probe != ordinal { return old }
        let probes = old.map { $0.probes &+ 1 } ?? 0
        let resetAt = kind == .quota ? resetTime(failure) : nil
        var delay = BrakePolicy.delay(kind, failure, probes: probes)
        if let resetAt {
            let wait = Duration.milliseconds(max(0, resetAt.subtractingSaturated(now.wallMilliseconds)))
            let isDoubted = old == nil && wait > BrakePolicy.longestBelieved
            delay = isDoubted ? BrakePolicy.firstDoubt : wait + RetryManager.longestSpread
        }
        let brake = Brake(
            kind: kind, members: members, failure: failure, probes: probes, delayMilliseconds: delay.milliseconds,
            until: now.wallMilliseconds &+ delay.milliseconds, resetAt: resetAt)
        emit(.mission(.braked(brake)))
        forgetProbe(of: members.name)
        queue.close(members.name)
        if BrakePolicy.givesUp(brake, hasDeadline: state.settings?.deadline != nil) {
            giveUp(brake)
        } else {
            arm(.brake(members.name), after: delay)
        }
        return brake
    }

    /// When a usage limit is reset, by the failure's own word.
    private func resetTime(_ failure: Failure) -> Int64? {
        failure.reading?.retryAfterMilliseconds.map {
            now.wallMilliseconds &+ max(0, min($0, DurationText.longestMilliseconds))
        }
    }

    func remaining(of brake: Brake) -> Duration {
        let left = brake.until.subtractingSaturated(now.wallMilliseconds)
        return .milliseconds(max(0, min(left, brake.delayMilliseconds)))
    }

    private mutating func thaw(_ brake: Brake, _ cause: MissionEvent.Thawed.Cause) {
        emit(.mission(.thawed(.init(members: brake.members, cause: cause))))
        disarm(.brake(brake.members.name))
        watches[brake.members.name] = nil
        queue.open(brake.members.name)
        // What it made wait need not wait any longer.
        guard state.counts[.backingOff] > 0 else { return }
        for ordinal in state.tasks.indices where isWaiting(ordinal, for: brake) {
            arm(.backOff(ordinal), after: .zero)
        }
    }

    private mutating func isWaiting(_ ordinal: Int, for brake: Brake) -> Bool {
        state.tasks[ordinal].isWaitingUncounted && !state.isAggregate(ordinal)
            && members(of: ordinal).contains(brake.members)
    }

    mutating func requeue(_ ordinal: Int) {
        guard state.tasks[ordinal].status == .ready else { return }
        queue.push(ordinal, priority: state.declaration(of: ordinal).priority)
    }

    /// Nothing that was probed went better: what is held has failed with it.
    private mutating func giveUp(_ brake: Brake) {
        let held = queue.clear(brake.members.name).filter { state.tasks[$0].status == .ready }
        emit(.mission(.thawed(.init(members: brake.members, cause: .gaveUp))))
        disarm(.brake(brake.members.name))
        watches[brake.members.name] = nil
        for ordinal in held {
            var failure = brake.failure
            failure.summary = "not tried, as others fail alike: \(brake.failure.summary)"
            let reason = "fails: \(brake.probes) probes in a row failed alike"
            guard state.tasks[ordinal].status == .ready else { continue }
            fail(ordinal, failure, reason: reason, isUntried: true)
        }
    }

    // MARK: Holding and probing

    /// As the state tells them; what its siblings share is found out once.
    mutating func members(of ordinal: Int) -> [Brake.Members] {
        let task = state.tasks[ordinal]
        let declared =
            kinds[task.declaration] ?? BrakeMembers.Declared(task.id, state.mission.tasks[task.declaration])
        kinds[task.declaration] = declared
        return declared.members(hasFailedAtNetwork: task.hasFailedAtNetwork)
    }

    /// Whether a ready task may start. It may not where a brake holds it; unless it is the one that probes.
    mutating func mayStart(_ ordinal: Int) -> Bool {
        if state.brakes.isEmpty { return true }
        let brakes = members(of: ordinal).compactMap { state.brakes[$0.name] }
        // One that is held by two waits for both.
        guard let closed = brakes.first(where: { !isOpen($0, for: ordinal) }) else {
            for brake in brakes {
                forgetProbe(of: brake.members.name)
                watches[brake.members.name]?.probe = ordinal
            }
            return true
        }
        queue.hold(ordinal, priority: state.declaration(of: ordinal).priority, on: closed.members.name)
        return false
    }

    /// Whether a brake holds a ready task; asking changes nothing that matters.
    mutating func isHeldBack(_ ordinal: Int) -> Bool {
        if state.brakes.isEmpty { return false }
        return members(of: ordinal).compactMap { state.brakes[$0.name] }.contains { !isOpen($0, for: ordinal) }
    }

    /// What was let go to probe and has not started may be let go again.
    mutating func allowProbe(_ ordinal: Int) {
        for (name, watch) in watches where watch.probe == ordinal { watches[name]?.mayProbe = true }
    }

    private func isOpen(_ brake: Brake, for ordinal: Int) -> Bool {
        guard let watch = watches[brake.members.name] else { return false }
        return (watch.mayProbe || watch.isMended) && (watch.probe ?? ordinal) == ordinal
    }

    private mutating func forgetProbe(of name: String) {
        watches[name, default: BrakeWatch()].probe = nil
        watches[name]?.mayProbe = false
        watches[name]?.isMended = false
    }

    /// A brake's pause is over: one of those it holds, drawn at random, may start.
    mutating func probeBrake(_ name: String) {
        guard let brake = state.brakes[name] else { return }
        // Whoever is drawn may be skipped, reset or held before it starts: then another one is.
        let again = max(Duration.milliseconds(brake.delayMilliseconds), RetryManager.longestSpread)
        arm(.brake(name), after: again)
        if let probe = watches[name]?.probe {
            let isStarted = live.contains(probe) || checking.contains(probe) || protecting.contains(probe)
            if isStarted || keepingEnd.contains(probe) { return }
            if watches[name]?.isMended == true, state.tasks[probe].status == .backingOff { return }
            forgetProbe(of: name)
        }
        watches[name, default: BrakeWatch()].mayProbe = true
        if brake.kind == .offline { effect(.probeNetwork) }
        var generator = SeededGenerator(seed: (state.run?.seed ?? 0) ^ UInt64(clamping: state.sequence))
        let tasks = state.tasks
        let probe = queue.draw(from: name, using: &generator) { tasks[$0].status == .ready }
        if let probe { queue.push(probe, priority: .max) }
    }

    /// Somebody looked whether the network is there.
    mutating func connectivity(_ connectivity: Connectivity) {
        guard connectivity == .online, let brake = state.brakes[Brake.Members.network.name] else { return }
        thaw(brake, .online)
    }

    /// Probes that came to nothing (they were skipped, stopped, or asked for a person) are made up for.
    mutating func watchProbes() {
        if watches.isEmpty { return }
        for (name, watch) in watches.sorted(by: { $0.key < $1.key }) {
            guard let probe = watch.probe else { continue }
            // One that a person must let go on probes nothing meanwhile.
            if state.tasks[probe].status == .paused, let brake = state.brakes[name] {
                forgetProbe(of: name)
                arm(.brake(name), after: max(remaining(of: brake), .milliseconds(brake.delayMilliseconds)))
                continue
            }
            guard !live.contains(probe), !checking.contains(probe) else { continue }
            switch state.tasks[probe].status {
            case .running, .paused, .ready: continue
            case .backingOff where watch.isMended: continue
            case .waiting, .backingOff, .succeeded, .failed, .skipped, .blocked, .lost:
                forgetProbe(of: name)
                if let brake = state.brakes[name] { arm(.brake(name), after: remaining(of: brake)) }
            }
        }
    }

    /// Brakes that were drawn under an earlier supervisor go on.
    mutating func takeUpBrakes() {
        for (name, brake) in state.brakes.sorted(by: { $0.key < $1.key }) {
            watches[name] = BrakeWatch()
            arm(.brake(name), after: remaining(of: brake))
        }
    }
}
