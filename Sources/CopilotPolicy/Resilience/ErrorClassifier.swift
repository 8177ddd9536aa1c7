package import CopilotModel

/// Names a failure's category and severity from what is known of it.
///
/// This first form knows exit codes, signals and our own limits; it does not read output.
package enum ErrorClassifier {
    /// Judges an attempt that did not end with exit 0.
    package static func classify(_ status: ExitReport.Status) -> Failure {
        switch status {
        case .exited(let code): exited(code)
        case .signalled(let signal, let core): signalled(signal, core: core)
        case .unknown:
            Failure(
                category: .unknown, severity: .transient, cause: .interrupted,
                summary: "its process is gone and nobody saw how it ended")
        }
    }

    /// Judges an attempt that we ended; nil where a person or the mission did.
    package static func classify(_ cause: EndCause) -> Failure? {
        switch cause {
        case .timeout(let limit):
            Failure(
                category: .timeout, severity: .recoverable, cause: .timedOut(afterMilliseconds: limit),
                summary: "ended at its limit of \(DurationText.format(.milliseconds(limit)))")
        case .silence(let idle):
            Failure(
                category: .timeout, severity: .recoverable, cause: .silent(forMilliseconds: idle),
                summary: "printed nothing for \(DurationText.format(.milliseconds(idle)))")
        case .stop(let requester):
            Failure(
                category: .unknown, severity: .fatal, cause: .stopped(by: requester), summary: "stopped by request")
        case .unanswered(let question, let reason):
            Failure(
                category: .permission, severity: .fatal, cause: .unanswered(question: question),
                summary: question.isEmpty ? "waited for input: \(reason)" : "asked '\(question)': \(reason)")
        case .kill(let requester):
            Failure(category: .unknown, severity: .fatal, cause: .stopped(by: requester), summary: "killed by request")
        case .skip, .missionStop: nil
        }
    }

    /// Judges a command that could not be started.
    package static func notStarted(code: Int32, message: String, fault: StartFault) -> Failure {
        let (category, severity): (Failure.Category, Failure.Severity) =
            switch fault {
            case .machine: (.resource, .transient)
            case .program, .folder: isRefusal(code) ? (.permission, .fatal) : (absence(fault), .recoverable)
            }
        return Failure(
            category: category, severity: severity, cause: .notStarted(code: code, message: message), summary: message)
    }

    /// EPERM and EACCES: errno(3), the same numbers on all of Linux.
    private static func isRefusal(_ code: Int32) -> Bool { code == 1 || code == 13 }

    private static func absence(_ fault: StartFault) -> Failure.Category {
        fault == .folder ? .filesystem : .dependency
    }

    // POSIX.1-2017, XCU 2.8.2: 126 found but not executable, 127 not found, above 128 a signal. sysexits.h: 64 to 78.
    private static func exited(_ code: Int32) -> Failure {
        let (category, severity, words): (Failure.Category, Failure.Severity, String) =
            switch code {
            case 126: (.permission, .fatal, "exit 126: found, but may not be executed")
            case 127: (.dependency, .recoverable, "exit 127: command not found")
            case 75: (.unknown, .transient, "exit 75: temporary failure")
            case 129...192: (.unknown, .recoverable, "exit \(code): ended by \(SignalName.of(code - 128)) inside")
            default: (.unknown, .recoverable, "exit \(code)")
            }
        return Failure(category: category, severity: severity, cause: .exited(code: code), summary: words)
    }

    private static func signalled(_ signal: Int32, core: Bool) -> Failure {
        let isCrash = [4, 6, 7, 8, 11].contains(signal)
        return Failure(
            category: isCrash ? .code : signal == 9 ? .resource : .unknown,
            severity: .recoverable, cause: .signalled(signal: signal),
            summary: "ended by \(SignalName.of(signal))" + (core ? " (core dumped)" : ""))
    }
}

/// Linux's signal names (signal(7), x86 and ARM).
package enum SignalName {
    private static let names: [Int32: String] = [
        1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE",
        9: "SIGKILL", 10: "SIGUSR1", 11: "SIGSEGV", 12: "SIGUSR2", 13: "SIGPIPE", 14: "SIGALRM", 15: "SIGTERM",
        16: "SIGSTKFLT", 17: "SIGCHLD", 18: "SIGCONT", 19: "SIGSTOP", 20: "SIGTSTP", 21: "SIGTTIN", 22: "SIGTTOU",
        23: "SIGURG", 24: "SIGXCPU", 25: "SIGXFSZ", 26: "SIGVTALRM", 27: "SIGPROF", 28: "SIGWINCH", 29: "SIGIO",
        30: "SIGPWR", 31: "SIGSYS",
    ]

    /// `SIGTERM` for 15; `signal 40` for one without a name.
    package static func of(_ number: Int32) -> String { names[number] ?? "signal \(number)" }
}
