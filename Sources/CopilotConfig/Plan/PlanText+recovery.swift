import CopilotModel

extension PlanText {
    /// What a task lays down for the case that it fails, in words; safe to print.
    static func details(_ rules: ResilienceRules) -> [String] {
        var details: [String] = []
        for alternative in rules.fallback {
            var text = alternative.command.map { "else \($0.summary.shown(limit: 200))" } ?? "else it is skipped"
            if let directory = alternative.workingDirectory { text += " in \(directory.shown())" }
            if !alternative.environment.isEmpty {
                text +=
                    " with other " + alternative.environment.keys.sorted().map { $0.shown() }.joined(separator: ", ")
            }
            details.append(text)
        }
        if !rules.defaults.isEmpty {
            details.append("at last defaults for " + rules.defaults.map { $0.path.shown() }.joined(separator: ", "))
        }
        if !rules.allow.isEmpty { details.append("may mend by " + words(rules.allow).joined(separator: ", ")) }
        if let quota = rules.quota { details.append("shares the limit \(quota.shown())") }
        if let protect = rules.protect {
            let paths = protect.paths.map { $0.shown() }.joined(separator: ", ")
            let what = paths.isEmpty ? "its work tree" : paths
            details.append("protects \(what)" + (protect.restores ? "" : " without setting it back"))
        }
        if let checkpoint = rules.checkpoint {
            details.append("is saved every \(DurationText.format(.milliseconds(checkpoint.everyMilliseconds)))")
        }
        if let resume = rules.resume { details.append("goes on with \(resume.summary.shown(limit: 200))") }
        return details
    }

    /// The same for programs, under the keys of a mission file.
    static func json(_ rules: ResilienceRules) -> [(key: String, value: JSONValue)] {
        var pairs: [(key: String, value: JSONValue)] = []
        if !rules.fallback.isEmpty { pairs.append(("fallback", .array(rules.fallback.map(json)))) }
        if !rules.defaults.isEmpty {
            let outputs = rules.defaults.map { output -> (key: String, value: JSONValue) in
                switch output.content {
                case .text(let text): (output.path, .string(text))
                case .copy(let path): (output.path, .object([("copy", .string(path))]))
                }
            }
            pairs.append(("default", .object(outputs)))
        }
        if !rules.allow.isEmpty { pairs.append(("allow", .strings(words(rules.allow)))) }
        if let quota = rules.quota { pairs.append(("quota", .string(quota))) }
        if let protect = rules.protect {
            var keys: [(key: String, value: JSONValue)] = [("restore", .bool(protect.restores))]
            if !protect.paths.isEmpty { keys.insert(("paths", .strings(protect.paths)), at: 0) }
            pairs.append(("protect", .object(keys)))
        }
        if let checkpoint = rules.checkpoint { pairs.append(("checkpoint", json(checkpoint))) }
        if let resume = rules.resume { pairs.append(("resume", json(resume))) }
        return pairs
    }

    /// A command as a mission writes it.
    static func json(_ command: TaskCommand) -> JSONValue {
        switch command {
        case .shell(let line): .string(line)
        case .arguments(let words): .strings(words)
        }
    }

    private static func json(_ checkpoint: CheckpointRule) -> JSONValue {
        let every = DurationText.format(.milliseconds(checkpoint.everyMilliseconds))
        var keys: [(key: String, value: JSONValue)] = [("every", .string(every))]
        switch checkpoint.save {
        case nil: break
        case .command(let command): keys.append(("save", json(command)))
        case .signal(let number):
            let name = CheckpointRule.signals.first { $0.value == number }?.key
            keys.append(("save", .string(name ?? "\(number)")))
        }
        if let directory = checkpoint.directory { keys.append(("dir", .string(directory))) }
        return .object(keys)
    }

    private static func json(_ alternative: Alternative) -> JSONValue {
        guard let command = alternative.command else { return .object([("skip", .bool(true))]) }
        var pairs: [(key: String, value: JSONValue)] = [("run", json(command))]
        if !alternative.environment.isEmpty {
            let variables = alternative.environment.sorted { $0.key < $1.key }
            pairs.append(("env", .object(variables.map { ($0.key, $0.value.map(JSONValue.string) ?? .null) })))
        }
        if let directory = alternative.workingDirectory { pairs.append(("cwd", .string(directory))) }
        return .object(pairs)
    }

    private static func words(_ allow: Set<RepairPermission>) -> [String] {
        RepairPermission.allCases.filter(allow.contains).map(\.rawValue)
    }
}
