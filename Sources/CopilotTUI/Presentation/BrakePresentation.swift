import CopilotModel

/// A brake in words: whom it holds, why, and when one of them tries again.
struct BrakePresentation: Sendable {
    let brake: Brake
    let now: Moment

    /// Whom it holds: a fan-out, a program, a usage limit, or what needs the network.
    var members: String {
        switch brake.members {
        case .fanOut(let id): id.description
        case .program(let name), .quota(let name): name
        case .network: "what needs the network"
        }
    }

    /// What it does: `holds back curl`, `offline: holds back what needs the network`.
    var lead: String {
        switch brake.kind {
        case .alike: "holds back \(members)"
        case .quota: "usage limit: holds back \(members)"
        case .offline: "offline: holds back \(members)"
        }
    }

    /// What all failed at.
    var reason: String { brake.failure.summary }

    /// When one of them tries again: `next probe in 14s (3 in vain)`, `until 03:10`.
    var probe: String {
        if let resetAt = brake.resetAt, resetAt > now.wallMilliseconds {
            return "until "
                + TimePresentation.moment(resetAt, now: now.wallMilliseconds, zoneSeconds: now.zoneSeconds) + vain
        }
        let rest = rest
        return rest > 0 ? "next probe in \(TimePresentation.clock(rest))\(vain)" : "probes now\(vain)"
    }

    /// The same in a word or two.
    var shortProbe: String {
        if let resetAt = brake.resetAt, resetAt > now.wallMilliseconds {
            return "until "
                + TimePresentation.moment(resetAt, now: now.wallMilliseconds, zoneSeconds: now.zoneSeconds)
        }
        let rest = rest
        return rest > 0 ? "probe in \(TimePresentation.clock(rest))" : "probes now"
    }

    /// What a task that it holds says of itself: `held, probe 14s`, `held until 03:10`.
    var heldWords: String {
        let probe = shortProbe
        if probe.hasPrefix("until") { return "held \(probe)" }
        return rest > 0 ? "held, probe \(TimePresentation.clock(rest))" : "held, \(probe)"
    }

    private var vain: String { brake.probes > 0 ? " (\(brake.probes) in vain)" : "" }

    /// A clock that is set back does not make the pause longer.
    private var rest: Int64 {
        let left = brake.until.subtractingReportingOverflow(now.wallMilliseconds)
        return left.overflow ? 0 : max(0, min(left.partialValue, brake.delayMilliseconds))
    }

    /// The brakes of a state, in the order of their names.
    static func all(_ state: MissionState, now: Moment) -> [BrakePresentation] {
        if state.brakes.isEmpty { return [] }
        return state.brakes.values.sorted { $0.members.name < $1.members.name }.map {
            BrakePresentation(brake: $0, now: now)
        }
    }
}
