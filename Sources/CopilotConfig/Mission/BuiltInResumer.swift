internal import CopilotModel

/// What `resume: auto` stands for: how tools that can go on by themselves do so.
///
/// The switches are those of the tools' own manuals: wget(1), curl(1), rsync(1), aria2c(1), pytest, Nextflow, Snakemake, and the
/// command lines of Claude Code and Codex.
enum BuiltInResumer {
    /// What a task runs first, and what it runs after it was cut off.
    struct Ways: Hashable {
        var command: TaskCommand
        var resume: TaskCommand
        /// Whether a word `{session}` in a list stands for the session's name.
        var namesSession: Bool
    }

    /// How one tool goes on.
    private struct Tool {
        /// Words behind its name without which it is another tool's business: `exec` of `codex exec`.
        var subcommand: String?
        /// What stands before the rest: at every start, and after it was cut off.
        var always: [String] = []
        var later: [String]
        /// Words that say that the user has laid down something else about it.
        var excluded: Set<String> = []
        /// Whether `later` stands before the last word that is no option, instead of behind the name.
        var isBeforeLast = false
    }

    /// The tools by their program's name.
    ///
    /// pytest is not given `--lf`: its list of failures is written at the end of a session, so after one that was cut off it is of an
    /// older one, and tests that never ran would be left out. `--ff` runs those first, and then all others.
    private static let tools: [String: Tool] = [
        "wget": Tool(later: ["-c"], excluded: ["-c", "--continue"]),
        "curl": Tool(later: ["-C", "-"], excluded: ["-C", "--continue-at"]),
        "aria2c": Tool(later: ["-c"], excluded: ["-c", "--continue"]),
        "rsync": Tool(always: ["--partial"], later: ["--partial"], excluded: ["--partial", "-P", "--partial-dir"]),
        "pytest": Tool(
            later: ["--ff"],
            excluded: ["--ff", "--failed-first", "--lf", "--last-failed", "--sw", "--stepwise", "-p"]),
        "nextflow": Tool(subcommand: "run", later: ["-resume"], excluded: ["-resume"]),
        "snakemake": Tool(later: ["--rerun-incomplete"], excluded: ["--rerun-incomplete", "--ri"]),
        "claude": Tool(
            always: ["--session-id", CommandWord.session], later: ["--resume", CommandWord.session],
            excluded: ["--session-id", "--resume", "-r", "--continue", "-c"]),
        "codex": Tool(subcommand: "exec", later: ["resume", "--last"], excluded: ["resume"], isBeforeLast: true),
    ]

    /// The names of all, for a message.
    static var names: [String] { tools.keys.sorted() }

    /// How a command goes on; nil: it is no single command of one of the tools, or it says itself how.
    static func ways(of command: TaskCommand) -> Ways? {
        guard let words = CommandWord.all(of: command) else { return nil }
        guard let (tool, place) = find(words.map(\.text)) else { return nil }
        let rest = words[place...]
        if rest.contains(where: { isExcluded($0.text, by: tool) }) { return nil }
        var target = place
        if tool.isBeforeLast {
            guard let last = rest.lastIndex(where: { !$0.isRedirected }), last >= place,
                !words[last].text.hasPrefix("-")
            else { return nil }
            target = last
        }
        return Ways(
            command: CommandWord.insert(tool.always, at: place, of: words, in: command),
            resume: CommandWord.insert(tool.later, at: target, of: words, in: command),
            namesSession: tool.later.contains(CommandWord.session))
    }

    private static func isExcluded(_ word: String, by tool: Tool) -> Bool {
        tool.excluded.contains(String(word.prefix { $0 != "=" }))
    }

    /// The tool, and where among the words its own arguments begin.
    private static func find(_ words: [String]) -> (Tool, Int)? {
        var place = 0
        while place < words.count, isAssignment(words[place]) { place += 1 }
        // Who starts others: what stands behind it is the tool.
        if words[place...].prefix(2) == ["uv", "run"] || words[place...].prefix(2) == ["poetry", "run"] { place += 2 }
        if words[place...].first == "npx" { place += 1 }
        guard place < words.count else { return nil }
        var name = base(words[place])
        place += 1
        if name.hasPrefix("python"), words[place...].first == "-m", place + 1 < words.count {
            name = words[place + 1]
            place += 2
        }
        guard let tool = tools[name == "py.test" ? "pytest" : name] else { return nil }
        if let subcommand = tool.subcommand {
            guard words[place...].first == subcommand else { return nil }
            place += 1
        }
        return (tool, place)
    }

    private static func isAssignment(_ word: String) -> Bool {
        guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { return false }
        return word[..<equals].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    private static func base(_ word: String) -> String { word.split(separator: "/").last.map(String.init) ?? word }
}
