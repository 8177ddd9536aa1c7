import CopilotModel

extension NodeReader {
    /// The entries of a `fallback`.
    mutating func fallback(_ entry: ConfigNode.Entry) -> [AlternativeKeys]? {
        guard case .list(let items) = entry.value.shape else {
            let example = entry.value.text.map { "[\($0.shown())]" } ?? "[make slow, skip]"
            report(entry.value.line, "'fallback' is \(entry.value.described); write a list, as fallback: \(example)")
            return nil
        }
        let most = ResilienceRules.mostAlternatives
        if items.count > most { report(entry.line, "'fallback' has \(items.count) alternatives; the most is \(most)") }
        return items.prefix(most).compactMap { alternative($0) }
    }

    private mutating func alternative(_ node: ConfigNode) -> AlternativeKeys? {
        switch node.shape {
        case .scalar:
            guard let text = node.text else {
                report(node.line, "'fallback' has nothing in it; write a command, or skip")
                return nil
            }
            return AlternativeKeys(action: text == "skip" ? .skip : .command(.shell(text)), line: node.line)
        case .list:
            let words = texts(
                ConfigNode.Entry(key: "fallback", line: node.line, value: node), single: false, of: "words")
            return words.map { AlternativeKeys(action: .command(.arguments($0.map(\.text))), line: node.line) }
        case .mapping(let all): return alternative(all, line: node.line)
        }
    }

    private mutating func alternative(_ all: [ConfigNode.Entry], line: Int) -> AlternativeKeys? {
        let before = problems.count
        var keys = AlternativeKeys(action: .same, line: line)
        let entries = knownEntries(all, in: .alternative)
        for entry in entries {
            switch entry.key {
            case "run": keys.action = command(entry).map(AlternativeKeys.Action.command) ?? keys.action
            case "args":
                keys.action =
                    texts(entry, single: false, of: "words").map { .arguments($0.map(\.text)) } ?? keys.action
            case "skip":
                if boolean(entry) == false {
                    report(entry.value.line, "'skip' is false; write skip: true, or remove it")
                }
                keys.action = .skip
            case "env": keys.environment = environment(entry)
            case "cwd": keys.directory = text(entry)
            default: break
            }
        }
        guard problems.count == before else { return nil }
        let actions = entries.map(\.key).filter { ["run", "args", "skip"].contains($0) }
        if entries.isEmpty {
            report(line, "an alternative of 'fallback' is empty; write {run: make slow}")
        } else if actions.count > 1 {
            report(line, "'\(actions[0])' and '\(actions[1])' in one alternative of 'fallback'; remove one")
        } else if actions == ["skip"], entries.count > 1 {
            report(line, "'skip' runs nothing, so 'env' and 'cwd' have no meaning beside it; remove them")
        }
        return problems.count == before ? keys : nil
    }

    /// The outputs of a `default`, in the order of the file; also as `{outputs: {…}}`.
    mutating func defaultOutputs(_ entry: ConfigNode.Entry) -> [DefaultOutput]? {
        let example = "paths with their texts, as { out/a.json: '[]' }"
        guard var entries = mapping(entry, example: example) else { return nil }
        if entries.count == 1, entries[0].key == "outputs", case .mapping(let inner) = entries[0].value.shape,
            inner.map(\.key) != ["copy"]
        {
            entries = inner
        }
        if entries.isEmpty {
            report(entry.line, "'default' is empty; write \(example), or remove it")
            return nil
        }
        return entries.compactMap { defaultOutput($0) }
    }

    private mutating func defaultOutput(_ entry: ConfigNode.Entry) -> DefaultOutput? {
        if let text = entry.value.text { return DefaultOutput(path: entry.key, content: .text(text)) }
        let advice = "write its text in quotes ('' for an empty file), or {copy: FILE}"
        guard case .mapping(let all) = entry.value.shape else {
            report(entry.value.line, "'\(entry.key.shown())' is \(entry.value.described); \(advice)")
            return nil
        }
        let entries = knownEntries(all, in: .output)
        guard let copy = entries.first else {
            if all.isEmpty { report(entry.value.line, "'\(entry.key.shown())' is an empty mapping; \(advice)") }
            return nil
        }
        return text(copy).map { DefaultOutput(path: entry.key, content: .copy(of: $0)) }
    }

    /// What a `protect` says.
    mutating func protection(_ entry: ConfigNode.Entry) -> RecoveryKeys.Protection? {
        switch entry.value.plainText {
        case "true", "True", "TRUE": return .rule(ProtectRule())
        case "false", "False", "FALSE": return .nothing
        default: break
        }
        if entry.value.isNull {
            report(entry.value.line, "'protect' is nothing; write true, false, or a list of paths, as [src]")
            return nil
        }
        guard case .mapping(let all) = entry.value.shape else {
            return protectedPaths(entry).map { .rule(ProtectRule(paths: $0)) }
        }
        var rule = ProtectRule()
        for entry in knownEntries(all, in: .protect) {
            switch entry.key {
            case "paths": rule.paths = protectedPaths(entry) ?? []
            case "restore": rule.restores = boolean(entry) ?? true
            default: break
            }
        }
        return .rule(rule)
    }

    /// What a `resume` says: a command, or `auto`.
    mutating func resume(_ entry: ConfigNode.Entry) -> RecoveryKeys.Resume? {
        if entry.value.text == "auto" { return .automatic(line: entry.value.line) }
        return command(entry).map { .command($0) }
    }

    /// What a `checkpoint` says.
    mutating func checkpoint(_ entry: ConfigNode.Entry) -> CheckpointRule? {
        guard let all = mapping(entry, example: "{ every: 10m, save: ./save, dir: checkpoints }") else { return nil }
        var rule = CheckpointRule()
        for entry in knownEntries(all, in: .checkpoint) {
            switch entry.key {
            case "every":
                guard let span = duration(entry) else { return nil }
                if span.milliseconds < CheckpointRule.shortestInterval {
                    report(entry.value.line, "'every' is shorter than 1s; write how old a checkpoint may get, as 10m")
                } else {
                    rule.everyMilliseconds = span.milliseconds
                }
            case "save": rule.save = save(entry)
            case "dir": rule.directory = text(entry)
            default: break
            }
        }
        return rule
    }

    private mutating func save(_ entry: ConfigNode.Entry) -> CheckpointRule.Save? {
        guard let word = entry.value.text, word.hasPrefix("SIG"), word.allSatisfy({ $0.isUppercase || $0.isNumber })
        else { return command(entry).map { .command($0) } }
        if let number = CheckpointRule.signals[word] { return .signal(number) }
        let known = CheckpointRule.signals.keys.sorted().joined(separator: ", ")
        report(entry.value.line, "'save' is the signal '\(word.shown())'; write one of \(known), or a command")
        return nil
    }

    private mutating func protectedPaths(_ entry: ConfigNode.Entry) -> [String]? {
        guard let paths = texts(entry, single: true, of: "paths")?.map(\.text) else { return nil }
        if case .list(let items) = entry.value.shape, items.isEmpty {
            let advice =
                entry.key == "paths" ? "leave it out for all of the work tree" : "write true for all of the work tree"
            report(entry.value.line, "'\(entry.key)' is an empty list; \(advice), or protect: false for nothing")
            return nil
        }
        return paths
    }
}
