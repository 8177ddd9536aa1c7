import CopilotModel
import CopilotPolicy

/// A kernel, a clock that only it moves, and an executor that does what a script says.
struct SimulatedNight {
    /// What an attempt does.
    struct Fate {
        var after: Duration
        var status: ExitReport.Status
        var heedsTerm = true
    }

    /// What the run began with.
    let mission: Mission
    var kernel: MissionKernel
    var now = Moment(monotonic: .seconds(100), boottime: .seconds(100), wallMilliseconds: 1_800_000_000_000)
    var records: [EventRecord] = []
    /// Processes that live, and when they end by themselves (in executing time: stopped ones stand still).
    var processes: [AttemptKey: (fate: Fate, endsAt: Duration?)] = [:]
    var timers: [KernelTimer: (epoch: UInt64, at: Duration)] = [:]
    var starts: [TaskID: Int] = [:]
    var finished = false
    var mostRunning = 0
    var fate: (AttemptKey) -> Fate
    var items: [TaskID: Int] = [:]
    var missingOutputs: [String] = []
    var seed: UInt64 = 1
    /// What was ordered to be typed.
    var typed: [PromptAnswer] = []
    /// What a look at a failed attempt finds; nil: what the kernel knew already.
    var diagnosis: (AttemptKey, Failure) -> Diagnosis? = { _, _ in nil }
    /// Whether looks at failed attempts are not over yet.
    var keepsDiagnoses = false
    /// What was done to mend something, and what comes of it; nil: it is not over yet.
    var remedies: [Remedy] = []
    var remedyOutcome: RemedyOutcome? = .done(environment: [:])
    /// Remedies that nobody wants any more.
    var cancelled: [AttemptKey] = []
    var connectivity = Connectivity.online
    var defaultsTrouble: String?
    /// What comes of saving a task's work; nil: it is not over yet.
    var saved: (AttemptKey) -> CheckpointOutcome? = { _ in .failed(reason: "nobody saves") }
    /// For whom declared outputs were to be put in place; whether that is over at once.
    var placings: [AttemptKey] = []
    var placesDefaults = true
    /// Snapshots that were taken and restores that were asked for; what comes of them; nil: it is not over yet.
    var snapshots: [AttemptKey] = []
    var snapshotTrouble: String?
    /// Whether a look at what an attempt has left is over at once.
    var keepsEnds = true
    var restores: [AttemptKey] = []
    var restoreOutcome: RestoreOutcome? = .done(paths: 2, leftAlone: 0)

    init(_ mission: Mission, fate: @escaping (AttemptKey) -> Fate) {
        self.mission = mission
        kernel = MissionKernel(state: MissionState(mission: mission))
        self.fate = fate
    }

    var state: MissionState { kernel.state }

    mutating func begin(concurrency: Int = 2, deadline: Duration? = nil, level: AutonomyLevel = .fullAutonomous) {
        let header = RunHeader(
            run: RunID(rawValue: "night-0001"), missionName: "night", createdAt: now.wallMilliseconds, seed: seed)
        let settings = RunSettings(
            level: level, concurrency: concurrency,
            deadline: deadline.map { now.wallMilliseconds + $0.milliseconds })
        let supervised = MissionEvent.Supervised(pid: 1, version: "test", boot: "boot", isResumed: false)
        send(.begin(supervised, header: header, settings: settings, living: []))
    }

    /// The supervisor dies, with all its processes unless they are kept; another one takes the run up from what was journalled.
    mutating func crash(
        keepsProcesses: Bool = false, reloading changed: Mission? = nil, retriesFailed: Bool = false
    ) {
        var state = MissionState(mission: mission)
        for record in records { state.reduce(record) }
        if !keepsProcesses { processes = [:] }
        timers = [:]
        finished = false
        kernel = MissionKernel(state: state)
        let supervised = MissionEvent.Supervised(pid: 2, version: "test", boot: "boot", isResumed: true)
        send(
            .begin(
                supervised, header: nil, settings: nil, reload: changed.map { .init(mission: $0) },
                retriesFailed: retriesFailed, living: Array(processes.keys)))
    }

    @discardableResult
    mutating func send(_ input: KernelInput) -> IntentReceipt? {
        let step = kernel.step(input, now: now)
        records += step.events
        mostRunning = max(mostRunning, kernel.state.counts[.running])
        for effect in step.effects { perform(effect) }
        return step.receipt
    }

    @discardableResult
    mutating func intent(_ action: Intent.Action) -> IntentReceipt? { send(.intent(Intent(action, by: .control))) }

