import CopilotModel

extension NodeReader {
    /// What a task, a group or `defaults` says.
    mutating func taskKeys(_ entries: [ConfigNode.Entry], in place: SchemaKey.Place) -> TaskKeys {
        var keys = TaskKeys()
        for entry in knownEntries(entries, in: place) {
            switch entry.key {
            case "run": keys.command = command(entry)
            case "cwd": keys.directory = text(entry)
            case "env": keys.environment = environment(entry)
            case "needs": keys.needs = needs(entry)
            case "when": keys.condition = choice(entry, as: TaskCondition.self)
            case "for_each": keys.items = forEach(entry)
            case "matrix": keys.axes = matrix(entry)
            case "priority": keys.priority = integer(entry, in: place)
            case "critical": keys.isCritical = boolean(entry)
            case "retry": keys.retry = retry(entry)
            case "timeout": keys.timeout = timeout(entry)
            case "outputs": keys.outputs = texts(entry, single: true, of: "paths")?.map(\.text)
            case "prompts": keys.prompts = promptRules(entry)
            case "may_ask": keys.loud = words(entry, as: QuietTool.self, of: "tools")
            case "fallback": keys.recovery.fallback = fallback(entry)
            case "default": keys.recovery.outputs = defaultOutputs(entry)
            case "allow": keys.recovery.allow = Set(words(entry, as: RepairPermission.self, of: "words") ?? [])
            case "quota": keys.recovery.quota = text(entry)
            case "protect": keys.recovery.protection = protection(entry)
            case "checkpoint": keys.recovery.checkpoint = checkpoint(entry)
            case "resume": keys.recovery.resume = resume(entry)
            case "description": keys.description = text(entry)
            default: break
            }
        }
        return keys
    }

    private mutating func words<Choice: RawRepresentable<String> & CaseIterable>(
        _ entry: ConfigNode.Entry, as type: Choice.Type, of what: String
    ) -> [Choice]? {
        texts(entry, single: true, of: what)?.compactMap { text, line in
            if let choice = Choice(rawValue: text) { return choice }
            let words = Choice.allCases.map(\.rawValue)
            let advice =
                KeyAdvice.nearest(to: text, among: words).map { "did you mean '\($0)'?" }
                ?? "write some of \(words.joined(separator: ", "))"
            report(line, "'\(entry.key)' has '\(text.shown())' in it; \(advice)")
            return nil
        }
    }

    /// A line for the shell, or a list of words.
    mutating func command(_ entry: ConfigNode.Entry) -> TaskCommand? {
        switch entry.value.shape {
        case .list: return texts(entry, single: false, of: "words").map { .arguments($0.map(\.text)) }
        case .scalar where !entry.value.isNull: return text(entry).map(TaskCommand.shell)
        case .scalar:
            report(entry.line, "'\(entry.key)' is empty; write the command it runs")
        case .mapping:
            report(
                entry.value.line,
                "'\(entry.key)' is a mapping; write a text or a list of words, in quotes if it begins with '{'"
            )
        }
        return nil
    }

    /// Variables as written; null removes one.
    mutating func environment(_ entry: ConfigNode.Entry) -> [String: String?] {
        guard let entries = mapping(entry, example: "variables, as { LANG: C.UTF-8 }") else { return [:] }
        var environment: [String: String?] = [:]
        for variable in entries {
            switch variable.value.shape {
            case .scalar(let text, _): environment.updateValue(variable.value.isNull ? nil : text, forKey: variable.key)
            case .list, .mapping:
                let what = variable.value.described
                report(variable.value.line, "'\(variable.key.shown())' is \(what); a variable holds a text: quote it")
            }
        }
        return environment
    }

    private mutating func needs(_ entry: ConfigNode.Entry) -> [TaskKeys.Need] {
        if entry.value.isNull { return [] }
        return (texts(entry, single: true, of: "ids") ?? []).map { TaskKeys.Need(name: $0.text, line: $0.line) }
    }

    private mutating func forEach(_ entry: ConfigNode.Entry) -> FanOut.Items? {
        if case .list = entry.value.shape {
            report(entry.value.line, "'for_each' is a list; write for_each: {items: [a, b]}")
            return nil
        }
        if let text = entry.value.text {
            report(entry.value.line, "'for_each' is '\(text.shown())'; write for_each: {file: \(text.shown())}")
            return nil
        }
        guard let all = mapping(entry, example: "{file: PATH} or {items: [a, b]}") else { return nil }
        let entries = knownEntries(all, in: .forEach)
        if all.isEmpty || entries.count > 1 {
            report(entry.line, "'for_each' needs 'file' or 'items', one of the two; write for_each: {file: PATH}")
        }
        guard let first = entries.first else { return nil }
        if first.key == "file" { return text(first).map(FanOut.Items.file) }
        return texts(first, single: false, of: "items").map { .list($0.map(\.text)) }
    }

    private mutating func matrix(_ entry: ConfigNode.Entry) -> [FanOut.Axis] {
        guard let entries = mapping(entry, example: "axes with their values, as { os: [linux, bsd] }") else {
            return []
        }
        if entries.isEmpty {
            report(entry.line, "'matrix' has no axis; write one, as { os: [linux, bsd] }, or remove it")
        }
        return entries.compactMap { axis in
            texts(axis, single: false, of: "values").map { FanOut.Axis(name: axis.key, values: $0.map(\.text)) }
        }
    }

    private mutating func retry(_ entry: ConfigNode.Entry) -> RetryKeys {
        if let text = entry.value.text {
            let written = Int(text).map { "\($0)" } ?? "3"
            report(entry.value.line, "'retry' is '\(text.shown())'; write retry: {attempts: \(written)}")
            return RetryKeys()
        }
        var keys = RetryKeys()
        let entries = mapping(entry, example: "{attempts: 3, delay: 10s}") ?? []
        for entry in knownEntries(entries, in: .retry) {
            switch entry.key {
            case "attempts": keys.attempts = integer(entry, in: .retry)
            case "delay": keys.delay = duration(entry)
            case "factor": keys.factor = number(entry, in: .retry)
            case "max_delay": keys.maxDelay = duration(entry)
            default: break
            }
        }
        return keys
    }

    private mutating func timeout(_ entry: ConfigNode.Entry) -> TimeoutKeys {
        var keys = TimeoutKeys()
        if let text = entry.value.text {
            if TimeoutRule.Strategy(rawValue: text) != nil {
                report(entry.value.line, "'timeout' is '\(text)'; write timeout: {strategy: \(text)}")
            } else {
                keys.limit = duration(entry)
            }
            return keys
        }
        let entries = mapping(entry, example: "a duration, as 45m, or {strategy: adaptive, limit: 45m}") ?? []
        for entry in knownEntries(entries, in: .timeout) {
            switch entry.key {
            case "strategy": keys.strategy = choice(entry, as: TimeoutRule.Strategy.self)
            case "limit": keys.limit = duration(entry)
            case "idle": keys.idle = duration(entry)
            case "grace": keys.grace = duration(entry)
            default: break
            }
        }
        return keys
    }
}
