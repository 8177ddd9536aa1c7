/// What is known to be harmless, by program (`cat`), subcommand (`git log`) or sub-subcommand (`git stash list`). What does not
/// stand here is not understood.
enum ProgramTable {
    /// The rule for the longest beginning of `words` that has one, and how many words it takes.
    static func rule(for words: [String]) -> (rule: ProgramRule, count: Int)? {
        for count in stride(from: min(3, words.count), through: 1, by: -1) {
            if let rule = rules[words.prefix(count).joined(separator: " ")] { return (rule, count) }
        }
        return nil
    }

    private static let rules: [String: ProgramRule] = {
        var rules: [String: ProgramRule] = [:]
        for (names, rule) in readers + gitReaders + checkers + builders {
            for name in names { rules[name] = rule }
        }
        return rules
    }()

    private typealias Entry = (names: [String], rule: ProgramRule)

    private static func reads(
        _ names: String..., except: [String] = [], operands: ProgramRule.Operands = .any, requires: [String] = []
    ) -> Entry {
        (names, ProgramRule(effect: .reads, options: .any(except: except), operands: operands, requires: requires))
    }

    private static func readsOnly(
        _ names: String..., options: [String] = [], operands: ProgramRule.Operands = .any, requires: [String] = []
    ) -> Entry {
        (names, ProgramRule(effect: .reads, options: .only(options), operands: operands, requires: requires))
    }

    private static func builds(
        _ names: String..., options: [String] = [], operands: ProgramRule.Operands = .any, requires: [String] = []
    ) -> Entry {
        (names, ProgramRule(effect: .builds, options: .only(options), operands: operands, requires: requires))
    }

    // Exceptions are from the manual pages of GNU coreutils, grep, file, tree, ripgrep and fd: what writes, runs or never ends.
    private static let readers: [Entry] = [
        reads(
            "ls", "cat", "head", "stat", "wc", "du", "df", "pwd", "whoami", "id", "uname", "arch", "echo", "true",
            "false", "basename", "dirname", "realpath", "readlink", "which", "type", "nl", "tac", "rev",
            "cut",
            "paste", "join", "comm", "diff", "cmp", "md5sum", "sha1sum", "sha256sum", "sha512sum", "cksum", "od",
            "hexdump",
            "strings", "column", "fold", "expand", "tr", "seq", "sleep", "uptime", "nproc", "free", "lscpu", "zgrep",
            "zcat", "command -v"),
        // bash(1): `printf -v` sets a variable.
        reads("printf", except: ["-v"]),
        reads("tail", except: ["-f", "-F", "--follow", "--retry"]),
        reads("sort", except: ["-o", "--output", "-T", "--temporary-directory", "--compress-program"]),
        reads("uniq", operands: .atMost(1)),
        reads("xxd", except: ["-r", "-revert"], operands: .atMost(1)),
        reads("file", except: ["-C", "--compile"]),
        reads("tree", except: ["-o", "--output", "-R"]),
        reads("rg", except: ["--pre", "--pre-glob", "--hostname-bin"]),
        reads("fd", "fdfind", except: ["-x", "-X", "--exec", "--exec-batch"]),
        reads("date", except: ["-s", "--set"], operands: .beginning("+")),
        readsOnly("hostname", operands: .atMost(0)),
        readsOnly("ps", options: ["-e", "-f", "-A", "-l", "-p=", "-o="], operands: .oneOf(["aux", "ax"])),
        readsOnly("ps -ef", "ps -e", "ps -A", operands: .atMost(0)),
        readsOnly("pip list", "pip show", "pip freeze", "pip check", "pip3 list", "pip3 show", "pip3 freeze"),
        readsOnly("npm ls", "npm list", options: ["--depth=", "--all"]),
        readsOnly("go version", "go env", "rustup show", "swift package describe", operands: .atMost(0)),
        readsOnly(
            "node --version", "node -v", "npm --version", "npm -v", "python --version", "python3 --version",
            "python -V",
            "python3 -V", "pip --version", "cargo --version", "rustc --version", "java --version", "java -version",
            "ruby --version", "gcc --version", "g++ --version", "clang --version", "make --version", "cmake --version",
            "git --version", "swift --version", "tsc --version", "gh --version", "docker --version",
            operands: .atMost(0)),
    ]

    // git(1): `--output` writes, `--ext-diff` and `-O` run programs.
    private static let gitReaders: [Entry] = [
        reads(
            "git status", "git ls-files", "git ls-tree", "git rev-parse", "git rev-list", "git describe",
            "git merge-base",
            "git for-each-ref", "git show-ref", "git name-rev", "git count-objects", "git cat-file", "git blame",
            "git cherry", "git stash list", "git worktree list", "git submodule status", "git check-ignore"),
        reads(
            "git log", "git diff", "git show", "git shortlog", "git whatchanged", "git range-diff", "git diff-tree",
            "git stash show", "git reflog show", except: ["--output", "--ext-diff"]),
        reads("git grep", except: ["-O", "--open-files-in-pager"]),
        readsOnly(
            "git branch",
            options: [
                "-a", "-r", "-v", "-vv", "--list", "--all", "--remotes", "--verbose", "--show-current", "--merged",
                "--no-merged", "--contains=", "--sort=", "--format=",
            ], operands: .atMost(0)),
        readsOnly("git tag", options: ["-l", "--list", "-n#", "--sort=", "--contains="], requires: ["-l", "--list"]),
        readsOnly("git remote", options: ["-v", "--verbose"], operands: .atMost(0)),
    ]

