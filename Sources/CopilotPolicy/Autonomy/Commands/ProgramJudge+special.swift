import CopilotModel

extension ProgramJudge {
    /// Judges by what a program needs beyond the table.
    func dispatch(_ name: String, _ words: [ShellWord]) -> CommandJudge.Verdict {
        let arguments = Array(words.dropFirst())
        switch name {
        case "cd": return cd(arguments)
        case "git": return git(words)
        case "find": return find(arguments)
        case "sed": return sed(arguments)
        case "awk", "gawk", "mawk": return awk(arguments)
        case "jq": return jq(arguments)
        case "test", "[": return condition(arguments)
        case "grep", "egrep", "fgrep", "rg": return search(words)
        case "xargs": return xargs(arguments)
        case _ where Self.shells.contains(name): return shell(arguments)
        case "env": return environment(arguments)
        case "time": return wrapped(arguments, flags: ["-p"], values: [])
        case "nice": return wrapped(arguments, flags: [], values: ["-n"])
        case "timeout": return timeout(arguments)
        case "poetry", "pipenv", "bundle":
            let verb = name == "bundle" ? "exec" : "run"
            return arguments.first?.text == verb ? inner(arguments.dropFirst()) : byTable(words)
        case "npm", "pnpm", "yarn", "bun": return script(words)
        case let python where python == "python" || python == "python3" || python.hasPrefix("python3."):
            return self.python(words)
        default: return byTable(words)
        }
    }

    private var reads: CommandJudge.Verdict { .harmless(ProgramRule.Effect.reads.rawValue) }

    /// A program in a file, or `env` and `$ENV` in one, could show what is secret; short options may be glued.
    private func jq(_ arguments: [ShellWord]) -> CommandJudge.Verdict {
        let asks = arguments.contains { word in
            let text = word.text
            let isShort = text.hasPrefix("-") && !text.hasPrefix("--")
            return text.lowercased().contains("env") || text.contains("include") || text.contains("import")
                || text.contains("input_filename") || isShort && (text.contains("f") || text.contains("L"))
                || ["--from", "--fr", "--f", "--slurpfile", "--rawfile", "--library"].contains { text.hasPrefix($0) }
        }
        return asks ? .unknown("it may show the environment") : reads
    }

    /// bash(1): `-v` and `-R`, and numbers between `-eq` and its like, evaluate what stands in a subscript.
    private func condition(_ arguments: [ShellWord]) -> CommandJudge.Verdict {
        for (index, word) in arguments.enumerated() {
            if word.text == "-v" || word.text == "-R" || word.text.contains("$") || word.text.contains("`") {
                return .unknown("what '\(word.text.shown(limit: 40))' tests is not understood")
            }
            let isClosing = word.text == "]" && index == arguments.count - 1
            if word.text.contains("[") || word.text.contains("]") && !isClosing {
                return .unknown("what '\(word.text.shown(limit: 40))' tests is not understood")
            }
        }
        return reads
    }

    private static let searchStops = [".env", "*.env", ".git", ".ssh", "*.pem", "*.key"]

    /// A search through whole folders could show what is secret, unless it passes hidden files over as rg does by itself.
    private func search(_ words: [ShellWord]) -> CommandJudge.Verdict {
        let name = words.first?.text ?? ""
        let options = words.dropFirst().map(\.text).filter { $0.hasPrefix("-") }
        let short = options.filter { !$0.hasPrefix("--") }.joined()
        if name == "rg" {
            let shows = ["--hidden", "--no-ig", "--unre", "--pre", "--hostname", "--search-zip", "--follow"].contains {
                stop in
                options.contains { $0.hasPrefix(stop) || $0.count > 3 && stop.hasPrefix($0) }
            }
            if shows || short.contains("u") || short.contains("z") || short.contains(".") || short.contains("f") {
                return .unknown("it may show hidden files")
            }
            return byTable(words)
        }
        let isDeep =
            short.contains("r") || short.contains("R")
            || options.contains { $0.hasPrefix("--r") || $0.hasPrefix("--dere") || $0.hasPrefix("--dir") }
        // The names of files give no secret away.
        let onlyNames = options.contains {
            ["-l", "-c", "-rl", "-lr", "-rlE", "-Rl", "-rc", "--files-with-matches", "--count"].contains($0)
        }
        let isNarrow = options.contains { option in
            option.hasPrefix("--include=*.") && !option.hasSuffix("*")
                && !Self.searchStops.contains { option.hasSuffix($0) }
        }
        // A folder that is named is one of sources; the whole workspace holds everything.
        let last = words.count > 2 ? words.last?.text : nil
        let isWhole = last == nil || [".", "./", "*", ".."].contains(last ?? "") || last?.hasPrefix("-") == true
        if isDeep, isWhole, !onlyNames, !isNarrow { return .unknown("it may show files that hold secrets") }
        return reads
    }

