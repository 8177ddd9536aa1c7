import CProcess
import CopilotModel
import Glibc

/// Looks who waits for a terminal: all processes that descend from its first one, and those of its session that were orphaned.
struct TerminalProbe {
    /// The most processes that are looked at.
    static let mostProcesses = 64
    /// How deep terminals are followed that stand in one another (ssh in script in tmux).
    static let mostNesting = 4

    /// The session's first process.
    let leader: ProcessIdentity
    /// The terminal's number, as in /dev/pts/NUMBER.
    let terminal: Int32
    private var lastRun: [ProcessIdentity: UInt64] = [:]
    private var lastLookNanoseconds: Int64?
    private var stillness: Stillness?

    init(leader: ProcessIdentity, terminal: Int32) {
        self.leader = leader
        self.terminal = terminal
    }

    /// Looks once. The terminal's modes and its silence are for the caller to fill in.
    mutating func look() -> TerminalEvidence {
        let now = cp_monotonic_nanoseconds()
        if var evidence = stillness?.confirmed() {
            evidence.cpuMilliseconds = 0
            evidence.sinceLastLookMilliseconds = lastLookNanoseconds.map { Int(clamping: (now &- $0) / 1_000_000) }
            lastLookNanoseconds = now
            return evidence
        }
        var (processes, isComplete) = collect()
        let nested = nestedTerminals(of: processes)
        var evidence = TerminalEvidence()
        let witnesses = processes.compactMap { witness(of: $0, nested: nested) }
        isComplete = isComplete && processes.allSatisfy(\.isComplete)
        evidence.isReadOpen = witnesses.contains { $0.wait == .terminalRead } ? true : isComplete ? false : nil
        evidence.witnesses = Array(
            witnesses.enumerated().sorted {
                rank($0.element) != rank($1.element)
                    ? rank($0.element) < rank($1.element) : $0.offset < $1.offset
            }.lazy.map(\.element).prefix(TerminalEvidence.mostWitnesses))
        evidence.isComplete = isComplete
        evidence.activity = activity(of: processes)
        measure(processes, at: now, into: &evidence)
        // Whoever was orphaned during the look was not looked at.
        let isSteady = Set(orphans()).isSubset(of: processes.map(\.pid))
        stillness = isSteady ? Stillness(processes, evidence) : nil
        return evidence
    }

    // MARK: Who is there

    private func collect() -> (processes: [SeenProcess], isComplete: Bool) {
        var open = [leader.pid] + orphans()
        var known = Set(open)
        var processes: [SeenProcess] = []
        var isComplete = true
        var tellsChildren = true
        while let pid = open.popLast() {
            guard processes.count < Self.mostProcesses else { return (processes, false) }
            // A child that is gone by now had its say.
            guard let process = SeenProcess(pid), process.isAlive else { continue }
            if pid == leader.pid, leader.startTicks != 0, process.facts.start != leader.startTicks {
                return ([], false)
            }
            processes.append(process)
            for child in process.children where known.insert(child).inserted { open.append(child) }
            if tellsChildren, !process.tellsChildren {
                tellsChildren = false
                guard let members = sessionMembers() else {
                    isComplete = false
                    continue
                }
                for member in members where known.insert(member).inserted { open.append(member) }
            }
        }
        if processes.isEmpty { isComplete = false }
        return (processes, isComplete)
    }

    /// Members of the session whose parents have ended: they were given to us, their subreaper.
    private func orphans() -> [Int32] {
        var children = [Int32](repeating: 0, count: 256)
        let count = cp_main_thread_children(&children, children.count)
        return children.prefix(max(0, count)).filter { pid in
            pid != leader.pid && getsid(pid) == leader.pid
        }
    }

    /// Where the kernel does not tell children; nil if it does not tell sessions either.
    private func sessionMembers() -> [Int32]? {
        (try? ProcessTable.read())?.processes.filter { $0.session == leader.pid }.map(\.pid)
    }

