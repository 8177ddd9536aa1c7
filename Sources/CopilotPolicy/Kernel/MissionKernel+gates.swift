internal import CopilotModel

extension MissionKernel {
    /// Judges every task whose gates may say something new, until none is left.
    mutating func openGates() {
        while let ordinal = dirty.popLast() { judge(ordinal) }
    }

    /// Judges a declared task, or all in a group.
    func combinedVerdict(_ ordinal: Int) -> (verdict: GateTable.Verdict, gate: Int) {
        var result: (GateTable.Verdict, Int) = (.open, ordinal)
        var next: Int? = ordinal
        while let node = next {
            switch gates.verdict(node) {
            case .blocked: return (.blocked, node)
            case .notMet: if result.0 != .notMet { result = (.notMet, node) }
            case .closed: if result.0 == .open { result = (.closed, node) }
            case .open: break
            }
            next = state.container(of: node)
        }
        return result
    }

    private mutating func judge(_ ordinal: Int) {
        if state.mission.tasks[ordinal].isGroup {
            for member in state.index.members[ordinal] { judge(member) }
            return
        }
        let (verdict, gate) = combinedVerdict(ordinal)
        let task = state.tasks[ordinal]
        switch (task.status, verdict) {
        case (.waiting, .open): becomeReady(ordinal)
        case (.waiting, .blocked): emit(.blocked(.init(by: blocker(of: gate))), at: ordinal)
        case (.waiting, .notMet): emit(.skipped(.init(reason: .conditionNotMet)), at: ordinal)
        case (.blocked, .open), (.blocked, .closed), (.blocked, .notMet):
            emit(.reset(.init(cause: .unblocked)), at: ordinal)
            judge(ordinal)
        case (.skipped, .open), (.skipped, .closed):
            guard task.detail?.skip == .conditionNotMet, state.expansions[ordinal] == nil else { return }
            emit(.reset(.init(cause: .unblocked)), at: ordinal)
            judge(ordinal)
        case (.waiting, .closed), (.blocked, .blocked), (.skipped, .blocked), (.skipped, .notMet), (.ready, _),
            (.running, _), (.paused, _), (.backingOff, _), (.succeeded, _), (.failed, _), (.lost, _):
            break
        }
    }

    /// The need that keeps a gate shut: the first one that failed.
    private func blocker(of gate: Int) -> TaskID {
        let needs = state.index.needs[gate]
        let failed = needs.first { GateTable.contribution(of: state.tasks[$0].status) == .failed }
        return state.tasks[failed ?? gate].id
    }

    /// A task waits for nothing more: it queues for a place, or a fan-out becomes its children.
    mutating func becomeReady(_ ordinal: Int) {
        emit(.ready, at: ordinal)
        queueOrExpand(ordinal)
    }

    /// Queues a ready task, or expands a ready fan-out.
    mutating func queueOrExpand(_ ordinal: Int) {
        let declaration = state.declaration(of: ordinal)
        guard ordinal < state.mission.tasks.count, let fanOut = declaration.fanOut else {
            queue.push(ordinal, priority: declaration.priority)
            return
        }
        if let count = fanOut.knownCount {
            expand(ordinal, count: count, digest: nil)
        } else {
            reading.insert(ordinal)
            effect(.readItems(state.tasks[ordinal].id))
        }
    }

    mutating func itemsRead(_ id: TaskID, count: Int, digest: String) {
        guard let ordinal = state.ordinal(of: id), reading.remove(ordinal) != nil,
            let fanOut = state.declaration(of: ordinal).fanOut
        else { return }
        let (children, overflow) = count.multipliedReportingOverflow(by: fanOut.combinations)
        expand(ordinal, count: overflow ? .max : children, digest: digest)
    }

    mutating func itemsUnreadable(_ id: TaskID, message: String) {
        guard let ordinal = state.ordinal(of: id), reading.remove(ordinal) != nil else { return }
        failFanOut(ordinal, message: message)
    }

    private mutating func expand(_ ordinal: Int, count: Int, digest: String?) {
        guard count <= FanOut.mostChildren else {
            failFanOut(ordinal, message: "it would have \(count) children; the most is \(FanOut.mostChildren)")
            return
        }
        guard state.tasks[ordinal].status == .ready else { return }
        emit(.expanded(.init(count: count, digest: digest)), at: ordinal)
        guard let range = state.expansions[ordinal]?.range else { return }
        let priority = state.declaration(of: ordinal).priority
        for child in range { queue.push(child, priority: priority) }
    }

    private mutating func failFanOut(_ ordinal: Int, message: String) {
        let failure = Failure(
            category: .filesystem, severity: .fatal, cause: .itemsUnreadable(message: message),
            summary: "its items cannot be read: \(message)")
        emit(
            .failed(.init(failure: failure, tries: 1, reason: "fails: without items there is nothing to do")),
            at: ordinal)
    }
}
