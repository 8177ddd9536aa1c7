internal import CopilotModel
internal import CopilotPolicy
internal import CopilotPorts

/// Has a workspace kept before a protected attempt and set back after it. Everything here blocks.
struct WorkspaceRecoverer: Sendable {
    let keeper: (any WorkspaceKeeper)?

    func take(_ key: AttemptKey, _ rule: ProtectRule, in directory: String) -> KernelInput {
        guard let keeper else { return .snapshotFailed(key, message: "nobody is there to take one") }
        do {
            return .snapshotTaken(key, try keeper.take(key, of: rule, in: directory))
        } catch {
            return .snapshotFailed(key, message: error.message)
        }
    }

    /// What cannot be written down now is tried again before it is needed: when the workspace is set back.
    func keepEnd(of key: AttemptKey, isFailed: Bool) {
        try? keeper?.keepEnd(of: key, isFailed: isFailed)
    }

    /// Does no harm twice: what a supervisor that died has done of it counts.
    func restore(_ key: AttemptKey) -> RestoreOutcome {
        guard let keeper else { return .refused(reason: "nobody is there to do it") }
        do {
            try keeper.keepEnd(of: key, isFailed: true)
            let plan = RecoveryEngine.plan(try keeper.differences(since: key))
            if let reason = RecoveryEngine.refusal(plan) { return .refused(reason: reason) }
            try keeper.apply(plan, of: key)
            return .done(paths: Set(plan.steps.map(\.path)).count, leftAlone: plan.leftAlone.count)
        } catch {
            return .refused(reason: error.message)
        }
    }
}
