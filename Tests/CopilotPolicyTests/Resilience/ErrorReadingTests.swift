import CopilotModel
import Testing

@testable import CopilotPolicy

/// Which of several lines is the cause, and what follows from it.
@Suite struct ErrorReadingTests {
    private func read(_ text: String, exit code: Int32 = 1, command: String = "") -> Failure {
        ErrorClassifier.classify(
            FailureEvidence(
                status: .exited(code: code), command: command,
                lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)))
    }

    @Test(arguments: [
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError: [Errno -3] Temporary failure in name resolution'\n"
                + "ERROR: No matching distribution found for left", Failure.Category.network
        ),
        (
            "npm error code ENOTFOUND\nnpm error network request failed\nnpm error A complete log of this run can be found in: /l.log",
            .network
        ),
        (
            "as: can't write 12 bytes: 'No space left on device'\ncc1: fatal error: /tmp/a.s: No such file or directory",
            .resource
        ),
        ("main.c:3:1: error: unknown type name 'in'\nmake: *** [Makefile:2: main.o] Error 1", .code),
        ("/usr/bin/ld: cannot find -lz\ncollect2: error: ld returned 1 exit status", .dependency),
        ("make: *** [Makefile:2: all] Error 2", .unknown),
        ("ok 1 - handles Connection refused\nPASSED test_timeout\nValueError: bad row", .code),
        (
            "$ cat notes.txt\n+ grep x\nnote: disk full is handled elsewhere\nfrob: unrecognized option '--x'",
            .validation
        ),
        (
            "Traceback (most recent call last):\n  File \"a.py\", line 3, in f\n    raise OSError('No space left on device') if full else x\n"
                + "KeyError: 'x'", .code
        ),
        ("", .unknown),
    ])
    func causesBeatConsequences(text: String, category: Failure.Category) {
        let failure = read(text)
        #expect(failure.category == category, "\(failure.reading?.rule ?? "-"): \(failure.summary)")
    }

    @Test(arguments: [
        (137, "", "train", Failure.Category.resource), (139, "", "x", .code), (124, "", "timeout 5 x", .timeout),
        (1, "", "grep a b", .unknown), (127, "", "x", .dependency), (126, "", "x", .permission),
        (6, "", "curl -s x", .network),
        (28, "", "curl -s x", .timeout), (137, "Killed", "timeout -s KILL 5 x", .timeout),
    ])
    func exitStatuses(code: Int32, text: String, command: String, category: Failure.Category) {
        #expect(read(text, exit: code, command: command).category == category)
    }

    @Test(arguments: [
        (
            "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\n    f()\nValueError: 1",
            "ValueError: 1"
        ),
        (
            "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nKeyError: 'x'\n\n"
                + "During handling of the above exception, another exception occurred:\n\n"
                + "Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\nshop.Unsold: no buyer",
            "shop.Unsold: no buyer"
        ),
        (
            "fatal: Unable to create '/a/.git/index.lock': File exists.\n\nAnother git process seems to be running in this repository, e.g.\n"
                + "remove the file manually to continue.", "fatal: Unable to create '/a/.git/index.lock': File exists."
        ),
        (
            "E: Could not get lock /a/lock. It is held by process 7 (apt)\nE: Unable to lock directory /a/",
            "E: Could not get lock /a/lock. It is held by process 7 (apt)"
        ),
        (
            "sh: 1: cannot create out/a/b.txt: Directory nonexistent",
            "sh: 1: cannot create out/a/b.txt: Directory nonexistent"
        ),
    ])
    func theTellingLineIsShown(text: String, line: String) {
        let failure = read(text)
        #expect(failure.reading?.evidence.first == line)
        #expect(failure.summary.hasSuffix(": \(line)"), "\(failure.summary)")
    }

    @Test(arguments: [
        (Int32(2), StartFault.program, Failure.Category.dependency, Failure.Severity.recoverable),
        (2, .folder, .filesystem, .recoverable), (13, .program, .permission, .fatal),
        (13, .folder, .permission, .fatal),
        (11, .machine, .resource, .transient),
    ])
    func whatCannotBeStartedIsToldApart(
        code: Int32, fault: StartFault, category: Failure.Category, severity: Failure.Severity
    ) {
        let failure = ErrorClassifier.notStarted(code: code, message: "no", fault: fault)
        #expect((failure.category, failure.severity) == (category, severity))
    }

    @Test func aResultIsNotRetried() {
        #expect(read("", exit: 1, command: "cd a && grep -q x y").reading?.isRetryable == false)
        #expect(read("", exit: 1, command: "./build").reading?.isRetryable == true)
    }

    @Test func theKernelsWordOnMemoryCountsMost() {
        let evidence = FailureEvidence(
            status: .signalled(signal: 9, core: false), isOutOfMemoryKill: true, lines: ["error: connection refused"])
        #expect(ErrorClassifier.classify(evidence).reading?.rule == "host.oom-kill")
    }

    @Test func anErrorLongAgoCountsLess() {
        let old = ["fatal: Connection refused"] + (0..<900).map { "step \($0) done" }
        let failure = ErrorClassifier.classify(
            FailureEvidence(status: .exited(code: 1), lines: old + ["main.c:1:2: error: expected ';'"]))
        #expect(failure.category == .code)
    }

    @Test(arguments: [
        ("HTTP/1.1 429 Too Many Requests\nRetry-After: 20", Int64(20_000)),
        ("429 Too Many Requests, please try again in 1m30s.", 90_000),
        ("rate limit: retry in 2.5 seconds", 2_500),
        ("usage limit reached, try again in 2 hours and 5 minutes", 7_500_000),
        // The clock stands at 2026-11-24 00:10 UTC, which is 01:10 in Berlin.
        ("usage limit reached. Your limit resets at 3am (Europe/Berlin)", 6_600_000),
        ("rate limit; resets at 00:30 UTC", 1_200_000),
        ("usage limit reached; try again at 12:05 AM", 86_100_000),
        ("429 Too Many Requests; reset at 2026-11-24T00:11:00Z", 60_000),
        ("x-ratelimit-reset: 1795479060\n429 Too Many Requests", 60_000), ("rate limit: retry-after: never", nil),
        ("rate limit: retry after 99999999999999999999 seconds", nil),
    ])
    func waits(text: String, milliseconds: Int64?) {
        let failure = ErrorClassifier.classify(
            FailureEvidence(
                status: .exited(code: 1), lines: text.split(separator: "\n").map(String.init),
                wallMilliseconds: 1_795_479_000_000, zone: { $0 == "europe/berlin" ? 3600 : nil }))
        #expect(failure.reading?.retryAfterMilliseconds == milliseconds)
    }
}

extension FailureEvidence {
    /// Of an output of these lines.
    init(
        status: ExitReport.Status, isOutOfMemoryKill: Bool = false, command: String = "", lines: [String],
        wallMilliseconds: Int64? = nil, zone: @escaping @Sendable (String) -> Int? = { _ in nil }
    ) {
        self.init(
            status: status, isOutOfMemoryKill: isOutOfMemoryKill, command: command,
            output: FailureOutput(Array(lines.joined(separator: "\n").utf8)), wallMilliseconds: wallMilliseconds,
            zone: zone)
    }
}
