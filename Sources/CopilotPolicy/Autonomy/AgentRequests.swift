import CopilotModel

/// Decides about what an AI agent asks to be allowed to do: the risk is that of the quoted command, never that of the box.
enum AgentRequests {
    /// What an agent wants to do.
    enum Request: Equatable {
        case run(String)
        /// Change or write this file.
        case edit(String)
        /// Something else, or it could not be told.
        case other
    }

    /// Words by which a box says that it is not about running a command, though what it quotes may look like one.
    private static let otherWords: Set<String> = [
        "edit", "edits", "write", "create", "change", "changes", "modify", "update", "save", "delete", "apply",
        "overwrite",
        "patch", "replace", "fetch", "url", "urls", "download", "browse", "tool", "mcp", "server", "plan", "install",
        "trust",
    ]
    private static let editWords: Set<String> = [
        "edit", "edits", "write", "create", "change", "changes", "modify", "update", "save", "apply", "overwrite",
        "patch",
        "replace",
    ]

    /// What `prompt` asks for.
    static func request(_ prompt: Prompt) -> Request {
        guard let quoted = prompt.subject, !quoted.isEmpty else { return .other }
        // Some boxes name only the programs of a command in their question: 'echo' for `echo x > y`.
        if prompt.question.contains(quoted), !quoted.contains(where: \.isWhitespace) {
            return nameInQuestion(prompt, quoted)
        }
        let subject = withoutDescription(quoted)
        let words = words(around: subject, in: prompt.question)
        if words.isDisjoint(with: otherWords) { return .run(subject) }
        return words.isDisjoint(with: editWords) ? .other : .edit(subject)
    }

    private static func nameInQuestion(_ prompt: Prompt, _ name: String) -> Request {
        words(around: name, in: prompt.question).isDisjoint(with: editWords) ? .other : .edit(name)
    }

    private static func words(around subject: String, in question: String) -> Set<String> {
        Set(withoutSubject(question, subject).lowercased().split { !$0.isLetter }.map(String.init))
    }

    /// Some boxes put a line of prose under the command: plain words behind a verb that no program is called. Below a line that
    /// fills the box it may be the command's own end, so there it stays.
    private static func withoutDescription(_ subject: String) -> String {
        let lines = subject.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 1, let last = lines.last, let before = lines.dropLast().last, before.count < 60,
            !before.hasSuffix("\\"), !before.hasSuffix("|"), !before.hasSuffix("&")
        else { return subject }
        let words = last.split(separator: " ").map { $0.hasSuffix(".") || $0.hasSuffix(",") ? $0.dropLast() : $0 }
        guard words.count >= 3, let verb = words.first, describing.contains(String(verb)),
            words.allSatisfy({
                $0.utf8.allSatisfy {
                    $0 == 0x27 || $0 >= 0x30 && $0 <= 0x39 || ($0 | 0x20) > 0x60 && ($0 | 0x20) < 0x7B
                }
            })
        else { return subject }
        return lines.dropLast().joined(separator: "\n")
    }

    /// First words of such a line; with their capital no program is called so.
    private static let describing: Set<String> = [
        "Run", "List", "Show", "Check", "Display", "Print", "Read", "Search", "Build", "Count", "View", "Inspect",
        "Look",
        "Verify", "Compile", "Get", "Lint", "Find", "Test", "Runs", "Lists", "Shows", "Checks",
    ]

    /// The once-only yes for what is fully understood as harmless; everything else is declined, so that the agent finds another
    /// way, or parked where no way of declining was understood.
    static func decide(_ prompt: Prompt, _ context: DecisionContext) -> PromptDecision {
        let why: String
        if let stake = prompt.worstStake {
            why = stake.phrase
        } else {
            switch request(prompt) {
            case .run(let line):
                switch CommandJudge.judge(line, workspace: context.workspace) {
                case .harmless(let because):
                    if let reply = prompt.reply(.accept), isExplicit(reply) {
                        let reason = "an agent's request: allowed once, because \(because): \(line.shown(limit: 80))"
                        return AutoValidationEngine.typed(reply, asAnswer: true, reason)
                    }
                    why = "the command is harmless, but no explicit way of allowing it once was understood"
                case .unknown(let because), .dangerous(let because): why = because
                }
            case .edit: why = "a file is changed only where a rule allows it"
            case .other: why = "what it asks for was not understood"
            }
        }
        if let reply = prompt.first(of: .decline, .leave) {
            return AutoValidationEngine.typed(reply, asAnswer: false, "an agent's request: declined, because \(why)")
        }
        return AutoValidationEngine.escalate(prompt, context, "an agent's request: \(why)")
    }

    /// Whether the whole of a command line fits `pattern`, or each program of it either does or is harmless by itself: what a rule
    /// names must not carry something else along (`npm test; python3 x`).
    static func isCovered(_ line: String, by pattern: TextPattern, _ context: DecisionContext) -> Bool {
        if pattern.matches(line) { return true }
        guard let commands = try? ShellLine(line).commands else { return false }
        let paths = PathJudge(workspace: context.workspace)
        var isNamed = false
        for command in commands {
            let isPlain =
                command.words.allSatisfy(\.isPlain) && command.assignments.isEmpty && command.redirections.isEmpty
                && command.source == nil
            if isPlain, pattern.matches(command.words.map(\.text).joined(separator: " ")) {
                isNamed = true
                continue
            }
            guard case .harmless = ProgramJudge(command: command, paths: paths, depth: 0).verdict() else {
                return false
            }
        }
        return isNamed
    }

    /// Whether the command that an agent asks for is known to destroy, publish or take over something.
    static func isDangerous(_ prompt: Prompt, _ context: DecisionContext) -> Bool {
        guard prompt.kind == .agentPermission, let subject = prompt.subject else { return false }
        if case .dangerous = CommandJudge.judge(subject, workspace: context.workspace) { return true }
        return false
    }

    /// Why a rule may not allow an agent's request by `reply`; nil: it may, or it is no agent's request.
    static func objection(to reply: PromptReply, _ prompt: Prompt, _ context: DecisionContext) -> String? {
        guard prompt.kind == .agentPermission else { return nil }
        if reply.meaning == .acceptAll { return "it would allow more than what is asked about" }
        if !isExplicit(reply) { return "what an agent has preselected is never confirmed blindly" }
        if case .edit(let path) = request(prompt), !PathJudge(workspace: context.workspace).isInside(path) {
            return "'\(path.shown())' does not stand inside the workspace"
        }
        return nil
    }

    /// Whether the reply's bytes name their choice, instead of confirming whatever is preselected.
    private static func isExplicit(_ reply: PromptReply) -> Bool {
        reply.send.unicodeScalars.contains { $0.value > 0x20 && $0.value < 0x7F } && reply.send != "\u{1B}"
    }

    private static func withoutSubject(_ question: String, _ subject: String) -> String {
        guard let found = question.firstRange(of: subject) else { return question }
        return question[..<found.lowerBound] + " " + question[found.upperBound...]
    }
}
