import CopilotModel

/// What a task, a group or `defaults` says, each only where it says it.
struct TaskKeys {
    /// A need as written, with its line.
    struct Need {
        var name: String
        var line: Int
    }

    var command: TaskCommand?
    var directory: String?
    var environment: [String: String?] = [:]
    var needs: [Need] = []
    var condition: TaskCondition?
    var items: FanOut.Items?
    var axes: [FanOut.Axis] = []
    var priority: Int?
    var isCritical: Bool?
    var retry = RetryKeys()
    var timeout = TimeoutKeys()
    var outputs: [String]?
    var description: String?
    var prompts: [PromptRule] = []
    var loud: [QuietTool]?
    var recovery = RecoveryKeys()

    /// The fan-out, if it asks for one.
    var fanOut: FanOut? { items == nil && axes.isEmpty ? nil : FanOut(items: items, axes: axes) }
}

/// What a `retry` says.
struct RetryKeys {
    var attempts: Int?
    var delay: Duration?
    var factor: Double?
    var maxDelay: Duration?

    /// The rule, with what `defaults` says where this does not.
    func rule(over defaults: RetryKeys) -> RetryRule {
        var rule = RetryRule()
        rule.attempts = attempts ?? defaults.attempts
        rule.delay = delay ?? defaults.delay
        rule.factor = factor ?? defaults.factor
        rule.maxDelay = maxDelay ?? defaults.maxDelay
        return rule
    }
}

/// What a `timeout` says.
struct TimeoutKeys {
    var strategy: TimeoutRule.Strategy?
    var limit: Duration?
    var idle: Duration?
    var grace: Duration?

    /// The rule, with what `defaults` says where this does not.
    func rule(over defaults: TimeoutKeys) -> TimeoutRule {
        var rule = TimeoutRule()
        rule.strategy = strategy ?? defaults.strategy ?? rule.strategy
        rule.limit = limit ?? defaults.limit
        rule.idle = idle ?? defaults.idle
        rule.grace = grace ?? defaults.grace ?? rule.grace
        return rule
    }
}

/// What the groups around a task say for it.
struct GroupContext {
    /// The group itself; nil at the top.
    var id: TaskID?
    var depth = 0
    var environment: [String: String?] = [:]
    var directory: String?
    var isCritical = true
    /// The inner group's first.
    var prompts: [PromptRule] = []
    /// Those of `defaults` among them.
    var allow: Set<RepairPermission> = []
    /// The innermost one, else that of `defaults`.
    var quota: String?

    /// The id of what `part` names in it.
    func id(of part: String) -> TaskID { TaskID(id.map { $0.name + "/" + part } ?? part) }

    /// A directory as written in it: an absolute one stands for itself.
    func directory(joining path: String?) -> String? {
        guard let path else { return directory }
        guard let directory, !path.hasPrefix("/") else { return path }
        return directory.hasSuffix("/") ? directory + path : directory + "/" + path
    }
}
