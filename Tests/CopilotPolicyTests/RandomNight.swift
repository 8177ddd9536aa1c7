import CopilotModel
import CopilotPolicy

/// A night in which everything that may happen does: commands fail, hang and ignore signals, answers come late and out of
/// order, a person gives orders at random, clocks jump, and the supervisor dies between any two turns.
final class RandomNight {
    struct Process {
        let key: AttemptKey
        let status: ExitReport.Status
        let heedsTerm: Bool
        /// What it still has to do; it stands still while it is stopped.
        var remaining: Duration
        /// When it ends by itself; nil while it is stopped.
        var endsAt: Duration?
    }

    let seed: UInt64
    var random: SeededGenerator
    var kernel: MissionKernel
    var watch: NightWatch
    var now = Moment(monotonic: .seconds(100), boottime: .seconds(100), wallMilliseconds: 1_800_000_000_000)
    var journal: [EventRecord] = []
    var image: StateImage?
    var processes: [Process] = []
    var timers: [(timer: KernelTimer, epoch: UInt64, at: Duration)] = []
    /// Answers that have not arrived yet.
    var inbox: [KernelInput] = []
    var isChaos = true
    var isFinished = false
    var isSweeping = false
    /// What is being done beside the tasks: remedies and declared outputs, and looks at what attempts have left.
    var mendings: Set<AttemptKey> = []
    var looks: Set<AttemptKey> = []
    /// Prints every turn: for whoever looks into one seed.
    var isTracing = false

    init(seed: UInt64) {
        self.seed = seed
        random = SeededGenerator(seed: seed)
        let mission = RandomMission.make(using: &random)
        kernel = MissionKernel(state: MissionState(mission: mission))
        watch = NightWatch(mission, seed: seed)
    }

    var state: MissionState { kernel.state }

    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    func seconds(_ range: ClosedRange<Int>) -> Duration { .seconds(Int.random(in: range, using: &random)) }

    // MARK: The course of the night

    func run() {
        begin()
        for _ in 0..<Int.random(in: 10...120, using: &random) where !hasEnded { chaos() }
        isChaos = false
        calmDown()
        for _ in 0..<20_000 where !hasEnded { if !goOn() { break } }
        if hasEnded, chance(25) { goOnAfterTheEnd() }
        watch.end(state, journal: journal, image: image, processes: processes.map(\.key))
    }

    /// The beginning of a night, up to some turn.
    func run(turns: Int) {
        begin()
        for _ in 0..<turns where !hasEnded { chaos() }
    }

    /// What failed is tried again.
    private func goOnAfterTheEnd() {
        let failed = state.counts[.failed]
        crash(retriesFailed: true)
        if state.counts[.failed] > 0, failed > 0, !hasEnded { watch.report("not all that failed is tried again") }
        isChaos = true
        for _ in 0..<Int.random(in: 0...40, using: &random) where !hasEnded { chaos() }
        isChaos = false
        calmDown()
        for _ in 0..<20_000 where !hasEnded { if !goOn() { break } }
    }

    private var hasEnded: Bool { if case .ended = state.status { true } else { false } }

    private func begin() {
        let header = RunHeader(
            run: RunID(rawValue: "night-0001"), missionName: "night", createdAt: now.wallMilliseconds, seed: seed)
        let deadline = chance(20) ? now.wallMilliseconds + Int64.random(in: 50_000...1_000_000, using: &random) : nil
        let settings = RunSettings(
            level: AutonomyLevel.allCases.randomElement(using: &random) ?? .autonomous,
            concurrency: Int.random(in: 1...4, using: &random), deadline: deadline)
        let supervised = MissionEvent.Supervised(pid: 1, version: "test", boot: "boot", isResumed: false)
        send(.begin(supervised, header: header, settings: settings, living: []))
    }

