internal import CopilotModel
internal import CopilotPolicy
internal import CopilotPorts
internal import Synchronization

/// Takes what the executor reports: output goes to the attempt's monitor and to the output store, everything else to the inbox.
final class OutputHub: ExecutorSink {
    /// Ended attempts whose last bytes stay at hand.
    static let mostEnded = 16
    /// Bytes in one chunk for a follower.
    static let chunkBytes = 64 * 1024

    private struct State {
        var monitors: [TaskID: TaskMonitor] = [:]
        var ended: [TaskID] = []
    }

    private let state = Mutex(State())
    private let bell = Bell()
    private let watch: WatchMailbox
    private let inbox: Inbox
    private let store: any OutputStore
    private let clock: any EngineClock

    init(inbox: Inbox, watch: WatchMailbox, store: any OutputStore, clock: any EngineClock) {
        self.watch = watch
        self.inbox = inbox
        self.store = store
        self.clock = clock
    }

    /// An attempt is about to be started; `command` is what runs, as the mission declares it.
    func open(_ key: AttemptKey, command: String?) {
        let now = clock.now().monotonic
        let monitor = TaskMonitor(key: key, command: command, now: now)
        state.withLock { state in
            state.monitors[key.task] = monitor
            state.ended.removeAll { $0 == key.task }
        }
        watch.post(.opened(monitor), by: now + LookSchedule.rungs[1])
    }

    /// An attempt that an earlier supervisor has started is taken up: what is kept of its output stands before what comes.
    func adopt(_ key: AttemptKey, command: String?) {
        let position = store.position(of: key)
        let tail = store.tail(of: key.task, attempt: key.attempt, limit: OutputRing.capacity)
        let now = clock.now().monotonic
        let monitor = TaskMonitor(key: key, command: command, now: now, after: tail.bytes, position: position)
        state.withLock { $0.monitors[key.task] = monitor }
        watch.post(.opened(monitor), by: now + LookSchedule.rungs[1])
    }

    func output(_ bytes: UnsafeRawBufferPointer, of key: AttemptKey, at offset: Int64) {
        let monitor = monitor(of: key.task)
        var bytes = bytes
        if let monitor, monitor.key == key {
            let (known, lost) = monitor.accept(bytes.count, at: offset)
            if lost > 0 { store.omit(lost, of: key) }
            if known > 0 { bytes = UnsafeRawBufferPointer(rebasing: bytes[known...]) }
        }
        if let passed = monitor?.pass(bytes) {
            passed.withUnsafeBytes { keep($0, of: key, monitor) }
        } else {
            keep(bytes, of: key, monitor)
        }
    }

    private func keep(_ bytes: UnsafeRawBufferPointer, of key: AttemptKey, _ monitor: TaskMonitor?) {
        let now = clock.now().monotonic
        // Also where all of it is held back: it is not quiet.
        if let monitor, monitor.append(bytes, now: now) {
            watch.post(.printed(monitor), by: now + LookSchedule.firstQuiet)
        }
        if bytes.isEmpty { return }
        store.append(bytes, to: key)
        bell.ring()
    }

    /// An answer that ended its attempt was taken: that is told before the end is.
    private func closeAnswer(of key: AttemptKey) {
        guard let monitor = monitor(of: key.task), monitor.key == key else { return }
        monitor.concludeTyped { typed in
            inbox.post(.kernel(.answered(key, prompt: typed.prompt, typed.outcome)), urgent: false)
        }
    }

    private func keepHeld(of key: AttemptKey) {
        guard let monitor = monitor(of: key.task), monitor.key == key else { return }
        let held = monitor.takeHeld()
        if !held.isEmpty { held.withUnsafeBytes { keep($0, of: key, monitor) } }
    }

    func report(_ event: ExecutorEvent) {
        switch event {
        // Told with whatever comes next: a turn of its own would cost a durable commit.
        case .started(let key, let process): inbox.post(.kernel(.launched(key, process)), urgent: false)
        case .notStarted(let key, let error):
            close(key)
            inbox.post(.kernel(.notStarted(key, code: error.errno, message: error.message, fault: error.code.fault)))
        case .exited(let key, let report):
            closeAnswer(of: key)
            keepHeld(of: key)
            store.finish(key)
            close(key)
            inbox.post(.kernel(.exited(key, report)))
        }
    }

