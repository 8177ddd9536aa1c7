/// What must have ended before what, groups included.
///
/// Every declared task has two nodes, its start (`2 × ordinal`) and its end (`2 × ordinal + 1`). A start waits for the
/// ends of its needs and for the start of its group; an end waits for its own start and for the ends of what is in it.
package struct TaskGraph: Sendable {
    package let index: MissionIndex

    /// The graph of `mission`. Needs that name nothing, itself, its own group or a task in it are left out.
    package init(_ mission: Mission) { index = MissionIndex(mission) }

    /// Whether `group` holds `ordinal`, directly or deeper.
    package func isAncestor(_ group: Int, of ordinal: Int) -> Bool {
        var next = index.parents[ordinal]
        while next >= 0 {
            if next == group { return true }
            next = index.parents[next]
        }
        return false
    }

    /// The node that `node` waits for at `position` of its list; nil behind the last. A nil inside the list is skipped.
    private func awaited(_ node: Int, _ position: Int) -> (isEnd: Bool, node: Int?) {
        let ordinal = node / 2
        if node % 2 == 1 {
            if position == 0 { return (false, node - 1) }
            let members = index.members[ordinal]
            return position <= members.count ? (false, 2 * members[position - 1] + 1) : (true, nil)
        }
        if position == 0 { return (false, index.parents[ordinal] < 0 ? nil : 2 * index.parents[ordinal]) }
        let needs = index.needs[ordinal]
        guard position <= needs.count else { return (true, nil) }
        let need = needs[position - 1]
        let isStructural = need == ordinal || isAncestor(need, of: ordinal) || isAncestor(ordinal, of: need)
        return (false, isStructural ? nil : 2 * need + 1)
    }

    /// The waves in which tasks may start, by ordinal, counted from 0: each is one later than the latest it waits for.
    /// A group has the wave of its first tasks. Of a mission with a cycle the numbers mean nothing.
    package func waves() -> [Int] {
        let count = index.parents.count
        var wave = [Int](repeating: 0, count: 2 * count)
        for node in walk(onCycle: { _ in false }) {
            var latest = 0
            var position = 0
            while true {
                let (isEnd, other) = awaited(node, position)
                if isEnd { break }
                position += 1
                guard let other else { continue }
                let isNeed = node % 2 == 0 && other % 2 == 1
                latest = max(latest, wave[other] + (isNeed ? 1 : 0))
            }
            wave[node] = latest
        }
        return (0..<count).map { wave[2 * $0] }
    }

    /// Cycles among the needs, each as the ordinals along it, the first repeated at its end; at most `limit`.
    package func cycles(atMost limit: Int) -> [[Int]] {
        var found: [[Int]] = []
        var looksLeft = 20 * limit
        _ = walk { nodes in
            looksLeft -= 1
            let cycle = Self.named(nodes)
            // Two ways through a group's tasks are one circle of needs.
            if !found.contains(cycle) { found.append(cycle) }
            return found.count < limit && looksLeft > 0
        }
        return found
    }

    /// Visits all nodes, what a node waits for before itself, and tells of each cycle; without recursion, so that a
    /// chain of 100,000 tasks needs no stack. Ends early when `onCycle` returns false.
    private func walk(onCycle: ([Int]) -> Bool) -> [Int] {
        let count = 2 * index.parents.count
        var colour = [UInt8](repeating: 0, count: count)
        var order: [Int] = []
        order.reserveCapacity(count)
        var path: [(node: Int, position: Int)] = []
        for root in 0..<count where colour[root] == 0 {
            path.append((root, 0))
            colour[root] = 1
            while let (node, position) = path.last {
                let (isEnd, other) = awaited(node, position)
                if isEnd {
                    colour[node] = 2
                    order.append(node)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].position += 1
                guard let other else { continue }
                if colour[other] == 0 {
                    colour[other] = 1
                    path.append((other, 0))
                } else if colour[other] == 1, let from = path.firstIndex(where: { $0.node == other }) {
                    if !onCycle(path[from...].map(\.node)) { return order }
                }
            }
        }
        return order
    }

    /// The ordinals of a cycle of nodes, the first repeated at its end. What lies between a group's end and its start
    /// only goes through the group's own tasks and is left out: what is left is the circle of needs.
    private static func named(_ nodes: [Int]) -> [Int] {
        let segment = shortestLap(nodes)
        var positions: [Int: Int] = [:]
        for (position, node) in segment.enumerated() { positions[node] = position }
        var ordinals: [Int] = []
        var position = 0
        while position < segment.count {
            let node = segment[position]
            if ordinals.last != node / 2 { ordinals.append(node / 2) }
            if node % 2 == 1, let start = positions[node - 1], start > position { position = start }
            position += 1
        }
        if ordinals.count > 1, ordinals.first == ordinals.last { ordinals.removeLast() }
        if let lowest = ordinals.indices.min(by: { ordinals[$0] < ordinals[$1] }) {
            ordinals = Array(ordinals[lowest...] + ordinals[..<lowest])
        }
        return ordinals + ordinals.prefix(1)
    }

    /// The shortest stretch of a ring that leads from a start to the end of the same task or group, that end left out.
    private static func shortestLap(_ ring: [Int]) -> [Int] {
        var positions: [Int: Int] = [:]
        for (position, node) in ring.enumerated() { positions[node] = position }
        var best = (from: 0, length: ring.count)
        for (position, node) in ring.enumerated() where node % 2 == 0 {
            guard let end = positions[node + 1] else { continue }
            let length = end > position ? end - position : end + ring.count - position
            if length < best.length { best = (position, length) }
        }
        return (0..<best.length).map { ring[(best.from + $0) % ring.count] }
    }
}
