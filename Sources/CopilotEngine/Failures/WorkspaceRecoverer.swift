internal import CopilotModel
internal import CopilotPolicy
internal import CopilotPorts
internal import Synchronization

/// Has a workspace kept before a protected attempt and set back after it. Everything here blocks.
struct WorkspaceRecoverer: Sendable {
    let keeper: (any WorkspaceKeeper)?
    /// The protected attempts that live, as far as is known here.
    let living: LivingAttempts

    /// Between two signs of life.
    static let beat: Duration = .seconds(2)

    /// Says every so often which protected attempts live, until the current task is cancelled: should this supervisor die,
    /// what is written afterwards is not theirs.
    func noteLife(_ clock: any EngineClock) async {
        while (try? await clock.sleep(for: Self.beat)) != nil {
            let keys = living.all
            if let keeper, !keys.isEmpty { await DedicatedThread.offload { keys.forEach(keeper.noteAlive) } }
        }
    }

    func take(_ key: AttemptKey, _ rule: ProtectRule, in directory: String) -> KernelInput {
        guard let keeper else { return .snapshotFailed(key, message: "nobody is there to take one") }
        do {
            let snapshot = try keeper.take(key, of: rule, in: directory)
            living.insert(key)
            return .snapshotTaken(key, snapshot)
        } catch {
            return .snapshotFailed(key, message: error.message)
        }
    }

    /// What cannot be written down now is tried again before it is needed: when the workspace is set back.
    func keepEnd(of key: AttemptKey, isFailed: Bool) {
        living.remove(key)
        try? keeper?.keepEnd(of: key, isFailed: isFailed)
    }

    /// Does no harm twice: what a supervisor that died has done of it counts.
    func restore(_ key: AttemptKey) -> RestoreOutcome {
        guard let keeper else { return .refused(reason: "nobody is there to do it") }
        living.remove(key)
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

/// Protected attempts that live; changed from any thread. One at a time is protected: those before are over.
final class LivingAttempts: Sendable {
    /// The cap; more than a mission ever has.
    static let most = 16

    private let keys: Mutex<Set<AttemptKey>>

    init(_ keys: some Sequence<AttemptKey>) { self.keys = Mutex(Set(keys.prefix(Self.most))) }

    var all: Set<AttemptKey> { keys.withLock { $0 } }

    func insert(_ key: AttemptKey) {
        keys.withLock { keys in
            if keys.count >= Self.most { keys.removeAll() }
            keys.insert(key)
        }
    }

    func remove(_ key: AttemptKey) { keys.withLock { _ = $0.remove(key) } }
}
