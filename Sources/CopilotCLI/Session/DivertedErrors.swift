internal import Foundation

/// Keeps standard error off the terminal while a screen is drawn on it: a library's word in the middle of the frame helps
/// nobody. Where standard error is not the terminal it is left alone.
final class DivertedErrors: Sendable {
    private let saved: Int32

    /// Diverts it.
    init() {
        guard isatty(STDERR_FILENO) == 1 else {
            saved = -1
            return
        }
        saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard saved >= 0, null >= 0 else { return }
        dup2(null, STDERR_FILENO)
        close(null)
    }

    /// Puts it back. Called once.
    func restore() {
        guard saved >= 0 else { return }
        dup2(saved, STDERR_FILENO)
        close(saved)
    }
}
