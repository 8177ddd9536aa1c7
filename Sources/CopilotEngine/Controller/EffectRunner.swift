internal import CopilotModel
internal import CopilotPolicy
internal import CopilotPorts

/// Carries out what the kernel wants done. Everything here returns at once: what takes time goes to the slow jobs.
struct EffectRunner: Sendable {
    let composer: LaunchComposer
    let executor: any TaskExecutor
    let hub: OutputHub
    let watch: WatchMailbox
    let inbox: Inbox
    let journal: any RunJournal
    let jobs: AsyncStream<SlowJob>.Continuation
    let checkpoints: (any CheckpointSaver)?
    let remedies = RunningRemedies()

    /// Carries out one effect of a mission that stands at `state`. Timers, checkpoints and the end are the loop's own.
    func run(_ effect: KernelEffect, state: borrowing MissionState) {
        switch effect {
        case .start(let key): start(key, state: state)
        case .signal(let key, let signal):
            executor.signal(key, TreeSignal(signal))
            if signal == .resume { watch.post(.resumed(key), by: .zero) }
        case .probeSilence(let key):
            if let silence = hub.silence(of: key) { inbox.post(.kernel(.silent(key, since: silence))) }
        case .answer(let key, let answer): watch.post(.answer(key, answer), by: .zero)
        case .checkOutputs(let key):
            guard let ordinal = state.ordinal(of: key.task) else { return }
            let declaration = state.declaration(of: ordinal)
            jobs.yield(.checkOutputs(key, paths: declaration.outputs, directory: declaration.workingDirectory))
        case .readItems(let id):
            guard let ordinal = state.ordinal(of: id),
                case .file(let path)? = state.declaration(of: ordinal).fanOut?.items
            else { return }
            jobs.yield(.readItems(id, path: path))
        case .diagnose(let key, let failure):
            guard let ordinal = state.ordinal(of: key.task), let place = place(of: key, state: state) else {
                inbox.post(.kernel(.diagnosed(key, Diagnosis(failure: failure))))
                return
            }
            let status = state.tasks[ordinal].detail?.report?.status
            jobs.yield(.diagnose(key, failure, status: status, place))
        case .remedy(let key, let remedy):
            guard let place = place(of: key, state: state) else {
                inbox.post(.kernel(.remedied(key, remedy, .failed(reason: "its item was not kept"))))
                return
            }
            if let cancellation = remedies.begin(key, remedy, at: place) {
                jobs.yield(.remedy(key, remedy, place, cancellation))
            }
        case .cancelRemedy(let key): remedies.cancel(key)
        case .placeDefaults(let key):
            guard let ordinal = state.ordinal(of: key.task), let place = place(of: key, state: state) else {
                inbox.post(.kernel(.defaultsPlaced(key, trouble: "its item was not kept")))
                return
            }
            jobs.yield(.placeDefaults(key, state.declaration(of: ordinal).resilience?.defaults ?? [], place))
        case .snapshot(let key):
            guard let ordinal = state.ordinal(of: key.task), let place = place(of: key, state: state) else {
                inbox.post(.kernel(.snapshotFailed(key, message: "its item was not kept")))
                return
            }
            let rule = state.declaration(of: ordinal).resilience?.protect ?? ProtectRule()
            jobs.yield(.snapshot(key, rule, directory: place.directory))
        case .keepEnd(let key, let isFailed): jobs.yield(.keepEnd(key, isFailed: isFailed))
        case .restore(let key): jobs.yield(.restore(key))
        case .saveCheckpoint(let key): saveCheckpoint(key, state: state)
        case .probeNetwork: jobs.yield(.probeNetwork)
        case .sweep: jobs.yield(.sweep)
        case .arm, .disarm, .checkpoint, .finish: break
        }
    }

    /// What runs under a key, for people; nil where nobody can tell any more.
    func commandLine(of key: AttemptKey, state: borrowing MissionState) -> String? {
        guard let ordinal = state.ordinal(of: key.task) else { return nil }
        return (try? launch(key, at: ordinal, state: state))?.command.line
    }

