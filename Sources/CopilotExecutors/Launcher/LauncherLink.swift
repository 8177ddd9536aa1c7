import CProcess
import Glibc
import Synchronization

/// The supervisor's line to the launcher, the small process that is the shell's job and keeps the terminal.
package final class LauncherLink: Sendable {
    /// What the launcher tells.
    package enum Signal: Sendable, Hashable {
        /// The terminal is ours again: draw.
        case resumed
        /// The launcher was hung up and leaves: leave the screen, and say so by ``LauncherLink/detach()``, within a second.
        case hungUp
        /// The launcher is gone, and with it the terminal; told once, last.
        case lost
    }

    private let line: Line

    /// The name of the variable that a launcher sets for the supervisor it starts.
    package static let supervisorVariable = CP_SUPERVISOR_VARIABLE

    /// Takes up the line that `environment` names; nil if there is no launcher.
    ///
    /// `handler` is called on a thread of the link's own.
    package init?(environment: [String: String], handler: @escaping @Sendable (Signal) -> Void) {
        guard environment[CP_SUPERVISOR_VARIABLE] == "1",
            let number = environment[CP_LAUNCHER_FD_VARIABLE], let descriptor = Int32(number), descriptor > 2,
            fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
        else { return nil }
        let line = Line(descriptor: descriptor)
        self.line = line
        do {
            try OwnThread(name: "launcher-link") { line.listen(handler) }.detach()
        } catch {
            return nil
        }
    }

    deinit { line.hangUp() }

    /// Asks the launcher to take the terminal and stop the job; to be called after the screen was left. `.resumed` follows
    /// when the job is in front again. Never blocks.
    ///
    /// - Returns: whether it was told.
    @discardableResult
    package func suspend() -> Bool { line.send(CP_LAUNCHER_SUSPEND) }

    /// Asks the launcher to take the terminal and end, while we go on; to be called after the screen was left. Never blocks.
    ///
    /// - Returns: whether it was told.
    @discardableResult
    package func detach() -> Bool { line.send(CP_LAUNCHER_DETACH) }

    /// Ends the line: `.lost` follows. Further calls do nothing.
    package func close() { line.hangUp() }
}

/// The descriptor, shared with the thread that reads it.
private final class Line: Sendable {
    private let descriptor: Int32
    private let isOpen = Mutex(true)

    init(descriptor: Int32) { self.descriptor = descriptor }

    func send(_ byte: cp_launcher_byte) -> Bool {
        isOpen.withLock { isOpen in
            guard isOpen else { return false }
            var byte = UInt8(truncatingIfNeeded: byte.rawValue)
            return Glibc.send(descriptor, &byte, 1, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)) == 1
        }
    }

    func hangUp() {
        isOpen.withLock { isOpen in
            if isOpen { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    func listen(_ handler: (LauncherLink.Signal) -> Void) {
        var byte: UInt8 = 0
        while true {
            let count = read(descriptor, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { break }
            switch UInt32(byte) {
            case CP_LAUNCHER_RESUMED.rawValue: handler(.resumed)
            case CP_LAUNCHER_HUNG_UP.rawValue: handler(.hungUp)
            default: break
            }
        }
        // Under the lock: a late send must not hit whoever gets the number next.
        isOpen.withLock { isOpen in
            isOpen = false
            _ = close(descriptor)
        }
        handler(.lost)
    }
}
