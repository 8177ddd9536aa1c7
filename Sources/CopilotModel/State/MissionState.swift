package import DequeModule

/// A mission's whole state: what folding its events with ``reduce(_:)`` gives.
package struct MissionState: Sendable, Hashable {
    package let mission: Mission
    package let index: MissionIndex
    /// The run, once it was created.
    package internal(set) var run: RunHeader?
    /// What may change while it runs: level, concurrency, deadline.
    package internal(set) var settings: RunSettings?
    /// The last supervisor that took the run up.
    package internal(set) var supervisor: MissionEvent.Supervised?
    /// Whether the run goes on with another mission than it began with.
    package internal(set) var isReloaded = false
    package internal(set) var status: MissionStatus
    /// Declared tasks first, in their order, then each fan-out's children as a block.
    package internal(set) var tasks: TaskTable
    /// The fan-outs that have been expanded, by ordinal.
    package internal(set) var expansions: [Int: Expansion]
    /// For each group and expanded fan-out, by ordinal: how the tasks under it stand.
    package internal(set) var groupCounts: [Int: StatusCounts]
    /// How all tasks stand; groups and expanded fan-outs are not counted themselves.
    package internal(set) var counts: StatusCounts
    /// The last failures, oldest first; at most ``mostFailures``.
    package internal(set) var failures: Deque<FailureEntry>
    /// What commands have asked so far, and what became of it.
    package internal(set) var promptCounts: PromptCounts
    /// The brakes that are drawn, by the name of whom they hold.
    package internal(set) var brakes: [String: Brake]
    /// Why fewer tasks run at once than the settings let; nil: as many do.
    package internal(set) var easing: MissionEvent.Eased?
    /// How failures have gone so far.
    package internal(set) var recoveryCounts: RecoveryCounts
    /// The number of the last event.
    package internal(set) var sequence: Int64
    /// When the last event happened: wall clock, milliseconds since 1970.
    package internal(set) var updatedAt: Int64

    /// The cap on ``failures``; the journal has them all.
    package static let mostFailures = 500

    /// The state of a mission before its first event.
    package init(mission: Mission) {
        self.mission = mission
        index = MissionIndex(mission)
        status = .created
        tasks = TaskTable()
        expansions = [:]
        groupCounts = [:]
        counts = StatusCounts()
        failures = []
        promptCounts = PromptCounts()
        brakes = [:]
        recoveryCounts = RecoveryCounts()
        sequence = 0
        updatedAt = 0
        for (ordinal, task) in mission.tasks.enumerated() {
            tasks.append(TaskState(id: task.id, declaration: ordinal, status: .waiting))
            if task.isGroup { groupCounts[ordinal] = StatusCounts() }
        }
        for (ordinal, task) in mission.tasks.enumerated() where !task.isGroup {
            count(ordinal, from: nil, to: .waiting)
        }
        // A group of nothing has nothing to wait for.
        for (ordinal, counts) in groupCounts { tasks[ordinal].status = counts.rollup }
    }

    /// A fan-out's children: a block of ordinals.
    package struct Expansion: Sendable, Hashable, Codable {
        package var base: Int
        package var count: Int
        /// SHA-256 of the items, in hex; nil where the mission itself lists them.
        package var digest: String?

        package var range: Range<Int> { base..<(base + count) }
    }
}

/// Where a mission stands.
package enum MissionStatus: Sendable, Hashable, Codable {
    case created
    case running
    /// What runs is let end; nothing new starts.
    case pausing
    case paused
    case stopping(cause: StopCause)
    /// Stopped before its end; can be resumed.
    case stopped(cause: StopCause)
    case ended(result: MissionResult)

    /// Whether tasks may start.
    package var mayStart: Bool { self == .running }

    /// Whether the supervisor has nothing more to do for it.
    package var isOver: Bool {
        switch self {
        case .created, .running, .pausing, .paused, .stopping: false
        case .stopped, .ended: true
        }
    }
}

/// A failure for the feed.
package struct FailureEntry: Sendable, Hashable, Codable {
    package var at: Int64
    package var task: TaskID
    package var attempt: Int
    package var failure: Failure
    /// What was decided, in a few words: `try 2 of 3 in 4.2s`, `fails: no tries left`.
    package var decision: String
}

extension MissionState {
    /// The ordinal of a declared task or of a child of an expanded fan-out; nil if there is none of that name.
    package func ordinal(of id: TaskID) -> Int? {
        guard let declared = index.ordinals[id.name] else { return nil }
        if !id.isChild { return declared }
        guard let expansion = expansions[declared], id.item <= expansion.count else { return nil }
        return expansion.base + id.item - 1
    }

    /// How many tasks may run at once, at least 1.
    package var places: Int { max(1, min(settings?.concurrency ?? 1, easing?.places ?? .max)) }

    /// The state of a task; nil if there is none of that name.
    package func task(_ id: TaskID) -> TaskState? { ordinal(of: id).map { tasks[$0] } }

    /// The declaration that a task has, or its fan-out.
    package func declaration(of ordinal: Int) -> MissionTask { mission.tasks[tasks[ordinal].declaration] }

    /// Whether it stands for other tasks: a group, or an expanded fan-out.
    package func isAggregate(_ ordinal: Int) -> Bool {
        ordinal < mission.tasks.count && (mission.tasks[ordinal].isGroup || expansions[ordinal] != nil)
    }

    /// The ordinal of what a task stands in: its fan-out, or its group; nil at the top.
    package func container(of ordinal: Int) -> Int? {
        let declaration = tasks[ordinal].declaration
        if ordinal != declaration { return declaration }
        let parent = index.parents[declaration]
        return parent < 0 ? nil : parent
    }

    /// The ordinals of all tasks that a group or fan-out stands for, itself if it is neither.
    package func leaves(of ordinal: Int) -> [Int] {
        if let expansion = expansions[ordinal] { return Array(expansion.range) }
        guard ordinal < mission.tasks.count, mission.tasks[ordinal].isGroup else { return [ordinal] }
        return index.members[ordinal].flatMap(leaves(of:))
    }
}