    /// The terminals that stand in this one: their masters are held by processes of the tree.
    private func nestedTerminals(of processes: [SeenProcess]) -> Set<Int32> {
        var nested: Set<Int32> = []
        var reached: Set<Int32> = [terminal]
        for _ in 0..<Self.mostNesting {
            var added: Set<Int32> = []
            for process in processes {
                let own = process.facts.terminal
                guard own >= 0, !reached.contains(own), !added.contains(own) else { continue }
                let isHeld = processes.contains { holder in
                    reached.contains(holder.facts.terminal) && holder.isMaster(of: own)
                }
                if isHeld { added.insert(own) }
            }
            if added.isEmpty { break }
            nested.formUnion(added)
            reached.formUnion(added)
        }
        return nested
    }

    // MARK: What they say

    private func witness(of process: SeenProcess, nested: Set<Int32>) -> ProcessWitness? {
        let own = process.facts.terminal
        let isNested = own != terminal && nested.contains(own)
        let watched = isNested ? own : terminal
        // The relay of a nested terminal sits on its own one.
        guard let thread = process.mostTelling(terminal: watched) else { return nil }
        let waitsElsewhere =
            (thread.wait == .terminalRead || thread.wait == .terminalPoll) && thread.terminal != watched
        let details = process.details(of: thread)
        return ProcessWitness(
            pid: process.pid, command: process.command, state: details.state, isForeground: process.isForeground,
            systemCall: thread.systemCall, descriptor: thread.descriptor.map { Int($0) },
            waitChannel: details.channel, wait: waitsElsewhere ? .other : thread.wait, hasTimeout: thread.hasTimeout,
            isNested: isNested, threads: process.threads.count,
            isAtWork: process.threads.contains { $0.id != thread.id && $0.wait == .none },
            takesHiddenLines: isNested && !waitsElsewhere ? Self.takesHiddenLines(own) : nil)
    }

    /// Whether a terminal of this machine hands whole lines over that it does not show; nil: it may not be opened.
    private static func takesHiddenLines(_ number: Int32) -> Bool? {
        let terminal = open("/dev/pts/\(number)", O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        var modes = cp_terminal_modes()
        guard cp_terminal_modes(terminal, &modes) == 0 else { return nil }
        return modes.canonical != 0 && modes.echo == 0
    }

    /// Who waits for the terminal stands first, then who runs, then the foreground.
    private func rank(_ witness: ProcessWitness) -> Int {
        guard let wait = witness.wait else { return 6 }
        return switch wait {
        case .terminalRead: 0
        case .terminalPoll: 1
        case .none: witness.isForeground ? 2 : 4
        case .unknown: witness.isForeground ? 3 : 5
        case .other: witness.isForeground ? 4 : 5
        }
    }

    private func activity(of processes: [SeenProcess]) -> UInt64? {
        var hash = FNV1a()
        for process in processes {
            for thread in process.threads {
                guard thread.seen.turns != .max else { return nil }
                hash.add(whole: UInt64(UInt32(bitPattern: thread.id)))
                hash.add(whole: thread.seen.turns)
            }
        }
        return processes.isEmpty ? nil : hash.value
    }

    private mutating func measure(_ processes: [SeenProcess], at now: Int64, into evidence: inout TerminalEvidence) {
        var run: [ProcessIdentity: UInt64] = [:]
        var used: UInt64 = 0
        for process in processes {
            run[process.identity] = process.runNanoseconds
            let before = lastRun[process.identity] ?? 0
            if process.runNanoseconds > before { used &+= process.runNanoseconds &- before }
        }
        if let last = lastLookNanoseconds {
            evidence.cpuMilliseconds = Int(clamping: used / 1_000_000)
            evidence.sinceLastLookMilliseconds = Int(clamping: (now &- last) / 1_000_000)
        }
        lastRun = run
        lastLookNanoseconds = now
    }
}
