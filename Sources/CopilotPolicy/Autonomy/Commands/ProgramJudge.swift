import CopilotModel

/// Judges one program of a command line with its arguments, its environment and its redirections.
struct ProgramJudge {
    let command: ShellCommand
    let paths: PathJudge
    let depth: Int

    /// Variables that only change how something is shown, or that say that nobody is there.
    private static let harmlessVariables: Set<String> = [
        "CI", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TERM", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "CLICOLOR",
        "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "RUST_BACKTRACE", "RUST_LOG",
        "CARGO_TERM_COLOR",
        "NODE_ENV", "VERBOSE", "LOG_LEVEL", "GIT_TERMINAL_PROMPT",
    ]
    private static let pagers: Set<String> = ["PAGER", "GIT_PAGER", "MANPAGER"]
    private static let binFolders: Set<String> = ["/bin", "/usr/bin", "/usr/local/bin"]

    /// What comes of it.
    func verdict() -> CommandJudge.Verdict {
        let verdict = judged()
        if case .harmless = verdict, let why = objectionToSurroundings() { return .unknown(why) }
        return verdict
    }

    private func judged() -> CommandJudge.Verdict {
        guard let program = command.words.first else { return .unknown("there is no program in it") }
        let name = programName(program.text)
        let verdict = judged(as: name, program)
        guard case .unknown(let why) = verdict else { return verdict }
        let texts = [name ?? program.text] + command.words.dropFirst().map(\.text)
        if DangerousPrograms.contains(texts) {
            return .dangerous("'\(shown(texts))' is known to change, send or destroy something")
        }
        // Where another command hides in the words, its name tells enough.
        let hides =
            command.words.contains { !$0.isPlain } || ["xargs", "git"].contains(name)
            || Self.shells.contains(name ?? "")
        let inside = texts + command.words.flatMap(\.substitutions)
        return hides && inside.contains(where: DangerousPrograms.areNamed) ? .dangerous(why) : verdict
    }

    /// The shells whose `-c` is read.
    static let shells: Set<String> = ["sh", "bash", "dash", "zsh"]

    private func judged(as name: String?, _ program: ShellWord) -> CommandJudge.Verdict {
        guard program.isPlain, let name else {
            return .unknown("the program '\(program.text.shown(limit: 40))' is not known")
        }
        if let why = objectionToWords(of: name) { return .unknown(why) }
        return dispatch(name, [ShellWord(text: name)] + command.words.dropFirst())
    }

    private func shown(_ texts: [String]) -> String { texts.prefix(2).joined(separator: " ").shown(limit: 40) }

    /// The name by which the table knows a program; nil: it stands where it may be anything.
    private func programName(_ text: String) -> String? {
        guard let slash = text.lastIndex(of: "/") else { return text }
        let folder = String(text[..<slash])
        let name = String(text[text.index(after: slash)...])
        if Self.binFolders.contains(folder) { return name }
        if folder == ".", name == "gradlew" || name == "mvnw" { return name }
        let parts = folder.split(separator: "/").drop { $0 == "." }
        let isOwn = !folder.hasPrefix("/") || paths.isInside(folder)
        let isTools = [["venv", "bin"], [".venv", "bin"], ["env", "bin"], ["node_modules", ".bin"]].contains {
            parts.suffix(2).elementsEqual($0, by: ==)
        }
        return isOwn && isTools && !parts.contains("..") ? name : nil
    }

    /// Why a word is not understood or leads out of the workspace.
    private func objectionToWords(of name: String) -> String? {
        let isEcho = ["echo", "printf", "test", "["].contains(name)
        for word in command.words {
            if word.isOpen { return "'\(word.text.shown(limit: 40))' is not what will be passed on" }
            for inner in word.substitutions {
                if case .dangerous(let why) = CommandJudge.judge(inner, paths, depth: depth + 1) { return why }
                guard isEcho, case .harmless = CommandJudge.judge(inner, paths, depth: depth + 1) else {
                    return "a command's output becomes part of it"
                }
            }
            if word.hasGlob, let first = word.text.first, "*?[-".contains(first), !Self.takesAnyName.contains(name) {
                return "'\(word.text.shown(limit: 40))' may stand for an option"
            }
        }
        // Where the program itself stands is judged by its name.
        for word in command.words.dropFirst() { if let why = paths.objection(to: word) { return why } }
        return nil
    }

    /// Programs for which a file that is called like an option does no harm.
    private static let takesAnyName: Set<String> = [
        "ls", "cat", "head", "wc", "stat", "du", "echo", "grep", "egrep", "fgrep", "diff", "md5sum", "sha256sum",
    ]

    private func objectionToSurroundings() -> String? {
        for assignment in command.assignments {
            let parts = assignment.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts.first.map(String.init) ?? ""
            let value = parts.count > 1 ? String(parts[1]) : ""
            let isHarmless = Self.harmlessVariables.contains(name) || (Self.pagers.contains(name) && value == "cat")
            guard assignment.isPlain, isHarmless else {
                return "the variable '\(name.shown())' may change what it does"
            }
        }
        for redirection in command.redirections {
            let target = redirection.target
            guard target.isPlain else { return "where '\(redirection.sign)' leads is not understood" }
            switch redirection.sign {
            case "<": if let why = paths.objection(to: target) { return why }
            case ">&", "<&":
                let isStream = target.text == "-" || (!target.text.isEmpty && target.text.allSatisfy(\.isNumber))
                if !isStream { return "it writes to '\(target.text.shown(limit: 40))'" }
            default:
                if target.text != "/dev/null" { return "it writes to '\(target.text.shown(limit: 40))'" }
            }
        }
        return nil
    }

    /// Judges what a wrapper runs, with the wrapper's redirections and variables.
    func inner(_ words: some Sequence<ShellWord>, assignments: [ShellWord] = []) -> CommandJudge.Verdict {
        guard depth < 4 else { return .unknown("commands are nested too deep in it") }
        var wrapped = ShellCommand()
        wrapped.words = Array(words)
        wrapped.assignments = assignments
        wrapped.source = command.source
        return ProgramJudge(command: wrapped, paths: paths, depth: depth + 1).verdict()
    }

    /// What the table says.
    func byTable(_ words: [ShellWord]) -> CommandJudge.Verdict {
        let texts = words.map(\.text)
        guard let (rule, count) = ProgramTable.rule(for: texts) else {
            return .unknown("'\(shown(texts))' is not known as harmless")
        }
        if let why = rule.objection(to: Array(words.dropFirst(count))) {
            return .unknown("\(why.shown(limit: 80)) ('\(texts.prefix(count).joined(separator: " "))')")
        }
        return .harmless(rule.effect.rawValue)
    }

    /// A git command without the options before its subcommand; nil: one of them is not understood.
    static func withoutGitOptions(_ texts: [String]) -> [String]? {
        guard texts.first == "git" else { return texts }
        var rest = texts.dropFirst()
        while let option = rest.first, option.hasPrefix("-") {
            switch option {
            case "--no-pager", "-P": rest = rest.dropFirst()
            case "-C": rest = rest.dropFirst(2)
            case "--version": return texts
            default: return nil
            }
        }
        return ["git"] + rest
    }
}
