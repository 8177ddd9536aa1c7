import CProcess
import CopilotPorts
import Glibc

/// Sends signals to whole trees of processes, those that left their group or session too.
struct TreeSignaller {
    /// A tree: its leader, a child of ours whose status was not taken yet, so that its id is nobody else's.
    struct Target {
        var leader: Int32
        var marker: ProcessMarker?
    }

    /// How often a tree is walked again because it grew meanwhile: a fork bomb must not hold the executor.
    static let mostPasses = 8

    /// Sends `signal` to every process of `targets`, once each.
    func send(_ signal: TreeSignal, to targets: [Target]) {
        var reached: Set<ProcessIdentity> = []
        let leaders = Set(targets.map(\.leader))
        let number = signal.number
        // The kernel does a group in one step: nothing is forked between, and nobody in it hears twice.
        for target in targets { _ = cp_signal_group(target.leader, number) }
        for _ in 0..<signal.passes {
            let found = strangers(of: targets, leaders: leaders)
            let new = found.filter { reached.insert($0).inserted }
            for process in new { _ = cp_signal_process(process.id, process.start, number) }
            if new.isEmpty { break }
        }
        guard signal == .terminate else { return }
        for target in targets { _ = cp_signal_group(target.leader, SIGCONT) }
        for process in reached { _ = cp_signal_process(process.id, process.start, SIGCONT) }
    }

    /// The members of the trees that are not in their leaders' groups.
    private func strangers(of targets: [Target], leaders: Set<Int32>) -> [ProcessIdentity] {
        let table = ProcessTable.read()
        let markers = Set(targets.compactMap(\.marker))
        let ownGroup = getpgrp()
        let excluded = table.ancestors(of: getpid())
        let members = table.tree(of: leaders, excluding: excluded) { process in
            guard !markers.isEmpty, let marker = ProcessMarker(of: process.pid) else { return false }
            return markers.contains(marker)
        }
        return members.map { table.processes[$0] }
            .filter { !leaders.contains($0.group) && $0.group != ownGroup }
            .map(\.identity)
    }
}

extension TreeSignal {
    fileprivate var number: Int32 {
        switch self {
        case .pause: SIGSTOP
        case .resume: SIGCONT
        case .terminate: SIGTERM
        case .kill: SIGKILL
        }
    }

    /// TERM and CONT go to what lives now: what a process starts to clean up after itself is left to do so.
    fileprivate var passes: Int {
        switch self {
        case .pause, .kill: TreeSignaller.mostPasses
        case .resume, .terminate: 1
        }
    }
}