    private func chaos() {
        if isFinished { return crash() }
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<55: if !deliver() { _ = advance() }
        case 55..<80: _ = advance()
        case 80..<85: intent(randomAction())
        case 85..<90: disturb()
        case 90..<93: sendStale()
        case 93..<95: ask()
        case 95..<97: crash()
        default: jump()
        }
    }

    /// A person releases whatever they hold; from now on only time goes by.
    private func calmDown() {
        if isFinished, !hasEnded { crash() }
        if state.status == .paused || state.status == .pausing { intent(.resumeMission) }
        for ordinal in state.tasks.indices
        where state.tasks[ordinal].detail?.pause?.holds.contains(.person) == true && !state.isAggregate(ordinal) {
            intent(.resume(state.tasks[ordinal].id))
        }
    }

    /// One thing more; false if nothing is left that could happen.
    private func goOn() -> Bool {
        if isFinished {
            crash()
            return true
        }
        if deliver() || advance() { return true }
        // What was being ended could not be let go before.
        let last = journal.count
        calmDown()
        return journal.count > last
    }

    // MARK: What happens

    private func deliver() -> Bool {
        guard let index = inbox.indices.randomElement(using: &random) else { return false }
        send(chance(3) ? inbox[index] : inbox.remove(at: index))
        return true
    }

    /// Goes to the next thing that happens by itself; false if nothing does.
    private func advance() -> Bool {
        let exit = processes.indices.filter { processes[$0].endsAt != nil }
            .min { (processes[$0].endsAt ?? .zero) < (processes[$1].endsAt ?? .zero) }
        let timer = timers.indices.min { timers[$0].at < timers[$1].at }
        if let exit, let at = processes[exit].endsAt, timer.map({ at <= timers[$0].at }) ?? true {
            pass(until: at)
            end(exit, processes[exit].status)
        } else if let timer {
            let (name, epoch, at) = timers.remove(at: timer)
            pass(until: at)
            send(.timer(name, epoch: epoch))
        } else {
            return false
        }
        return true
    }

    private func pass(until: Duration) {
        if until > now.monotonic { now = now.advanced(by: until - now.monotonic) }
    }

    private func jump() {
        if chance(50) {
            now.wallMilliseconds += Int64.random(in: -4_000_000...4_000_000, using: &random)
        } else {
            let asleep = seconds(0...4000)
            now.boottime += asleep
            now.wallMilliseconds += asleep.milliseconds
        }
        send(.tick)
    }

    /// The supervisor dies, some of its processes with it; another takes the run up from its journal.
    func crash(retriesFailed: Bool = false) {
        watch.crashed(state, journal: journal, image: chance(50) ? image : nil)
        let survive = chance(30)
        processes = survive ? processes.shuffled(using: &random).dropLast(processes.count / 2) : []
        timers = []
        inbox = []
        isFinished = false
        isSweeping = false
        mendings = []
        looks = []
        kernel = MissionKernel(state: watch.shadow)
        now = now.advanced(by: seconds(0...100))
        let supervised = MissionEvent.Supervised(pid: 2, version: "test", boot: "boot", isResumed: true)
        send(
            .begin(
                supervised, header: nil, settings: nil, retriesFailed: retriesFailed, living: processes.map(\.key)))
    }

    // MARK: The kernel, and what it wants done

    func send(_ input: KernelInput, isStale: Bool = false) {
        // A copy makes the kernel copy what it changes: only where it is looked at.
        if !isStale { leave(input) }
        let before: MissionState? = if case .intent = input { state } else { nil }
        let step = kernel.step(input, now: now)
        if isTracing { trace(input, step) }
        watch.observe(step, of: input, before: before, after: state, isStale: isStale)
        journal += step.events
        if isChaos, chance(1), !step.events.isEmpty, case .begin = input {
        } else if isChaos, chance(1) {
            // The turn is in the journal, and nothing of it was done.
            return crash()
        }
        if chance(2) { image = StateImage(state) }
        for effect in step.effects { perform(effect) }
    }

    private func trace(_ input: KernelInput, _ step: KernelStep) {
        print("> \(input)", step.receipt.map { "\($0)" } ?? "")
        for record in step.events { print("    \(record.event.kind) \(record.event.task?.description ?? "")") }
        for effect in step.effects { print("  ! \(effect)") }
    }

    func intent(_ action: Intent.Action) { send(.intent(Intent(action, by: .control))) }

    private func perform(_ effect: KernelEffect) {
        switch effect {
        case .start(let key): start(key)
        case .signal(let key, let signal): self.signal(key, signal)
        case .checkOutputs(let key): inbox.append(.outputsChecked(key, missing: chance(20) ? ["out"] : []))
        case .readItems(let id): inbox.append(items(id))
        case .probeSilence(let key): inbox.append(.silent(key, since: seconds(0...80)))
        case .answer(let key, let answer):
            inbox.append(.answered(key, prompt: answer.prompt, outcome()))
        case .diagnose(let key, let failure): inbox.append(.diagnosed(key, RandomFailure.of(failure, using: &random)))
        case .remedy(let key, let remedy):
            begin(key)
            check(remedy, of: key)
            let isDone = chance(60)
            inbox.append(.remedied(key, remedy, isDone ? .done(environment: ["A": "b"]) : .failed(reason: "no")))
        case .cancelRemedy(let key):
            if !mendings.contains(key) { watch.report("the remedy for \(key) is cut off and does not run") }
        case .placeDefaults(let key):
            begin(key)
            inbox.append(.defaultsPlaced(key, trouble: chance(30) ? "no" : nil))
        case .snapshot(let key):
            if !processes.isEmpty || !mendings.isEmpty || !looks.isEmpty {
                watch.report("a snapshot for \(key) while \(processes.map(\.key)) \(mendings) \(looks) run")
            }
            let info = SnapshotInfo(kind: .git, files: 1, bytes: 1, leftAlone: 0)
            inbox.append(chance(10) ? .snapshotFailed(key, message: "no") : .snapshotTaken(key, info))
        case .keepEnd(let key, _):
            looks.insert(key)
            inbox.append(.endKept(key))
        case .restore(let key):
            let running = processes.filter { state.task($0.key.task)?.status == .running }
            if !mendings.isEmpty || !looks.isEmpty { watch.report("\(key) is undone beside \(mendings) \(looks)") }
            if !running.isEmpty { watch.report("\(key) is undone while \(running.map(\.key)) run") }
            inbox.append(.restored(key, chance(15) ? .refused(reason: "no") : .done(paths: 1, leftAlone: 0)))
        case .saveCheckpoint(let key):
            // Sometimes nobody ever says what came of it.
            if chance(10) { return }
            let made = CheckpointOutcome.saved(CheckpointInfo(path: "/c", bytes: Int64(inbox.count)))
            inbox.append(.checkpointed(key, chance(30) ? .failed(reason: "no") : made, took: .seconds(1)))
        case .probeNetwork: inbox.append(.connectivity(chance(50) ? .online : .offline("no route")))
        case .arm(let timer, let epoch, let at):
            timers.removeAll { $0.timer == timer }
            timers.append((timer, epoch, at))
        case .disarm(let timer): timers.removeAll { $0.timer == timer }
        case .sweep:
            isSweeping = true
            if !processes.isEmpty { watch.report("a sweep while \(processes.map(\.key)) run") }
            inbox.append(.swept)
        case .checkpoint: image = StateImage(state)
        case .finish:
            isFinished = true
            if !mendings.isEmpty || !looks.isEmpty { watch.report("it ends while \(mendings) \(looks) are at work") }
        }
    }

    private func items(_ id: TaskID) -> KernelInput {
        if chance(10) { return .itemsUnreadable(id, message: "no such file") }
        return .itemsRead(id, count: Int.random(in: 0...(chance(15) ? 50 : 4), using: &random), digest: "d")
    }

    private func start(_ key: AttemptKey) {
        if isSweeping, inbox.contains(where: { if case .swept = $0 { true } else { false } }) {
            watch.report("\(key) starts while what was left behind is ended")
        }
        if !looks.isEmpty { watch.report("\(key) starts while it is looked what \(looks) have left") }
        if mendings.contains(where: { $0.task == key.task }) { watch.report("\(key) starts while it is mended") }
        if watch.isProtected(key.task), !mendings.isEmpty { watch.report("\(key) starts beside \(mendings)") }
        let isAlone = watch.isProtected(key.task) || processes.contains { watch.isProtected($0.key.task) }
        if isAlone, !processes.isEmpty { watch.report("\(key) starts beside \(processes.map(\.key))") }
        if processes.contains(where: { $0.key.task == key.task }) {
            watch.report("\(key) starts beside an earlier try")
        }
        if chance(5) {
            inbox.append(
                .notStarted(
                    key, code: 11, message: "no", fault: chance(40) ? .program : chance(20) ? .folder : .machine))
            return
        }
        let status: ExitReport.Status =
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<4: .exited(code: 1)
            case 4: .signalled(signal: 11, core: true)
            case 5: .unknown
            default: .exited(code: 0)
            }
        let length = seconds(0...(chance(10) ? 1000 : 40))
        processes.append(
            Process(
                key: key, status: status, heedsTerm: chance(70), remaining: length, endsAt: now.monotonic + length))
        inbox.append(.launched(key, ProcessIdentity(pid: 7, startTicks: 7)))
    }

    private func signal(_ key: AttemptKey, _ signal: KernelSignal) {
        guard let index = processes.firstIndex(where: { $0.key == key }) else { return }
        switch signal {
        case .pause:
            if let endsAt = processes[index].endsAt { processes[index].remaining = endsAt - now.monotonic }
            processes[index].endsAt = nil
        case .resume: wake(index)
        case .terminate:
            if processes[index].heedsTerm {
                end(index, chance(10) ? .exited(code: 0) : .signalled(signal: 15, core: false))
            } else {
                wake(index)
            }
        case .kill: end(index, .signalled(signal: 9, core: false))
        }
    }

    private func wake(_ index: Int) {
        if processes[index].endsAt == nil { processes[index].endsAt = now.monotonic + processes[index].remaining }
    }

    private func end(_ index: Int, _ status: ExitReport.Status) {
        inbox.append(.exited(processes.remove(at: index).key, ExitReport(status: status)))
    }
}

