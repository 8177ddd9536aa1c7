import CopilotModel
import Testing

@testable import CopilotPolicy

/// An error that the output only shows is not the command's own.
@Suite struct ErrorProvenanceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var command = ""
        var code: Int32 = 1
        var text: String
        var category: Failure.Category
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(
            name: "a passing test's name",
            text:
                "ok 3 - survives ENOSPC: No space left on device\nnot ok 4 - adds\n# Looks like you failed 1 test of 4.",
            category: .code),
        Case(
            name: "passing tests in several notations",
            text: """
                tests/test_net.py::test_connection_refused PASSED
                --- PASS: TestPermissionDenied (0.00s)
                [       OK ] Disk.NoSpaceLeftOnDevice (0 ms)
                test net::connection_refused ... ok
                  ✓ retries when Connection refused (3 ms)
                ValueError: bad row
                """, category: .code),
        Case(
            name: "counts of nothing",
            text:
                "Tests run: 5, Failures: 0, Errors: 0, Skipped: 0\nfrob: cannot open 'a.ini': No such file or directory",
            category: .filesystem),
        Case(
            name: "a log that was printed", command: "cat old.log; exit 3", code: 3,
            text: "12:01 ERROR Connection refused\n12:02 ERROR Connection refused", category: .unknown),
        Case(
            name: "a search that found errors", command: "grep -r ERROR logs && ./deploy --now",
            text: "logs/a.log:17:ERROR Connection refused\ndeploy: unrecognized option '--now'", category: .validation),
        Case(
            name: "an agent that reads a log",
            text: """
                ● Bash(cat build.log)
                  ⎿  curl: (6) Could not resolve host: example.com
                     make: *** [all] Error 6
                ● The log shows a DNS failure. I will look at the quota next.
                You've hit your usage limit. Try again at 3:00 PM.
                """, category: .resource),
        Case(
            name: "an agent whose own request fails later",
            text: """
                ● Read(notes.md)
                  ⎿  No space left on device was seen on Monday
                API Error: 401 {"type":"error","error":{"type":"authentication_error"}}
                """, category: .permission),
        Case(
            name: "a traced script, of which the last command fails", code: 2,
            text: "+ ping -c1 db || true\nping: db: Name or service not known\n"
                + String(repeating: "step\n", count: 80) + "+ ls --nosuch\nls: unrecognized option '--nosuch'",
            category: .validation),
        Case(
            name: "history and notes",
            text: "a1b2c3d fix: Connection refused when the proxy is down\nnote: disk full is handled\n"
                + "error: Your local changes to the following files would be overwritten by merge:", category: .code),
        Case(
            name: "a warning that was retried with success",
            text:
                "WARN connection reset, retrying\nWARN connection reset, retrying\nfrob: config.toml:3: invalid value 'x'",
            category: .validation),
        Case(
            name: "source that a trace shows",
            text: "Traceback (most recent call last):\n  File \"a.py\", line 9, in run\n"
                + "    raise TimeoutError('timed out') if late else KeyError(name)\nKeyError: 'size'", category: .code),
    ])
    func shownErrorsAreNotTheCause(given: Case) {
        let failure = ErrorClassifier.classify(
            FailureEvidence(
                status: .exited(code: given.code), command: given.command,
                lines: given.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)))
        #expect(failure.category == given.category, "\(failure.reading?.rule ?? "-"): \(failure.summary)")
    }
}
