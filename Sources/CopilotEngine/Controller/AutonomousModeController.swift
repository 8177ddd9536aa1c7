package import CopilotModel
internal import CopilotPolicy
package import CopilotPorts

/// Owns a mission's life in this process: takes it up, runs it to its end, and is how everybody else speaks to it.
package final class AutonomousModeController: MissionConnection {
    private let setup: EngineSetup
    private let ports: EnginePorts
    private let inbox: Inbox
    private let bus: EventBus
    private let hub: OutputHub
    private let watch = WatchMailbox()
    private let executor: any TaskExecutor
    private let jobs: AsyncStream<SlowJob>
    private let runner: EffectRunner
    private let notify: @Sendable (EngineNotice) -> Void

    /// Makes the controller; nothing runs before ``run()``.
    ///
    /// - Parameter notify: told about the supervisor's own troubles; called from any thread.
    /// - Throws: if the executor cannot be made.
    package init(
        _ setup: EngineSetup, ports: EnginePorts, notify: @escaping @Sendable (EngineNotice) -> Void
    ) throws(ExecutorError) {
        self.setup = setup
        self.ports = ports
        self.notify = notify
        inbox = Inbox()
        bus = EventBus(state: setup.state)
        hub = OutputHub(inbox: inbox, watch: watch, store: ports.output, clock: ports.clock)
        executor = try ports.makeExecutor(hub)
        let (jobs, continuation) = AsyncStream<SlowJob>.makeStream()
        self.jobs = jobs
        runner = EffectRunner(
            composer: LaunchComposer(workspace: setup.workspace, environment: setup.environment), executor: executor,
            hub: hub, watch: watch, inbox: inbox, journal: ports.journal, jobs: continuation,
            checkpoints: ports.checkpoints)
    }

    /// Runs the mission until it has ended, was stopped, or can no longer be journalled. Called once.
    package func run() async -> MissionEnd {
        let living = await takeUp()
        let ended = await ContinuationEngine.sweep(setup, executor: executor)
        if ended > 0 { notify(.leftoversEnded(ended)) }
        let lost = ContinuationEngine.lostAttempts(setup, living: living)
        // A long ring may have to be copied.
        await DedicatedThread.offload { [output = ports.output] in lost.forEach(output.finish) }
        let parts = parts(living: living)
        let manager = StateManager(
            journal: ports.journal, notify: notify, mark: CheckpointMark(clock: ports.clock))
        let recoverer = WorkspaceRecoverer(keeper: ports.keeper, living: LivingAttempts(protected(among: living)))
        let worker = SlowWorker(
            run: setup.run, files: ports.files, executor: executor, inbox: inbox, manager: manager,
            doctor: FailureDoctor(
                hub: hub, output: ports.output, crew: ports.crew, clock: ports.clock, zone: ports.zone,
                memory: MemoryWitness(kills: ports.crew?.outOfMemoryKills())),
            recoverer: recoverer, remedies: runner.remedies, checkpoints: ports.checkpoints, clock: ports.clock)
        let health = HealthMonitor(probe: ports.probe, bus: bus, mark: manager.mark)
        return await withTaskGroup(of: MissionEnd?.self) { group in
            group.addTask { [jobs] in
                await worker.work(jobs)
                return nil
            }
            group.addTask {
                await health.run()
                return nil
            }
            group.addTask { [clock = ports.clock] in
                await recoverer.noteLife(clock)
                return nil
            }
            let watchParts = watchParts()
            group.addTask {
                await DedicatedThread.run(named: "prompts") { PromptWatch(watchParts).run() }
                return nil
            }
            let end = await DedicatedThread.run(named: "mission") { MissionLoop(parts).run() }
            watch.close()
            runner.remedies.cancelAll()
            if case .storeFailed = end { _ = await executor.sweep(setup.run, known: [], sparing: [], grace: .zero) }
            runner.jobs.finish()
            bus.finish()
            hub.ring()
            group.cancelAll()
            return end
        }
    }

    /// Takes up what has outlived an earlier supervisor.
    ///
    /// - Returns: the attempts that live, or have ended and nobody knows how yet.
    private func takeUp() async -> [AttemptKey] {
        guard setup.state.run != nil else { return [] }
        let found: [AttemptKey]
        do throws(ExecutorError) {
            found = try await executor.readopt(setup.run)
        } catch {
            notify(.notTakenUp(error.message))
            return []
        }
        let living = ContinuationEngine.known(found, in: setup.state)
        let strange = Set(found).subtracting(living)
        for key in strange { executor.signal(key, .kill) }
        executor.acknowledge(Array(strange))
        if living.isEmpty { return [] }
        await DedicatedThread.offload { [hub, runner, state = setup.state] in
            for key in living { hub.adopt(key, command: runner.commandLine(of: key, state: state)) }
        }
        executor.follow(living)
        notify(.takenUp(living.count))
        return living
    }

    private func protected(among living: [AttemptKey]) -> [AttemptKey] {
        living.filter { key in
            setup.state.ordinal(of: key.task).map { setup.state.tasks[$0].detail?.protection != nil } ?? false
        }
    }

    private func parts(living: [AttemptKey]) -> LoopParts {
        LoopParts(
            state: setup.state,
            begin: .begin(
                setup.supervised, header: setup.header, settings: setup.settings, reload: setup.reload,
                retriesFailed: setup.retriesFailed, living: living),
            inbox: inbox, bus: bus, runner: runner, clock: ports.clock, notify: notify,
            takeOutputTrouble: { [output = ports.output] in output.takeTrouble() })
    }

    private func watchParts() -> WatchParts {
        WatchParts(
            mailbox: watch, executor: executor, clock: ports.clock, secrets: ports.secrets,
            report: { [inbox] in inbox.post(.kernel($0)) })
    }

    // MARK: MissionConnection

    package func deliveries() -> AsyncStream<Delivery> { bus.subscribe() }

    package func submit(_ intent: Intent) async throws(ConnectionError) -> IntentReceipt {
        await withCheckedContinuation { continuation in
            inbox.post(.intent(intent) { continuation.resume(returning: $0) })
        }
    }

    package func output(of task: TaskID, tailBytes: Int) -> AsyncStream<OutputChunk> {
        let attempt = bus.snapshot().task(task)?.attempt ?? 0
        return hub.follow(task, attempt: attempt, tailBytes: tailBytes, until: { [bus] in bus.isFinished })
    }

    package func type(_ bytes: [UInt8], into task: TaskID) async throws(ConnectionError) {
        guard let key = hub.livingAttempt(of: task) else { throw ConnectionError(message: "'\(task)' does not run") }
        watch.post(.personTypes(key), by: .zero)
        if !bytes.isEmpty { executor.write(key, bytes) }
    }
}
