/// Whom brakes hold, as far as the state alone tells it.
extension MissionState {
    /// The brake that keeps a task from going on: one that is ready and may not start, or one that waits uncounted for what
    /// all of its kind wait for. nil: none does.
    package func brake(holding ordinal: Int) -> Brake? {
        guard !brakes.isEmpty, ordinal < tasks.count, isHoldable(ordinal) else { return nil }
        return members(of: ordinal).lazy.compactMap { brakes[$0.name] }.first
    }

    /// How many tasks each brake holds, by its name. Takes as long as there are tasks, if any brake is drawn.
    package func heldCounts() -> [String: Int] {
        guard !brakes.isEmpty, counts[.ready] > 0 || counts[.backingOff] > 0 else { return [:] }
        // Children of one fan-out are held alike: what their command runs is read once.
        var known: [Kin: [String]] = [:]
        var held: [String: Int] = [:]
        for ordinal in tasks.indices where isHoldable(ordinal) {
            let kin = Kin(
                declaration: tasks[ordinal].declaration, isChild: tasks[ordinal].id.isChild,
                hasFailedAtNetwork: tasks[ordinal].hasFailedAtNetwork)
            let names = known[kin] ?? members(of: ordinal).map(\.name).filter { brakes[$0] != nil }
            known[kin] = names
            if let name = names.first { held[name, default: 0] += 1 }
        }
        return held
    }

    /// All brakes that could hold a task.
    package func members(of ordinal: Int) -> [Brake.Members] {
        BrakeMembers.all(
            of: tasks[ordinal].id, declaration(of: ordinal), hasFailedAtNetwork: tasks[ordinal].hasFailedAtNetwork)
    }

    private struct Kin: Hashable {
        var declaration: Int
        var isChild: Bool
        var hasFailedAtNetwork: Bool
    }

    private func isHoldable(_ ordinal: Int) -> Bool {
        switch tasks[ordinal].status {
        case .ready:
            // A fan-out that is being read is held by nothing.
            return !isAggregate(ordinal) && (tasks[ordinal].id.isChild || declaration(of: ordinal).fanOut == nil)
        case .backingOff: return !isAggregate(ordinal) && tasks[ordinal].isWaitingUncounted
        case .waiting, .running, .paused, .succeeded, .failed, .skipped, .blocked, .lost: return false
        }
    }
}

extension TaskState {
    /// Whether it is known to need the network by having failed at it.
    package var hasFailedAtNetwork: Bool { detail?.failure?.category == .network }

    /// Whether it backs off for what is nobody's fault of its own, and nothing is being done for it.
    package var isWaitingUncounted: Bool {
        guard status == .backingOff, let detail, detail.remedy == nil, detail.isDefaulting != true,
            let account = detail.account
        else { return false }
        return account.waits > 0 || account.quotaWaits > 0
    }
}
