import CProcess
import CopilotModel
import Glibc

/// Ends the processes that a run has left behind: those whose environment names the run, the sessions of those that are known
/// to have been its commands, and what all these have started.
struct RunSweep {
    let run: RunID
    /// Commands of the run, as they were started in this boot; they may be gone, their sessions not.
    let known: [ProcessIdentity]
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
            // One that is on its way out has no environment any more, and is not gone yet.
            let living = Array(members().union(reached.filter(isAlive)))
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
        _ = cp_signal_process(process.pid, process.startTicks, kill ? SIGKILL : SIGTERM)
        if !kill { _ = cp_signal_process(process.pid, process.startTicks, SIGCONT) }
    }

    private func members() -> Set<ProcessIdentity> {
        let table = ProcessTable.read()
        let sessions = sessions(in: table)
        let owned = table.owned(excluding: table.ancestors(of: getpid())) { process in
            sessions.contains(process.session) ? 0 : nil
        } search: { process in
            ProcessMarker(of: process.pid)?.run == run.rawValue ? 0 : nil
        }
        let ownGroup = getpgrp()
        return Set(owned.lazy.filter { $0.process.group != ownGroup }.map(\.process.identity))
    }

    /// The sessions that known commands led. While a session has members its number is not given out again, so one is only
    /// somebody else's if a later process has it.
    private func sessions(in table: ProcessTable) -> Set<Int32> {
        guard !known.isEmpty else { return [] }
        var sessions = Set(known.map(\.pid))
        sessions.remove(getsid(0))
        let commands = Set(known)
        for process in table.processes where !commands.contains(process.identity) { sessions.remove(process.pid) }
        return sessions
    }

    private func isAlive(_ identity: ProcessIdentity) -> Bool {
        var process = cp_process()
        return cp_process_read(identity.pid, &process) == 0 && process.start == identity.startTicks && process.isAlive
    }

    /// Until one of them ends, or so long.
    private func wait(for processes: [ProcessIdentity], milliseconds: Int64) {
        // More than this many need not be watched: the others are looked at when the time is up.
        let descriptors = processes.prefix(64).map { cp_pidfd_open($0.pid) }.filter { $0 >= 0 }
        var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        _ = poll(&polled, nfds_t(polled.count), Int32(clamping: milliseconds))
        for descriptor in descriptors { close(descriptor) }
    }

    private func nanoseconds(_ duration: Duration) -> Int64 {
        let milliseconds = min(max(0, duration.milliseconds), 3_600_000)
        return milliseconds * 1_000_000
    }
}