    private func start(_ key: AttemptKey, state: borrowing MissionState) {
        guard let ordinal = state.ordinal(of: key.task) else { return }
        do throws(StoreError) {
            let launch = try launch(key, at: ordinal, state: state)
            hub.open(key, command: launch.command.line)
            executor.start(launch)
        } catch {
            inbox.post(.kernel(.notStarted(key, code: 0, message: error.message, fault: .machine)))
        }
    }

    private func launch(
        _ key: AttemptKey, at ordinal: Int, state: borrowing MissionState
    ) throws(StoreError) -> AttemptLaunch {
        let declaration = state.declaration(of: ordinal)
        let item = try item(of: key.task, fanOut: declaration.fanOut)
        let folder = composer.checkpointFolder(key, declaration)
        return composer.compose(
            key, declaration: declaration, item: item, account: state.tasks[ordinal].detail?.account,
            checkpoint: folder.flatMap { checkpoints?.newest(in: $0) }, sessions: state.run?.seed ?? 0,
            isOffline: state.brakes[Brake.Members.network.name] != nil)
    }

    private func saveCheckpoint(_ key: AttemptKey, state: borrowing MissionState) {
        guard let ordinal = state.ordinal(of: key.task), let process = state.tasks[ordinal].detail?.process,
            let rule = state.declaration(of: ordinal).resilience?.checkpoint,
            let folder = composer.checkpointFolder(key, state.declaration(of: ordinal)),
            let place = place(of: key, state: state)
        else {
            inbox.post(.kernel(.checkpointed(key, .failed(reason: "its process is not known"), took: .zero)))
            return
        }
        jobs.yield(.saveCheckpoint(key, rule, process, folder: folder, place))
    }

    private func place(of key: AttemptKey, state: borrowing MissionState) -> RepairPlace? {
        guard let ordinal = state.ordinal(of: key.task), let launch = try? launch(key, at: ordinal, state: state)
        else { return nil }
        return composer.place(launch, outputs: state.declaration(of: ordinal).outputs)
    }

    private func item(of task: TaskID, fanOut: FanOut?) throws(StoreError) -> String? {
        guard task.isChild, let fanOut, let index = fanOut.itemIndex(ofChild: task.item) else { return nil }
        switch fanOut.items {
        case nil: return nil
        case .list(let items): return items.indices.contains(index) ? items[index] : nil
        case .file:
            if let item = try journal.item(index, of: task.declared) { return item }
            throw StoreError(code: .notFound, message: "the item of \(task) was not kept")
        }
    }
}

/// What may take long, and is done beside the loop.
enum SlowJob: Sendable {
    case checkOutputs(AttemptKey, paths: [String], directory: String?)
    case readItems(TaskID, path: String)
    case diagnose(AttemptKey, Failure, status: ExitReport.Status?, RepairPlace)
    case remedy(AttemptKey, Remedy, RepairPlace, Cancellation)
    case placeDefaults(AttemptKey, [DefaultOutput], RepairPlace)
    case snapshot(AttemptKey, ProtectRule, directory: String)
    case keepEnd(AttemptKey, isFailed: Bool)
    case restore(AttemptKey)
    case saveCheckpoint(AttemptKey, CheckpointRule, ProcessIdentity, folder: String, RepairPlace)
    case probeNetwork
    case sweep
    case saveSnapshot(MissionState)
}

extension TreeSignal {
    init(_ signal: KernelSignal) {
        self =
            switch signal {
            case .pause: .pause
            case .resume: .resume
            case .terminate: .terminate
            case .kill: .kill
            }
    }
}

extension TaskCommand {
    /// On one line, for people and for judging what it does.
    fileprivate var line: String {
        switch self {
        case .shell(let line): line
        case .arguments(let words): words.joined(separator: " ")
        }
    }
}
