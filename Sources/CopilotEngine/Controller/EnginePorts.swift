package import CopilotModel
package import CopilotPorts

/// The adapters that an engine works through.
package struct EnginePorts: Sendable {
    package var journal: any RunJournal
    package var output: any OutputStore
    package var files: any WorkspaceFiles
    package var clock: any EngineClock
    package var probe: any HostProbe
    /// Reads the secrets that the user has provided; nil: there are none.
    package var secrets: (any SecretReader)?
    /// Mends what failed; nil: nothing is looked at or mended.
    package var crew: (any RepairCrew)?
    /// The offset of a named zone (`Europe/Berlin`) at a time in milliseconds since 1970, in seconds east of Greenwich; nil
    /// for one that is not known.
    package var zone: @Sendable (String, Int64) -> Int?
    /// Keeps workspaces and sets them back; nil: protected tasks cannot start.
    package var keeper: (any WorkspaceKeeper)?
    /// Has tasks make checkpoints; nil: none is made.
    package var checkpoints: (any CheckpointSaver)?
    /// Makes the executor; it reports to the sink it is given.
    package var makeExecutor: @Sendable (any ExecutorSink) throws(ExecutorError) -> any TaskExecutor

    package init(
        journal: any RunJournal, output: any OutputStore, files: any WorkspaceFiles, clock: any EngineClock,
        probe: any HostProbe, secrets: (any SecretReader)? = nil, crew: (any RepairCrew)? = nil,
        zone: @escaping @Sendable (String, Int64) -> Int? = { _, _ in nil },
        keeper: (any WorkspaceKeeper)? = nil, checkpoints: (any CheckpointSaver)? = nil,
        makeExecutor: @escaping @Sendable (any ExecutorSink) throws(ExecutorError) -> any TaskExecutor
    ) {
        self.journal = journal
        self.output = output
        self.files = files
        self.clock = clock
        self.probe = probe
        self.secrets = secrets
        self.crew = crew
        self.zone = zone
        self.keeper = keeper
        self.checkpoints = checkpoints
        self.makeExecutor = makeExecutor
    }
}

/// What an engine is told about its run.
package struct EngineSetup: Sendable {
    package var run: RunID
    /// The mission's state as the journal has it; of a new run, before its first event.
    package var state: MissionState
    /// Given for a new run.
    package var header: RunHeader?
    /// Given for a new run, or where they change.
    package var settings: RunSettings?
    /// Given where the run goes on with another mission than `state` has.
    package var reload: MissionEvent.Reloaded?
    /// Whether what failed is tried again, also where the run has ended.
    package var retriesFailed: Bool
    package var supervised: MissionEvent.Supervised
    /// Absolute.
    package var workspace: String
    /// The environment that commands get, before the mission's own.
    package var environment: [String: String]

    package init(
        run: RunID, state: MissionState, header: RunHeader?, settings: RunSettings?,
        reload: MissionEvent.Reloaded? = nil, retriesFailed: Bool = false, supervised: MissionEvent.Supervised,
        workspace: String,
        environment: [String: String]
    ) {
        self.run = run
        self.state = state
        self.header = header
        self.settings = settings
        self.reload = reload
        self.retriesFailed = retriesFailed
        self.supervised = supervised
        self.workspace = workspace
        self.environment = environment
    }
}

/// How an engine came to its end.
package enum MissionEnd: Sendable {
    case ended(MissionResult)
    /// It can be resumed.
    case stopped(StopCause)
    /// The journal cannot be written: what ran was ended, and nothing of it is claimed. It can be resumed.
    case storeFailed(StoreError)

    /// The exit code of `copilot-tui`.
    package var exitCode: Int32 {
        switch self {
        case .ended(let result): result.outcome.exitCode
        case .stopped(let cause): cause.exitCode
        case .storeFailed: 4
        }
    }
}

/// Something about the supervisor itself that a person should know; not part of the mission's course.
package enum EngineNotice: Sendable, Hashable {
    /// The journal cannot be written for now: nothing new starts until it can.
    case journalStuck(String)
    case journalWorksAgain
    /// The journal was damaged: what became of it.
    case journalRescued(String)
    /// A snapshot could not be written; the journal has everything.
    case snapshotNotWritten(String)
    /// Output is not being kept; the tasks go on.
    case outputNotKept(String)
    /// So many tasks outlived an earlier supervisor, and are supervised again.
    case takenUp(Int)
    /// What outlived an earlier supervisor cannot be taken up, and is ended: why.
    case notTakenUp(String)
    /// Processes of an earlier supervisor were ended before the run was taken up.
    case leftoversEnded(Int)
}
