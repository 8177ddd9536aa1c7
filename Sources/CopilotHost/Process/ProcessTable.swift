package import CopilotModel
import Glibc

/// What the kernel says about processes.
package struct ProcessTable: Sendable {
    private let root: String

    /// Reads `/proc`, or what stands for it in a test.
    package init(root: String = "/proc") { self.root = root }

    /// `/proc/sys/kernel/random/boot_id`: another one after each boot; empty where it cannot be read.
    package func boot() -> String {
        (SmallFile.text(root + "/sys/kernel/random/boot_id") ?? "").trimmed
    }

    /// A process as it is now; nil if there is none of that number, or it is a zombie.
    package func identity(of pid: Int32) -> ProcessIdentity? {
        guard let stat = stat(of: pid), stat.state != "Z", stat.state != "X" else { return nil }
        return ProcessIdentity(pid: pid, startTicks: stat.startTicks)
    }

    /// This process.
    package func current() -> ProcessIdentity {
        identity(of: getpid()) ?? ProcessIdentity(pid: getpid(), startTicks: 0)
    }

    /// Whether a process still runs. "Cannot tell" counts as alive.
    package func isAlive(_ process: ProcessIdentity) -> Bool {
        if let stat = stat(of: process.pid) {
            if stat.state == "Z" || stat.state == "X" { return false }
            return process.startTicks == 0 || stat.startTicks == process.startTicks
        }
        return kill(process.pid, 0) == 0 || errno != ESRCH
    }

    private struct Stat {
        var state: Character
        var startTicks: UInt64
    }

    /// Fields 3 and 22 of `/proc/PID/stat`, counted from behind the command's name, which may hold anything: proc(5).
    private func stat(of pid: Int32) -> Stat? {
        guard pid > 0, let text = SmallFile.text("\(root)/\(pid)/stat"), let name = text.lastIndex(of: ")") else {
            return nil
        }
        let fields = text[text.index(after: name)...].split(separator: " ")
        guard fields.count > 19, let state = fields[0].first, let start = UInt64(fields[19]) else { return nil }
        return Stat(state: state, startTicks: start)
    }
}
