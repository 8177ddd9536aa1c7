import CProcess
import CopilotModel
import CopilotPorts
import Glibc

/// Sends signals to whole trees of processes, those that left their group or session too.
struct TreeSignaller: Sendable {
    /// How often a tree is walked again because it grew meanwhile: a fork bomb must not hold the executor.
    static let mostPasses = 8

    /// How the trees' members are found; a test puts its own in place.
    var members: @Sendable ([ProcessTree]) throws(ProcUnreadable) -> [[cp_process]] = ProcessTree.members(of:)

    /// Sends `signal` to every process of `trees`, once each, and notes in them who was outside.
    ///
    /// - Parameter groupsToo: false where their groups have had it, and only who is outside has not.
    /// - Returns: whether everybody was reached; otherwise those outside the groups are to be sent it again.
    func send(_ signal: TreeSignal, to trees: inout [ProcessTree], groupsToo: Bool = true) -> Bool {
        let number = signal.number
        // The kernel does a group in one step: nothing is forked between, and nobody in it hears twice.
        if groupsToo { for tree in trees { _ = cp_signal_group(tree.leader, number) } }
        var reached: Set<ProcessIdentity> = []
        var isComplete = true
        do throws(ProcUnreadable) {
            for _ in 0..<signal.passes {
                let before = reached.count
                for (index, members) in try members(trees).enumerated() {
                    for process in members where process.group != trees[index].leader {
                        trees[index].strays.insert(process.identity)
                        guard reached.insert(process.identity).inserted else { continue }
                        let error = cp_signal_process(process.pid, process.start, number)
                        if ProcessTable.isShortage(error) { isComplete = false }
                    }
                }
                if reached.count == before { break }
            }
        } catch {
            isComplete = false
        }
        guard signal == .terminate else { return isComplete }
        if groupsToo { for tree in trees { _ = cp_signal_group(tree.leader, SIGCONT) } }
        for process in reached { _ = cp_signal_process(process.pid, process.startTicks, SIGCONT) }
        return isComplete
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
