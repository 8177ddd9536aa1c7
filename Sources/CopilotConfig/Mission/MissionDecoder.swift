import CopilotModel

/// Builds a ``Mission`` out of nodes, collecting every problem on the way.
struct MissionDecoder {
    var reader = NodeReader()
    private var mission = Mission(name: "", tasks: [])
    private var environment: [String: String?] = [:]
    private var defaults = TaskKeys()
    private var prompts: [PromptRule] = []
    private var lines = SourceLines()
    /// The needs of each task as written, by ordinal.
    private var needs: [[TaskKeys.Need]] = []
    private var ordinals: [String: Int] = [:]
    private var tooManyReported = false

    /// Reads the whole mission out of the root of a file.
    mutating func root(_ node: ConfigNode) throws(FileProblem) {
        guard case .mapping(let entries) = node.shape else {
            throw FileProblem(
                line: node.line, message: "the file is \(node.described); a mission begins with 'name: nightly'")
        }
        head(entries, line: node.line)
        if let tasks = entries.first(where: { $0.key == "tasks" }) { self.tasks(tasks, in: top) }
    }

    /// Reads all keys of the mission but its tasks; they come first, wherever they stand, because tasks build on them.
    mutating func head(_ entries: [ConfigNode.Entry], line: Int) {
        lines.mission = line
        for entry in reader.knownEntries(entries, in: .mission) {
            lines.missionKeys[entry.key] = entry.line
            switch entry.key {
            case "name": mission.name = reader.text(entry) ?? "?"
            case "description": mission.description = reader.text(entry)
            case "duration": mission.duration = reader.duration(entry)
            case "level": mission.level = reader.choice(entry, as: AutonomyLevel.self)
            case "concurrency": mission.concurrency = reader.integer(entry, in: .mission)
            case "answer_after": mission.answerAfter = reader.duration(entry)
            case "env": environment = reader.environment(entry)
            case "prompts": prompts = reader.promptRules(entry)
            case "secrets": mission.secrets = reader.secrets(entry)
            case "defaults": readDefaults(entry)
            default: break
            }
        }
        if lines.missionKeys["name"] == nil {
            reader.report(line, "the mission has no name; begin with 'name: nightly'")
            mission.name = "?"
        }
    }

    private mutating func readDefaults(_ entry: ConfigNode.Entry) {
        if entry.value.isNull { return }
        guard let entries = reader.mapping(entry, example: "task keys, as { retry: { attempts: 5 } }") else { return }
        let own = Set(["run", "tasks", "needs", "for_each", "matrix"])
        for refused in entries where own.contains(refused.key) {
            reader.report(refused.line, "'\(refused.key)' cannot be a default; give it to each task that has it")
        }
        defaults = reader.taskKeys(entries.filter { !own.contains($0.key) }, in: .defaults)
    }

    /// What stands around the tasks at the top.
    var top: GroupContext {
        GroupContext(
            environment: environment.merging(defaults.environment) { $1 }, prompts: defaults.prompts + prompts,
            allow: defaults.recovery.allow, quota: defaults.recovery.quota)
    }

    /// Reads what stands under a `tasks`.
    mutating func tasks(_ entry: ConfigNode.Entry, in context: GroupContext) {
        if entry.value.isNull { return }
        guard let entries = reader.mapping(entry, example: "ids with their tasks, as { build: { run: make } }") else {
            return
        }
        for entry in entries { task(entry.key, line: entry.line, entry.value, in: context) }
    }

