import CProcess
import CopilotModel
import CopilotPorts
import Glibc
import Synchronization

/// The terminals of living attempts, for looks from any thread: the executor's thread goes on with its own work meanwhile.
final class ProbeRegistry: Sendable {
    private let places = Mutex<[AttemptKey: ProbePlace]>([:])

    /// To be called before the attempt is reported as started.
    func add(_ attempt: Attempt) {
        let place = ProbePlace(
            master: attempt.master, leader: ProcessIdentity(pid: attempt.pid, startTicks: attempt.startTicks))
        places.withLock { $0[attempt.key] = place }
    }

    /// To be called before the master is closed.
    func remove(_ key: AttemptKey) {
        places.withLock { $0.removeValue(forKey: key) }?.close()
    }

    /// An attempt's first process; nil if it does not live.
    func leader(of key: AttemptKey) -> ProcessIdentity? { places.withLock { $0[key] }?.leader }

    /// Looks at an attempt's terminal; nil if it does not live.
    func look(at key: AttemptKey) -> TerminalEvidence? {
        guard let place = places.withLock({ $0[key] }) else { return nil }
        return place.look()
    }
}

/// One attempt's terminal.
private final class ProbePlace: Sendable {
    /// -1 once it is to be closed.
    private let master: Mutex<Int32>
    private let probe: Mutex<TerminalProbe>
    let leader: ProcessIdentity

    init(master: Int32, leader: ProcessIdentity) {
        self.master = Mutex(master)
        self.leader = leader
        probe = Mutex(TerminalProbe(leader: leader, terminal: cp_terminal_number(master)))
    }

    /// The executor waits here for two system calls at most.
    func close() { master.withLock { $0 = -1 } }

    func look() -> TerminalEvidence? {
        guard var modes = modes() else { return nil }
        var evidence = probe.withLock { $0.look() }
        // The modes are those of the end of the look: a program sets them before it reads.
        modes = self.modes() ?? modes
        evidence.isCanonical = modes.canonical != 0
        evidence.isEchoing = modes.echo != 0
        evidence.hasUnreadOutput = modes.unread < 0 ? nil : modes.unread > 0
        return evidence
    }

    private func modes() -> cp_terminal_modes? {
        master.withLock { master in
            var modes = cp_terminal_modes()
            return master >= 0 && cp_terminal_modes(master, &modes) == 0 ? modes : nil
        }
    }
}
