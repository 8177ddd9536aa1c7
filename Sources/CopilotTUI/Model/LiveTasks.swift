import CopilotModel

/// The tasks that have a process: those that run, and those that were stopped in mid-run.
struct LiveTasks: Sendable, Hashable {
    /// Sorted. As many as are running side by side.
    private(set) var ordinals: [Int] = []

    init() {}

    /// Those of a state. Takes as long as there are tasks.
    init(_ state: MissionState) {
        ordinals = state.tasks.indices.filter { Self.isLive(state, $0) }
    }

    /// Takes a task in or out, as it stands now.
    mutating func note(_ ordinal: Int, in state: MissionState) {
        var low = 0
        var high = ordinals.count
        while low < high {
            let middle = (low + high) / 2
            if ordinals[middle] < ordinal { low = middle + 1 } else { high = middle }
        }
        let isKnown = low < ordinals.count && ordinals[low] == ordinal
        let isLive = Self.isLive(state, ordinal)
        if isLive, !isKnown { ordinals.insert(ordinal, at: low) }
        if !isLive, isKnown { ordinals.remove(at: low) }
    }

    private static func isLive(_ state: MissionState, _ ordinal: Int) -> Bool {
        guard ordinal < state.tasks.count, !state.isAggregate(ordinal) else { return false }
        switch state.tasks[ordinal].status {
        case .running: return true
        case .paused: return state.tasks[ordinal].detail?.pause?.from == .running
        case .waiting, .ready, .backingOff, .succeeded, .failed, .skipped, .blocked, .lost: return false
        }
    }
}