    /// Reads a task, or a group with all in it.
    mutating func task(_ part: String, line: Int, _ node: ConfigNode, in context: GroupContext) {
        guard mission.tasks.count < MissionLimits.mostTasks else {
            if !tooManyReported {
                let most = MissionLimits.mostTasks
                reader.report(line, "more than \(most) tasks; use 'for_each' over a file for many alike")
            }
            tooManyReported = true
            return
        }
        guard let entries = taskEntries(part, line: line, node) else { return }
        let id = context.id(of: part)
        if let first = ordinals[id.name] {
            let before = lines.line(of: first, key: nil)
            reader.report(
                line, "task '\(id.name.shown())' stands here and on line \(before); an id may stand once: rename one")
            return
        }
        if let tasks = entries.first(where: { $0.key == "tasks" }) {
            group(id, line: line, entries, tasks: tasks, in: context)
            return
        }
        let keys = reader.taskKeys(entries, in: .task)
        if !entries.contains(where: { $0.key == "run" }) {
            reader.report(line, "task '\(part.shown())' has neither 'run' nor 'tasks'; give it a command, as run: make")
        }
        var task = MissionTask(id: id, parent: context.id)
        task.command = keys.command ?? .shell(":")
        task.when = keys.condition ?? defaults.condition ?? .allSucceeded
        task.fanOut = keys.fanOut
        task.priority = keys.priority ?? defaults.priority ?? 0
        task.isCritical = (keys.isCritical ?? defaults.isCritical ?? true) && context.isCritical
        task.retry = keys.retry.rule(over: defaults.retry)
        task.timeout = keys.timeout.rule(over: defaults.timeout)
        task.environment = context.environment
        if !keys.environment.isEmpty { task.environment.merge(keys.environment) { $1 } }
        task.workingDirectory =
            keys.directory.map { context.directory(joining: $0) ?? $0 } ?? context.directory ?? defaults.directory
        task.outputs = keys.outputs ?? defaults.outputs ?? []
        task.loud = (keys.loud ?? defaults.loud).flatMap { $0.isEmpty ? nil : Array(Set($0)).sorted() }
        task.description = keys.description ?? defaults.description
        // Without rules of its own it shares the group's array.
        task.prompts = keys.prompts.isEmpty ? context.prompts : keys.prompts + context.prompts
        task.resilience = resilience(of: task, keys, in: context)
        resumeBuiltIn(&task, keys)
        append(task, keys, line: line, entries)
    }

    /// What is laid down for the case that `task` fails; nil: nothing.
    private mutating func resilience(
        of task: MissionTask, _ keys: TaskKeys, in context: GroupContext
    ) -> ResilienceRules? {
        if keys.recovery.isEmpty, defaults.recovery.isEmpty, context.allow.isEmpty, context.quota == nil { return nil }
        var rules = keys.recovery.rules(over: defaults.recovery, in: context)
        for written in keys.recovery.fallback ?? defaults.recovery.fallback ?? [] {
            if let alternative = written.alternative(of: task, in: context) {
                rules.fallback.append(alternative)
            } else if keys.command != nil {
                reader.report(
                    written.line,
                    "task '\(task.id)': 'args' are for a 'run' that is a list, and its 'run' is a text; write the whole"
                        + " command as 'run'")
            }
        }
        return rules == ResilienceRules() ? nil : rules
    }

    /// Gives a task the ways that its tool has to go on, where it asks for them.
    private mutating func resumeBuiltIn(_ task: inout MissionTask, _ keys: TaskKeys) {
        guard case .automatic(let line) = keys.recovery.resume ?? defaults.recovery.resume,
            let command = keys.command
        else { return }
        if let ways = BuiltInResumer.ways(of: command) {
            task.command = ways.command
            var rules = task.resilience ?? ResilienceRules()
            rules.resume = ways.resume
            if ways.namesSession { rules.namesSession = true }
            task.resilience = rules
        } else if keys.recovery.resume != nil {
            // What 'defaults' say is for those whom it suits.
            reader.report(
                line,
                "'resume: auto' is for a single command of \(BuiltInResumer.names.joined(separator: ", ")) that does not say "
                    + "itself how it goes on; write the command that does, as resume: [agent, --continue]")
        }
    }

    private mutating func taskEntries(_ part: String, line: Int, _ node: ConfigNode) -> [ConfigNode.Entry]? {
        guard TaskID.isValidPart(part), part != ".", part != ".." else {
            reader.report(line, "'\(part.shown())' is not an id; use letters, digits, '_', '-' and '.'")
            return nil
        }
        if case .mapping(let entries) = node.shape { return entries }
        let advice = node.text.map { "\(part): { run: \($0.shown()) }" } ?? "\(part): { run: make }"
        reader.report(node.line, "task '\(part.shown())' is \(node.described); write \(advice)")
        return nil
    }

