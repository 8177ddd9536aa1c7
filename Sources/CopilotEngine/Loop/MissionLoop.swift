internal import CopilotModel
internal import CopilotPolicy
internal import CopilotPorts

/// What the loop is made of; the loop itself is made on its thread and never leaves it.
struct LoopParts: Sendable {
    let state: MissionState
    let begin: KernelInput
    let inbox: Inbox
    let bus: EventBus
    let runner: EffectRunner
    let clock: any EngineClock
    let notify: @Sendable (EngineNotice) -> Void
    let takeOutputTrouble: @Sendable () -> StoreError?
}

/// The one loop that changes a mission: take what has come, step each, write all of it down in one transaction, publish, act.
final class MissionLoop {
    /// The longest the loop sleeps: the wall clock may be set, and the machine may sleep.
    static let longestSleep: Duration = .seconds(10)
    /// How long it sleeps at most just after a start: the process that runs is reported without waking the loop, so that a
    /// short task costs one turn, and is written down this much later at most.
    static let sleepAfterStart: Duration = .milliseconds(200)
    /// How long after a start its process may take to be reported.
    static let launchTime: Duration = .seconds(1)

    private var kernel: MissionKernel
    private var timers = TimerHeap()
    private var checkpointer: StateCheckpointer
    private let parts: LoopParts
    private let manager: StateManager
    private var lastTick: Duration
    private var lastStart: Duration?

    /// What a turn brought forth.
    private struct Turn {
        var records: [EventRecord] = []
        var effects: [KernelEffect] = []
        var answers: [(LoopInput.Reply, IntentReceipt)] = []
        /// Attempts whose end came in it.
        var ended: [AttemptKey] = []
        /// Whether somebody asked for the mission to be stopped in it.
        var asksForStop = false
    }

    init(_ parts: LoopParts) {
        self.parts = parts
        kernel = MissionKernel(state: parts.state)
        manager = StateManager(journal: parts.runner.journal, notify: parts.notify)
        lastTick = parts.clock.now().monotonic
        checkpointer = StateCheckpointer(now: lastTick, sequence: parts.state.sequence)
    }

    /// Runs the mission until it is over for this supervisor.
    func run() -> MissionEnd {
        var inputs: [LoopInput] = [.kernel(parts.begin)]
        while true {
            let turn = step(inputs)
            if let error = commit(turn) { return abandon(error, turn) }
            if !turn.ended.isEmpty { parts.runner.executor.acknowledge(turn.ended) }
            if !turn.records.isEmpty { parts.bus.publish(turn.records) }
            for (reply, receipt) in turn.answers { reply(receipt) }
            if act(turn.effects) { return leave() }
            checkpointIfDue()
            if let trouble = parts.takeOutputTrouble() { parts.notify(.outputNotKept(trouble.message)) }
            inputs = parts.inbox.take(waiting: sleepLength())
        }
    }

    private func sleepLength() -> Duration {
        let now = parts.clock.now().monotonic
        let justStarted = lastStart.map { now - $0 < Self.launchTime } ?? false
        let longest = justStarted ? Self.sleepAfterStart : Self.longestSleep
        guard let next = timers.next() else { return longest }
        return max(.zero, min(next - now, longest))
    }

    private func step(_ inputs: [LoopInput]) -> Turn {
        let now = parts.clock.now()
        var turn = Turn()
        for input in inputs {
            switch input {
            case .kernel(let input): step(input, at: now, into: &turn)
            case .intent(let intent, let reply):
                if case .stopMission = intent.action { turn.asksForStop = true }
                let receipt = step(.intent(intent), at: now, into: &turn)
                turn.answers.append((reply, receipt ?? .refused("the mission cannot do that")))
            }
        }
        // After what was reported, so that a task that made it just in time has made it.
        for input in timers.due(at: now.monotonic) { step(input, at: now, into: &turn) }
        if now.monotonic - lastTick >= Self.longestSleep {
            lastTick = now.monotonic
            step(.tick, at: now, into: &turn)
        }
        return turn
    }

    @discardableResult
    private func step(_ input: KernelInput, at now: Moment, into turn: inout Turn) -> IntentReceipt? {
        switch input {
        case .exited(let key, _), .notStarted(let key, _, _, _): turn.ended.append(key)
        default: break
        }
        let step = kernel.step(input, now: now)
        turn.records += step.events
        for effect in step.effects {
            switch effect {
            // Timers are armed at once: one that is void before the turn's end must not fire in it.
            case .arm(let timer, let epoch, let at): timers.arm(timer, epoch: epoch, at: at)
            case .disarm(let timer): timers.disarm(timer)
            case .start, .signal, .checkOutputs, .readItems, .probeSilence, .answer, .diagnose, .remedy, .cancelRemedy,
                .placeDefaults, .snapshot, .keepEnd, .restore, .saveCheckpoint, .probeNetwork, .sweep, .checkpoint,
                .finish:
                turn.effects.append(effect)
            }
        }
        return step.receipt
    }

    private func commit(_ turn: Turn) -> StoreError? {
        if turn.records.isEmpty { return nil }
        return manager.commit(
            turn.records, pause: { parts.inbox.waitForUrgency($0) },
            isGivenUp: { turn.asksForStop || parts.inbox.hasStopRequest })
    }

    /// Carries the effects out; true if the mission is over.
    private func act(_ effects: [KernelEffect]) -> Bool {
        let isOver = effects.contains(.finish)
        for effect in effects {
            switch effect {
            case .finish: break
            // The last snapshot is written on the way out.
            case .checkpoint: if !isOver { checkpoint() }
            case .start, .signal, .checkOutputs, .readItems, .probeSilence, .answer, .diagnose, .remedy, .cancelRemedy,
                .placeDefaults, .snapshot, .keepEnd, .restore, .saveCheckpoint, .probeNetwork, .sweep, .arm, .disarm:
                if case .start = effect { lastStart = parts.clock.now().monotonic }
                parts.runner.run(effect, state: kernel.state)
            }
        }
        return isOver
    }

    private func checkpointIfDue() {
        let isDue = checkpointer.isDue(
            now: parts.clock.now().monotonic, sequence: kernel.state.sequence, tasks: kernel.state.tasks.count,
            phases: kernel.phasesEnded)
        if isDue { checkpoint() }
    }

    private func checkpoint() {
        checkpointer.note(
            now: parts.clock.now().monotonic, sequence: kernel.state.sequence, phases: kernel.phasesEnded)
        parts.runner.jobs.yield(.saveSnapshot(kernel.state))
    }

    private func leave() -> MissionEnd {
        parts.inbox.close()
        manager.saveSnapshot(kernel.state)
        switch kernel.state.status {
        case .ended(let result): return .ended(result)
        case .stopped(let cause), .stopping(let cause): return .stopped(cause)
        case .created, .running, .pausing, .paused: return .stopped(.user)
        }
    }

    /// The journal cannot be written: what was not written down must not go on.
    private func abandon(_ error: StoreError, _ turn: Turn) -> MissionEnd {
        for (reply, _) in turn.answers { reply(.refused("the journal cannot be written: \(error.message)")) }
        parts.inbox.close()
        for key in kernel.livingAttempts { parts.runner.executor.signal(key, .kill) }
        return .storeFailed(error)
    }
}
