import CopilotModel
import CopilotPolicy
import Foundation

/// Looks at every turn of a kernel and notes what should never have happened.
struct NightWatch {
    /// What a person was promised will become of a task.
    enum Promise { case skipped, failed, held }

    let naive: NaiveMission
    let mission: Mission
    let seed: UInt64
    /// The state as the journal, written as JSON and read again, adds up to.
    private(set) var shadow: MissionState
    private(set) var problems: [String] = []
    private var turn = 0
    private var promises: [TaskID: Promise] = [:]
    private var retries: [TaskID: Int] = [:]
    /// Tasks that have done their work.
    private var done: Set<TaskID> = []
    /// Tasks whose try has ended and about which nothing was decided yet.
    private var undecided: Set<TaskID> = []
    /// Protected tasks whose try has ended and whose workspace was not set back since.
    private var unrestored: Set<TaskID> = []

    init(_ mission: Mission, seed: UInt64) {
        self.mission = mission
        self.seed = seed
        naive = NaiveMission(mission)
        shadow = MissionState(mission: mission)
    }

    mutating func report(_ problem: String) {
        if problems.count < 5 { problems.append("seed \(seed), turn \(turn): \(problem)") }
    }

    func isProtected(_ id: TaskID) -> Bool {
        guard let task = shadow.task(id) else { return false }
        return mission.tasks[task.declaration].resilience?.protect != nil
    }

    // MARK: Every turn

    mutating func observe(
        _ step: KernelStep, of input: KernelInput, before: MissionState?, after: MissionState, isStale: Bool
    ) {
        turn += 1
        if isStale, !step.events.isEmpty || !step.effects.isEmpty {
            report("the stale \(input) brought forth \(step.events.map(\.event.kind)) \(step.effects)")
        }
        for record in step.events {
            check(record)
            shadow.reduce(record)
        }
        if case .intent(let intent) = input, let before { check(intent.action, step, before: before, after: after) }
        checkHeld(input, after)
        if turn % 8 == 0 { checkState(after) }
    }

    private mutating func check(_ record: EventRecord) {
        if record.sequence != shadow.sequence + 1 { report("\(record.sequence) follows \(shadow.sequence)") }
        guard case .task(let id, let event) = record.event, let task = shadow.task(id) else { return }
        checkDecision(id, event)
        switch event {
        case .started(let started): checkStart(id, started)
        case .exited(let exited):
            let isPlain = mission.tasks[task.declaration].outputs.isEmpty && task.detail?.ending == nil
            if exited.report.isSuccess, isPlain { done.insert(id) }
        case .succeeded: done.insert(id)
        case .backingOff(let backing): check(backing, of: task)
        case .fellBack(let fallen): check(fallen, of: task)
        case .failed(let failed):
            if let attempts = mission.tasks[task.declaration].retry.attempts,
                failed.tries > attempts + (retries[id] ?? 0)
            {
                report("\(id) failed \(failed.tries) times of \(attempts)")
            }
        case .reset(let reset):
            let isByPerson = reset.cause == .retry || reset.cause == .retryFresh || reset.cause == .repaired
            if isByPerson { done.remove(id) }
            if isByPerson, reset.cause != .retry {
                promises[id] = nil
                retries[id] = 0
            }
        case .ready, .expanded, .launched, .ending, .skipped, .blocked, .paused, .resumed, .prompted,
            .answered, .lost, .remedied, .recovered, .protected, .restored, .checkpointed:
            break
        }
    }

    /// Each counter stays within its own budget, and each pause within its bounds.
    private mutating func check(_ backing: TaskEvent.BackingOff, of task: TaskState) {
        let rule = mission.tasks[task.declaration].retry
        let account = task.detail?.account ?? FailureAccount()
        let alike = (account.tries[backing.failure.category] ?? 0) + 1
        let most = RetryManager.mostTries(backing.failure, rule: rule)
        let asked = backing.failure.reading?.retryAfterMilliseconds ?? 0
        let isEndless = shadow.settings?.deadline != nil
        switch backing.charge {
        case .task:
            if alike >= most { report("\(task.id): try \(alike) of \(most) is followed by another") }
            if let attempts = rule.attempts, backing.tries >= attempts + (retries[task.id] ?? 0) {
                report("\(task.id) backs off after \(backing.tries) tries of \(attempts)")
            }
            let ceiling = RetryManager.ceiling(backing.failure.category, tries: alike, rule: rule).milliseconds
            let longest = max(ceiling, asked + RetryManager.longestSpread.milliseconds)
            if !(0...longest).contains(backing.delayMilliseconds) {
                report("\(task.id) backs off for \(backing.delayMilliseconds) ms of at most \(longest)")
            }
        case .infrastructure:
            if backing.tries != task.tries { report("\(task.id): a try too many was counted") }
            if !isEndless, account.waits > 2 * RetryManager.mostMachineFaults {
                report("\(task.id) waits for the machine the \(account.waits). time")
            }
        case .quota:
            if backing.tries != task.tries { report("\(task.id): a try too many was counted") }
            if !isEndless, account.quotaWaits >= RetryManager.mostMachineFaults {
                report("\(task.id) waits for its usage limit the \(account.quotaWaits). time")
            }
        }
        if let remedy = backing.remedy, account.remedies.contains(remedy) { report("\(task.id): \(remedy) twice") }
    }

