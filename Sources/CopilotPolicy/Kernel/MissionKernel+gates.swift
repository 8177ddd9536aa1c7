internal import CopilotModel

extension MissionKernel {
    /// Judges every task whose gates may say something new, until none is left.
    mutating func openGates() {
        while let ordinal = dirty.popLast() {
            isDirty[ordinal] = false
            judge(ordinal)
        }
    }

    /// What the gates of a declared task or group and of everything around it say together, and the one that decides.
    ///
    /// While an outer gate is closed, a condition that did not come true decides nothing: the outer one may yet be blocked,
    /// and the order in which needs end must not matter.
    func combinedVerdict(_ ordinal: Int) -> (verdict: GateTable.Verdict, gate: Int) {
        var result: (GateTable.Verdict, Int) = (.open, ordinal)
        var next: Int? = ordinal
        while let node = next {
            switch gates.verdict(node) {
            case .blocked: return (.blocked, node)
            case .closed: if result.0 != .closed { result = (.closed, node) }
            case .notMet: if result.0 == .open { result = (.notMet, node) }
            case .open: break
            }
            next = state.container(of: node)
        }
        return result
    }

    /// Judges a declared task, all children of a fan-out, or all in a group.
    private mutating func judge(_ declared: Int) {
        if state.mission.tasks[declared].isGroup {
            for member in state.index.members[declared] { judge(member) }
            return
        }
        let (verdict, gate) = combinedVerdict(declared)
        guard let range = state.expansions[declared]?.range else {
            judge(declared, by: verdict, of: gate)
            return
        }
        let counts = state.groupCounts[declared] ?? StatusCounts()
        let concerned = counts[.waiting] + counts[.blocked] + counts[.skipped] + (verdict == .open ? 0 : counts[.ready])
        if concerned > 0 { for child in range { judge(child, by: verdict, of: gate) } }
    }

    private mutating func judge(_ ordinal: Int, by verdict: GateTable.Verdict, of gate: Int) {
        let task = state.tasks[ordinal]
        switch (task.status, verdict) {
        case (.waiting, .open): becomeReady(ordinal)
        case (.waiting, .blocked): emit(.blocked(.init(by: blocker(of: gate))), at: ordinal)
        case (.waiting, .notMet): emit(.skipped(.init(reason: .conditionNotMet)), at: ordinal)
        case (.blocked, .open), (.blocked, .closed), (.blocked, .notMet), (.ready, .closed), (.ready, .blocked),
            (.ready, .notMet):
            waitAnew(ordinal, by: verdict, of: gate)
        case (.skipped, .open), (.skipped, .closed), (.skipped, .blocked):
            if task.detail?.skip == .conditionNotMet { waitAnew(ordinal, by: verdict, of: gate) }
        case (.waiting, .closed), (.blocked, .blocked), (.skipped, .notMet), (.ready, .open), (.running, _),
            (.paused, _), (.backingOff, _), (.succeeded, _), (.failed, _), (.lost, _):
            break
        }
    }

    /// What a task was told by its gate holds no longer.
    private mutating func waitAnew(_ ordinal: Int, by verdict: GateTable.Verdict, of gate: Int) {
        reading.remove(ordinal)
        emit(.reset(.init(cause: .unblocked)), at: ordinal)
        if state.tasks[ordinal].status == .waiting { judge(ordinal, by: verdict, of: gate) }
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
        emit(.expanded(.init(count: count, digest: digest, file: file(of: ordinal))), at: ordinal)
        guard let range = state.expansions[ordinal]?.range else { return }
        let priority = state.declaration(of: ordinal).priority
        for child in range { queue.push(child, priority: priority) }
    }

    /// The file that a fan-out's items come from.
    private func file(of ordinal: Int) -> String? {
        if case .file(let path)? = state.declaration(of: ordinal).fanOut?.items { path } else { nil }
    }

    private mutating func failFanOut(_ ordinal: Int, message: String) {
        let failure = Failure(
            category: .filesystem, severity: .fatal, cause: .itemsUnreadable(message: message),
            summary: "no items: \(message)")
        emit(
            .failed(.init(failure: failure, tries: 1, reason: "fails: without items there is nothing to do")),
            at: ordinal)
    }
}
