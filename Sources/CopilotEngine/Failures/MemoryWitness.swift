internal import CopilotModel
internal import Synchronization

/// Tells whether it was the kernel that killed an attempt, for want of memory: each kill that it has counted explains one death.
final class MemoryWitness: Sendable {
    /// How many kills were there before, or have explained a death; nil: nobody has told yet.
    private let explained: Mutex<Int64?>

    /// - Parameter kills: how many there are so far; nil where nobody tells.
    init(kills: Int64?) { explained = Mutex(kills) }

    /// Whether an attempt that ended so was killed for want of memory.
    ///
    /// - Parameter kills: how many there are by now.
    func explains(_ status: ExitReport.Status, kills: Int64?) -> Bool {
        switch status {
        // 137: a shell's word for a child that was killed.
        case .signalled(signal: 9, _), .exited(code: 137): break
        case .signalled, .exited, .unknown: return false
        }
        return explained.withLock { explained in
            guard let known = explained else {
                explained = kills
                return false
            }
            guard let kills, kills > known else { return false }
            explained = known + 1
            return true
        }
    }
}
