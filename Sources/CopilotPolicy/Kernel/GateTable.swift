internal import CopilotModel

/// Counts, for each declared task or group, how its needs stand, so that an ending costs as much as it has dependents.
struct GateTable: Sendable {
    /// What a need has come to, as far as those who need it care.
    enum Contribution: UInt8, Sendable {
        case open, satisfied, failed
    }

    /// What a gate says.
    enum Verdict: Sendable, Hashable {
        case closed
        case open
        /// It can no longer open, because needs failed.
        case blocked
        /// It can no longer open, and nothing is wrong: the condition did not come true.
        case notMet
    }

    /// For each declared task, those whose own needs name it.
    private let dependents: [[Int]]
    private let conditions: [TaskCondition]
    private var contributions: [Contribution]
    private var unsettled: [Int]
    private var satisfied: [Int]
    private var failed: [Int]

    init(_ mission: Mission, index: MissionIndex) {
        var dependents = [[Int]](repeating: [], count: mission.tasks.count)
        for (ordinal, needs) in index.needs.enumerated() {
            for need in needs { dependents[need].append(ordinal) }
        }
        self.dependents = dependents
        conditions = mission.tasks.map(\.when)
        contributions = [Contribution](repeating: .open, count: mission.tasks.count)
        unsettled = index.needs.map(\.count)
        satisfied = [Int](repeating: 0, count: mission.tasks.count)
        failed = satisfied
    }

    /// Takes note of what a declared task has come to.
    ///
    /// - Returns: those whose gate may say something else now.
    mutating func update(_ ordinal: Int, to new: Contribution) -> [Int] {
        let old = contributions[ordinal]
        guard old != new else { return [] }
        contributions[ordinal] = new
        for dependent in dependents[ordinal] {
            add(old, by: -1, to: dependent)
            add(new, by: 1, to: dependent)
        }
        return dependents[ordinal]
    }

    private mutating func add(_ contribution: Contribution, by amount: Int, to ordinal: Int) {
        switch contribution {
        case .open: unsettled[ordinal] += amount
        case .satisfied: satisfied[ordinal] += amount
        case .failed: failed[ordinal] += amount
        }
    }

    /// What the gate of a declared task or group says; those of the groups around it are asked separately.
    func verdict(_ ordinal: Int) -> Verdict {
        let isComplete = unsettled[ordinal] == 0
        if isComplete, satisfied[ordinal] == 0, failed[ordinal] == 0 { return .open }
        switch conditions[ordinal] {
        case .allSucceeded: return failed[ordinal] > 0 ? .blocked : isComplete ? .open : .closed
        case .anySucceeded: return satisfied[ordinal] > 0 ? .open : isComplete ? .blocked : .closed
        case .allFailed: return satisfied[ordinal] > 0 ? .notMet : isComplete ? .open : .closed
        case .anyFailed: return failed[ordinal] > 0 ? .open : isComplete ? .notMet : .closed
        case .always: return isComplete ? .open : .closed
        }
    }

    /// What directly needs a declared task, and what stands in it if it is a group.
    func everythingBehind(_ ordinal: Int, in index: MissionIndex) -> [Int] {
        dependents.indices.contains(ordinal) ? dependents[ordinal] + index.members[ordinal] : []
    }

    /// The contribution of a status.
    static func contribution(of status: TaskStatus) -> Contribution {
        switch status {
        case .succeeded, .skipped: .satisfied
        case .failed, .blocked: .failed
        case .waiting, .ready, .running, .paused, .backingOff, .lost: .open
        }
    }
}
