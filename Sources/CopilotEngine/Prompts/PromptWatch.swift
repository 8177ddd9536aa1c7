internal import CopilotModel
internal import CopilotPolicy
internal import CopilotPorts

/// What the watch works with.
struct WatchParts: Sendable {
    let mailbox: WatchMailbox
    let executor: any TaskExecutor
    let clock: any EngineClock
    /// nil: the user has provided no secrets.
    let secrets: (any SecretReader)?
    /// Where findings go: ``KernelInput/prompted(_:_:isEchoing:)`` and its like.
    let report: @Sendable (KernelInput) -> Void
}

/// Finds out that commands wait for input, and types the answers. One thread for all attempts; made on it and never leaves it.
///
/// An attempt is looked at when it has fallen quiet, then at growing intervals. A look renders what was printed since the last
/// one and asks the executor who waits for the terminal; ``PromptEliminator`` says what that means.
final class PromptWatch {
    /// The longest the thread sleeps.
    static let longestSleep: Duration = .seconds(5)
    /// The most attempts whose screens are kept as grids; of the others they are rendered anew when something is printed.
    static let mostGrids = 256
    /// The most that is typed in answer to a program's questions about its terminal.
    static let mostReplyBytes = 256

    let parts: WatchParts
    var attempts: [AttemptKey: WatchedAttempt] = [:]
    var queue = LookQueue()
    private var grids = 0

    init(_ parts: WatchParts) { self.parts = parts }

    var now: Duration { parts.clock.now().monotonic }

    /// Watches until the mailbox is closed.
    func run() {
        while true {
            let begun = now
            let until = min(queue.next(now: begun) ?? .seconds(1 << 40), begun + Self.longestSleep)
            guard let words = parts.mailbox.take(now: begun, until: until) else { return }
            for word in words { hear(word) }
            // Words may come for ever; what is due comes between them.
            while let (key, lane) = queue.take(at: now) {
                guard let attempt = attempts[key] else { continue }
                let before = parts.clock.threadTime()
                if attempt.typing == nil { look(at: attempt) } else { goOn(attempt) }
                queue.spend(parts.clock.threadTime() - before, lane: lane)
            }
        }
    }

    private func hear(_ word: WatchWord) {
        switch word {
        case .opened(let monitor):
            let attempt = WatchedAttempt(monitor: monitor)
            attempts[monitor.key] = attempt
            queue.schedule(monitor.key, at: now + LookSchedule.rungs[1], lane: .fresh)
        case .printed(let monitor):
            guard let attempt = attempts[monitor.key] else { return }
            attempt.recheck = LookSchedule.firstQuiet
            queue.schedule(
                attempt.key, at: attempt.typing == nil ? monitor.lastOutput + LookSchedule.firstQuiet : now,
                lane: attempt.lane(at: now))
        case .ended(let key): end(key)
        case .answer(let key, let answer): begin(answer, at: key)
        case .resumed(let key): goneOn(key)
        case .personTypes(let key): attempts[key]?.handsOff = now + WatchedAttempt.handsOffTime
        case .fetched(let key, let prompt, let result): fetched(result, for: prompt, at: key)
        }
    }

    /// A report that was sent while it stood still was not heard, however short that was.
    private func goneOn(_ key: AttemptKey) {
        guard let attempt = attempts[key] else { return }
        attempt.reported?.isStale = true
        attempt.last = nil
        if attempt.typing == nil { queue.schedule(key, at: now + LookSchedule.firstQuiet, lane: .fresh) }
    }

    private func end(_ key: AttemptKey) {
        guard let attempt = attempts.removeValue(forKey: key) else { return }
        queue.remove(key)
        if attempt.screen.keepsGrid { grids -= 1 }
        if let prompt = attempt.awaited?.prompt { parts.report(.answered(key, prompt: prompt, .gone)) }
    }

    // MARK: Looking

    private func look(at attempt: WatchedAttempt) {
        let now = now
        let lastOutput = attempt.monitor.lastOutput
        if now - lastOutput < LookSchedule.firstQuiet, attempt.monitor.total > 0 {
            attempt.recheck = min(LookSchedule.mostRecheck, attempt.recheck * 2)
            queue.schedule(attempt.key, at: now + attempt.recheck, lane: attempt.lane(at: now))
            return
        }
        attempt.monitor.listen()
        if let sight = see(attempt) { conclude(attempt, sight) }
        scheduleNext(attempt, after: self.now)
    }

    func scheduleNext(_ attempt: WatchedAttempt, after now: Duration) {
        guard attempts[attempt.key] != nil, attempt.typing == nil else { return }
        let lastOutput = attempt.monitor.lastOutput
        let isFresh = now - lastOutput < LookSchedule.rungs[LookSchedule.rungs.count - 1]
        queue.schedule(
            attempt.key, at: LookSchedule.next(after: now, lastOutput: lastOutput, count: attempts.count),
            lane: isFresh ? attempt.lane(at: now) : .steady)
    }

