extension MissionState {
    /// Sets a task's own status and what follows from it: the mission's counts, and those and the status of everything it stands in.
    mutating func setStatus(_ status: TaskStatus, at ordinal: Int) {
        let old = tasks[ordinal].status
        guard old != status, !isAggregate(ordinal) else { return }
        tasks[ordinal].status = status
        count(ordinal, from: old, to: status)
    }

    /// Makes a fan-out into its children, all ready. A second expansion of the same fan-out changes nothing.
    mutating func expand(_ ordinal: Int, into expanded: TaskEvent.Expanded) {
        guard mission.tasks.indices.contains(ordinal), mission.tasks[ordinal].fanOut != nil, expansions[ordinal] == nil,
            (0...FanOut.mostChildren).contains(expanded.count)
        else { return }
        count(ordinal, from: tasks[ordinal].status, to: nil)
        let id = tasks[ordinal].id
        expansions[ordinal] = Expansion(base: tasks.count, count: expanded.count, digest: expanded.digest)
        var counts = StatusCounts()
        counts[.ready] = expanded.count
        groupCounts[ordinal] = counts
        for item in 0..<expanded.count {
            var child = TaskState(id: TaskID(id.name, item: item + 1), declaration: ordinal, status: .ready)
            // Children that a reload has done away with may have used the numbers up to here.
            child.attempt = tasks[ordinal].attempt
            tasks.append(child)
        }
        tasks[ordinal].status = counts.rollup
        self.counts[.ready] += expanded.count
        addToContainers(of: ordinal) { $0[.ready] += expanded.count }
    }

    /// Moves one leaf from a status to another in every count it is part of; nil: it comes into being, or ceases to be a leaf.
    mutating func count(_ ordinal: Int, from old: TaskStatus?, to new: TaskStatus?) {
        let change: (inout StatusCounts) -> Void = { counts in
            switch (old, new) {
            case (let old?, let new?): counts.move(from: old, to: new)
            case (let old?, nil): counts[old] -= 1
            case (nil, let new?): counts[new] += 1
            case (nil, nil): break
            }
        }
        change(&counts)
        addToContainers(of: ordinal, change)
    }

    private mutating func addToContainers(of ordinal: Int, _ change: (inout StatusCounts) -> Void) {
        var next = container(of: ordinal)
        while let container = next {
            change(&groupCounts[container, default: StatusCounts()])
            tasks[container].status = groupCounts[container]?.rollup ?? .waiting
            next = self.container(of: container)
        }
    }
}
