package import CopilotEngine
internal import CopilotExecutors
package import CopilotHost
package import CopilotModel
package import CopilotPorts
package import CopilotStore
internal import Synchronization

/// What a program knows of its surroundings, read once where it starts.
package struct Surroundings: Sendable {
    /// The environment that commands inherit.
    package var environment: [String: String]
    package var processors: Int
    package var version: String
    package var xdg: XDGPaths
    package var clock: SystemClock

    package init(environment: [String: String], processors: Int, version: String, xdg: XDGPaths, clock: SystemClock) {
        self.environment = environment
        self.processors = processors
        self.version = version
        self.xdg = xdg
        self.clock = clock
    }

    /// Where the user's state lies.
    package var state: StatePaths { StatePaths(folder: xdg.state) }
}

/// What a person may say of a run beside its mission.
package struct RunWishes: Sendable, Hashable {
    package var level: AutonomyLevel?
    package var duration: Duration?
    package var concurrency: Int?
    package var hasTerminal: Bool
    /// What holds where neither the person nor the mission says anything: the user's configuration.
    package var usualLevel: AutonomyLevel?
    package var usualConcurrency: Int?
    /// The rules for prompts and the sources of secrets of the user's configuration.
    package var promptRules: [PromptRule]
    package var secrets: [String: SecretSource]
    /// How long checkpoints and snapshots are kept; nil: 48 h.
    package var keptFor: Duration?

    package init(
        level: AutonomyLevel? = nil, duration: Duration? = nil, concurrency: Int? = nil, hasTerminal: Bool = false,
        usualLevel: AutonomyLevel? = nil, usualConcurrency: Int? = nil, promptRules: [PromptRule] = [],
        secrets: [String: SecretSource] = [:], keptFor: Duration? = nil
    ) {
        self.keptFor = keptFor
        self.promptRules = promptRules
        self.secrets = secrets
        self.usualLevel = usualLevel
        self.usualConcurrency = usualConcurrency
        self.level = level
        self.duration = duration
        self.concurrency = concurrency
        self.hasTerminal = hasTerminal
    }
}

extension RunWishes {
    /// What a changed mission says of the run is wished for, where nobody wishes anything else.
    fileprivate func following(_ mission: Mission, instead old: Mission) -> RunWishes {
        var wishes = self
        if mission.concurrency != old.concurrency { wishes.concurrency = concurrency ?? mission.concurrency }
        if mission.duration != old.duration { wishes.duration = duration ?? mission.duration }
        if mission.level != old.level || mission.duration != old.duration, let said = mission.said {
            wishes.level = level ?? said
        }
        return wishes
    }
}

extension Mission {
    /// The level that it asks for, itself or by its duration.
    fileprivate var said: AutonomyLevel? { level ?? duration.map(AutonomyLevel.init(duration:)) }
}

/// Where a mission comes from.
package struct MissionSource: Sendable, Hashable {
    package var mission: Mission
    /// Absolute; nil where there is no file.
    package var path: String?
    package var digest: String?

    package init(mission: Mission, path: String? = nil, digest: String? = nil) {
        self.mission = mission
        self.path = path
        self.digest = digest
    }
}

