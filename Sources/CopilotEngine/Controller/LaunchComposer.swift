internal import CopilotModel
internal import CopilotPolicy
internal import CopilotPorts

/// Makes an attempt's launch of its task's declaration: placeholders filled in, environment put together.
struct LaunchComposer: Sendable {
    /// The variables that are ours to set; others that begin alike are the user's.
    private static let own: Set<String> = [
        "COPILOT_RUN", "COPILOT_TASK", "COPILOT_ATTEMPT", "COPILOT_WORKSPACE", "COPILOT_ITEM", "COPILOT_INDEX",
        "COPILOT_TUI_SUPERVISOR", "COPILOT_TUI_DETACHED", "COPILOT_TUI_LAUNCHER_FD",
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

    func compose(_ key: AttemptKey, declaration: MissionTask, item: String?) -> AttemptLaunch {
        var environment = quiet
        if let loud = declaration.loud {
            environment = inherited.merging(PromptEliminator.environment(without: Set(loud))) { _, ours in ours }
        }
        for (name, value) in declaration.environment { environment[name] = value }
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
        let directory = path(declaration.workingDirectory)
        environment["PWD"] = directory
        return AttemptLaunch(
            key: key, command: Placeholders.substitute(declaration.command ?? .arguments([]), values: values),
            workingDirectory: directory, environment: environment)
    }

    private func path(_ relative: String?) -> String {
        guard let relative, !relative.isEmpty, relative != "." else { return workspace }
        return relative.hasPrefix("/") ? relative : workspace + "/" + relative
    }
}
