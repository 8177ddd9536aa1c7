import CopilotModel

/// The last attempt of each task that was started here: by it a start is done once.
///
/// Costs 4 bytes a child of a fan-out, and an entry a declared task; attempts count upwards, so no more has to be kept.
struct SeenAttempts {
    private struct Name: Hashable {
        var run: RunID
        var task: String
    }

    /// Fan-outs beyond this many children keep an entry a child.
    private static let mostDense = 16_777_216

    private var last: [Name: [Int32]] = [:]
    private var sparse: [AttemptKey: Void] = [:]

    /// Notes that `key` is being started.
    ///
    /// - Returns: whether it is new: later than all attempts of its task so far.
    mutating func insert(_ key: AttemptKey) -> Bool {
        guard key.task.item < Self.mostDense else {
            return sparse.updateValue((), forKey: key) == nil
        }
        return insert(
            Int32(clamping: key.attempt), at: key.task.item, of: Name(run: key.run, task: key.task.name))
    }

    private mutating func insert(_ attempt: Int32, at item: Int, of name: Name) -> Bool {
        let isNew = { (attempts: inout [Int32]) -> Bool in
            while attempts.count <= item { attempts.append(.min) }
            guard attempts[item] < attempt else { return false }
            attempts[item] = attempt
            return true
        }
        return isNew(&last[name, default: []])
    }
}
