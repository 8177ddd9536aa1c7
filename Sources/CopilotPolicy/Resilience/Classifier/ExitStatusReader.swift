internal import CopilotModel

/// What an exit status says by itself, and with the program that gave it.
enum ExitStatusReader {
    /// The signs, strongest first.
    static func findings(_ status: ExitReport.Status, programs: CommandPrograms, hasText: Bool) -> [FailureFinding] {
        switch status {
        case .unknown:
            [FailureFinding(rule: "exit.unseen", kind: .interrupted, strength: hasText ? 44 : 60)]
        case .signalled(let signal, _): signalled(signal) + exited(128 + min(64, max(0, signal)), programs, hasText)
        case .exited(let code) where code > 128 && code <= 192: signalled(code - 128) + exited(code, programs, hasText)
        case .exited(let code): exited(code, programs, hasText)
        }
    }

    private static func signalled(_ signal: Int32) -> [FailureFinding] {
        let found: (FailureKind, Int)? =
            switch signal {
            case 4, 6, 7, 8, 11: (.crash, 62)
            case 9: (.killed, 64)
            case 24, 25: (.limit, 70)
            case 2, 15, 1: (.interrupted, 44)
            case 14: (.timedOut, 60)
            default: nil
            }
        return found.map { [FailureFinding(rule: "signal.\(SignalName.of(signal))", kind: $0.0, strength: $0.1)] } ?? []
    }

    private static func exited(_ code: Int32, _ programs: CommandPrograms, _ hasText: Bool) -> [FailureFinding] {
        if let (kind, strength) = ofProgram(code, programs, hasText) {
            return [FailureFinding(rule: "exit.\(programs.last ?? "").\(code)", kind: kind, strength: strength)]
        }
        return ofShell(code).map { [FailureFinding(rule: "exit.\(code)", kind: $0.0, strength: $0.1)] } ?? []
    }

    /// POSIX.1-2017, XCU 2.8.2 (126, 127); sysexits.h (64 to 78).
    private static func ofShell(_ code: Int32) -> (FailureKind, Int)? {
        switch code {
        case 126: (.denied, 50)
        case 127: (.missingCommand, 56)
        case 124: (.timedOut, 60)
        case 64: (.usage, 34)
        case 65: (.parse, 34)
        case 66: (.missingPath, 34)
        case 75: (.temporary, 34)
        case 77: (.denied, 34)
        case 78: (.configuration, 34)
        default: nil
        }
    }

    /// Statuses that mean something particular in one program.
    private static func ofProgram(_ code: Int32, _ programs: CommandPrograms, _ hasText: Bool) -> (FailureKind, Int)? {
        if code == 124 || code == 137, programs.words.contains("timeout") || programs.words.contains("gtimeout") {
            return (.ownLimit, 95)
        }
        if code == 1, let last = programs.last,
            results.contains(last) || programs.lastWords.starts(with: ["git", "diff"])
        {
            return (.result, hasText && !differences.contains(last) ? 30 : 80)
        }
        if code == 1, !hasText, programs.last == "flock" { return (.lock, 60) }
        if programs.words.contains("curl"), let kind = curl[code] { return (kind, 57) }
        if programs.words.contains("wget"), let kind = wget[code] { return (kind, 42) }
        if programs.words.contains("rsync"), let kind = rsync[code] { return (kind, 44) }
        if programs.words.contains("pytest"), let kind = pytest[code] { return (kind, 50) }
        if (1...8).contains(code), !checkers.isDisjoint(with: programs.words) { return (.style, 45) }
        if code == 255, programs.words.contains("ssh") || programs.words.contains("scp") { return (.refused, 36) }
        return nil
    }

    /// Programs whose 1 answers a question.
    private static let results: Set<String> = [
        "grep", "egrep", "fgrep", "rg", "zgrep", "diff", "cmp", "test", "[", "[[", "false", "pgrep", "expr", "which",
        "ag", "comm",
    ]

    /// Of these, the programs that print what they answer.
    private static let differences: Set<String> = ["diff", "git", "cmp"]

    /// Compilers, checkers and test runners: what they find is in the code unless they say otherwise.
    private static let checkers: Set<String> = [
        "eslint", "flake8", "pylint", "ruff", "mypy", "pyright", "sqlfluff", "shellcheck", "tsc", "jest", "mocha",
        "vitest", "pytest", "phpunit", "rspec", "ctest", "black", "prettier",
        "golangci-lint", "yamllint", "stylelint", "rubocop", "checkstyle", "gcc", "g++", "clang", "clang++", "rustc",
        "javac", "ghc", "swiftlint", "swiftc", "hlint", "cppcheck", "isort", "unittest",
        "standard", "xo", "tox", "nox", "ocamlfind", "scalac", "kotlinc", "dmd", "nosetests", "bats", "cypress",
        "playwright", "valgrind",
    ]

    /// curl(1), EXIT CODES.
    private static let curl: [Int32: FailureKind] = [
        1: .badValue, 2: .usage, 3: .badValue, 5: .proxy, 6: .dns, 7: .refused, 16: .reset, 18: .partial, 23: .diskFull,
        26: .missingPath, 27: .outOfMemory,
        28: .timedOut, 35: .tlsProtocol, 37: .missingPath, 47: .redirects, 51: .tlsTrust, 52: .reset, 55: .reset,
        56: .reset, 58: .tlsTrust, 60: .tlsTrust,
        67: .login, 77: .tlsTrust, 92: .reset, 97: .proxy,
    ]
    /// wget(1), EXIT STATUS.
    private static let wget: [Int32: FailureKind] = [
        2: .usage, 3: .diskFull, 4: .refused, 5: .tlsTrust, 6: .login, 8: .refusedRequest,
    ]
    /// rsync(1), EXIT VALUES.
    private static let rsync: [Int32: FailureKind] = [
        1: .usage, 10: .refused, 12: .reset, 22: .outOfMemory, 30: .timedOut, 35: .timedOut,
    ]
    /// pytest's documentation, "Exit codes".
    private static let pytest: [Int32: FailureKind] = [
        1: .test, 2: .interrupted, 3: .exception, 4: .usage, 5: .unknownName,
    ]
}
