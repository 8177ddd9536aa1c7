package import CopilotModel

/// Decides everything about a mission's course: a synchronous, deterministic function of its state, an input and the time.
///
/// It holds the state and folds every event into it as it emits it; what else it holds follows from the state, and is made
/// anew when a run is taken up again. Effects are only said, never done.
package struct MissionKernel: Sendable {
    package internal(set) var state: MissionState
    var gates: GateTable
    var queue = ReadyQueue()
    /// Attempts that have a process, by ordinal. What is not here does not run, whatever its status says.
    var live: Set<Int> = []
    /// Attempts whose process has ended and whose outputs are being looked for.
    var checking: Set<Int> = []
    /// Protected tasks of which it is being written down what their attempt has left, whatever becomes of them meanwhile.
    var keepingEnd: Set<Int> = []
    /// What is being done for tasks that back off, whatever becomes of them meanwhile.
    var mending: [Int: Mending] = [:]
    /// Protected tasks whose workspace is being kept before they start.
    var protecting: Set<Int> = []
    /// Protected tasks whose workspace is to be set back, and the one for which that is being done.
    var restoring: Set<Int> = []
    var undoing: Int?
    /// Whether any task is protected.
    var hasProtection: Bool
    /// Whether nothing that is ready can start before something that is paused goes on or ends.
    var isStalled = false
    /// Fan-outs whose items are being read.
    var reading: Set<Int> = []
    /// Declared tasks whose gate, or whose group's gate, may say something new.
    var dirty: [Int] = []
    /// Whether a declared task stands in ``dirty``, by ordinal.
    var isDirty: [Bool]
    /// Whether a supervisor has taken the run up; nothing happens before.
    var hasBegun = false
    /// Whether what attempts left behind is being ended, and whether that is done.
    var sweeping: Sweep = .notAsked
    var epochs: [KernelTimer: UInt64] = [:]
    var lastEpoch: UInt64 = 0
    /// Who had the answer typed that is under way, by ordinal, and the text where it is a person's.
    var answering: [Int: PendingAnswer] = [:]
    /// Checkpoints that are being made, by ordinal.
    var saving: [Int: Saving] = [:]
    /// How often a group or fan-out has come to its end under this supervisor.
    package private(set) var phasesEnded = 0
    /// When it was last decided that less runs at once, milliseconds since 1970.
    var easedAt: Int64 = 0
    /// How the tries of each kind of task go.
    var streaks: [Brake.Members: Streak] = [:]
    /// Whom the children of a fan-out fail alike with, by declared task.
    var kins: [Int: Brake.Members] = [:]
    /// By declared task: which brakes could hold it and its children; filled as they are asked for.
    var kinds: [Int: BrakeMembers.Declared] = [:]
    /// What is known of each brake that is drawn, by the name of whom it holds.
    var watches: [String: BrakeWatch] = [:]
    var output = KernelStep()
    var now: Moment = .zero

    /// Makes the kernel of a run that stands at `state`; nothing happens before the first ``KernelInput/begin``.
    package init(state: MissionState) {
        self.state = state
        gates = Self.gates(of: state)
        isDirty = [Bool](repeating: false, count: state.mission.tasks.count)
        hasProtection = Self.hasProtection(state.mission)
    }

    private static func gates(of state: MissionState) -> GateTable {
        var gates = GateTable(state.mission, index: state.index)
        for ordinal in 0..<state.mission.tasks.count {
            _ = gates.update(ordinal, to: GateTable.contribution(of: state.tasks[ordinal].status))
        }
        return gates
    }

    /// Goes on with another mission, before anything of the run is taken up.
    mutating func reload(_ reloaded: MissionEvent.Reloaded) {
        emit(.mission(.reloaded(reloaded)))
        gates = Self.gates(of: state)
        kinds = [:]
        kins = [:]
        hasProtection = Self.hasProtection(state.mission)
        dirty = []
        isDirty = [Bool](repeating: false, count: state.mission.tasks.count)
    }

    /// The attempts that have a process, in no particular order.
    package var livingAttempts: [AttemptKey] { live.map(key) }

    /// Takes one input in.
    package mutating func step(_ input: KernelInput, now: Moment) -> KernelStep {
        self.now = now
        output = KernelStep()
        defer { output = KernelStep() }
        takeIn(input)
        if hasBegun, !state.status.isOver {
            openGates()
            beginRestores()
            endEasingWithItsTask()
            startReady()
            watchParked()
            watchProbes()
            endIfDone()
        }
        return output
    }

    private mutating func takeIn(_ input: KernelInput) {
        switch input {
        case .begin(let supervised, let header, let settings, let reload, let retriesFailed, let living):
            begin(
                supervised, header: header, settings: settings, reload: reload, retriesFailed: retriesFailed,
                living: living)
            return
        case .intent(let intent):
            take(intent)
            return
        case .launched, .exited, .notStarted, .outputsChecked, .itemsRead, .itemsUnreadable, .silent, .prompted,
            .promptGone, .answered, .diagnosed, .remedied, .defaultsPlaced, .snapshotTaken, .snapshotFailed, .endKept,
            .restored, .checkpointed, .connectivity, .timer, .swept, .tick:
            break
        }
        guard hasBegun, !state.status.isOver else { return }
        switch input {
        case .begin, .intent: break
        case .launched(let key, let process):
            // One that was taken up is told once more.
            if let ordinal = ordinal(of: key, in: live), state.tasks[ordinal].detail?.process != process {
                emit(.launched(.init(attempt: key.attempt, process: process)), at: ordinal)
            }
        case .exited(let key, let report): exited(key, report)
        case .notStarted(let key, let code, let message, let fault):
            notStarted(key, code: code, message: message, fault: fault)
        case .outputsChecked(let key, let missing): outputsChecked(key, missing: missing)
        case .itemsRead(let task, let count, let digest): itemsRead(task, count: count, digest: digest)
        case .itemsUnreadable(let task, let message): itemsUnreadable(task, message: message)
        case .silent(let key, let since): silent(key, since: since)
        case .prompted(let key, let prompt, let isEchoing): prompted(key, prompt, isEchoing: isEchoing)
        case .promptGone(let key): promptGone(key)
        case .answered(let key, let prompt, let outcome): answered(key, prompt: prompt, outcome)
        case .diagnosed(let key, let diagnosis): diagnosed(key, diagnosis)
        case .remedied(let key, let remedy, let outcome): remedied(key, remedy, outcome)
        case .defaultsPlaced(let key, let trouble): defaultsPlaced(key, trouble: trouble)
        case .snapshotTaken(let key, let snapshot): snapshotTaken(key, snapshot)
        case .snapshotFailed(let key, let message): snapshotFailed(key, message: message)
        case .endKept(let key): endKept(key)
        case .restored(let key, let outcome): restored(key, outcome)
        case .checkpointed(let key, let outcome, let span): checkpointed(key, outcome, took: span)
        case .connectivity(let connectivity): self.connectivity(connectivity)
        case .timer(let timer, let epoch): fired(timer, epoch: epoch)
        case .swept: if sweeping == .asked { sweeping = .done }
        case .tick: deadlinePassed()
        }
    }

    private mutating func startReady() {
        // What starts while leftovers are being ended could be taken for one of them.
        guard state.settings != nil, state.status.mayStart, sweeping != .asked else { return }
        var waiting: [Int] = []
        while state.counts[.running] < state.places, !isReserved, let ordinal = queue.pop() {
            guard state.tasks[ordinal].status == .ready, !live.contains(ordinal), !state.isAggregate(ordinal) else {
                continue
            }
            // It queues again when that is over.
            if mending[ordinal] != nil { continue }
            if mustWaitAlone(ordinal) {
                waiting.append(ordinal)
                // What is started beside it would have it wait for ever.
                if isStandstill { continue } else { break }
            }
            guard mayStart(ordinal) else { continue }
            sweeping = .notAsked
            if isProtected(ordinal) { protect(ordinal) } else { start(ordinal) }
        }
        for ordinal in waiting { queue.push(ordinal, priority: state.declaration(of: ordinal).priority) }
        isStalled = isStandstill && (isReserved || Set(waiting).count == state.counts[.ready])
    }

    private mutating func endIfDone() {
        if state.status == .pausing, state.counts.settled < state.counts.total, hasDrained { pauseMission(by: .policy) }
        guard live.isEmpty, checking.isEmpty, keepingEnd.isEmpty, protecting.isEmpty, restoring.isEmpty, mending.isEmpty
        else { return }
        switch state.status {
        case .created, .stopped, .ended: break
        case .running, .pausing, .paused:
            if reading.isEmpty, state.counts.settled == state.counts.total, hasSwept() { finish() }
        case .stopping(let cause):
            guard hasSwept() else { break }
            if cause == .deadline { finish() } else { stopped(cause) }
        }
    }

    /// Whether nothing runs any more but what a person has paused.
    private var hasDrained: Bool {
        checking.isEmpty && keepingEnd.isEmpty && restoring.isEmpty && mending.isEmpty
            && live.allSatisfy { state.tasks[$0].status == .paused && state.tasks[$0].detail?.ending == nil }
    }

    /// Whether nothing is left behind; asks for it to be ended if nobody has yet.
    ///
    /// The end is journalled after that: a supervisor that dies in between sweeps again.
    private mutating func hasSwept() -> Bool {
        if sweeping == .notAsked {
            sweeping = .asked
            effect(.sweep)
        }
        return sweeping == .done
    }

    private mutating func finish() {
        emit(.mission(.ended(state.result(at: now))))
        leave()
    }

    private mutating func stopped(_ cause: StopCause) {
        emit(.mission(.stopped(.init(cause: cause, by: .policy))))
        leave()
    }

    private mutating func leave() {
        for timer in epochs.keys.sorted(by: { $0.order < $1.order }) { disarm(timer) }
        reading = []
        effect(.checkpoint)
        effect(.finish)
    }

    /// How far the ending of what attempts left behind has come.
    enum Sweep: Sendable, Hashable {
        case notAsked, asked, done
    }
}

