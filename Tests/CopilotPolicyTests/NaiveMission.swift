import CopilotModel

/// What the rules of a mission say, worked out the slow and obvious way from the statuses of its leaves alone.
struct NaiveMission {
    enum Verdict { case closed, open, blocked, notMet }

    private let tasks: [MissionTask]
    private let ordinals: [TaskID: Int]
    private let members: [[Int]]

    init(_ mission: Mission) {
        tasks = mission.tasks
        var ordinals: [TaskID: Int] = [:]
        for (ordinal, task) in mission.tasks.enumerated() { ordinals[task.id] = ordinal }
        self.ordinals = ordinals
        members = mission.tasks.map { group in mission.tasks.indices.filter { mission.tasks[$0].parent == group.id } }
    }

    /// The statuses of the leaves under a declared task.
    func leaves(_ ordinal: Int, in state: MissionState) -> [TaskStatus] {
        if tasks[ordinal].isGroup { return members[ordinal].flatMap { leaves($0, in: state) } }
        guard let expansion = state.expansions[ordinal] else { return [state.tasks[ordinal].status] }
        return (0..<expansion.count).map { state.tasks[expansion.base + $0].status }
    }

    static func rollup(_ leaves: [TaskStatus]) -> TaskStatus {
        if leaves.allSatisfy(\.isSettled) {
            if leaves.contains(.failed) { return .failed }
            if leaves.contains(.blocked) { return .blocked }
            return !leaves.isEmpty && leaves.allSatisfy { $0 == .skipped } ? .skipped : .succeeded
        }
        return [TaskStatus.running, .backingOff, .paused, .lost, .ready].first { leaves.contains($0) } ?? .waiting
    }

    func status(_ ordinal: Int, in state: MissionState) -> TaskStatus {
        let isLeaf = !tasks[ordinal].isGroup && state.expansions[ordinal] == nil
        return isLeaf ? state.tasks[ordinal].status : Self.rollup(leaves(ordinal, in: state))
    }

    /// What the gates of a declared task and of all groups around it say.
    func verdict(_ ordinal: Int, in state: MissionState) -> Verdict {
        var verdicts: [Verdict] = []
        var next: TaskID? = tasks[ordinal].id
        while let id = next, let node = ordinals[id] {
            verdicts.append(ownVerdict(node, in: state))
            next = tasks[node].parent
        }
        return [Verdict.blocked, .closed, .notMet].first { verdicts.contains($0) } ?? .open
    }

    /// Tries every way in which what has not ended may end.
    private func ownVerdict(_ ordinal: Int, in state: MissionState) -> Verdict {
        let needs = tasks[ordinal].needs.compactMap { ordinals[$0] }.map { status($0, in: state) }
        if needs.isEmpty { return .open }
        var endings: [[Bool]] = [[]]
        for status in needs {
            let choices: [Bool] =
                switch status {
                case .succeeded, .skipped: [true]
                case .failed, .blocked: [false]
                case .waiting, .ready, .running, .paused, .backingOff, .lost: [true, false]
                }
            endings = endings.flatMap { ending in choices.map { ending + [$0] } }
        }
        let condition = tasks[ordinal].when
        let verdicts = endings.map { Self.holds(condition, $0) }
        if !verdicts.contains(true) {
            return condition == .allSucceeded || condition == .anySucceeded ? .blocked : .notMet
        }
        let isEarly = condition == .anySucceeded || condition == .anyFailed
        return !verdicts.contains(false) && (isEarly || endings.count == 1) ? .open : .closed
    }

    private static func holds(_ condition: TaskCondition, _ ends: [Bool]) -> Bool {
        switch condition {
        case .allSucceeded: !ends.contains(false)
        case .anySucceeded: ends.contains(true)
        case .allFailed: !ends.contains(true)
        case .anyFailed: ends.contains(false)
        case .always: true
        }
    }

    /// How a mission that ended so has ended.
    func outcome(of state: MissionState) -> MissionResult.Outcome {
        var isDegraded = false
        for ordinal in state.tasks.indices where !state.isAggregate(ordinal) {
            let task = state.tasks[ordinal]
            if !task.status.isSettled { return .failed }
            if task.status == .failed, tasks[task.declaration].isCritical { return .failed }
            let isPlain =
                task.status == .succeeded && task.detail?.recovered != .defaults
                || (task.status == .skipped && task.detail?.skip == .conditionNotMet)
            if !isPlain { isDegraded = true }
        }
        return isDegraded ? .degraded : .succeeded
    }

    /// What of the counts and the statuses of groups and fan-outs is not what the leaves add up to.
    func miscounts(in state: MissionState) -> [String] {
        var problems: [String] = []
        var all = StatusCounts()
        for ordinal in state.tasks.indices where !state.isAggregate(ordinal) { all[state.tasks[ordinal].status] += 1 }
        if all != state.counts { problems.append("counts are \(state.counts), the leaves add up to \(all)") }
        for ordinal in tasks.indices where state.isAggregate(ordinal) {
            let leaves = leaves(ordinal, in: state)
            var counts = StatusCounts()
            for status in leaves { counts[status] += 1 }
            if state.groupCounts[ordinal] != counts { problems.append("the counts of \(tasks[ordinal].id) are off") }
            let status = Self.rollup(leaves)
            if state.tasks[ordinal].status != status {
                problems.append(
                    "\(tasks[ordinal].id) is \(state.tasks[ordinal].status), its leaves add up to \(status)")
            }
        }
        for counts in [state.counts] + state.groupCounts.values {
            for status in TaskStatus.allCases where counts[status] < 0 { problems.append("a count is below 0") }
        }
        return problems
    }
}
