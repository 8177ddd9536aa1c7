/// What a task runs, as a name that tasks of the same kind share: `curl`, `python3 generate.py`, `npm test`.
enum ProgramName {
    /// nil where a line names no program of its own, only what every shell has.
    static func of(_ declaration: MissionTask) -> String? {
        switch declaration.command {
        case nil: return nil
        case .arguments(let words): return name(words.prefix(8).map { $0[...] })
        case .shell(let line):
            let parts = line.prefix(2_000).split(whereSeparator: { ";|&()\n{}".contains($0) })
            return parts.lazy.compactMap { part in
                name(part.split(whereSeparator: { $0 == " " || $0 == "\t" }).filter { !isAround($0) })
            }.first
        }
    }

    /// Assignments, and words of the shell's own that stand before a command.
    private static func isAround(_ word: Substring) -> Bool {
        words.contains(String(word)) || (word.contains("=") && !word.hasPrefix("-"))
    }

    private static func name(_ words: [Substring]) -> String? {
        guard let first = words.first else { return nil }
        let program = base(first)
        if program.isEmpty || builtins.contains(program) { return nil }
        let stem = program.prefix { !$0.isNumber && $0 != "." }
        guard hosts.contains(String(stem)) else { return program }
        // What it runs tells more than the interpreter does.
        let what = words.dropFirst().first { !$0.hasPrefix("-") && !["run", "exec", "test"].contains($0) }
        return what.map { "\(program) \(base($0))" } ?? program
    }

    private static func base(_ word: Substring) -> String {
        String((word.split(separator: "/").last ?? "").filter { !"()\"'`".contains($0) }.prefix(64))
    }

    private static let words: Set<String> = [
        "if", "then", "else", "elif", "while", "until", "do", "!", "sudo", "env", "nice", "time", "nohup", "exec",
        "command",
        "stdbuf", "timeout",
    ]
    private static let builtins: Set<String> = [
        "fi", "done", "for", "case", "esac", "[", "[[", "test", "echo", "printf", "cd", "export", "set", "source", ".",
        ":",
        "true", "false", "exit", "touch", "mkdir", "sleep", "trap", "read", "cat", "rm", "umask", "ulimit", "return",
    ]
    /// Programs that run somebody else's.
    private static let hosts: Set<String> = [
        "python", "node", "ruby", "perl", "bash", "sh", "zsh", "dash", "Rscript", "java", "npx", "npm", "yarn", "pnpm",
        "uv",
        "make", "deno", "bun", "php", "docker", "ssh", "srun",
    ]
}
