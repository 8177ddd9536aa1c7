import CopilotModel

/// Locks whose owner is dead. Those of apt, dpkg, npm and the like are held by living processes or by nobody: a file that
/// stays behind locks nothing, so waiting is right for them.
extension RemedySearch {
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