// MARK: - Orders and nonsense

extension RandomNight {
    private func randomTask() -> TaskID {
        guard !chance(4), let ordinal = state.tasks.indices.randomElement(using: &random) else {
            return TaskID("nobody", item: Int.random(in: 0...3, using: &random))
        }
        return state.tasks[ordinal].id
    }

    func randomAction() -> Intent.Action {
        let id = randomTask()
        switch Int.random(in: 0..<40, using: &random) {
        case 0..<3: return .pauseMission(drain: chance(50))
        case 3..<9: return .resumeMission
        case 9..<14: return .pause(id)
        case 14..<20: return .resume(id)
        case 20..<24: return .skip(id)
        case 24..<26: return .skipSubtree(id)
        case 26..<33: return .retry(id, fresh: chance(30))
        case 33..<36: return .stop(id)
        case 36..<39: return .kill(id)
        default: return .stopMission(StopCause.allCases.randomElement(using: &random) ?? .user)
        }
    }

    /// Something of a task, an attempt or an arming that is not the current one.
    private func sendStale() {
        let id = randomTask()
        let attempt = state.task(id)?.attempt ?? 0
        let run = RunID(rawValue: chance(50) ? "night-0001" : "another")
        let other =
            attempt
            + (run.rawValue == "another" ? 0 : [-1, 1, 7, Int.max - attempt].randomElement(using: &random) ?? 1)
        let key = AttemptKey(run: run, task: id, attempt: other)
        let unknown = AttemptKey(run: RunID(rawValue: "night-0001"), task: TaskID("nobody"), attempt: 1)
        let inputs: [KernelInput] = [
            .launched(key, ProcessIdentity(pid: 1, startTicks: 1)), .exited(key, ExitReport(status: .exited(code: 0))),
            .notStarted(key, code: 2, message: "stale", fault: .program), .outputsChecked(key, missing: []),
            .silent(key, since: .seconds(100_000)), .exited(unknown, ExitReport(status: .unknown)),
            .itemsRead(TaskID("nobody"), count: 3, digest: "d"), .itemsUnreadable(TaskID("nobody"), message: "stale"),
            .timer(.limit(Int.random(in: 0...40, using: &random)), epoch: 0), .timer(.grace(Int.max), epoch: 1),
            .timer(.backOff(-1), epoch: .max), .timer(.deadline, epoch: 0), .timer(.brake("nobody"), epoch: 3),
            .diagnosed(key, Diagnosis(failure: RandomFailure.plain)), .defaultsPlaced(key, trouble: nil),
            .remedied(key, .makeFolder(path: "/x"), .done(environment: [:])), .endKept(key),
            .snapshotFailed(unknown, message: "stale"), .restored(key, .refused(reason: "stale")),
        ]
        if let input = inputs.randomElement(using: &random) { send(input, isStale: true) }
    }
}
