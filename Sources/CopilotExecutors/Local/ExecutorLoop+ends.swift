import CProcess
import CopilotModel
import CopilotPorts
import Glibc

extension ExecutorLoop {
    /// How many buffers are read of a terminal whose command has ended: more than the kernel holds (tty_buffer.c, 64 KiB).
    private static let drainLimit = 16
    /// How long a killed tree is waited for. What is left then is stuck in the kernel, and ends before it runs again.
    private static let mostLingeringNanoseconds: Int64 = 10_000_000_000
    /// Between two tries to reach everybody.
    static let owedPauseMilliseconds: Int64 = 100

    func send(_ signal: TreeSignal, to targets: [Attempt]) {
        guard !targets.isEmpty else { return }
        let now = cp_monotonic_nanoseconds()
        var trees = targets.map(\.tree)
        let isComplete = signaller.send(signal, to: &trees)
        for (attempt, tree) in zip(targets, trees) {
            attempt.note(signal, at: now)
            if attempt.isToEnd { attempt.tree.strays = tree.strays }
            // A later signal takes the place of an earlier one.
            attempt.owedSignal = isComplete ? nil : signal
        }
        if !isComplete { look(inMilliseconds: Self.owedPauseMilliseconds) }
    }

    /// Sends what could not be sent to everybody, because nobody could tell who there is.
    func payOwedSignals() {
        for attempt in attempts.values {
            guard let signal = attempt.owedSignal else { continue }
            var trees = [attempt.tree]
            if signaller.send(signal, to: &trees, groupsToo: false) { attempt.owedSignal = nil }
            if attempt.isToEnd, let tree = trees.first { attempt.tree.strays = tree.strays }
        }
    }

    func checkExit(_ attempt: Attempt) {
        guard attempt.isToEnd else {
            finish(attempt)
            return
        }
        guard cp_has_ended(attempt.pid) != 0 else { return }
        // Its status is left untaken: that keeps its id, and so its session's, from being given to somebody else.
        if attempt.pidfd >= 0 { epoll.remove(attempt.pidfd) }
        unwatchedExits.remove(attempt.token)
        attempt.leaderEndedNanoseconds = cp_monotonic_nanoseconds()
        lingering.insert(attempt.token)
        look(inMilliseconds: 0)
    }

    /// Ends the wait for those whose trees are gone; those that grew under SIGKILL get it again.
    func lookAtLingering(at now: Int64) {
        let waiting = lingering.compactMap { attempts[$0] }
        // While that cannot be told they count as alive.
        guard !waiting.isEmpty, let found = try? signaller.members(waiting.map(\.tree)) else { return }
        for (attempt, members) in zip(waiting, found) {
            let isStuck = attempt.killedNanoseconds.map { now &- $0 > Self.mostLingeringNanoseconds } ?? false
            if members.isEmpty || isStuck {
                finish(attempt)
                continue
            }
            attempt.tree.strays.formUnion(members.lazy.filter { $0.session != attempt.pid }.map(\.identity))
            guard attempt.killedNanoseconds != nil else { continue }
            for process in members { _ = cp_signal_process(process.pid, process.start, SIGKILL) }
        }
    }

    /// Reports the end of an attempt whose process has ended.
    private func finish(_ attempt: Attempt) {
        var ended = cp_exit()
        let taken = cp_take_exit(attempt.pid, &ended)
        if taken == 0 { return }
        // Other processes may hold the terminal and write on: they must not keep the attempt alive.
        var rounds = 0
        while rounds < Self.drainLimit, read(attempt) == .more { rounds += 1 }
        let elapsed = (attempt.leaderEndedNanoseconds ?? cp_monotonic_nanoseconds()) &- attempt.startedNanoseconds
        let report = ExitReport(
            status: taken > 0 ? ended.exitStatus : .unknown, elapsedMilliseconds: elapsed / 1_000_000,
            userMilliseconds: ended.user_microseconds / 1000, systemMilliseconds: ended.system_microseconds / 1000,
            maxResidentBytes: ended.max_resident_bytes, outputBytes: attempt.outputBytes)
        release(attempt)
        sink.report(.exited(attempt.key, report))
    }

    func release(_ attempt: Attempt) {
        if attempt.isWatched { epoll.remove(attempt.master) }
        if attempt.pidfd >= 0 { epoll.remove(attempt.pidfd) }
        attempt.isWatched = false
        probes.remove(attempt.key)
        attempt.closeDescriptors()
        attempts[attempt.token] = nil
        tokens[attempt.key] = nil
        unwatchedExits.remove(attempt.token)
        hungUp.remove(attempt.token)
        lingering.remove(attempt.token)
        look(inMilliseconds: 20)
    }
}

extension cp_exit {
    fileprivate var exitStatus: ExitReport.Status {
        signalled != 0 ? .signalled(signal: status, core: core != 0) : .exited(code: status)
    }
}