    private mutating func check(_ fallen: TaskEvent.FellBack, of task: TaskState) {
        let rules = mission.tasks[task.declaration].resilience ?? ResilienceRules()
        let account = task.detail?.account ?? FailureAccount()
        switch fallen.way {
        case .alternative(let number):
            if number != account.alternative + 1 || !rules.fallback.indices.contains(number - 1) {
                report("\(task.id) goes from alternative \(account.alternative) to \(number)")
            }
        case .defaults:
            if rules.defaults.isEmpty { report("\(task.id) has no outputs declared that could stand in") }
        }
    }

    /// A failed try is followed by exactly one decision before the next start.
    private mutating func checkDecision(_ id: TaskID, _ event: TaskEvent) {
        switch event {
        case .exited:
            undecided.insert(id)
            unrestored.insert(id)
        case .restored: unrestored.remove(id)
        case .started: if undecided.contains(id) { report("\(id) starts again though nothing was decided") }
        case .backingOff, .fellBack, .failed, .skipped, .succeeded, .reset: undecided.remove(id)
        case .ready, .expanded, .launched, .ending, .blocked, .paused, .resumed, .prompted, .answered, .lost,
            .remedied, .recovered, .protected, .checkpointed:
            break
        }
    }

    private mutating func checkStart(_ id: TaskID, _ started: TaskEvent.Started) {
        guard let task = shadow.task(id) else { return report("\(id) is nobody and starts") }
        if shadow.status != .running { report("\(id) starts while the mission is \(shadow.status)") }
        if task.status != .ready { report("\(id) starts while it is \(task.status)") }
        if shadow.counts[.running] >= (shadow.settings?.concurrency ?? 0) { report("\(id) starts without a place") }
        if started.attempt <= task.attempt { report("\(id)'s attempt \(started.attempt) follows \(task.attempt)") }
        if done.contains(id) { report("\(id) is done and starts again") }
        let rule = mission.tasks[task.declaration].resilience?.protect
        if rule != nil, task.detail?.protection == nil { report("\(id) starts without a snapshot") }
        if rule?.restores == true, unrestored.contains(id) { report("\(id) starts though nothing was set back") }
        let verdict = naive.verdict(task.declaration, in: shadow)
        if verdict != .open { report("\(id) starts though its gate is \(verdict)") }
    }

    private mutating func checkState(_ state: MissionState) {
        for problem in naive.miscounts(in: state) { report(problem) }
        if state != shadow { report("the live state is not what the journal adds up to") }
        if state.status.isOver || state.status == .created { return }
        for ordinal in state.tasks.indices where !state.isAggregate(ordinal) {
            let task = state.tasks[ordinal]
            let isConditional = task.status == .skipped && task.detail?.skip == .conditionNotMet
            guard task.status == .waiting || task.status == .blocked || isConditional else { continue }
            let verdict = naive.verdict(task.declaration, in: state)
            let expected: NaiveMission.Verdict =
                task.status == .waiting ? .closed : task.status == .blocked ? .blocked : .notMet
            if verdict != expected { report("\(task.id) is \(task.status) though its gate is \(verdict)") }
        }
    }

    // MARK: Promises to a person

    private mutating func check(
        _ action: Intent.Action, _ step: KernelStep, before: MissionState, after: MissionState
    ) {
        guard step.receipt == .accepted else {
            if !step.events.isEmpty { report("the refused \(action) brought forth \(step.events.map(\.event.kind))") }
            return
        }
        if step.events.isEmpty, step.effects.isEmpty, !isStopping(before) {
            report("the accepted \(action) did nothing")
        }
        switch action {
        case .pauseMission: if after.status.mayStart { report("a paused mission runs") }
        case .resumeMission:
            if !after.status.isOver, after.status != .running { report("a resumed mission does not run") }
        case .stopMission: if after.status.mayStart { report("a stopped mission runs") }
        case .skip(let id), .skipSubtree(let id):
            for leaf in leaves(id, before) where before.tasks[leaf].status != .succeeded {
                promises[before.tasks[leaf].id] = .skipped
            }
            noteSkips(after)
        case .stop(let id), .kill(let id):
            for leaf in leaves(id, before) where Self.canStop(before.tasks[leaf]) {
                promises[before.tasks[leaf].id] = .failed
            }
        case .answer: break
        case .pause(let id):
            for leaf in leaves(id, after) where Self.isHeld(after.tasks[leaf]) {
                promises[after.tasks[leaf].id] = .held
            }
        case .resume(let id):
            for leaf in leaves(id, before) where Self.isHeld(before.tasks[leaf]) {
                promises[before.tasks[leaf].id] = nil
            }
        case .retry: noteRetries(step)
        }
    }