// MARK: - Emitting

extension MissionKernel {
    /// Records an event, folds it into the state, and marks whose gates it may touch.
    mutating func emit(_ event: Event) {
        let record = EventRecord(
            sequence: state.sequence &+ 1, wallMilliseconds: now.wallMilliseconds,
            monotonicMilliseconds: now.monotonic.milliseconds, event: event)
        state.reduce(record)
        output.events.append(record)
        if let id = event.task, let ordinal = state.ordinal(of: id) { noteChange(of: ordinal) }
    }

    mutating func emit(_ event: TaskEvent, at ordinal: Int) { emit(.task(state.tasks[ordinal].id, event)) }

    mutating func effect(_ effect: KernelEffect) { output.effects.append(effect) }

    /// Tells the gates what a task, and everything it stands in, has come to.
    private mutating func noteChange(of ordinal: Int) {
        var next: Int? = ordinal
        while let node = next {
            if node < state.mission.tasks.count {
                let contribution = GateTable.contribution(of: state.tasks[node].status)
                for dependent in gates.update(node, to: contribution) { markDirty(dependent) }
                if node != ordinal, state.tasks[node].status.isSettled { phasesEnded &+= 1 }
            }
            next = state.container(of: node)
        }
    }

    /// Has the gate of a declared task, or of all in a group, asked before the turn ends.
    mutating func markDirty(_ declared: Int) {
        guard !isDirty[declared] else { return }
        isDirty[declared] = true
        dirty.append(declared)
    }

