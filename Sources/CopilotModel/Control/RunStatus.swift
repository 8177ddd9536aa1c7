/// A run in a few lines: what `status` prints, of a living run and of one whose journal was read.
package struct RunStatus: Sendable, Hashable, Codable {
    package var run: RunID?
    package var mission: String
    /// `created running pausing paused stopping stopped succeeded degraded failed`.
    package var status: String
    /// With what `copilot-tui` exits, or exited, for this run; nil while it is not over.
    package var exitCode: Int32?
    /// The process that supervises it; nil: nobody does.
    package var pid: Int32?
    package var level: AutonomyLevel?
    package var concurrency: Int?
    /// How many may run at once for a while, where that is less than ``concurrency``.
    package var places: Int?
    /// When the run was created: milliseconds since 1970.
    package var startedAt: Int64?
    /// When it must have ended, likewise; nil: never.
    package var deadline: Int64?
    /// When its last event happened, likewise.
    package var updatedAt: Int64
    /// From its start until now, or until its last event if it is over or nobody supervises it.
    package var elapsedMilliseconds: Int64
    /// How many tasks there are, groups and expanded fan-outs not counted.
    package var total: Int
    package var counts: StatusCounts
    /// The number of the last event.
    package var sequence: Int64
    /// The tasks that run, in the mission's order; at most ``mostTasks``.
    package var running: [RunningTask]
    /// The tasks that failed, likewise.
    package var failed: [FailedTask]

    /// The tasks that keep it from a plain success so far, as an end lists them; at most ``mostTasks``.
    package var reasons: [MissionResult.Reason]
    /// How many further ones there are.
    package var reasonsOmitted: Int

    /// How failures have gone so far; nil: nothing has failed.
    package var recovery: RecoveryCounts?
    /// What is held back, in the order of names; nil: nothing.
    package var brakes: [HeldBack]?

    /// The cap on ``running``, ``failed`` and ``reasons``: what a person reads; ``counts`` says how many there are.
    package static let mostTasks = 100

    /// A task whose command runs.
    package struct RunningTask: Sendable, Hashable, Codable {
        package var task: TaskID
        package var attempt: Int
        package var startedAt: Int64
        /// Since its start, by the wall clock.
        package var elapsedMilliseconds: Int64
    }

    /// A task that failed for good.
    package struct FailedTask: Sendable, Hashable, Codable {
        package var task: TaskID
        package var attempt: Int
        /// Why, in one sentence.
        package var summary: String
    }

    /// What a brake holds back, and why.
    package struct HeldBack: Sendable, Hashable, Codable {
        package var kind: Brake.Kind
        /// Unique among brakes: `program curl`, `quota agent`, `network`, or a fan-out's id.
        package var name: String
        /// How many tasks it holds.
        package var tasks: Int
        package var category: Failure.Category
        /// What all failed at, in one sentence.
        package var summary: String
        /// How often it has been probed in vain.
        package var probes: Int
        /// When one of them tries again: milliseconds since 1970.
        package var nextProbeAt: Int64
        /// When a usage limit says that it is reset, likewise.
        package var resetAt: Int64?
    }

    /// Sums a state up.
    ///
    /// - Parameters:
    ///   - pid: the living supervisor's process; nil if there is none.
    ///   - now: wall clock, milliseconds since 1970.
    package init(_ state: MissionState, pid: Int32?, now: Int64) {
        run = state.run?.run
        mission = state.run?.missionName ?? state.mission.name
        (status, exitCode) = state.status.summary
        self.pid = pid
        level = state.settings?.level
        concurrency = state.settings?.concurrency
        places = state.easing == nil ? nil : state.places
        startedAt = state.run?.createdAt
        deadline = state.settings?.deadline
        updatedAt = state.updatedAt
        let end = pid == nil || state.status.isOver ? state.updatedAt : now
        elapsedMilliseconds = startedAt.map { Self.span(from: $0, to: end) } ?? 0
        total = state.counts.total
        counts = state.counts
        sequence = state.sequence
        running = []
        failed = []
        reasons = []
        reasonsOmitted = 0
        recovery = state.recoveryCounts == RecoveryCounts() ? nil : state.recoveryCounts
        brakes = Self.brakes(state)
        guard [.running, .failed, .blocked, .skipped].contains(where: { counts[$0] > 0 }) else { return }
        for ordinal in state.tasks.indices where !state.isAggregate(ordinal) {
            let task = state.tasks[ordinal]
            add(task, until: end)
            guard task.status.isSettled, let summary = state.shortcoming(of: task) else { continue }
            if reasons.count < Self.mostTasks {
                reasons.append(.init(task: task.id, status: task.status, summary: summary))
            } else {
                reasonsOmitted += 1
            }
        }
    }

    private static func brakes(_ state: MissionState) -> [HeldBack]? {
        if state.brakes.isEmpty || state.status.isOver { return nil }
        let held = state.heldCounts()
        return state.brakes.sorted { $0.key < $1.key }.map { name, brake in
            HeldBack(
                kind: brake.kind, name: name, tasks: held[name] ?? 0, category: brake.failure.category,
                summary: brake.failure.summary, probes: brake.probes, nextProbeAt: brake.until, resetAt: brake.resetAt)
        }
    }

    private mutating func add(_ task: TaskState, until end: Int64) {
        if task.status == .running, running.count < Self.mostTasks {
            running.append(
                RunningTask(
                    task: task.id, attempt: task.attempt, startedAt: task.startedAt,
                    elapsedMilliseconds: Self.span(from: task.startedAt, to: end)))
        } else if task.status == .failed, failed.count < Self.mostTasks {
            failed.append(
                FailedTask(task: task.id, attempt: task.attempt, summary: task.detail?.failure?.summary ?? "failed"))
        }
    }

    /// A span that is never negative: the wall clock may have been set back.
    private static func span(from start: Int64, to end: Int64) -> Int64 {
        let (span, overflow) = end.subtractingReportingOverflow(start)
        return overflow ? 0 : max(0, span)
    }
}

extension MissionStatus {
    /// Its word on the wire and the exit code that goes with it.
    fileprivate var summary: (word: String, exitCode: Int32?) {
        switch self {
        case .created: ("created", nil)
        case .running: ("running", nil)
        case .pausing: ("pausing", nil)
        case .paused: ("paused", nil)
        case .stopping: ("stopping", nil)
        case .stopped(let cause): ("stopped", cause.exitCode)
        case .ended(let result): (result.outcome.rawValue, result.outcome.exitCode)
        }
    }
}
