package import CopilotModel

/// Answers why a task is not running, or what it does or did, from the mission's state and the time alone.
package struct Explain: Sendable {
    let state: MissionState
    let now: Moment

    /// How many names a headline spells out before it counts the rest.
    private static let mostNames = 3
    /// How far back a chain of blocked tasks is followed.
    private static let mostLinks = 10

    package init(_ state: MissionState, now: Moment) {
        self.state = state
        self.now = now
    }

    /// Explains a task, a group or a fan-out; nil if there is none of that name.
    package func explain(_ id: TaskID) -> Explanation? {
        guard let ordinal = state.ordinal(of: id) else { return nil }
        return state.isAggregate(ordinal) ? summary(ordinal) : explain(ordinal)
    }

    private func explain(_ ordinal: Int) -> Explanation {
        let task = state.tasks[ordinal]
        var reasons: [Explanation.Reason] = []
        let headline: String
        switch task.status {
        case .waiting: (headline, reasons) = waiting(ordinal)
        case .ready: (headline, reasons) = ready(ordinal)
        case .blocked: (headline, reasons) = blocked(ordinal)
        case .running, .paused, .backingOff, .lost: headline = words(ordinal)
        case .succeeded, .failed, .skipped: headline = words(ordinal)
        }
        if !task.status.isSettled, task.status != .ready, let mission = missionWords() {
            reasons.append(.init(text: mission))
        }
        reasons += facts(ordinal)
        return Explanation(task: task.id, status: task.status, headline: headline, reasons: reasons)
    }

    // MARK: What has not started

    private func waiting(_ ordinal: Int) -> (String, [Explanation.Reason]) {
        var reasons: [Explanation.Reason] = []
        var headline: String?
        var next: Int? = state.tasks[ordinal].declaration
        while let node = next {
            let open = state.index.needs[node].filter { !state.tasks[$0].status.isSettled }
            if !open.isEmpty {
                let group = node == state.tasks[ordinal].declaration ? "" : "its group \(state.tasks[node].id) "
                if headline == nil {
                    let names = list(open.map { "\(state.tasks[$0].id) (\(words($0)))" })
                    headline = "waiting: \(group)\(verb(state.mission.tasks[node].when)) \(names)"
                }
                reasons += open.map { .init(task: state.tasks[$0].id, text: "is \(words($0))") }
            }
            next = state.container(of: node)
        }
        return (headline ?? "waiting for its turn to be judged", reasons)
    }

    private func verb(_ condition: TaskCondition) -> String {
        switch condition {
        case .allSucceeded: "needs"
        case .anySucceeded: "needs the success of one of"
        case .allFailed: "starts if all fail of"
        case .anyFailed: "starts if one fails of"
        case .always: "starts after the end of"
        }
    }

    private func ready(_ ordinal: Int) -> (String, [Explanation.Reason]) {
        if let mission = missionWords() { return (mission, []) }
        if ordinal < state.mission.tasks.count, state.mission.tasks[ordinal].fanOut != nil {
            return ("ready: its items are being read", [])
        }
        if let brake = brakeWords(ordinal) { return (brake, []) }
        if let alone = aloneWords(ordinal) { return alone }
        let places = state.places
        guard state.counts[.running] >= places else { return ("ready: it starts next", []) }
        let running = state.tasks.indices.lazy
            .filter { state.tasks[$0].status == .running && !state.isAggregate($0) }
            .prefix(Explanation.mostReasons)
        let names = list(running.map { "\(state.tasks[$0].id)" }, of: state.counts[.running], joint: ", ")
        return (
            "ready: \(state.counts[.running]) of \(places) places \(places == 1 ? "is" : "are") taken by \(names)"
                + easingWords,
            running.map { .init(task: state.tasks[$0].id, text: "is \(words($0))") }
        )
    }

    /// Why there are fewer places than the settings name; empty: there are as many.
    private var easingWords: String {
        guard let easing = state.easing, let concurrency = state.settings?.concurrency, state.places < concurrency
        else { return "" }
        return " (fewer than \(concurrency) for a while: \(easing.reason))"
    }

    /// Why a task waits for others because it is protected, or because one of them is; nil: it does not.
    private func aloneWords(_ ordinal: Int) -> (String, [Explanation.Reason])? {
        let running = state.tasks.indices.lazy.filter { isUnderWay(state.tasks[$0]) && !state.isAggregate($0) }
        if let other = running.first(where: { state.declaration(of: $0).resilience?.protect != nil }) {
            let text = "is protected and runs alone"
            return (
                "ready: waits for \(state.tasks[other].id), which \(text)",
                [.init(task: state.tasks[other].id, text: text)]
            )
        }
        guard state.declaration(of: ordinal).resilience?.protect != nil, !running.isEmpty else { return nil }
        let names = list(running.map { "\(state.tasks[$0].id)" })
        return (
            "ready: it is protected and runs alone, once nothing else runs (\(names))",
            running.prefix(Explanation.mostReasons).map { .init(task: state.tasks[$0].id, text: "is \(words($0))") }
        )
    }

    /// Whether something of it may be at work in the workspace.
    private func isUnderWay(_ task: TaskState) -> Bool {
        task.status == .running || (task.status == .paused && task.detail?.pause?.from == .running)
    }

    /// Follows what blocks a task back to what failed.
    private func blocked(_ ordinal: Int) -> (String, [Explanation.Reason]) {
        var links: [Explanation.Reason] = []
        var seen: Set<Int> = [ordinal]
        var next = state.tasks[ordinal].detail?.blockedBy
        while let id = next, links.count < Self.mostLinks, let node = state.ordinal(of: id), seen.insert(node).inserted
        {
            next = nil
            let culprit = culprit(node)
            if culprit != node, seen.insert(culprit).inserted {
                links.append(.init(task: id, text: "has \(state.tasks[culprit].id) in it, which \(past(culprit))"))
            } else {
                links.append(.init(task: id, text: past(node)))
            }
            if state.tasks[culprit].status == .blocked { next = state.tasks[culprit].detail?.blockedBy }
        }
        guard let first = links.first, let id = first.task else {
            return ("blocked: what it needs did not succeed", [])
        }
        return ("blocked by \(id), which \(first.text)", links)
    }

    /// The first failed, else the first blocked task that a group or fan-out has; itself if it is neither.
    private func culprit(_ ordinal: Int) -> Int {
        guard state.isAggregate(ordinal) else { return ordinal }
        let leaves = state.leaves(of: ordinal)
        return leaves.first { state.tasks[$0].status == .failed } ?? leaves.first { state.tasks[$0].status == .blocked }
            ?? ordinal
    }

    private func past(_ ordinal: Int) -> String {
        let task = state.tasks[ordinal]
        switch task.status {
        case .failed: return "failed" + (task.detail?.failure.map { ": \($0.summary)" } ?? "")
        case .blocked: return "is blocked" + (task.detail?.blockedBy.map { " by \($0)" } ?? "")
        case .waiting, .ready, .running, .paused, .backingOff, .succeeded, .skipped, .lost:
            return "is \(words(ordinal))"
        }
    }

    // MARK: Groups and fan-outs

    private func summary(_ ordinal: Int) -> Explanation {
        let task = state.tasks[ordinal]
        let leaves = state.leaves(of: ordinal)
        let interesting: [TaskStatus] = [.failed, .running, .backingOff, .paused, .blocked, .lost]
        var reasons: [Explanation.Reason] = []
        for status in interesting where (state.groupCounts[ordinal] ?? StatusCounts())[status] > 0 {
            for leaf in leaves where state.tasks[leaf].status == status {
                reasons.append(.init(task: state.tasks[leaf].id, text: past(leaf)))
            }
        }
        if task.status == .waiting, state.expansions[ordinal] == nil, let leaf = leaves.first {
            reasons.insert(.init(task: state.tasks[leaf].id, text: "is \(waiting(leaf).0)"), at: 0)
        }
        if !task.status.isSettled, let mission = missionWords() { reasons.insert(.init(text: mission), at: 0) }
        return Explanation(task: task.id, status: task.status, headline: words(ordinal), reasons: reasons)
    }

    // MARK: Words

    /// `a, b and c`, or `a, b, c and 4 more`.
    private func list(_ names: [String], of total: Int? = nil, joint: String = " and ") -> String {
        let shown = names.prefix(Self.mostNames)
        let omitted = (total ?? names.count) - shown.count
        if omitted > 0 { return shown.joined(separator: ", ") + " and \(omitted) more" }
        guard let last = shown.last, shown.count > 1 else { return shown.first ?? "nothing" }
        return shown.dropLast().joined(separator: ", ") + joint + last
    }
}
