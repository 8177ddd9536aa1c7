/// The bounds of what a mission may declare.
package enum MissionLimits {
    /// Declared tasks and groups; ten times the largest mission that was measured.
    package static let mostTasks = 1_000_000
    /// Groups inside groups.
    package static let deepestGroup = 32
    /// Characters of a mission's name.
    package static let longestName = 200
    /// Bytes of a task's whole path.
    package static let longestID = 500
    /// Tries of one task.
    package static let mostAttempts = 1000
    /// Tasks running at once; kernel.pty.max is 4096 by default.
    package static let mostConcurrent = 4096
    /// Problems that one check reports; a mission with more has one cause for most of them.
    package static let mostProblems = 1000
}

extension Mission {
    /// Everything that makes this mission impossible to run; empty if it can be run. At most
    /// ``MissionLimits/mostProblems``, in the order of declaration, cycles last. Pure; linear in tasks and needs.
    package func problems() -> [MissionProblem] {
        var found = headProblems()
        if tasks.isEmpty {
            found.append(
                MissionProblem(key: "tasks", message: "a mission needs at least one task; add one under 'tasks'"))
        }
        guard tasks.count <= MissionLimits.mostTasks else {
            let message =
                "\(tasks.count) tasks are more than the \(MissionLimits.mostTasks) allowed;"
                + " use 'for_each' over a file for many alike"
            return found + [MissionProblem(key: "tasks", message: message)]
        }
        let graph = TaskGraph(self)
        for (ordinal, task) in tasks.enumerated() {
            if found.count >= MissionLimits.mostProblems { return found }
            found += identityProblems(task, ordinal, graph) + task.commandProblems() + task.ruleProblems()
            found += task.recoveryProblems() + needProblems(task, ordinal, graph)
        }
        return found + graph.cycles(atMost: 10).map(cycleProblem)
    }

    private func headProblems() -> [MissionProblem] {
        var found: [MissionProblem] = []
        if name.allSatisfy(\.isWhitespace) {
            found.append(
                MissionProblem(key: "name", message: "the mission has no name; give it one, as 'name: nightly'"))
        } else if name.count > MissionLimits.longestName {
            let message = "the name has \(name.count) characters; the most is \(MissionLimits.longestName): shorten it"
            found.append(MissionProblem(key: "name", message: message))
        } else if name.hasControlCharacter {
            let message = "the name '\(name.shown())' has a control character or a line end; remove it"
            found.append(MissionProblem(key: "name", message: message))
        }
        if let concurrency, !(1...MissionLimits.mostConcurrent).contains(concurrency) {
            let message = "concurrency is \(concurrency); write a number from 1 to \(MissionLimits.mostConcurrent)"
            found.append(MissionProblem(key: "concurrency", message: message))
        }
        if let duration, duration <= .zero {
            found.append(
                MissionProblem(key: "duration", message: "the duration must be longer than 0; write one as 10h"))
        }
        return found
    }

    private func identityProblems(_ task: MissionTask, _ ordinal: Int, _ graph: TaskGraph) -> [MissionProblem] {
        var found: [MissionProblem] = []
        let parts = task.id.name.split(separator: "/", omittingEmptySubsequences: false)
        if task.id.isChild || !parts.allSatisfy(TaskID.isValidPart)
            || parts.contains(where: { $0 == "." || $0 == ".." })
        {
            let message = "'\(task.id.description.shown())' is not an id; use letters, digits, '_', '-' and '.'"
            found.append(MissionProblem(task: task.id, message: message))
        }
        if task.id.name.utf8.count > MissionLimits.longestID {
            let message =
                "the id has \(task.id.name.utf8.count) characters; the most is \(MissionLimits.longestID): shorten it"
            found.append(MissionProblem(task: task.id, message: message))
        }
        if graph.index.ordinals[task.id.name] != ordinal {
            found.append(MissionProblem(task: task.id, message: "two tasks have this id; rename one"))
        }
        if let parent = task.parent, graph.index.parents[ordinal] < 0 || !tasks[graph.index.parents[ordinal]].isGroup {
            let message = "it stands in '\(parent.description.shown())', which is no group declared before it"
            found.append(MissionProblem(task: task.id, message: message))
        }
        if task.isGroup, graph.index.members[ordinal].isEmpty {
            let message = "neither a command nor tasks; give it 'run', or 'tasks' with at least one task in it"
            found.append(MissionProblem(task: task.id, key: "tasks", message: message))
        }
        return found
    }

    private func needProblems(_ task: MissionTask, _ ordinal: Int, _ graph: TaskGraph) -> [MissionProblem] {
        var found: [MissionProblem] = []
        func report(_ message: String) { found.append(MissionProblem(task: task.id, key: "needs", message: message)) }
        for need in task.needs {
            let shown = need.description.shown()
            if need.isChild {
                report(
                    "needs '\(shown)', one child of a fan-out; need '\(need.name.shown())', which waits for all of them"
                )
            } else if need.name == task.id.name {
                report("needs itself; remove '\(shown)' from its needs")
            } else if let other = graph.index.ordinals[need.name] {
                if graph.isAncestor(other, of: ordinal) {
                    report("needs '\(shown)', the group it stands in; remove it, or move the task out of the group")
                } else if graph.isAncestor(ordinal, of: other) {
                    report("needs '\(shown)', which stands in it; a group ends with its tasks by itself: remove it")
                }
            } else {
                report("needs '\(shown)', which no task is called")
            }
        }
        return found
    }

    private func cycleProblem(_ cycle: [Int]) -> MissionProblem {
        let names = cycle.map { tasks[$0].id.description.shown() }
        // A cycle through thousands of tasks is readable only by its ends.
        let shown = names.count <= 20 ? names : names.prefix(10) + ["… \(names.count - 19) more …"] + names.suffix(9)
        let message = "needs go round in a circle: \(shown.joined(separator: " → ")); remove one of these needs"
        return MissionProblem(task: cycle.first.map { tasks[$0].id }, key: "needs", message: message)
    }
}
