import CopilotModel

/// A mission as a whole, in words.
struct MissionPresentation {
    let state: MissionState
    let now: Moment

    init(_ state: MissionState, now: Moment) {
        self.state = state
        self.now = now
    }

    /// How long it has run, or ran; empty before it was created.
    var elapsed: String {
        if case .ended(let result) = state.status { return TimePresentation.clock(result.elapsedMilliseconds) }
        guard let run = state.run else { return "" }
        let end = state.status.isOver ? state.updatedAt : now.wallMilliseconds
        return TimePresentation.clock(end &- run.createdAt)
    }

    /// What remains until the deadline: `5h50m left`; nil without one.
    var shortDeadline: String? {
        guard let deadline = state.settings?.deadline, !state.status.isOver else { return nil }
        let rest = deadline &- now.wallMilliseconds
        return rest > 0 ? "\(TimePresentation.clock(rest)) left" : "deadline passed"
    }

    /// What remains until the deadline, and when that is: `5h50m left until 06:30`; nil without one.
    var deadline: String? {
        guard let deadline = state.settings?.deadline, !state.status.isOver else { return nil }
        let rest = deadline &- now.wallMilliseconds
        let time = TimePresentation.moment(deadline, now: now.wallMilliseconds, zoneSeconds: now.zoneSeconds)
        return rest > 0 ? "\(TimePresentation.clock(rest)) left until \(time)" : "deadline \(time) passed"
    }

    /// Whether less than a tenth of the time until the deadline remains.
    var isDeadlineNear: Bool {
        guard let deadline = state.settings?.deadline, let run = state.run else { return false }
        let rest = Double(deadline) - Double(now.wallMilliseconds)
        return rest < (Double(deadline) - Double(run.createdAt)) / 10
    }

    /// The level, as people write it.
    var level: String {
        switch state.settings?.level {
        case .interactive: "interactive"
        case .semiAutonomous: "semi-autonomous"
        case .autonomous: "autonomous"
        case .fullAutonomous: "fully autonomous"
        case nil: ""
        }
    }
}
