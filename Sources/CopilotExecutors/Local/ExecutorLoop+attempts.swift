import CProcess
import CopilotModel
import CopilotPorts
import Glibc

extension ExecutorLoop {
    func start(_ launch: AttemptLaunch) {
        guard seen.insert(launch.key) else { return }
        let started = cp_monotonic_nanoseconds()
        let spawned: cp_spawned
        do throws(ExecutorError) {
            spawned = try spawner.spawn(launch)
        } catch {
            sink.report(.notStarted(launch.key, error))
            return
        }
        let attempt = Attempt(token: nextToken, launch: launch, spawned: spawned, startedNanoseconds: started)
        nextToken += 1
        attempts[attempt.token] = attempt
        tokens[attempt.key] = attempt.token
        watch(attempt)
        probes.add(attempt)
        sink.report(.started(attempt.key, ProcessIdentity(pid: spawned.pid, startTicks: spawned.start)))
    }

    private func watch(_ attempt: Attempt) {
        attempt.isWatched = epoll.add(attempt.master, token: attempt.token << 1)
        if !attempt.isWatched { hungUp.insert(attempt.token) }
        if attempt.pidfd < 0 || !epoll.add(attempt.pidfd, token: attempt.token << 1 | 1) {
            unwatchedExits.insert(attempt.token)
            look(inMilliseconds: 1)
        }
    }

    // MARK: The terminal

    func write(_ bytes: [UInt8], to key: AttemptKey) {
        guard let attempt = attempt(key) else { return }
        let waited = attempt.hasUnsent
        attempt.queue(bytes)
        if !waited { sendUnsent(of: attempt) }
    }

    private func sendUnsent(of attempt: Attempt) {
        let waited = attempt.isWaitingToWrite
        attempt.sendUnsent()
        guard attempt.isWatched, waited != attempt.hasUnsent else { return }
        attempt.isWaitingToWrite = attempt.hasUnsent
        epoll.change(attempt.master, token: attempt.token << 1, writable: attempt.hasUnsent)
    }

    func terminalIsReady(_ attempt: Attempt, writable: Bool) {
        if writable { sendUnsent(of: attempt) }
        guard attempt.isWatched else { return }
        if read(attempt) == .closed { stopWatching(attempt) }
    }

    enum Reading {
        case more, empty, closed
    }

    /// Hands up to a buffer's worth of what the terminal has to the sink.
    func read(_ attempt: Attempt) -> Reading {
        var filled = 0
        var reading = Reading.more
        while filled < buffer.count {
            let count = Glibc.read(attempt.master, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
            if count > 0 {
                filled += count
            } else if count == 0 || errno != EINTR {
                reading = count < 0 && errno == EAGAIN ? .empty : .closed
                break
            }
        }
        if filled > 0 {
            sink.output(
                UnsafeRawBufferPointer(rebasing: buffer[..<filled]), of: attempt.key, at: attempt.outputBytes)
            attempt.outputBytes &+= Int64(filled)
        }
        return reading
    }

    /// All processes have closed the terminal, for now: a set that keeps it would report that without end.
    private func stopWatching(_ attempt: Attempt) {
        epoll.remove(attempt.master)
        attempt.isWatched = false
        attempt.isWaitingToWrite = false
        hungUp.insert(attempt.token)
        look(inMilliseconds: 1000)
    }

    /// A process that has closed its terminal may open /dev/tty later.
    func watchAgain(_ attempt: Attempt) {
        guard attempt.master >= 0, read(attempt) != .closed else { return }
        attempt.isWatched = epoll.add(attempt.master, token: attempt.token << 1)
        if attempt.isWatched { hungUp.remove(attempt.token) }
    }
}
