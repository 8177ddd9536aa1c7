extension MissionTask {
    /// What is wrong with what it lays down for the case that it fails.
    func recoveryProblems() -> [MissionProblem] {
        guard let rules = resilience else { return [] }
        var found = fallbackProblems(rules.fallback) + defaultProblems(rules.defaults)
        func report(_ key: String, _ message: String) {
            found.append(MissionProblem(task: id, key: key, message: message))
        }
        if let quota = rules.quota, !TaskID.isValidPart(quota) || quota.utf8.count > ResilienceRules.longestQuota {
            let most = ResilienceRules.longestQuota
            report(
                "quota",
                "'quota' is '\(quota.shown())', which is no name; use at most \(most) letters, digits, '_', '-' and '.'"
            )
        }
        if let paths = rules.protect?.paths {
            let most = ResilienceRules.mostProtected
            if paths.count > most {
                report("protect", "'protect' has \(paths.count) paths; the most is \(most): name a folder around them")
            }
            for path in paths.prefix(most) {
                if let wrong = wrongPlace(path) { report("protect", "'protect' has '\(path.shown())' in it, \(wrong)") }
            }
        }
        if let wrong = rules.resume?.wrongWords { report("resume", "'resume' \(wrong), or remove it") }
        if let checkpoint = rules.checkpoint {
            if case .command(let save) = checkpoint.save, let wrong = save.wrongWords {
                report("checkpoint", "'save' of 'checkpoint' \(wrong), or remove it")
            }
            if let directory = checkpoint.directory, directory.isEmpty || directory.utf8.contains(0) {
                report("checkpoint", "'dir' of 'checkpoint' is not a path; leave it out for a folder of ours")
            }
        } else if rules.resume?.mentionsCheckpoint == true || command?.mentionsCheckpoint == true {
            report(
                "resume", "{checkpoint} is written, but the task has no 'checkpoint'; write checkpoint: {dir: FOLDER}")
        }
        return found
    }

    private func fallbackProblems(_ alternatives: [Alternative]) -> [MissionProblem] {
        var found: [MissionProblem] = []
        func report(_ message: String) { found.append(MissionProblem(task: id, key: "fallback", message: message)) }
        let most = ResilienceRules.mostAlternatives
        if alternatives.count > most {
            report("'fallback' has \(alternatives.count) alternatives; the most is \(most)")
        }
        for (index, alternative) in alternatives.prefix(most).enumerated() {
            let which = "alternative \(index + 1) of 'fallback'"
            if let wrong = alternative.command?.wrongWords { report("\(which) \(wrong), or remove it") }
            if alternative.command == nil, index < alternatives.count - 1 {
                report("\(which) is skip, so that what stands behind it would never run; move skip to the end")
            } else if alternative.command == nil, isCritical {
                report("\(which) is skip, but the task is critical; write critical: false, or remove skip")
            }
            found += environmentProblems(alternative.environment, key: "fallback")
            if let directory = alternative.workingDirectory, directory.isEmpty || directory.utf8.contains(0) {
                report("the 'cwd' of \(which) is not a path; leave it out for the task's own")
            }
        }
        return found
    }

    private func defaultProblems(_ defaults: [DefaultOutput]) -> [MissionProblem] {
        var found: [MissionProblem] = []
        func report(_ message: String) { found.append(MissionProblem(task: id, key: "default", message: message)) }
        let declared = Set(outputs.compactMap { place($0) })
        var seen: Set<[Substring]> = []
        for output in defaults {
            let shown = output.path.shown()
            if let wrong = wrongPlace(output.path) {
                report("'default' has '\(shown)' in it, \(wrong)")
            } else if let place = place(output.path), !declared.contains(place) {
                let names = outputs.prefix(5).map { "'\($0.shown())'" }.joined(separator: ", ")
                report(
                    outputs.isEmpty
                        ? "'default' has '\(shown)' in it, but the task has no 'outputs'; write outputs: [\(shown)]"
                        : "'default' has '\(shown)' in it, which is none of its 'outputs' (\(names)); add it to them")
            } else if let place = place(output.path), !seen.insert(place).inserted {
                report("'default' has '\(shown)' in it twice; remove one")
            }
            switch output.content {
            case .text(let text):
                if text.utf8.count > DefaultOutput.longestText {
                    let most = "\(DefaultOutput.longestText >> 10) KiB"
                    report("the text for '\(shown)' is longer than \(most); put it into a file, and write {copy: FILE}")
                }
            case .copy(let path):
                if path.isEmpty || path.utf8.contains(0) {
                    report("'copy' for '\(shown)' is not a path; name the file that is copied")
                } else if let source = place(path), source == place(output.path) {
                    report("'\(shown)' would be copied onto itself; name another file in 'copy'")
                }
            }
        }
        return found
    }

    /// What is wrong with a path that is written or set back, and the remedy; nil: nothing.
    private func wrongPlace(_ path: String) -> String? {
        if path.isEmpty || path.utf8.contains(0) { return "which is not a path; remove it" }
        if path.hasPrefix("/") { return "an absolute path; write it relative to the task's directory" }
        guard let place = place(path) else { return "which is outside the workspace; name a path inside it" }
        return place.first == ".copilot" ? "which belongs to copilot-tui itself; name another path" : nil
    }

    /// The parts of a path of the task, from the workspace on; of one in an absolute directory, from that on. nil: it
    /// leads out.
    private func place(_ path: String) -> [Substring]? {
        var parts: [Substring] = path.hasPrefix("/") ? ["/"] : []
        var written = path.split(separator: "/")
        if let directory = workingDirectory, !directory.hasPrefix("/"), !path.hasPrefix("/") {
            written = directory.split(separator: "/") + written
        }
        for part in written where part != "." {
            if part != ".." {
                parts.append(part)
            } else if parts.popLast() == nil {
                return nil
            }
        }
        return parts
    }
}

extension TaskCommand {
    /// Whether it is written to go on from a checkpoint.
    package var mentionsCheckpoint: Bool {
        switch self {
        case .shell(let line): line.contains("{checkpoint}")
        case .arguments(let words): words.contains { $0.contains("{checkpoint}") }
        }
    }

    /// The command with its session's name in place of the words that stand for it.
    package func naming(session: String) -> TaskCommand {
        switch self {
        case .shell: self
        case .arguments(let words): .arguments(words.map { $0 == "{session}" ? session : $0 })
        }
    }

    /// Why it cannot be run, with a remedy, as what follows the name of its key; nil: nothing is wrong.
    var wrongWords: String? {
        switch self {
        case .shell(let line) where line.allSatisfy(\.isWhitespace): "is empty; write the command it runs"
        case .arguments(let words) where words.first?.isEmpty ?? true:
            "is an empty list; write the command it runs, its first word the program"
        case .shell, .arguments: hasNUL ? "has a NUL character, which no command can be given; remove that" : nil
        }
    }
}
