import CopilotModel

/// Locks: those whose owner is dead are removed, others waited for. Those of apt, dpkg, npm and the like are held by living
/// processes or by nobody: a file that stays behind locks nothing.
extension RemedySearch {
    /// Who holds a lock that the failure names.
    func lockHolder() -> String? {
        for path in lines.flatMap(EvidencePaths.all) where path.lastPart.containsText("lock") {
            guard ContinuousClock.now < deadline, let at = Whereabouts.find(path, from: ground.directory), at.exists
            else { continue }
            if at.isInside(ground.workspace), let lock = StaleLock(at.base, workspace: ground.workspace) {
                if let objection = lock.objection(on: machine, deadline: deadline) { return objection }
            } else if let holder = LockHolders(proc: machine.proc, deadline: deadline).systemLock(on: at.base) {
                return holder
            }
        }
        return nil
    }

    func locks() -> [Remedy] {
        lines.flatMap(EvidencePaths.all).compactMap { path in
            guard path.hasSuffix(".lock"), let at = Whereabouts.find(path, from: ground.directory), at.exists,
                at.isInside(ground.workspace), let lock = StaleLock(at.base, workspace: ground.workspace),
                lock.objection(on: machine, deadline: deadline) == nil
            else { return nil }
            return .removeLock(path: at.base)
        }
    }
}
