package import CopilotModel

/// Finds another way to the same end: what may be mended before the next try, and where to go when the tries are used up.
package enum FallbackEngine {
    /// Where a task goes whose tries are used up.
    package enum Way: Sendable, Hashable {
        /// Its alternative of this number, counted from 1.
        case alternative(Int)
        /// Its declared outputs.
        case defaults
        /// It is skipped: its last alternative says so.
        case skip
        /// There is none.
        case none
    }

    /// What may be touched without a mission's word, by level: a folder is made where somebody expects progress without being
    /// asked, permissions and leftovers inside the workspace are mended where nearly all is decided, and the project's own
    /// manifest is installed only where nobody is ever asked.
    package static func permissions(at level: AutonomyLevel) -> Set<RepairPermission> {
        switch level {
        case .interactive: []
        case .semiAutonomous: [.mkdir]
        case .autonomous: [.mkdir, .chmod, .cleanup]
        case .fullAutonomous: [.mkdir, .chmod, .cleanup, .install]
        }
    }

    /// Whether a remedy may be tried: the mission says so, or the level does and it needs no word of the mission.
    package static func isAllowed(_ remedy: Remedy, allow: Set<RepairPermission>, level: AutonomyLevel) -> Bool {
        allow.contains(remedy.permission) || (!remedy.needsWord && permissions(at: level).contains(remedy.permission))
    }

    /// The first remedy that is allowed and has not been tried yet.
    package static func remedy(
        among remedies: [Remedy], account: FailureAccount, allow: Set<RepairPermission>, level: AutonomyLevel
    ) -> Remedy? {
        guard account.remedies.count < FailureAccount.mostRemedies else { return nil }
        return remedies.first { isAllowed($0, allow: allow, level: level) && !account.remedies.contains($0) }
    }

    /// What would be tried if the mission allowed it, in a few words; nil if nothing would.
    package static func forbidden(
        among remedies: [Remedy], account: FailureAccount, allow: Set<RepairPermission>, level: AutonomyLevel
    ) -> String? {
        let remedy = remedies.first {
            !isAllowed($0, allow: allow, level: level) && !account.remedies.contains($0)
        }
        return remedy.map { "'allow: [\($0.permission.rawValue)]' would let it \($0.summary)" }
    }

    /// Where to go next from the way that the account names.
    package static func next(_ rules: ResilienceRules?, account: FailureAccount, failure: Failure) -> Way {
        switch failure.cause {
        case .stopped: return .none
        case .exited, .signalled, .notStarted, .timedOut, .silent, .outputsMissing, .itemsUnreadable, .interrupted,
            .unanswered:
            break
        }
        guard let rules else { return .none }
        let next = max(0, account.alternative)
        if rules.fallback.indices.contains(next) {
            return rules.fallback[next].command == nil ? .skip : .alternative(next &+ 1)
        }
        return rules.defaults.isEmpty ? .none : .defaults
    }
}
