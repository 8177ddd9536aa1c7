import CopilotModel

/// Weighs the processes of a terminal: which of them, if any, waits for it?
enum WitnessWeighing {
    /// Programs that pass a terminal's bytes on to another terminal or machine and read their own side all the time.
    private static let relays: Set<String> = [
        "script", "ssh", "expect", "unbuffer", "tmux", "tmux: client", "screen", "sshpass", "docker", "podman",
        "kubectl",
        "apt", "apt-get", "aptitude", "mosh-client", "socat", "telnet", "nsenter", "machinectl", "lxc", "oc", "nerdctl",
        "picocom", "minicom", "asciinema", "su", "sudo", "doas", "runuser", "systemd-run", "dtach", "abduco", "adb",
    ]
    /// Calls that wait for any of several things.
    private static let manyWaits: Set<String> = [
        "select", "pselect6", "poll", "ppoll", "epoll_wait", "epoll_pwait", "epoll_pwait2", "_newselect",
        "io_uring_enter",
        "futex",
    ]

    /// - Parameter isRaw: input is handed over key by key.
    static func weigh(_ evidence: TerminalEvidence) -> WitnessVerdict {
        let isRaw = evidence.isCanonical == false
        let alive = evidence.witnesses.filter { !["Z", "X", "T", "t"].contains($0.state) }
        if let nested = nested(alive) { return nested }
        let front = alive.filter { $0.isForeground && !$0.isNested }
        guard !front.isEmpty else {
            if evidence.isReadOpen == true { return .reads("a process") }
            return alive.isEmpty ? .unseen : .elsewhere(alive[0].command)
        }
        if let reader = front.first(where: { reads($0, evidence) }) {
            // A console beside the work: one thread listens for commands, another one computes.
            if reader.isAtWork == true { return .busy(reader.command) }
            return isRaw && isRelay(reader) ? .relays(reader.command) : .reads(reader.command)
        }
        if isRaw, let relay = front.first(where: { isRelay($0) && !$0.isBusy }) { return .relays(relay.command) }
        if let poller = front.first(where: { $0.wait == .terminalPoll }) {
            if poller.isAtWork == true { return .busy(poller.command) }
            return .polls(poller.command, hasTimeout: poller.hasTimeout ?? false)
        }
        if let busy = alive.first(where: { $0.isBusy }) {
            return isRaw && isRelay(busy) ? .relays(busy.command) : .busy(busy.command)
        }
        if usesProcessor(evidence) { return .busy(front[0].command) }
        if let unclear = front.last(where: mayPoll), isRaw || !works(beside: unclear, in: alive) {
            return isRelay(unclear) ? .relays(unclear.command) : .mayPoll(unclear.command)
        }
        if let hidden = front.last(where: { $0.isHidden }) { return .hidden(hidden.command) }
        return .elsewhere((front.last ?? alive[0]).command)
    }

    /// A terminal inside this one speaks for it.
    private static func nested(_ alive: [ProcessWitness]) -> WitnessVerdict? {
        let inside = alive.filter { $0.isNested && $0.isForeground }
        guard !inside.isEmpty else { return nil }
        if let reader = inside.first(where: { $0.wait == .terminalRead }) {
            return reader.isAtWork == true ? .busy(reader.command) : .reads(reader.command)
        }
        if let poller = inside.first(where: { $0.wait == .terminalPoll }) {
            if poller.isAtWork == true { return .busy(poller.command) }
            return .polls(poller.command, hasTimeout: poller.hasTimeout ?? false)
        }
        if let busy = inside.first(where: { $0.isBusy }) { return .busy(busy.command) }
        if let unclear = inside.last(where: mayPoll) { return .mayPoll(unclear.command) }
        return inside.last.map { .elsewhere($0.command) }
    }

    private static func reads(_ witness: ProcessWitness, _ evidence: TerminalEvidence) -> Bool {
        if let wait = witness.wait { return wait == .terminalRead }
        guard witness.systemCall == "read" || witness.systemCall == "readv", witness.state == "S" else { return false }
        let isTerminalWait =
            witness.waitChannel.map { $0.hasPrefix("wait_woken") || $0.hasPrefix("n_tty_read") } ?? false
        // A socket's read sleeps in the same place, so the descriptor or the whole session's word is needed.
        return isTerminalWait && (evidence.isReadOpen ?? (witness.descriptor == 0))
    }

    private static func mayPoll(_ witness: ProcessWitness) -> Bool {
        if let wait = witness.wait, wait != .unknown { return false }
        return witness.systemCall.map { manyWaits.contains($0) } ?? false
    }

    /// Whether a child of the one that waits is at it: a runner polls its child's pipe, not the terminal.
    private static func works(beside witness: ProcessWitness, in alive: [ProcessWitness]) -> Bool {
        alive.contains { other in
            other != witness && other.isForeground
                && ["nanosleep", "clock_nanosleep"].contains(other.systemCall ?? "")
        }
    }

    private static func isRelay(_ witness: ProcessWitness) -> Bool { relays.contains(witness.command) }

    /// More than a third of the time between two looks on a processor.
    private static func usesProcessor(_ evidence: TerminalEvidence) -> Bool {
        guard let used = evidence.cpuMilliseconds, let passed = evidence.sinceLastLookMilliseconds, passed >= 20
        else { return false }
        return used > passed / 3
    }
}

extension ProcessWitness {
    /// Runs, or is kept from running only by a disk.
    fileprivate var isBusy: Bool { state == "R" || state == "D" || wait == ProcessWitness.Wait.none }

    /// Set-uid programs show their state and nothing of their wait.
    fileprivate var isHidden: Bool {
        (wait == nil || wait == .unknown) && systemCall == nil
            && (waitChannel == nil || waitChannel == "0" || waitChannel == "")
    }
}
