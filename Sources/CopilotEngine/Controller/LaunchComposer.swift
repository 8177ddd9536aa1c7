internal import CopilotModel
internal import CopilotPolicy
internal import CopilotPorts

/// Makes an attempt's launch of its task's declaration: placeholders filled in, environment put together.
struct LaunchComposer: Sendable {
    /// The variables that are ours to set; others that begin alike are the user's.
    private static let own: Set<String> = [
        "COPILOT_RUN", "COPILOT_TASK", "COPILOT_ATTEMPT", "COPILOT_WORKSPACE", "COPILOT_ITEM", "COPILOT_INDEX",
        "COPILOT_CHECKPOINT", "COPILOT_CHECKPOINT_DIR", "COPILOT_SESSION", "COPILOT_TUI_SUPERVISOR",
        "COPILOT_TUI_DETACHED", "COPILOT_TUI_LAUNCHER_FD",
    ]

    private let workspace: String
    private let inherited: [String: String]
    /// With all tools kept from asking, as for most tasks.
    private let quiet: [String: String]

    /// - Parameter environment: the supervisor's own; what is ours in it is not handed on.
    init(workspace: String, environment: [String: String]) {
        self.workspace = workspace
        var base = environment.filter { !Self.own.contains($0.key) }
        // What our terminals understand, whatever the supervisor's own is.
        base["TERM"] = "xterm-256color"
        for name in ["COLUMNS", "LINES", "OLDPWD"] { base[name] = nil }
        inherited = base
        quiet = base.merging(PromptEliminator.environment()) { _, ours in ours }
    }

    /// - Parameter account: what its failures have come to; it says which way the task goes.
    /// - Parameter checkpoint: what it has laid down last.
    /// - Parameter sessions: the run's own number for sessions.
    /// - Parameter isOffline: whether the network is gone, and tools that may do so work from their caches.
    func compose(
        _ key: AttemptKey, declaration: MissionTask, item: String?, account: FailureAccount? = nil,
        checkpoint: CheckpointInfo? = nil, sessions: UInt64 = 0, isOffline: Bool = false
    ) -> AttemptLaunch {
        var environment = quiet
        if let loud = declaration.loud {
            environment = inherited.merging(PromptEliminator.environment(without: Set(loud))) { _, ours in ours }
        }
        for (name, value) in declaration.environment { environment[name] = value }
        for (name, value) in account?.environment ?? [:] { environment[name] = value }
        if isOffline, declaration.resilience?.allow.contains(.offline) == true {
            environment.merge(OfflineMode.environment) { _, ours in ours }
        }
        let alternative = account.flatMap { declaration.alternative($0.alternative) }
        for (name, value) in alternative?.environment ?? [:] { environment[name] = value }
        environment["COPILOT_RUN"] = key.run.rawValue
        environment["COPILOT_TASK"] = key.task.description
        environment["COPILOT_ATTEMPT"] = "\(key.attempt)"
        environment["COPILOT_WORKSPACE"] = workspace
        var values: [String: String] = [:]
        if key.task.isChild, let fanOut = declaration.fanOut {
            values = fanOut.placeholders(ofChild: key.task.item, item: item)
            environment["COPILOT_INDEX"] = "\(key.task.item)"
            environment["COPILOT_ITEM"] = values["item"]
        }
        let directory = path(alternative?.workingDirectory ?? declaration.workingDirectory)
        environment["PWD"] = directory
        var command = alternative?.command ?? declaration.command ?? .arguments([])
        var began = key.attempt
        if alternative == nil, account?.isCutOff == true, let resume = declaration.resilience?.resume,
            checkpoint != nil || !resume.mentionsCheckpoint
        {
            command = resume
            began = account?.cutOffAttempt ?? key.attempt
        }
        let session = SessionName.text(key, attempt: began, seed: sessions)
        environment["COPILOT_SESSION"] = session
        if let folder = checkpointFolder(key, declaration) {
            environment["COPILOT_CHECKPOINT_DIR"] = folder
            environment["COPILOT_CHECKPOINT"] = checkpoint?.path
            values["checkpoint"] = checkpoint?.path ?? ""
        }
        command = Placeholders.substitute(command, values: values)
        if declaration.resilience?.namesSession == true { command = command.naming(session: session) }
        return AttemptLaunch(
            key: key, command: command,
            workingDirectory: directory, environment: environment)
    }

    /// Where a task works, for whoever mends something for it.
    func place(_ launch: AttemptLaunch, outputs: [String]) -> RepairPlace {
        RepairPlace(
            workspace: workspace, directory: launch.workingDirectory, environment: launch.environment,
            command: launch.command, outputs: outputs)
    }

    /// Where a task's checkpoints lie; nil: it makes none. A folder of ours is kept over runs and attempts of the same run.
    func checkpointFolder(_ key: AttemptKey, _ declaration: MissionTask) -> String? {
        guard let rule = declaration.resilience?.checkpoint else { return nil }
        if let own = rule.directory {
            return own.hasPrefix("/") ? own : path(declaration.workingDirectory) + "/" + own
        }
        let name = key.task.description.split(separator: "/").joined(separator: "__")
        return "\(workspace)/.copilot/checkpoints/\(key.run.rawValue)/\(name)"
    }

    private func path(_ relative: String?) -> String {
        guard let relative, !relative.isEmpty, relative != "." else { return workspace }
        return relative.hasPrefix("/") ? relative : workspace + "/" + relative
    }
}

extension MissionTask {
    /// Its alternative of this number, counted from 1; nil: its own way.
    fileprivate func alternative(_ number: Int) -> Alternative? {
        guard let list = resilience?.fallback, number >= 1, list.indices.contains(number - 1) else { return nil }
        return list[number - 1]
    }
}