    private mutating func group(
        _ id: TaskID, line: Int, _ entries: [ConfigNode.Entry], tasks: ConfigNode.Entry, in context: GroupContext
    ) {
        for refused in entries where ["run", "for_each", "matrix"].contains(refused.key) {
            let message =
                refused.key == "run"
                ? "'run' and 'tasks' in one task; a group only holds tasks: make 'run' a task in it"
                : "'\(refused.key)' on a group, which cannot fan out; give it to the tasks in it"
            reader.report(refused.line, message)
        }
        let ofTasks = [
            "priority", "retry", "timeout", "outputs", "fallback", "default", "protect", "resume", "checkpoint",
        ]
        for refused in entries where ofTasks.contains(refused.key) {
            reader.report(
                refused.line, "'\(refused.key)' on a group has no meaning; give it to the tasks in it, or to 'defaults'"
            )
        }
        let ofGroup = MissionSchema.known(in: .group)
        let ofTask = MissionSchema.known(in: .task)
        let keys = reader.taskKeys(entries.filter { ofGroup[$0.key] != nil || ofTask[$0.key] == nil }, in: .group)
        var task = MissionTask(id: id, parent: context.id)
        task.when = keys.condition ?? .allSucceeded
        task.isCritical = (keys.isCritical ?? true) && context.isCritical
        task.description = keys.description
        append(task, keys, line: line, entries)

        var inner = GroupContext(id: id, depth: context.depth + 1)
        inner.environment = context.environment.merging(keys.environment) { $1 }
        inner.directory = context.directory(joining: keys.directory)
        inner.isCritical = task.isCritical
        inner.prompts = keys.prompts + context.prompts
        inner.allow = context.allow.union(keys.recovery.allow)
        inner.quota = keys.recovery.quota ?? context.quota
        if inner.depth > MissionLimits.deepestGroup {
            reader.report(line, "groups nested deeper than \(MissionLimits.deepestGroup); flatten them")
        } else {
            self.tasks(tasks, in: inner)
        }
    }

    private mutating func append(_ task: MissionTask, _ keys: TaskKeys, line: Int, _ entries: [ConfigNode.Entry]) {
        ordinals[task.id.name] = mission.tasks.count
        mission.tasks.append(task)
        lines.append(line: line, entries)
        needs.append(keys.needs)
    }

    /// The mission, checked as a whole.
    ///
    /// - Throws: all problems, those of single values and those of the graph.
    mutating func finish(file: String) throws(MissionFileError) -> Mission {
        var resolver = NeedResolver(ordinals: ordinals)
        for ordinal in needs.indices where !needs[ordinal].isEmpty {
            mission.tasks[ordinal].needs = resolver.resolve(
                needs[ordinal], of: mission.tasks[ordinal], reporting: &reader.problems)
        }
        needs = []
        for problem in mission.problems() where !(problem.key == "tasks" && reader.problems.count > 0) {
            let ordinal = problem.task.flatMap { ordinals[$0.name] }
            reader.report(lines.line(of: ordinal, key: problem.key), problem.description)
        }
        try reader.problems.check(file: file)
        return mission
    }
}

/// Where tasks and their keys stand in the file.
struct SourceLines {
    var mission = 1
    var missionKeys: [String: Int] = [:]
    private var tasks: [(line: Int, keys: [(name: String, line: Int)])] = []

    /// Notes the next task.
    mutating func append(line: Int, _ entries: [ConfigNode.Entry]) {
        tasks.append((line, entries.compactMap { $0.line == line ? nil : ($0.key, $0.line) }))
    }

    /// The line of a task's key, else of the task; without a task, of the mission's.
    func line(of ordinal: Int?, key: String?) -> Int {
        guard let ordinal, tasks.indices.contains(ordinal) else { return key.flatMap { missionKeys[$0] } ?? mission }
        return tasks[ordinal].keys.first { $0.name == key }?.line ?? tasks[ordinal].line
    }
}
