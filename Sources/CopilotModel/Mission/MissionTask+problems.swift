extension MissionTask {
    /// What is wrong with its command, its directory and its fan-out.
    func commandProblems() -> [MissionProblem] {
        var found: [MissionProblem] = []
        func report(_ key: String, _ message: String) {
            found.append(MissionProblem(task: id, key: key, message: message))
        }
        switch command {
        case nil:
            if fanOut != nil { report("for_each", "a group cannot fan out; give its tasks 'for_each' or 'matrix'") }
        case .shell(let line):
            if line.allSatisfy(\.isWhitespace) { report("run", "'run' is empty; write the command it runs") }
        case .arguments(let words):
            if words.first?.isEmpty ?? true { report("run", "'run' is an empty list; its first word is the program") }
        }
        if command?.hasNUL == true {
            report("run", "'run' has a NUL character, which no command can be given; remove it")
        }
        if let directory = workingDirectory, directory.isEmpty || directory.utf8.contains(0) {
            report("cwd", "'cwd' is not a path; leave it out for the workspace")
        }
        if outputs.contains(where: { $0.isEmpty || $0.utf8.contains(0) }) {
            report("outputs", "'outputs' has an empty path; remove it")
        }
        return found + environmentProblems(environment, key: "env") + fanOutProblems()
    }

    /// What is wrong with variables that stand under `key`.
    func environmentProblems(_ environment: [String: String?], key: String) -> [MissionProblem] {
        var found: [MissionProblem] = []
        for name in environment.keys where name.isEmpty || name.utf8.contains(where: { $0 == 0 || $0 == 0x3D }) {
            let message = "'\(name.shown())' cannot name a variable; use letters, digits and '_'"
            found.append(MissionProblem(task: id, key: key, message: message))
        }
        if environment.values.contains(where: { $0?.utf8.contains(0) ?? false }) {
            let message = "a value has a NUL character, which no variable can hold; remove it"
            found.append(MissionProblem(task: id, key: key, message: message))
        }
        return found
    }

    private func fanOutProblems() -> [MissionProblem] {
        guard let fanOut else { return [] }
        var found: [MissionProblem] = []
        func report(_ key: String, _ message: String) {
            found.append(MissionProblem(task: id, key: key, message: message))
        }
        if fanOut.items == nil, fanOut.axes.isEmpty {
            report("for_each", "a fan-out over nothing; give 'for_each' a file or items, or 'matrix' an axis")
        }
        if case .file(let path) = fanOut.items, path.isEmpty || path.utf8.contains(0) {
            report("for_each", "'file' is not a path; name a file with one item a line")
        }
        var names: Set<String> = []
        for axis in fanOut.axes {
            let shown = axis.name.shown()
            if Placeholders.reserved.contains(axis.name) {
                report("matrix", "an axis cannot be called '\(shown)', which is a placeholder of its own; rename it")
            } else if !FanOut.isAxisName(axis.name) {
                report("matrix", "'\(shown)' cannot name an axis; use letters, digits and '_', a letter first")
            } else if !names.insert(axis.name).inserted {
                report("matrix", "two axes are called '\(shown)'; rename one")
            }
            if axis.values.isEmpty { report("matrix", "axis '\(shown)' has no values; give it a list, as [a, b]") }
        }
        let children = fanOut.knownCount ?? fanOut.combinations
        if children > FanOut.mostChildren {
            report(
                fanOut.axes.isEmpty ? "for_each" : "matrix",
                "\(children == .max ? "too many" : "\(children)") children; the most is \(FanOut.mostChildren)")
        }
        return found
    }

    /// What is wrong with its retry and timeout rules.
    func ruleProblems() -> [MissionProblem] {
        var found: [MissionProblem] = []
        func report(_ key: String, _ message: String) {
            found.append(MissionProblem(task: id, key: key, message: message))
        }
        if let attempts = retry.attempts, !(1...MissionLimits.mostAttempts).contains(attempts) {
            report(
                "retry",
                "attempts is \(attempts); write a number from 1 (no second try) to \(MissionLimits.mostAttempts)")
        }
        if let factor = retry.factor, !(factor >= 1 && factor <= 1000) {
            report("retry", "factor is \(factor); write a number from 1 (equal pauses) to 1000")
        }
        if retry.delay ?? .zero < .zero || retry.maxDelay ?? .zero < .zero {
            report("retry", "a pause cannot be shorter than 0; write one as 30s")
        }
        if let limit = timeout.limit, limit <= .zero {
            report("timeout", "the limit must be longer than 0; write one as 45m, or leave it out")
        }
        if let idle = timeout.idle, idle <= .zero {
            report("timeout", "idle must be longer than 0; write one as 10m, or leave it out")
        }
        if timeout.grace < .zero { report("timeout", "grace cannot be shorter than 0; write one as 10s") }
        return found
    }
}

extension TaskCommand {
    /// Whether it has a character in it that no program can be given.
    var hasNUL: Bool {
        switch self {
        case .shell(let line): line.utf8.contains(0)
        case .arguments(let words): words.contains { $0.utf8.contains(0) }
        }
    }
}

extension FanOut {
    /// Whether `name` may name an axis: `[A-Za-z_][A-Za-z0-9_]*`.
    package static func isAxisName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