    /// The key of the current attempt of a task.
    func key(_ ordinal: Int) -> AttemptKey {
        let task = state.tasks[ordinal]
        return AttemptKey(run: state.run?.run ?? RunID(rawValue: ""), task: task.id, attempt: task.attempt)
    }

    /// The ordinal of a living attempt; nil if the key is of an earlier attempt, or of another run.
    func ordinal(of key: AttemptKey, in set: Set<Int>) -> Int? {
        guard key.run == state.run?.run, let ordinal = state.ordinal(of: key.task), set.contains(ordinal),
            state.tasks[ordinal].attempt == key.attempt
        else { return nil }
        return ordinal
    }

    // MARK: Timers

    mutating func arm(_ timer: KernelTimer, after span: Duration) {
        lastEpoch += 1
        epochs[timer] = lastEpoch
        effect(.arm(timer, epoch: lastEpoch, at: now.monotonic + max(.zero, span)))
    }

    mutating func disarm(_ timer: KernelTimer) {
        if epochs.removeValue(forKey: timer) != nil { effect(.disarm(timer)) }
    }

    mutating func fired(_ timer: KernelTimer, epoch: UInt64) {
        guard epochs[timer] == epoch else { return }
        epochs[timer] = nil
        switch timer {
        case .limit(let ordinal): limitPassed(ordinal)
        case .idle(let ordinal): if live.contains(ordinal) { effect(.probeSilence(key(ordinal))) }
        case .grace(let ordinal): if live.contains(ordinal) { effect(.signal(key(ordinal), .kill)) }
        case .backOff(let ordinal): backedOff(ordinal)
        case .ask(let ordinal): takeProposal(ordinal)
        case .checkpoint(let ordinal): checkpointIsDue(ordinal)
        case .patience: patienceEnded()
        case .easing: easingPassed()
        case .brake(let name): probeBrake(name)
        case .deadline: deadlinePassed()
        }
    }
}
