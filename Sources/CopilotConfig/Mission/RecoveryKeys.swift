import CopilotModel

/// What a task, a group or `defaults` says for the case that a task fails, each only where it says it.
struct RecoveryKeys {
    /// What a `protect` says.
    enum Protection {
        case nothing
        case rule(ProtectRule)
    }

    /// What a `resume` says.
    enum Resume {
        /// What the tool itself offers; the line it is written in.
        case automatic(line: Int)
        case command(TaskCommand)
    }

    var fallback: [AlternativeKeys]?
    var outputs: [DefaultOutput]?
    var allow: Set<RepairPermission> = []
    var quota: String?
    var protection: Protection?
    var resume: Resume?
    var checkpoint: CheckpointRule?

    /// Whether nothing is said.
    var isEmpty: Bool {
        fallback == nil && outputs == nil && allow.isEmpty && quota == nil && protection == nil && resume == nil
            && checkpoint == nil
    }

    /// The rules but for the fallback and what `resume: auto` stands for, with what `defaults` and the groups say where this does not; `allow` adds up.
    func rules(over defaults: RecoveryKeys, in context: GroupContext) -> ResilienceRules {
        var rules = ResilienceRules()
        rules.defaults = outputs ?? defaults.outputs ?? []
        rules.allow = allow.union(context.allow)
        rules.quota = quota ?? context.quota
        switch protection ?? defaults.protection {
        case nil, .nothing: break
        case .rule(let rule): rules.protect = rule
        }
        if case .command(let command) = resume ?? defaults.resume { rules.resume = command }
        rules.checkpoint = checkpoint ?? defaults.checkpoint
        return rules
    }
}

/// An entry of a `fallback`.
struct AlternativeKeys {
    /// What it runs.
    enum Action {
        case skip
        /// The task's own command, in other surroundings.
        case same
        case command(TaskCommand)
        /// The program of the task's own list of words, with these arguments.
        case arguments([String])
    }

    var action: Action
    var environment: [String: String?] = [:]
    /// As written.
    var directory: String?
    var line: Int

    /// The alternative of `task`, which stands in `context`; nil: its `args` have no program.
    func alternative(of task: MissionTask, in context: GroupContext) -> Alternative? {
        let command: TaskCommand?
        switch action {
        case .skip: command = nil
        case .same: command = task.command
        case .command(let own): command = own
        case .arguments(let arguments):
            guard case .arguments(let words) = task.command else { return nil }
            command = .arguments(words.prefix(1) + arguments)
        }
        return Alternative(
            command: command, environment: environment,
            workingDirectory: directory.map { context.directory(joining: $0) ?? $0 })
    }
}