    /// Renders and probes; nil if the attempt does not live, or nobody can look.
    func view(_ attempt: WatchedAttempt) -> TerminalEvidence? {
        guard var evidence = parts.executor.probe(attempt.key) else { return nil }
        // After the look: what was printed before the command waited must be on the screen that it is judged by.
        render(attempt)
        let now = now
        evidence.quietMilliseconds = Int(clamping: (now - attempt.monitor.lastOutput).milliseconds)
        evidence.steadyMilliseconds = Int(clamping: attempt.steadyTime(at: now).milliseconds)
        return evidence
    }

    private func render(_ attempt: WatchedAttempt) {
        let had = attempt.screen.keepsGrid
        let replies = attempt.screen.render(attempt.monitor)
        attempt.lastRendered = now
        if !had, attempt.screen.keepsGrid {
            grids += 1
            if grids > Self.mostGrids { dropOldestGrid(but: attempt) }
        }
        guard !replies.isEmpty, replies.count <= Self.mostReplyBytes else { return }
        // In canonical mode they would stand in somebody's next line.
        if parts.executor.probe(attempt.key)?.isCanonical == false { parts.executor.write(attempt.key, replies) }
    }

    private func dropOldestGrid(but spared: WatchedAttempt) {
        let oldest = attempts.values.filter { $0.screen.keepsGrid && $0 !== spared }
            .min { $0.lastRendered < $1.lastRendered }
        guard let oldest else { return }
        oldest.screen.dropGrid()
        grids -= 1
    }

    private func see(_ attempt: WatchedAttempt) -> PromptSight? {
        guard let evidence = view(attempt), evidence.hasUnreadOutput != true else { return nil }
        if let last = attempt.last, let same = last.again(at: now, screen: attempt.screen.appearance, evidence) {
            return same
        }
        let sighting = PromptEliminator.sight(attempt.screen.text, evidence, command: attempt.monitor.command)
        return PromptSight(at: now, screen: attempt.screen.appearance, sighting: sighting, evidence: evidence)
    }

    /// Reports what is new.
    private func conclude(_ attempt: WatchedAttempt, _ sight: PromptSight) {
        defer { attempt.last = sight }
        // Who is stopped says nothing; a report sent meanwhile may have been overlooked.
        if sight.isStopped {
            attempt.reported?.isStale = true
            return
        }
        if let prompt = sight.prompt(after: attempt.last) {
            take(prompt, sight, of: attempt)
        } else if let reported = attempt.reported, isGone(reported, sight, attempt.last) {
            attempt.reported = nil
            parts.report(.promptGone(attempt.key))
        }
    }

    private func take(_ prompt: Prompt, _ sight: PromptSight, of attempt: WatchedAttempt) {
        let waiter = sight.waiter?.pid
        if let reported = attempt.reported, !reported.isStale,
            reported.isSame(as: prompt, waiter: waiter, screen: sight.screen)
        {
            attempt.reported?.latestScreen = sight.screen
            return
        }
        guard attempt.mayReport(at: sight.at) else { return }
        attempt.reported = WatchedAttempt.Reported(
            prompt: prompt, waiter: waiter, appearance: sight.screen, latestScreen: sight.screen)
        parts.report(.prompted(attempt.key, prompt, isEchoing: sight.evidence.isEchoing))
    }

    /// Whether a prompt was left: one look may meet a program that is just drawing.
    private func isGone(_ reported: WatchedAttempt.Reported, _ sight: PromptSight, _ before: PromptSight?) -> Bool {
        if sight.sighting.isWaiting, sight.screen == reported.latestScreen { return false }
        if let waiter = reported.waiter, !sight.evidence.isWaiting(waiter), sight.screen != reported.latestScreen {
            return true
        }
        return before.map { !$0.sighting.isWaiting && !sight.sighting.isWaiting } ?? false
    }
}

extension PromptSight {
    /// After so long a silence the time alone changes no verdict.
    static let settled: Duration = .seconds(5)

    /// The same verdict for a look that saw nothing new; nil if it must be made anew.
    func again(at now: Duration, screen: UInt64, _ evidence: TerminalEvidence) -> PromptSight? {
        guard screen == self.screen, let activity = evidence.activity, activity == self.evidence.activity,
            evidence.isEchoing == self.evidence.isEchoing, evidence.isCanonical == self.evidence.isCanonical,
            let quiet = self.evidence.quietMilliseconds, quiet > Int(Self.settled.milliseconds)
        else { return nil }
        return PromptSight(at: now, screen: screen, sighting: sighting, evidence: evidence)
    }
}