    /// Its argument was held against the workspace already.
    private func cd(_ arguments: [ShellWord]) -> CommandJudge.Verdict {
        guard arguments.count == 1, let folder = arguments.first, folder.isPlain, !folder.text.hasPrefix("-") else {
            return .unknown("where 'cd' leads is not understood")
        }
        return reads
    }

    private func git(_ words: [ShellWord]) -> CommandJudge.Verdict {
        guard let texts = Self.withoutGitOptions(words.map(\.text)) else {
            return .unknown("an option of git's own changes what it does")
        }
        return byTable([ShellWord(text: "git")] + words.suffix(texts.count - 1))
    }

    /// Tests and actions of find(1) that look and print.
    private static let findWords: Set<String> = [
        "-name", "-iname", "-path", "-ipath", "-wholename", "-regex", "-iregex", "-regextype", "-type", "-maxdepth",
        "-mindepth",
        "-size", "-mtime", "-mmin", "-ctime", "-cmin", "-atime", "-amin", "-newer", "-user", "-group", "-perm",
        "-empty",
        "-print", "-print0", "-not", "-o", "-or", "-a", "-and", "-prune", "-ls", "-readable", "-writable",
        "-executable", "-links", "-daystart", "-depth", "-xdev", "-mount", "-quit", "-true", "-false", "-H", "-P",
    ]

    private func find(_ arguments: [ShellWord]) -> CommandJudge.Verdict {
        for argument in arguments where argument.text.hasPrefix("-") {
            if Self.findWords.contains(argument.text) { continue }
            // `-mtime -7`
            if argument.text.dropFirst().first?.isNumber == true { continue }
            if argument.text == "-delete" || argument.text.hasPrefix("-exec") || argument.text.hasPrefix("-ok") {
                return .dangerous("'\(argument.text.shown(limit: 20))' of find acts on what it finds")
            }
            return .unknown("'\(argument.text.shown(limit: 20))' of find is not known as harmless")
        }
        return reads
    }

    /// Scripts that only print or replace in what is printed: `1,20p`, `s/a/b/g`.
    private static let sedScript = "^([0-9]+(,([0-9]+|\\$))?[pdq]|/[^/]*/[pd]|s/[^/]*/[^/]*/[gpI0-9]*)$"
    private static let awkScript = "^ *\\{ *print( +\\$[0-9]+( *, *\\$[0-9]+)*)? *\\} *$"

    private func fits(_ pattern: String, _ text: String) -> Bool {
        !text.contains("\n") && (try? TextPattern(pattern))?.matches(text) == true
    }

    private func sed(_ arguments: [ShellWord]) -> CommandJudge.Verdict {
        let options = arguments.filter { $0.text.hasPrefix("-") }.map(\.text)
        guard options.allSatisfy({ ["-n", "-E", "-r", "-nE"].contains($0) }) else {
            return .unknown("an option of sed is not known as harmless")
        }
        let script = arguments.first { !$0.text.hasPrefix("-") }?.text ?? ""
        return fits(Self.sedScript, script) ? reads : .unknown("its sed script is not understood")
    }

    private func awk(_ arguments: [ShellWord]) -> CommandJudge.Verdict {
        var rest = arguments[...]
        if let first = rest.first?.text, first.hasPrefix("-F") { rest = rest.dropFirst(first == "-F" ? 2 : 1) }
        guard let script = rest.first?.text, fits(Self.awkScript, script),
            rest.dropFirst().allSatisfy({ !$0.text.hasPrefix("-") && !$0.text.contains("=") })
        else { return .unknown("its awk program is not understood") }
        return reads
    }

