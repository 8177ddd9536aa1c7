internal import CopilotExecutors
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Our part in the shell's job control: behind a launcher, or alone.
final class TerminalJob: Sendable {
    private let link: LauncherLink?
    private let handler: Handler
    private let loss: Handler

    /// Takes up the launcher's line if there is one.
    init(environment: [String: String]) {
        let (handler, loss) = (Handler(), Handler())
        (self.handler, self.loss) = (handler, loss)
        link = LauncherLink(environment: environment) { signal in
            switch signal {
            case .resumed: handler.call()
            case .hungUp, .lost: loss.call()
            }
        }
    }

    /// Calls `body` whenever the terminal is ours again after ``suspend()``.
    func onReturn(_ body: @escaping @Sendable () -> Void) { handler.set(body) }

    /// Calls `body` when the launcher was hung up or is gone, and the terminal will be the shell's. The terminal's own hang-up need
    /// not tell the same: where only the launcher was hung up, whoever is quicker reads the next key.
    func onLoss(_ body: @escaping @Sendable () -> Void) { loss.set(body) }

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

/// A call that may be set later, also after it was due.
private final class Handler: Sendable {
    private struct State {
        var body: (@Sendable () -> Void)?
        var isDue = false
    }

    private let state = Mutex(State())

    func set(_ body: @escaping @Sendable () -> Void) {
        let isDue = state.withLock { state in
            state.body = body
            return state.isDue
        }
        if isDue { body() }
    }

    func call() {
        let body = state.withLock { state in
            if state.body == nil { state.isDue = true }
            return state.body
        }
        body?()
    }
}
