import CProcess
import CopilotModel
import Glibc

/// Ends the processes that a run has left behind: those whose environment names the run, and what these have started.
struct RunSweep {
    let run: RunID
    let grace: Duration

    /// How long killed processes are waited for: one in uninterruptible sleep dies when the kernel lets it.
    static let patience = Duration.seconds(5)

    /// Blocks for up to `grace` and ``patience``.
    ///
    /// - Returns: how many processes have ended.
    func perform() -> Int {
        var reached: Set<ProcessIdentity> = []
        var deadline = cp_monotonic_nanoseconds() &+ nanoseconds(grace)
        var isKilling = false
        while true {
            let living = members()
            if living.isEmpty { break }
            for process in living where isKilling || !reached.contains(process) {
                signal(process, kill: isKilling)
                reached.insert(process)
            }
            let now = cp_monotonic_nanoseconds()
            if now < deadline {
                wait(for: living, milliseconds: min(50, max(1, (deadline - now) / 1_000_000)))
            } else if isKilling {
                break
            } else {
                isKilling = true
                deadline = now &+ nanoseconds(Self.patience)
            }
        }
        return reached.count { !isAlive($0) }
    }

    private func signal(_ process: ProcessIdentity, kill: Bool) {
        _ = cp_signal_process(process.id, process.start, kill ? SIGKILL : SIGTERM)
        if !kill { _ = cp_signal_process(process.id, process.start, SIGCONT) }
    }

    private func members() -> [ProcessIdentity] {
        let table = ProcessTable.read()
        let ownGroup = getpgrp()
        let members = table.tree(of: [], excluding: table.ancestors(of: getpid())) { process in
            ProcessMarker(of: process.pid)?.run == run.rawValue
        }
        return members.map { table.processes[$0] }.filter { $0.group != ownGroup }.map(\.identity)
    }

    private func isAlive(_ identity: ProcessIdentity) -> Bool {
        var process = cp_process()
        return cp_process_read(identity.id, &process) == 0 && process.start == identity.start && process.isAlive
    }

    /// Until one of them ends, or so long.
    private func wait(for processes: [ProcessIdentity], milliseconds: Int64) {
        // More than this many need not be watched: the others are looked at when the time is up.
        let descriptors = processes.prefix(64).map { cp_pidfd_open($0.id) }.filter { $0 >= 0 }
        var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        _ = poll(&polled, nfds_t(polled.count), Int32(clamping: milliseconds))
        for descriptor in descriptors { close(descriptor) }
    }

    private func nanoseconds(_ duration: Duration) -> Int64 {
        let milliseconds = min(max(0, duration.milliseconds), 3_600_000)
        return milliseconds * 1_000_000
    }
}