    // Only options that neither write elsewhere, load code from elsewhere nor repair on their own.
    private static let checkers: [Entry] = [
        builds(
            "pytest", "py.test",
            options: [
                "-q", "-v", "-x", "-s", "-l", "-k=", "-m=", "-n=", "-r=", "--lf", "--ff", "--sw", "--last-failed",
                "--maxfail=",
                "--tb=", "--durations=", "--co", "--collect-only", "--no-header", "--no-summary", "--disable-warnings",
                "--cov=", "--cov", "--cov-report=term", "--cov-report=term-missing", "--no-cov", "--timeout=",
                "--strict-markers", "--quiet", "--verbose", "--exitfirst", "--color=", "--ignore=", "-h", "--help",
                "--version",
            ]),
        builds("unittest", options: ["-v", "-q", "-f", "-b", "-k=", "-s=", "-p=", "-t="]),
        builds(
            "ruff check",
            options: [
                "--select=", "--ignore=", "--statistics", "--output-format=", "--no-cache", "--quiet", "-q", "--no-fix",
                "--diff", "--preview", "--show-files", "--exit-zero",
            ]),
        builds(
            "ruff format", "black", options: ["--check", "--diff", "--quiet", "-q", "--line-length=", "-l="],
            requires: ["--check", "--diff"]),
        builds(
            "isort", options: ["--check-only", "--check", "--diff", "-q"],
            requires: ["--check-only", "--check", "--diff"]),
        builds(
            "mypy",
            options: [
                "--strict", "--ignore-missing-imports", "--no-error-summary", "--pretty", "--show-error-codes", "-p=",
                "-m=",
                "--no-incremental", "--version",
            ]),
        builds("pyright", options: ["--stats", "--version"]),
        builds("flake8", options: ["--max-line-length=", "--select=", "--ignore=", "--count", "--statistics", "-q"]),
        builds("shellcheck", options: ["-s=", "-S=", "-x", "--severity=", "--shell="]),
        builds("eslint", options: ["--ext=", "--quiet", "--max-warnings=", "--no-color", "--color", "--version"]),
        builds(
            "prettier", options: ["--check", "-c", "--list-different", "-l"],
            requires: ["--check", "-c", "--list-different", "-l"]),
        builds(
            "tsc",
            options: [
                "--noEmit", "-p=", "--project=", "--pretty", "--strict", "--skipLibCheck", "-b", "--build", "--version",
            ]),
        builds("jest", options: ["--ci", "--coverage", "--runInBand", "-i", "-t=", "--silent", "--verbose", "--bail"]),
        builds("vitest run", options: ["-t=", "--coverage", "--silent"]),
    ]

    private static let testTargets: Set<String> = [
        "test", "tests", "build", "all", "check", "lint", "typecheck", "type-check", "unit", "unittest", "compile",
    ]

    private static let builders: [Entry] = [
        (
            ["cargo build", "cargo test", "cargo check", "cargo clippy", "cargo doc", "cargo tree", "cargo metadata"],
            ProgramRule(
                effect: .builds,
                options: .any(except: ["--config", "--fix", "-Z", "-C", "--out-dir", "--artifact-dir", "--open"]))
        ),
        builds("cargo fmt", options: ["--check", "--all", "-q"], requires: ["--check"]),
        builds(
            "go build", "go test", "go vet", "go list",
            options: [
                "-v", "-race", "-short", "-count=", "-run=", "-timeout=", "-cover", "-bench=", "-benchmem", "-json",
                "-failfast", "-p=", "-parallel=", "-tags=", "-m",
            ]),
        builds(
            "swift build", "swift test",
            options: [
                "--target=", "--filter=", "--skip=", "--product=", "-c=", "--configuration=", "--build-tests",
                "--skip-build",
                "--parallel", "-v", "--verbose", "-q", "--quiet", "--package-path=", "--enable-code-coverage", "-j=",
            ]),
        builds(
            "make", "gmake",
            options: [
                "-j#", "-k", "-s", "-n", "-B", "-C=", "--jobs=", "--silent", "--keep-going", "--no-print-directory",
            ],
            operands: .oneOf(testTargets)),
        builds("ninja", options: ["-j#", "-v", "-C=", "-k="], operands: .oneOf(testTargets)),
        builds("cmake --build", options: ["-j#", "--parallel#", "--config="], operands: .atMost(1)),
        builds(
            "ctest", options: ["--output-on-failure", "-j#", "-R=", "-E=", "-V", "--test-dir="], operands: .atMost(0)),
        builds("meson test", options: ["-C=", "-v"]),
        builds(
            "npm test", "npm t", "yarn test", "pnpm test", "yarn build", "yarn lint", "pnpm build", "pnpm lint",
            "bun test",
            options: ["--silent", "-s", "--if-present", "--workspaces"], operands: .atMost(0)),
        builds(
            "gradle", "gradlew", options: ["-q", "--quiet", "--info", "--no-daemon", "--offline"],
            operands: .oneOf(["test", "build", "check", "assemble", "classes", "compileJava", "compileKotlin"])),
        builds(
            "mvn", "mvnw", options: ["-q", "-o", "-B", "--batch-mode", "--offline"],
            operands: .oneOf(["test", "compile", "verify", "test-compile", "package"])),
        builds("dotnet build", "dotnet test", options: ["--no-restore", "--nologo", "-c=", "--filter=", "--no-build"]),
        builds("mix test", "rspec", "phpunit", "dart test", "dart analyze", "flutter test", "flutter analyze"),
    ]
}
