import DequeModule

/// A ``MissionState`` without the mission that its run began with, laid out for a snapshot: columns, so that 100,000 tasks are read in a fraction of a second.
package struct StateImage: Sendable {
    /// The layout's version; a later one is not read, the journal is replayed instead. Version 1 knew no ``mission``.
    package static let currentVersion = 2

    package var version: Int
    /// The mission, where it is another one than the run began with.
    package var mission: Mission?
    package var run: RunHeader?
    package var settings: RunSettings?
    package var supervisor: MissionEvent.Supervised?
    package var status: MissionStatus
    package var expansions: [Int: MissionState.Expansion]
    /// Raw values of the tasks' own statuses, by ordinal.
    package var statuses: [UInt8]
    package var attempts: [Int]
    package var tries: [Int]
    /// Milliseconds since 1970 of the last start and, behind them, of the last end.
    package var started: [Int64]
    package var ended: [Int64]
    /// What details hold besides the reports.
    package var details: [Int: TaskDetail]
    var reports: ExitReportColumns
    package var failures: [FailureEntry]
    /// nil: an image of before there were prompts.
    package var promptCounts: PromptCounts?
    /// nil, both: an image of before there were brakes.
    package var brakes: [Brake]?
    var easing: MissionEvent.Eased?
    package var recoveryCounts: RecoveryCounts?
    package var sequence: Int64
    package var updatedAt: Int64

    package init(_ state: MissionState) {
        version = Self.currentVersion
        mission = state.isReloaded ? state.mission : nil
        run = state.run
        settings = state.settings
        supervisor = state.supervisor
        status = state.status
        expansions = state.expansions
        statuses = state.tasks.indices.map { state.tasks[$0].status.rawValue }
        attempts = state.tasks.indices.map { state.tasks[$0].attempt }
        tries = state.tasks.indices.map { state.tasks[$0].tries }
        started = state.tasks.indices.map { state.tasks[$0].startedAt }
        ended = state.tasks.indices.map { state.tasks[$0].endedAt }
        details = [:]
        reports = ExitReportColumns()
        failures = Array(state.failures)
        promptCounts = state.promptCounts == PromptCounts() ? nil : state.promptCounts
        brakes = state.brakes.isEmpty ? nil : state.brakes.values.sorted { $0.members.name < $1.members.name }
        easing = state.easing
        recoveryCounts = state.recoveryCounts == RecoveryCounts() ? nil : state.recoveryCounts
        sequence = state.sequence
        updatedAt = state.updatedAt
        for ordinal in state.tasks.indices {
            guard var detail = state.tasks[ordinal].detail else { continue }
            if let report = detail.report { reports.append(report, of: ordinal) }
            detail.report = nil
            if detail != TaskDetail() { details[ordinal] = detail }
        }
    }
}

extension MissionState {
    /// The state that `image` was made of; nil if it is not one of this mission, or of a later version.
    ///
    /// - Parameter mission: what the run began with.
    package init?(mission: Mission, image: StateImage) {
        guard (1...StateImage.currentVersion).contains(image.version) else { return nil }
        self.init(mission: image.mission ?? mission)
        isReloaded = image.mission != nil
        for (ordinal, expansion) in image.expansions.sorted(by: {
            ($0.value.base, $0.value.count, $0.key) < ($1.value.base, $1.value.count, $1.key)
        }) {
            guard expansion.base == tasks.count else { return nil }
            expand(ordinal, into: .init(count: expansion.count, digest: expansion.digest))
        }
        let columns = [
            image.statuses.count, image.attempts.count, image.tries.count, image.started.count, image.ended.count,
        ]
        guard columns.allSatisfy({ $0 == tasks.count }) else { return nil }
        for ordinal in tasks.indices {
            guard let status = TaskStatus(rawValue: image.statuses[ordinal]) else { return nil }
            tasks[ordinal].attempt = image.attempts[ordinal]
            tasks[ordinal].tries = image.tries[ordinal]
            tasks[ordinal].startedAt = image.started[ordinal]
            tasks[ordinal].endedAt = image.ended[ordinal]
            setStatus(status, at: ordinal)
        }
        for (ordinal, detail) in image.details {
            guard tasks.indices.contains(ordinal) else { return nil }
            tasks[ordinal].detail = detail
        }
        for position in 0..<image.reports.count {
            let ordinal = image.reports.ordinals[position]
            guard tasks.indices.contains(ordinal), let report = image.reports[position] else { return nil }
            tasks[ordinal].details.report = report
        }
        run = image.run
        settings = image.settings
        supervisor = image.supervisor
        status = image.status
        failures = Deque(image.failures)
        promptCounts = image.promptCounts ?? PromptCounts()
        for brake in image.brakes ?? [] { brakes[brake.members.name] = brake }
        easing = image.easing
        recoveryCounts = image.recoveryCounts ?? RecoveryCounts()
        sequence = image.sequence
        updatedAt = image.updatedAt
    }
}
