internal import CopilotExecutors
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Our part in the shell's job control: behind a launcher, or alone.
final class TerminalJob: Sendable {
    private let link: LauncherLink?
    private let handler: Handler

    /// Takes up the launcher's line if there is one.
    init(environment: [String: String]) {
        let handler = Handler()
        self.handler = handler
        link = LauncherLink(environment: environment) { signal in
            switch signal {
            case .resumed: handler.call()
            // The terminal's own hang-up tells the same.
            case .lost: break
            }
        }
    }

    /// Calls `body` whenever the terminal is ours again after ``suspend()``.
    func onReturn(_ body: @escaping @Sendable () -> Void) { handler.set(body) }

    /// Gives the terminal to the shell. The screen must have been left. With a launcher the mission goes on; alone, this
    /// process stops until the shell continues it.
    func suspend() {
        if let link {
            link.suspend()
        } else {
            raise(SIGSTOP)
            handler.call()
        }
    }

    /// Gives the terminal to the shell for good, and goes on without one.
    func detach() {
        link?.detach()
        Self.leaveTerminal()
    }

    /// Points the standard descriptors away from a terminal that is no longer ours.
    static func leaveTerminal() {
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard null >= 0 else { return }
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where isatty(descriptor) == 1 {
            dup2(null, descriptor)
        }
        close(null)
    }
}

/// A call that may be set later.
private final class Handler: Sendable {
    private let body = Mutex<(@Sendable () -> Void)?>(nil)

    func set(_ body: @escaping @Sendable () -> Void) { self.body.withLock { $0 = body } }

    func call() { body.withLock { $0 }?() }
}
