import CopilotModel

extension TreeRows {
    /// The rows of a state. Takes as long as there are declared tasks and, with a filter, children.
    ///
    /// - Parameters:
    ///   - folds: what is open; with a filter everything is.
    ///   - filter: leaves only matching tasks and what they stand in; nil: all.
    init(_ state: MissionState, folds: TreeFolds, filter: TaskFilter? = nil) {
        var builder = TreeRowsBuilder(state: state, folds: folds, matches: filter.map { FilterMatches(state, $0) })
        builder.build()
        self = builder.rows
    }
}

/// Which declared tasks and which children a filter leaves.
struct FilterMatches {
    /// By ordinal of declared tasks: it matches, or something under it does.
    private(set) var isShown: [Bool]
    /// The matching children of each expanded fan-out that has any, as ranges of ordinals.
    private(set) var children: [Int: [Range<Int>]] = [:]

    init(_ state: MissionState, _ filter: TaskFilter) {
        isShown = [Bool](repeating: false, count: state.mission.tasks.count)
        // What stands in a group is declared behind it, so that backwards every group comes after its members.
        for ordinal in isShown.indices.reversed() {
            let task = state.tasks[ordinal]
            if let expansion = state.expansions[ordinal] {
                let ranges = Self.ranges(in: expansion.range, named: task.id.name, state, filter)
                if !ranges.isEmpty { children[ordinal] = ranges }
            }
            let isItself = filter.allows(task.status) && filter.matches(task.id)
            isShown[ordinal] =
                isItself || children[ordinal] != nil
                || state.index.members[ordinal].contains { $0 < isShown.count && isShown[$0] }
        }
    }

    private static func ranges(
        in range: Range<Int>, named name: String, _ state: MissionState, _ filter: TaskFilter
    ) -> [Range<Int>] {
        guard filter.couldMatchChildren(of: name) else { return [] }
        let isNameEnough = filter.matchesAllChildren(of: name)
        if isNameEnough, filter.statuses.isEmpty, filter.unknown.isEmpty { return [range] }
        var ranges: [Range<Int>] = []
        for ordinal in range where ordinal < state.tasks.count {
            guard filter.allows(state.tasks[ordinal].status),
                isNameEnough || filter.matches(state.tasks[ordinal].id)
            else { continue }
            if let last = ranges.last, last.upperBound == ordinal {
                ranges[ranges.count - 1] = last.lowerBound..<ordinal + 1
            } else {
                ranges.append(ordinal..<ordinal + 1)
            }
        }
        return ranges
    }
}

/// Walks the tree in the order of its rows, with a stack of its own: a mission may nest deeper than a thread's stack.
struct TreeRowsBuilder {
    let state: MissionState
    let folds: TreeFolds
    let matches: FilterMatches?
    private(set) var rows = TreeRows()
    private var pending: [Node] = []

    private struct Node {
        var ordinal: Int
        var depth: Int
        var openAncestors: UInt64
        var isLast: Bool
    }

    init(state: MissionState, folds: TreeFolds, matches: FilterMatches?) {
        self.state = state
        self.folds = folds
        self.matches = matches
    }

    mutating func build() {
        rows.append(.mission, depth: 0, openAncestors: 0, isLast: true)
        let roots = state.mission.tasks.indices.filter { state.index.parents[$0] < 0 }
        push(roots, depth: 1, openAncestors: 0)
        while let node = pending.popLast() { emit(node) }
    }

    private mutating func push(_ ordinals: [Int], depth: Int, openAncestors: UInt64) {
        let shown = ordinals.filter { matches?.isShown[$0] ?? true }
        for (index, ordinal) in shown.enumerated().reversed() {
            pending.append(
                Node(ordinal: ordinal, depth: depth, openAncestors: openAncestors, isLast: index == shown.count - 1))
        }
    }

    private mutating func emit(_ node: Node) {
        rows.append(.node(node.ordinal), depth: node.depth, openAncestors: node.openAncestors, isLast: node.isLast)
        let below = Self.openAncestors(below: node.depth, node.openAncestors, isLast: node.isLast)
        let isOpen = matches != nil || folds.isOpen(node.ordinal, in: state)
        if let expansion = state.expansions[node.ordinal] {
            let ranges = matches.map { $0.children[node.ordinal] ?? [] } ?? [expansion.range]
            if isOpen { emitChildren(ranges, depth: node.depth + 1, openAncestors: below) }
        } else if state.mission.tasks[node.ordinal].isGroup {
            if isOpen { push(state.index.members[node.ordinal], depth: node.depth + 1, openAncestors: below) }
        } else if folds.showsAttempts(of: node.ordinal) {
            rows.append(.attempts(node.ordinal), depth: node.depth + 1, openAncestors: below, isLast: true)
        }
    }

    private mutating func emitChildren(_ ranges: [Range<Int>], depth: Int, openAncestors: UInt64) {
        for (index, range) in ranges.enumerated() {
            var start = range.lowerBound
            let isLastRange = index == ranges.count - 1
            for ordinal in folds.flipped(in: range) {
                let isLast = isLastRange && ordinal == range.upperBound - 1
                rows.append(
                    .children(start..<ordinal + 1), depth: depth, openAncestors: openAncestors, isLast: isLast)
                let below = Self.openAncestors(below: depth, openAncestors, isLast: isLast)
                rows.append(.attempts(ordinal), depth: depth + 1, openAncestors: below, isLast: true)
                start = ordinal + 1
            }
            rows.append(
                .children(start..<range.upperBound), depth: depth, openAncestors: openAncestors, isLast: isLastRange)
        }
    }

    /// The ancestors' bits for rows under a node at `depth`. Depths past the bits' end are drawn without lines.
    private static func openAncestors(below depth: Int, _ bits: UInt64, isLast: Bool) -> UInt64 {
        isLast || depth < 1 || depth > 64 ? bits : bits | 1 << UInt64(depth - 1)
    }
}