    private func isStopping(_ state: MissionState) -> Bool { if case .stopping = state.status { true } else { false } }

    private func leaves(_ id: TaskID, _ state: MissionState) -> [Int] {
        state.ordinal(of: id).map(state.leaves(of:)) ?? []
    }

    private static func canStop(_ task: TaskState) -> Bool {
        switch task.status {
        case .running, .backingOff: true
        case .paused: task.detail?.pause?.from != .pending
        case .waiting, .ready, .succeeded, .failed, .skipped, .blocked, .lost: false
        }
    }

    private static func isHeld(_ task: TaskState) -> Bool { task.detail?.pause?.holds.contains(.person) == true }

    private mutating func noteSkips(_ state: MissionState) {
        for (id, promise) in promises where promise != .skipped {
            guard let task = state.task(id) else { continue }
            if task.status == .skipped { promises[id] = .skipped }
            if case .skip = task.detail?.ending { promises[id] = .skipped }
        }
    }

    private mutating func noteRetries(_ step: KernelStep) {
        for record in step.events {
            guard case .task(let id, .reset(let reset)) = record.event,
                reset.cause == .retry || reset.cause == .retryFresh
            else { continue }
            promises[id] = nil
            retries[id] = reset.cause == .retryFresh ? 0 : (retries[id] ?? 0) + 1
        }
    }

    private mutating func checkHeld(_ input: KernelInput, _ state: MissionState) {
        for (id, promise) in promises where promise == .held {
            guard let task = state.task(id), !Self.isHeld(task) || task.status != .paused else { continue }
            switch input {
            case .exited, .notStarted, .outputsChecked, .diagnosed, .defaultsPlaced, .endKept, .restored:
                if task.status.isSettled { promises[id] = nil } else { fallthrough }
            default: report("\(id) is held by a person and \(task.status)")
            }
        }
    }

    // MARK: Deaths and the end

    /// Takes the state from the journal, as the next supervisor does.
    mutating func crashed(_ state: MissionState, journal: [EventRecord], image: StateImage?) {
        var folded = image.flatMap { MissionState(mission: mission, image: $0) } ?? MissionState(mission: mission)
        for record in journal where record.sequence > folded.sequence { folded.reduce(record) }
        if folded != state {
            report("the journal \(image == nil ? "" : "after an image ")does not add up to the state")
        }
        shadow = folded
    }

    mutating func end(_ state: MissionState, journal: [EventRecord], image: StateImage?, processes: [AttemptKey]) {
        checkState(state)
        guard case .ended(let result) = state.status else {
            return report("the night never ends: \(state.status) \(state.counts)")
        }
        if !processes.isEmpty { report("\(processes) outlive the mission") }
        let outcome = naive.outcome(of: state)
        if result.outcome != outcome { report("it ended \(result.outcome), should have \(outcome)") }
        if result.counts != state.counts { report("the result's counts are not the state's") }
        for (id, promise) in promises {
            guard let status = state.task(id)?.status else { continue }
            if promise == .skipped, status != .skipped { report("\(id) was to be skipped and is \(status)") }
            if promise == .failed, status != .failed { report("\(id) was stopped and is \(status)") }
        }
        checkJSON(state, journal)
        crashed(state, journal: journal, image: image)
    }

    private mutating func checkJSON(_ state: MissionState, _ journal: [EventRecord]) {
        guard let data = try? JSONEncoder().encode(journal),
            let read = try? JSONDecoder().decode([EventRecord].self, from: data)
        else { return report("the journal cannot be written or read as JSON") }
        var folded = MissionState(mission: mission)
        for record in read { folded.reduce(record) }
        if folded != state { report("the journal read from JSON does not add up to the state") }
        guard let data = try? JSONEncoder().encode(StateImage(state)),
            let image = try? JSONDecoder().decode(StateImage.self, from: data)
        else { return report("the image cannot be written or read as JSON") }
        if MissionState(mission: mission, image: image) != state { report("the image read from JSON is not the state") }
    }
}
