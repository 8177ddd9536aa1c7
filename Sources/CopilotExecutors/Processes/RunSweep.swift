import CProcess
import CopilotModel
import Glibc

/// Ends the processes that a run has left behind: those whose environment names the run, the sessions of those that are known
/// to have been its commands, and what all these have started.
struct RunSweep {
    let run: RunID
    /// Commands of the run, as they were started in this boot; they may be gone, their sessions not.
    let known: [ProcessIdentity]
    /// Attempts that go on: what is theirs by its marker, and what that has started, is left alone.
    var sparing: Set<AttemptKey> = []
    /// The sessions that these attempts lead.
    var sparedSessions: Set<Int32> = []
    let grace: Duration

    /// How long killed processes are waited for: one in uninterruptible sleep dies when the kernel lets it.
    static let patience = Duration.seconds(5)

    /// Between two looks at what cannot be seen now.
    static let blindPauseMilliseconds: Int64 = 100

    /// Blocks for up to `grace` and ``patience``; while /proc cannot be read no time passes for those two.
    ///
    /// - Parameter members: the run's processes as they are now; nil: that cannot be told.
    /// - Returns: how many processes have ended.
    func perform(members: () -> Set<ProcessIdentity>?) -> Int {
        var reached: Set<ProcessIdentity> = []
        var deadline = cp_monotonic_nanoseconds() &+ nanoseconds(grace)
        var isKilling = false
        while true {
            guard let members = members() else {
                // Who cannot be seen may live: to go on without knowing could run a task beside itself.
                wait(for: [], milliseconds: Self.blindPauseMilliseconds)
                deadline = deadline &+ Self.blindPauseMilliseconds * 1_000_000
                continue
            }
            // One that is on its way out has no environment any more, and is not gone yet.
            let living = Array(members.union(reached.filter(isAlive)))
            if living.isEmpty { break }
            for process in living where isKilling || !reached.contains(process) {
                if signal(process, kill: isKilling) { reached.insert(process) }
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

    /// Returns false if that has to be done again.
    private func signal(_ process: ProcessIdentity, kill: Bool) -> Bool {
        let error = cp_signal_process(process.pid, process.startTicks, kill ? SIGKILL : SIGTERM)
        if !kill { _ = cp_signal_process(process.pid, process.startTicks, SIGCONT) }
        return !ProcessTable.isShortage(error)
    }

    func perform() -> Int {
        perform { try? members() }
    }

    /// The run's processes as they are now.
    func members() throws(ProcUnreadable) -> Set<ProcessIdentity> {
        let table = try ProcessTable.read()
        let sessions = sessions(in: table)
        let owned = try table.owned(excluding: table.ancestors(of: getpid())) { process in
            if sparedSessions.contains(process.session) { return Self.spared }
            return sessions.contains(process.session) ? Self.toEnd : nil
        } search: { (process) throws(ProcUnreadable) in
            guard let marker = try ProcessMarker.read(of: process.pid), marker.run == run.rawValue else { return nil }
            return isSpared(marker) ? Self.spared : Self.toEnd
        }
        let ownGroup = getpgrp()
        return Set(
            owned.lazy.filter { $0.owner == Self.toEnd && $0.process.group != ownGroup }.map(\.process.identity))
    }

    /// Owners of processes.
    private static let toEnd = 0
    private static let spared = 1

    private func isSpared(_ marker: ProcessMarker) -> Bool {
        guard !sparing.isEmpty, let task = TaskID(marker.task), let attempt = Int(marker.attempt) else { return false }
        return sparing.contains(AttemptKey(run: run, task: task, attempt: attempt))
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
        let error = cp_process_read(identity.pid, &process)
        if error != 0 { return ProcessTable.isShortage(error) }
        return process.start == identity.startTicks && process.isAlive
    }

    /// Until one of them ends, or so long.
    private func wait(for processes: [ProcessIdentity], milliseconds: Int64) {
        // More than this many need not be watched: the others are looked at when the time is up.
        let descriptors = processes.prefix(8).map { cp_pidfd_open($0.pid) }.filter { $0 >= 0 }
        var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        _ = poll(&polled, nfds_t(polled.count), Int32(clamping: milliseconds))
        for descriptor in descriptors { close(descriptor) }
    }

    private func nanoseconds(_ duration: Duration) -> Int64 {
        let milliseconds = min(max(0, duration.milliseconds), 3_600_000)
        return milliseconds * 1_000_000
    }
}