    private func close(_ key: AttemptKey) {
        watch.post(.ended(key), by: clock.now().monotonic + LookSchedule.steady)
        state.withLock { state in
            guard let monitor = state.monitors[key.task], monitor.key == key else { return }
            monitor.end()
            if monitor.total == 0 {
                state.monitors[key.task] = nil
                return
            }
            state.ended.append(key.task)
            if state.ended.count > Self.mostEnded { state.monitors[state.ended.removeFirst()] = nil }
        }
        bell.ring()
    }

    /// What is kept of an attempt's output to judge its failure by; nil: nobody remembers, but the store may.
    func failureOutput(of key: AttemptKey) -> FailureOutput? {
        guard let monitor = monitor(of: key.task), monitor.key == key else { return nil }
        return monitor.failureOutput
    }

    func monitor(of task: TaskID) -> TaskMonitor? { state.withLock { $0.monitors[task] } }

    /// The attempt of a task that lives; nil: none does.
    func livingAttempt(of task: TaskID) -> AttemptKey? {
        state.withLock { state in state.ended.contains(task) ? nil : state.monitors[task]?.key }
    }

    /// How long an attempt has printed nothing; nil if it does not live.
    func silence(of key: AttemptKey) -> Duration? {
        guard let monitor = monitor(of: key.task), monitor.key == key else { return nil }
        return clock.now().monotonic - monitor.lastOutput
    }

    /// Ends every follower's wait, so that it sees that its task is cancelled or the mission over.
    func ring() { bell.ring() }

    /// A task's output as a pulled stream: what there is of `attempt`, then what comes, over further attempts.
    func follow(_ task: TaskID, attempt: Int, tailBytes: Int, until isOver: @escaping @Sendable () -> Bool)
        -> AsyncStream<OutputChunk>
    {
        let follower = OutputFollower(task: task, attempt: attempt, tailBytes: tailBytes)
        return AsyncStream { [self] in
            while !Task.isCancelled {
                let version = bell.version
                if let chunk = follower.next(from: monitor(of: task), store: store) { return chunk }
                if isOver() { return nil }
                await bell.wait(past: version)
            }
            return nil
        }
    }
}

/// One consumer's place in a task's output.
private final class OutputFollower: Sendable {
    private struct Place {
        var attempt: Int
        var offset: Int64?
        var hasReadStore = false
    }

    private let task: TaskID
    private let tailBytes: Int
    private let place: Mutex<Place>

    init(task: TaskID, attempt: Int, tailBytes: Int) {
        self.task = task
        self.tailBytes = max(0, tailBytes)
        place = Mutex(Place(attempt: attempt))
    }

    /// The next piece, if there is one: from the live monitor, or once from the store where no monitor is left.
    func next(from monitor: TaskMonitor?, store: any OutputStore) -> OutputChunk? {
        place.withLock { place in
            guard let monitor else {
                guard place.offset == nil, !place.hasReadStore, place.attempt > 0 else { return nil }
                place.hasReadStore = true
                let chunk = store.tail(of: task, attempt: place.attempt, limit: tailBytes)
                place.offset = chunk.offset + Int64(chunk.bytes.count)
                return chunk.bytes.isEmpty ? nil : chunk
            }
            if monitor.key.attempt != place.attempt {
                place.attempt = monitor.key.attempt
                place.offset = nil
            }
            let from = place.offset ?? max(0, monitor.total - Int64(tailBytes))
            let (offset, bytes) = monitor.read(from: from, limit: OutputHub.chunkBytes)
            place.offset = offset + Int64(bytes.count)
            return bytes.isEmpty ? nil : OutputChunk(attempt: place.attempt, offset: offset, bytes: bytes)
        }
    }
}

extension ExecutorError.Code {
    fileprivate var fault: StartFault {
        switch self {
        case .exhausted: .machine
        case .workingDirectoryMissing: .folder
        case .commandNotFound, .notExecutable, .other: .program
        }
    }
}