/// A run with everything it needs: the workspace's store, held for us alone, and an engine over this machine's adapters.
package final class MissionRun: Sendable {
    package let run: RunID
    package let workspace: String
    package let controller: AutonomousModeController
    /// What a person had paused and that waits to be let go of: the mission itself (nil), and tasks.
    package let held: [TaskID?]
    /// The supervisor that had died in this workspace, for a word to the user.
    package let tookOverFrom: LockOwner?
    private let store: WorkspaceStore
    private let executors: ExecutorShelf
    private let output: OutputLog

    /// Creates a new run of a mission in a workspace.
    ///
    /// - Throws: what the store says: in use, full, read-only, newer schema …
    package static func create(
        _ source: MissionSource, in workspace: String, wishes: RunWishes, surroundings: Surroundings,
        notify: @escaping @Sendable (EngineNotice) -> Void
    ) throws(StoreError) -> MissionRun {
        let store = try open(workspace)
        if let rescued = store.rescued { notify(.journalRescued(rescued.words)) }
        let now = surroundings.clock.now().wallMilliseconds
        let mission = source.mission
        var generator = SystemRandomNumberGenerator()
        let registry = RunRegistry(paths: surroundings.state)
        let run = try registry.claim(missionName: mission.name, workspace: workspace, createdAt: now) {
            UInt16.random(in: .min ... .max, using: &generator)
        }
        do throws(StoreError) {
            let journal = try store.create(
                NewRun(run: run, mission: mission, sourcePath: source.path, sourceDigest: source.digest, createdAt: now)
            )
            let header = RunHeader(
                run: run, missionName: mission.name, createdAt: now,
                seed: UInt64.random(in: .min ... .max, using: &generator))
            let settings = settings(for: mission, wishes, surroundings, workspace: workspace, now: now)
            return try MissionRun(
                run, store: store, journal: journal, state: MissionState(mission: mission), header: header,
                settings: settings, secrets: wishes.secrets(of: mission), keptFor: wishes.keptFor, workspace: workspace,
                surroundings: surroundings, notify: notify)
        } catch {
            registry.release(run)
            throw error
        }
    }

    /// Takes up a run that has not ended, or with `retriesFailed` one that has.
    ///
    /// - Parameters:
    ///   - reload: the mission to go on with, where it is not what the run has gone by.
    ///   - retriesFailed: whether what failed is tried again; a run that has ended is given its time anew.
    /// - Throws: what the store says; `.notFound` if there is no such run.
    package static func resume(
        _ run: RunID, in workspace: String, wishes: RunWishes, reload: MissionSource? = nil,
        retriesFailed: Bool = false, surroundings: Surroundings,
        notify: @escaping @Sendable (EngineNotice) -> Void
    ) throws(StoreError) -> MissionRun {
        let store = try open(workspace)
        if let rescued = store.rescued { notify(.journalRescued(rescued.words)) }
        let journal = try store.journal(of: run)
        let stored = try store.catalog.stored(run)
        let state = stored.state
        let now = surroundings.clock.now().wallMilliseconds
        let mission = reload?.mission ?? stored.mission
        let reloaded = reload.map { MissionEvent.Reloaded(mission: $0.mission, digest: $0.digest) }
        if state.run == nil {
            // Killed between the run's creation and its first event.
            return try MissionRun(
                run, store: store, journal: journal, state: state,
                header: RunHeader(run: run, missionName: mission.name, createdAt: now, seed: UInt64(now)),
                settings: settings(for: mission, wishes, surroundings, workspace: workspace, now: now),
                reload: reloaded,
                secrets: wishes.secrets(of: mission), keptFor: wishes.keptFor, workspace: workspace,
                surroundings: surroundings, notify: notify)
        }
        var asked = reload.map { wishes.following($0.mission, instead: state.mission) } ?? wishes
        if state.status.hasEnded, let deadline = state.settings?.deadline, let created = state.run?.createdAt {
            let whole = Duration.milliseconds(max(1, deadline.subtractingSaturated(created)))
            asked.duration = asked.duration ?? mission.duration ?? whole
        }
        return try MissionRun(
            run, store: store, journal: journal, state: state, header: nil,
            settings: changed(state.settings, by: asked, mission: mission, now: now), reload: reloaded,
            retriesFailed: retriesFailed, secrets: wishes.secrets(of: mission), keptFor: wishes.keptFor,
            workspace: workspace,
            surroundings: surroundings, notify: notify)
    }

    private init(
        _ run: RunID, store: WorkspaceStore, journal: SQLiteJournal, state: MissionState, header: RunHeader?,
        settings: RunSettings?, reload: MissionEvent.Reloaded? = nil, retriesFailed: Bool = false,
        secrets: [String: SecretSource], keptFor: Duration?, workspace: String, surroundings: Surroundings,
        notify: @escaping @Sendable (EngineNotice) -> Void
    ) throws(StoreError) {
        let clock = surroundings.clock
        let output = try OutputLog(paths: store.paths, run: run, now: { clock.now().wallMilliseconds })
        let executors = ExecutorShelf()
        let processes = ProcessTable()
        let pruning = CheckpointPruning(
            workspace: workspace, run: run, keptFor: keptFor ?? CheckpointPruning.usuallyKeptFor, clock: clock)
        self.run = run
        self.workspace = workspace
        self.store = store
        self.executors = executors
        self.output = output
        tookOverFrom = store.tookOverFrom
        let tasks = state.tasks.indices.filter { state.tasks[$0].detail?.pause?.holds.contains(.person) == true }
        held = (state.status.isPaused ? [nil] : []) + tasks.map { state.tasks[$0].id }
        let supervised = MissionEvent.Supervised(
            pid: processes.current().pid, version: surroundings.version, boot: processes.boot(),
            isResumed: header == nil)
        let setup = EngineSetup(
            run: run, state: state, header: header, settings: settings, reload: reload,
            retriesFailed: retriesFailed, supervised: supervised, workspace: workspace,
            environment: surroundings.environment)
        let ports = EnginePorts(
            journal: journal, output: output, files: LocalWorkspaceFiles(workspace: workspace), clock: clock,
            probe: LinuxHostProbe(
                workspace: workspace, temporary: surroundings.environment["TMPDIR"] ?? "/tmp",
                state: surroundings.xdg.state, clock: clock),
            secrets: secrets.isEmpty
                ? nil
                : LocalSecretReader(
                    sources: secrets.mapValues { $0.resolved(in: workspace, home: surroundings.environment["HOME"]) },
                    environment: surroundings.environment),
            crew: LocalRepairCrew(), zone: { NamedZone.seconds(of: $0, at: $1) },
            keeper: LocalWorkspaceKeeper(
                workspace: workspace, environment: surroundings.environment, clock: surroundings.clock,
                keptFor: keptFor ?? LocalWorkspaceKeeper.usuallyKeptFor),
            checkpoints: LocalCheckpoints(pruning: pruning),
            makeExecutor: { (sink) throws(ExecutorError) in try executors.make(sink: sink) })
        do throws(ExecutorError) {
            controller = try AutonomousModeController(setup, ports: ports, notify: notify)
        } catch {
            throw StoreError(code: .other, message: "commands cannot be started here: \(error.message)")
        }
    }

    /// Runs it to its end and lets go of the workspace. Called once.
    package func execute() async -> MissionEnd {
        let end = await controller.run()
        executors.shutdown()
        output.flush()
        // What could not be folded into the database stands in its log, and is read from there.
        try? store.close()
        return end
    }

    /// Sets a damaged journal aside, and saves what can be read of it.
    ///
    /// - Returns: what became of it, as a sentence for people; nil if it is whole.
    package static func mend(_ workspace: String) throws(StoreError) -> String? {
        let store = try open(workspace)
        try store.close()
        return store.rescued?.words
    }

    // MARK: Parts

    private static func open(_ workspace: String) throws(StoreError) -> WorkspaceStore {
        let processes = ProcessTable()
        return try WorkspaceStore(workspace: workspace, owner: processes.current(), boot: processes.boot()) {
            processes.isAlive($0)
        }
    }

    private static func settings(
        for mission: Mission, _ wishes: RunWishes, _ surroundings: Surroundings, workspace: String, now: Int64
    ) -> RunSettings {
        var mission = mission
        if let duration = wishes.duration { mission.duration = duration }
        if mission.level == nil, mission.duration == nil { mission.level = wishes.usualLevel }
        let level = wishes.level ?? mission.effectiveLevel(hasTerminal: wishes.hasTerminal)
        let usual = wishes.usualConcurrency ?? surroundings.processors
        return RunSettings(
            level: level, concurrency: max(1, wishes.concurrency ?? mission.concurrency ?? usual),
            deadline: mission.duration.map { now + $0.milliseconds },
            promptRules: wishes.promptRules.isEmpty ? nil : wishes.promptRules,
            secretNames: wishes.secretNames(of: mission), workspace: workspace)
    }

    private static func changed(
        _ before: RunSettings?, by wishes: RunWishes, mission: Mission, now: Int64
    ) -> RunSettings? {
        guard var settings = before else { return nil }
        settings.promptRules = wishes.promptRules.isEmpty ? nil : wishes.promptRules
        settings.secretNames = wishes.secretNames(of: mission)
        if let level = wishes.level { settings.level = level }
        if let concurrency = wishes.concurrency { settings.concurrency = max(1, concurrency) }
        if let duration = wishes.duration { settings.deadline = now + duration.milliseconds }
        return settings == before ? nil : settings
    }
}

