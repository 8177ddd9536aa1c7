import CProcess
import CopilotModel
import CopilotPorts
import Glibc

/// The executor's thread: the only owner of attempts and their descriptors.
///
/// A turn: some commands, then whatever the kernel has ready, a bounded share for each attempt.
final class ExecutorLoop {
    /// Commands between two looks at the terminals: a start takes about 0.4 ms (measured), so none waits long.
    private static let commandsPerTurn = 32
    /// The token of the mailbox; attempts count from 1.
    private static let mailboxToken: UInt64 = 0

    let sink: any ExecutorSink
    let epoll: EpollSet
    let mailbox: Mailbox
    let probes: ProbeRegistry
    var attempts: [UInt64: Attempt] = [:]
    var tokens: [AttemptKey: UInt64] = [:]
    var nextToken: UInt64 = 1
    var seen = SeenAttempts()
    var spawner = Spawner()
    var orphans = OrphanReaper()
    let signaller: TreeSignaller
    /// Attempts that run without a descriptor to wait for.
    var unwatchedExits: Set<UInt64> = []
    /// Attempts that have closed their terminal.
    var hungUp: Set<UInt64> = []
    /// Attempts that have ended, while others of their trees have not.
    var lingering: Set<UInt64> = []
    /// What terminals are read into.
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    private let events = UnsafeMutableBufferPointer<cp_event>.allocate(capacity: Int(CP_EVENT_BATCH))
    private var backlog: ArraySlice<ExecutorCommand> = []
    private var nextLookNanoseconds: Int64 = 0

    init(
        sink: any ExecutorSink, mailbox: Mailbox, probes: ProbeRegistry, epoll: EpollSet,
        signaller: TreeSignaller = TreeSignaller()
    ) {
        self.signaller = signaller
        self.sink = sink
        self.mailbox = mailbox
        self.probes = probes
        self.epoll = epoll
    }

    deinit {
        buffer.deallocate()
        events.deallocate()
    }

    /// Goes on until the mailbox is closed.
    func run() {
        guard epoll.add(mailbox.wakeUp, token: Self.mailboxToken) else { return }
        while takeCommands() {
            let now = cp_monotonic_nanoseconds()
            let mayWait = backlog.isEmpty && mailbox.fallAsleep()
            let count = epoll.wait(into: events, milliseconds: mayWait ? timeout(now) : 0)
            mailbox.awake()
            for event in events.prefix(count) { handle(event) }
            lookAround()
        }
        for attempt in attempts.values { release(attempt) }
    }

    /// Returns false when nobody wants anything any more.
    private func takeCommands() -> Bool {
        if backlog.isEmpty {
            guard let commands = mailbox.take() else { return false }
            backlog = commands[...]
        }
        var left = Self.commandsPerTurn
        while left > 0, let command = backlog.popFirst() {
            left -= 1
            perform(command)
        }
        // The slice would hold the whole array's memory.
        if backlog.isEmpty { backlog = [] }
        return true
    }

    private func perform(_ command: ExecutorCommand) {
        switch command {
        case .start(let launch): start(launch)
        case .signal(let key, let signal): self.signal(key, signal)
        case .write(let key, let bytes): write(bytes, to: key)
        case .resize(let key, let size):
            guard let attempt = attempt(key), attempt.master >= 0 else { return }
            _ = cp_set_size(attempt.master, UInt16(clamping: size.columns), UInt16(clamping: size.rows))
        case .modes(let key, let answer): answer(modes(of: key))
        case .reap: nextLookNanoseconds = 0
        }
    }

    /// Signals of one kind that stand next to one another are sent together: /proc is walked once for all of them.
    private func signal(_ key: AttemptKey, _ signal: TreeSignal) {
        var targets = [attempt(key)]
        while case .signal(let key, signal) = backlog.first {
            backlog.removeFirst()
            targets.append(attempt(key))
        }
        send(signal, to: targets.compactMap { $0 })
    }

    private func modes(of key: AttemptKey) -> TerminalModes? {
        var modes = cp_terminal_modes()
        guard let attempt = attempt(key), attempt.master >= 0, cp_terminal_modes(attempt.master, &modes) == 0 else {
            return nil
        }
        return TerminalModes(
            isCanonical: modes.canonical != 0, isEchoing: modes.echo != 0, foregroundGroup: modes.foreground,
            leader: attempt.pid)
    }

    func attempt(_ key: AttemptKey) -> Attempt? { tokens[key].flatMap { attempts[$0] } }

    /// A token's lowest bit tells the process from its terminal. A stale event finds no attempt.
    private func handle(_ event: cp_event) {
        if event.token == Self.mailboxToken {
            cp_eventfd_clear(mailbox.wakeUp)
            return
        }
        guard let attempt = attempts[event.token >> 1] else { return }
        if event.token & 1 == 1 {
            checkExit(attempt)
        } else {
            terminalIsReady(attempt, writable: event.events & CP_WRITABLE.rawValue != 0)
        }
    }

    private func timeout(_ now: Int64) -> Int32 {
        Int32(clamping: max(0, nextLookNanoseconds &- now) / 1_000_000 + 1)
    }

    /// What the kernel does not tell: ended orphans, processes without a descriptor, terminals that were opened again.
    private func lookAround() {
        let now = cp_monotonic_nanoseconds()
        guard now >= nextLookNanoseconds else { return }
        for token in unwatchedExits { attempts[token].map(checkExit) }
        for token in hungUp { attempts[token].map(watchAgain) }
        payOwedSignals()
        lookAtLingering(at: now)
        let isBusy = orphans.reap(at: now) { pid in attempts.values.contains { $0.pid == pid } }
        let isOwing = attempts.values.contains { $0.owedSignal != nil }
        let milliseconds =
            !unwatchedExits.isEmpty
            ? 20
            : isOwing
                ? Int(Self.owedPauseMilliseconds)
                : !lingering.isEmpty ? 50 : isBusy ? 100 : !hungUp.isEmpty ? 1000 : 5000
        nextLookNanoseconds = now &+ Int64(milliseconds) * 1_000_000
    }

    /// Something is to be looked at: an exit may have left orphans, a terminal was closed.
    func look(inMilliseconds milliseconds: Int64) {
        nextLookNanoseconds = min(nextLookNanoseconds, cp_monotonic_nanoseconds() &+ milliseconds * 1_000_000)
    }
}
