import CProcess
import Glibc

/// Takes the statuses of orphans that this process, as a subreaper, has inherited from its attempts, so that no zombie
/// stays. Everybody else's children are left alone.
///
/// The kernel gives orphans to the main thread, while an executor's own attempts are children of its thread: so two
/// executors in one process do not take each other's (find_new_reaper in Linux's kernel/exit.c).
struct OrphanReaper {
    /// How long a zombie in our own session may wait for whoever started it before it counts as an orphan.
    static let patienceNanoseconds: Int64 = 60_000_000_000

    private var stranger: (pid: Int32, since: Int64)?
    private var children = [Int32](repeating: 0, count: 256)

    /// Takes what has ended. `isAttempt` tells the executor's own children, whose exits are taken elsewhere.
    ///
    /// - Returns: whether it should be called again soon.
    mutating func reap(at now: Int64, isAttempt: (Int32) -> Bool) -> Bool {
        var pid: Int32 = 0
        guard cp_peek_ended_child(&pid) == 1 else { return false }
        let count = cp_main_thread_children(&children, children.count)
        var hasTaken = false
        for pid in children.prefix(max(0, count)) where !isAttempt(pid) && isEndedOrphan(pid, at: now) {
            var ended = cp_exit()
            _ = cp_take_exit(pid, &ended)
            hasTaken = true
        }
        if count > children.count { children = [Int32](repeating: 0, count: min(count, 65_536)) }
        return hasTaken || isAttempt(pid)
    }

    /// Attempts lead their own sessions, so what they leave is not in ours.
    private mutating func isEndedOrphan(_ pid: Int32, at now: Int64) -> Bool {
        var process = cp_process()
        guard cp_process_read(pid, &process) == 0, !process.isAlive else { return false }
        if process.session != getsid(0) { return true }
        guard let stranger, stranger.pid == pid else {
            if stranger.map({ now - $0.since > Self.patienceNanoseconds }) ?? true { stranger = (pid, now) }
            return false
        }
        return now - stranger.since > Self.patienceNanoseconds
    }
}