    /// What only looks at a file's surface, whatever name it is given.
    private static let surface: Set<String> = [
        "ls", "wc", "stat", "file", "du", "basename", "dirname", "echo", "sha256sum", "md5sum",
    ]
    /// Programs whose output names files of the workspace.
    private static let listers: Set<String> = ["find", "fd", "fdfind", "ls"]

    private func xargs(_ arguments: [ShellWord]) -> CommandJudge.Verdict {
        var rest = arguments[...]
        while let option = rest.first?.text, option.hasPrefix("-") {
            switch option {
            case "-0", "-r", "--null", "--no-run-if-empty": rest = rest.dropFirst()
            case "-n", "-P", "-L", "-I": rest = rest.dropFirst(2)
            case "-I{}": rest = rest.dropFirst()
            default: return .unknown("an option of xargs is not known as harmless")
            }
        }
        let verdict = inner(rest)
        guard case .harmless = verdict, let name = rest.first?.text else { return verdict }
        if Self.surface.contains(name) { return verdict }
        if ["grep", "egrep", "fgrep", "rg"].contains(name), rest.contains(where: { ["-l", "-c"].contains($0.text) }),
            let source = command.source, Self.listers.contains(source)
        {
            return verdict
        }
        return .unknown("which files xargs hands to '\(name.shown(limit: 20))' is not known")
    }

    private func shell(_ arguments: [ShellWord]) -> CommandJudge.Verdict {
        guard arguments.count == 2, ["-c", "-lc", "-ec"].contains(arguments[0].text), arguments[1].isPlain else {
            return .unknown("a shell would run what cannot be seen")
        }
        return CommandJudge.judge(arguments[1].text, paths, depth: depth + 1)
    }

    private func environment(_ arguments: [ShellWord]) -> CommandJudge.Verdict {
        let assignments = arguments.prefix { $0.text.contains("=") && !$0.text.hasPrefix("-") }
        let rest = arguments.dropFirst(assignments.count)
        if rest.isEmpty { return .unknown("it shows the environment, which may hold secrets") }
        return inner(rest, assignments: Array(assignments))
    }

    private func wrapped(_ arguments: [ShellWord], flags: Set<String>, values: Set<String>) -> CommandJudge.Verdict {
        var rest = arguments[...]
        while let option = rest.first?.text, option.hasPrefix("-") {
            if flags.contains(option) {
                rest = rest.dropFirst()
            } else if values.contains(option) {
                rest = rest.dropFirst(2)
            } else {
                return .unknown("its option '\(option.shown(limit: 20))' is not known as harmless")
            }
        }
        return inner(rest)
    }

    private func timeout(_ arguments: [ShellWord]) -> CommandJudge.Verdict {
        guard let limit = arguments.first?.text, limit.first?.isNumber == true else {
            return .unknown("the limit of 'timeout' is not understood")
        }
        return inner(arguments.dropFirst())
    }

    private static let scriptName = "^(test|tests|build|lint|check|typecheck|type-check|unit|ci)(:[a-z0-9-]+)*$"
    private static let changingScripts = [
        "fix", "deploy", "publish", "release", "prod", "write", "update", "watch", "clean", "push",
    ]

    /// `npm run test:unit`: the project's own script of a name that promises a check.
    private func script(_ words: [ShellWord]) -> CommandJudge.Verdict {
        let texts = words.map(\.text)
        guard texts.count > 1, texts[1] == "run" || texts[1] == "run-script" else { return byTable(words) }
        let rest = texts.dropFirst(2).filter { !["--silent", "-s", "--if-present"].contains($0) }
        guard rest.count == 1, let name = rest.first, fits(Self.scriptName, name),
            !Self.changingScripts.contains(where: name.contains)
        else { return .unknown("what the script does is not known") }
        return .harmless(ProgramRule.Effect.builds.rawValue)
    }

    private static let modules: Set<String> = ["pytest", "unittest", "mypy", "ruff", "flake8", "black", "isort", "pip"]

    private func python(_ words: [ShellWord]) -> CommandJudge.Verdict {
        guard words.count > 2, words[1].text == "-m" else { return byTable(words) }
        if words[2].text == "json.tool" { return words.count <= 4 ? reads : .unknown("it may write a file") }
        guard Self.modules.contains(words[2].text) else {
            return .unknown("the module '\(words[2].text.shown(limit: 40))' is not known as harmless")
        }
        return byTable(Array(words.dropFirst(2)))
    }
}