extension RunWishes {
    /// Where secrets come from: the mission says, or else the user's configuration.
    fileprivate func secrets(of mission: Mission) -> [String: SecretSource] {
        secrets.merging(mission.secrets) { _, own in own }
    }

    /// Their names, sorted; nil where there are none.
    fileprivate func secretNames(of mission: Mission) -> [String]? {
        let names = secrets(of: mission).keys.sorted()
        return names.isEmpty ? nil : names
    }
}

/// Keeps the executor that the engine works with, so that it can be shut down after it.
private final class ExecutorShelf: Sendable {
    private let executor = Mutex<LocalExecutor?>(nil)

    func make(sink: any ExecutorSink) throws(ExecutorError) -> any TaskExecutor {
        let made = try LocalExecutor(sink: sink)
        executor.withLock { $0 = made }
        return made
    }

    func shutdown() { executor.withLock { $0 }?.shutdown() }
}

extension DatabaseRescued {
    /// What became of each run, and where the damaged file lies.
    fileprivate var words: String {
        let kept = runs.map { run in
            "\(run.events) events of \(run.name)"
                + (run.isCut ? " (the rest is lost: what had ended there runs again)" : "")
        }
        let what = kept.isEmpty ? "nothing of it could be read" : "saved of it: " + kept.joined(separator: ", ")
        return "the journal was damaged; it lies now at \(path), and \(what)"
    }
}

extension MissionStatus {
    fileprivate var isPaused: Bool {
        switch self {
        case .pausing, .paused: true
        case .created, .running, .stopping, .stopped, .ended: false
        }
    }

    fileprivate var hasEnded: Bool {
        switch self {
        case .ended: true
        case .created, .running, .pausing, .paused, .stopping, .stopped: false
        }
    }
}
