package import CopilotModel

/// What would run, in which order, as far as it can be known before it does.
package struct MissionPlan: Sendable {
    /// How many children a fan-out has.
    package enum Children: Sendable, Hashable {
        case known(Int)
        /// Its file is made by this task, or is not there yet and these tasks must end first.
        case whenEnded([TaskID])
        /// Its file is not there, and nothing it waits for would make it.
        case missingFile(String)
    }

    /// A declared task or group with its place in the order.
    package struct Entry: Sendable {
        package var task: MissionTask
        /// Groups around it.
        package var depth: Int
        /// Counted from 1: all of one wave may run at the same time.
        package var wave: Int
        /// nil: no fan-out.
        package var children: Children?
    }

    package let mission: Mission
    /// How much is decided without a person.
    package let level: AutonomyLevel
    /// In the order of declaration.
    package let entries: [Entry]

    /// The plan of a mission without problems.
    ///
    /// - Parameters:
    ///   - hasTerminal: whether it would be started on a terminal.
    ///   - countItems: how many items the file of a `for_each` has now; nil if it is not there. Asked only for files
    /// that no
    ///     task of the mission makes.
    package init(_ mission: Mission, hasTerminal: Bool, countItems: (String) -> Int?) {
        self.mission = mission
        level = mission.effectiveLevel(hasTerminal: hasTerminal)
        let graph = TaskGraph(mission)
        let waves = graph.waves()
        var makers: [String: TaskID] = [:]
        for task in mission.tasks {
            for output in task.outputs { makers[Self.path(output, in: task.workingDirectory)] = task.id }
        }
        var depths = [Int](repeating: 0, count: mission.tasks.count)
        entries = mission.tasks.enumerated().map { ordinal, task in
            let parent = graph.index.parents[ordinal]
            if parent >= 0 { depths[ordinal] = depths[parent] + 1 }
            var entry = Entry(task: task, depth: depths[ordinal], wave: waves[ordinal] + 1)
            entry.children = task.fanOut.map { fanOut in
                Self.children(of: fanOut, makers: makers, countItems: countItems) {
                    Self.allNeeds(of: ordinal, mission, graph)
                }
            }
            return entry
        }
    }

    private static func children(
        of fanOut: FanOut, makers: [String: TaskID], countItems: (String) -> Int?, needs: () -> [TaskID]
    ) -> Children {
        if let count = fanOut.knownCount { return .known(count) }
        guard case .file(let file) = fanOut.items else { return .known(0) }
        if let maker = makers[path(file, in: nil)] { return .whenEnded([maker]) }
        if let items = countItems(file) {
            let (count, overflow) = items.multipliedReportingOverflow(by: fanOut.combinations)
            return .known(overflow ? .max : count)
        }
        let needs = needs()
        return needs.isEmpty ? .missingFile(file) : .whenEnded(needs)
    }

    /// What a task waits for itself and through its groups.
    private static func allNeeds(of ordinal: Int, _ mission: Mission, _ graph: TaskGraph) -> [TaskID] {
        var needs: [TaskID] = []
        var next = ordinal
        while next >= 0 {
            needs += mission.tasks[next].needs
            next = graph.index.parents[next]
        }
        return needs
    }

    /// A path as it compares with others: without `.` and doubled slashes.
    private static func path(_ path: String, in directory: String?) -> String {
        let whole = path.hasPrefix("/") ? path : (directory ?? ".") + "/" + path
        let parts = whole.split(separator: "/").filter { $0 != "." }
        return (whole.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