    private mutating func perform(_ effect: KernelEffect) {
        switch effect {
        case .start(let key):
            starts[key.task, default: 0] += 1
            let fate = fate(key)
            processes[key] = (fate, now.monotonic + fate.after)
            send(.launched(key, ProcessIdentity(pid: Int32(clamping: 1000 + starts.count), startTicks: 1)))
        case .signal(let key, let signal): self.signal(key, signal)
        case .checkOutputs(let key): send(.outputsChecked(key, missing: missingOutputs))
        case .readItems(let id): send(.itemsRead(id, count: items[id] ?? 3, digest: "d"))
        case .probeSilence(let key): send(.silent(key, since: .seconds(3600)))
        case .answer(_, let answer): typed.append(answer)
        case .diagnose(let key, let failure):
            if !keepsDiagnoses { send(.diagnosed(key, diagnosis(key, failure) ?? Diagnosis(failure: failure))) }
        case .remedy(let key, let remedy):
            remedies.append(remedy)
            if let remedyOutcome { send(.remedied(key, remedy, remedyOutcome)) }
        case .cancelRemedy(let key): cancelled.append(key)
        case .placeDefaults(let key):
            placings.append(key)
            if placesDefaults { send(.defaultsPlaced(key, trouble: defaultsTrouble)) }
        case .snapshot(let key):
            snapshots.append(key)
            if let snapshotTrouble {
                send(.snapshotFailed(key, message: snapshotTrouble))
            } else {
                send(.snapshotTaken(key, SnapshotInfo(kind: .git, files: 3, bytes: 12, leftAlone: 0)))
            }
        case .keepEnd(let key, _): if keepsEnds { send(.endKept(key)) }
        case .restore(let key):
            restores.append(key)
            if let restoreOutcome { send(.restored(key, restoreOutcome)) }
        case .saveCheckpoint(let key):
            if let made = saved(key) { send(.checkpointed(key, made, took: .seconds(2))) }
        case .probeNetwork: send(.connectivity(connectivity))
        case .arm(let timer, let epoch, let at): timers[timer] = (epoch, at)
        case .disarm(let timer): timers[timer] = nil
        case .sweep: send(.swept)
        case .checkpoint: break
        case .finish: finished = true
        }
    }

    private mutating func signal(_ key: AttemptKey, _ signal: KernelSignal) {
        guard let process = processes[key] else { return }
        switch signal {
        case .pause: processes[key]?.endsAt = nil
        case .resume: processes[key]?.endsAt = now.monotonic + process.fate.after
        case .terminate: if process.fate.heedsTerm { end(key, .signalled(signal: 15, core: false)) }
        case .kill: end(key, .signalled(signal: 9, core: false))
        }
    }

    private mutating func end(_ key: AttemptKey, _ status: ExitReport.Status) {
        processes[key] = nil
        send(.exited(key, ExitReport(status: status)))
    }

    /// Goes to the next thing that happens by itself; false if nothing does.
    mutating func advance() -> Bool {
        let nextExit = processes.compactMap { key, value in value.endsAt.map { ($0, key) } }
            .min { $0.0 != $1.0 ? $0.0 < $1.0 : "\($0.1)" < "\($1.1)" }
        let nextTimer = timers.min {
            $0.value.at != $1.value.at ? $0.value.at < $1.value.at : $0.value.epoch < $1.value.epoch
        }
        guard nextExit != nil || nextTimer != nil else { return false }
        if let (at, key) = nextExit, nextTimer.map({ at <= $0.value.at }) ?? true, let process = processes[key] {
            pass(until: at)
            end(key, process.fate.status)
        } else if let nextTimer {
            pass(until: nextTimer.value.at)
            timers[nextTimer.key] = nil
            send(.timer(nextTimer.key, epoch: nextTimer.value.epoch))
        }
        return true
    }

    private mutating func pass(until: Duration) {
        if until > now.monotonic { now = now.advanced(by: until - now.monotonic) }
    }

    /// Runs until the mission is over or nothing more happens; at most `steps` things.
    mutating func run(steps: Int = 100_000) {
        for _ in 0..<steps where !finished { if !advance() { return } }
    }

    func kinds(of id: TaskID) -> [String] {
        records.compactMap { $0.event.task == id ? String($0.event.kind.dropFirst("task.".count)) : nil }
    }

    func status(_ id: String) -> TaskStatus? { TaskID(id).flatMap { state.task($0)?.status } }

    var outcome: MissionResult.Outcome? {
        if case .ended(let result) = state.status { result.outcome } else { nil }
    }
}

extension MissionTask {
    /// A task for tests.
    static func test(
        _ id: String, needs: [String] = [], in parent: String? = nil, when: TaskCondition = .allSucceeded,
        fanOut: FanOut? = nil, priority: Int = 0, critical: Bool = true, attempts: Int? = 1, limit: Duration? = nil,
        resilience: ResilienceRules? = nil
    ) -> MissionTask {
        MissionTask(
            id: TaskID(id), parent: parent.map { TaskID($0) }, command: .shell("true"), needs: needs.map { TaskID($0) },
            when: when, fanOut: fanOut, priority: priority, isCritical: critical, retry: RetryRule(attempts: attempts),
            timeout: TimeoutRule(limit: limit), resilience: resilience)
    }

    /// A group for tests.
    static func group(_ id: String, needs: [String] = [], in parent: String? = nil, when: TaskCondition = .allSucceeded)
        -> MissionTask
    {
        MissionTask(id: TaskID(id), parent: parent.map { TaskID($0) }, needs: needs.map { TaskID($0) }, when: when)
    }
}
