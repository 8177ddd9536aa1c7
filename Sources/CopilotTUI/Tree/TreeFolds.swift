import CopilotModel

/// Which nodes of the tree a person has opened or closed, apart from how they stand by themselves.
///
/// By themselves groups are open, fan-outs are open up to ``openFanOutLimit`` children, and a task's line of attempts
/// is closed.
struct TreeFolds: Sendable, Hashable {
    /// A fan-out of more children begins closed.
    static let openFanOutLimit = 12

    /// Ordinals that stand otherwise than by themselves. At most one entry a task.
    private var flipped: Set<Int> = []
    /// What ``setAll(open:)`` said last, for groups and fan-outs.
    private var isAllOpen: Bool?

    init() {}

    /// Whether what stands under the node is shown.
    func isOpen(_ ordinal: Int, in state: MissionState) -> Bool {
        var isOpen = false
        if let expansion = state.expansions[ordinal] {
            isOpen = isAllOpen ?? (expansion.count <= Self.openFanOutLimit)
        } else if ordinal < state.mission.tasks.count, state.mission.tasks[ordinal].isGroup {
            isOpen = isAllOpen ?? true
        }
        return flipped.contains(ordinal) ? !isOpen : isOpen
    }

    /// Opens a closed node, closes an open one.
    mutating func toggle(_ ordinal: Int) {
        if flipped.remove(ordinal) == nil { flipped.insert(ordinal) }
    }

    /// Opens or closes all groups and fan-outs, and closes all attempts.
    mutating func setAll(open: Bool) {
        flipped = []
        isAllOpen = open
    }

    /// Whether the line of attempts of a task that stands for itself is shown.
    func showsAttempts(of ordinal: Int) -> Bool { flipped.contains(ordinal) }

    /// The tasks within a block of ordinals whose state was flipped, sorted.
    func flipped(in range: Range<Int>) -> [Int] {
        flipped.isEmpty ? [] : flipped.filter(range.contains).sorted()
    }
}
