/// What follows from a mission's declaration alone: made once, shared by every copy of the state.
package struct MissionIndex: Sendable, Hashable {
    /// The ordinal of each declared task, by its name.
    package let ordinals: [String: Int]
    /// The ordinal of the group each declared task stands in; -1 at the top.
    package let parents: [Int]
    /// The ordinals of what stands directly in each group.
    package let members: [[Int]]
    /// The ordinals of each declared task's own needs (unknown ones left out).
    package let needs: [[Int]]

    package init(_ mission: Mission) {
        var ordinals: [String: Int] = [:]
        for (ordinal, task) in mission.tasks.enumerated() { ordinals[task.id.name] = ordinal }
        var members = [[Int]](repeating: [], count: mission.tasks.count)
        var parents = [Int](repeating: -1, count: mission.tasks.count)
        for (ordinal, task) in mission.tasks.enumerated() {
            if let parent = task.parent, let index = ordinals[parent.name], index < ordinal {
                parents[ordinal] = index
                members[index].append(ordinal)
            }
        }
        self.ordinals = ordinals
        self.parents = parents
        self.members = members
        needs = mission.tasks.map { $0.needs.compactMap { ordinals[$0.name] } }
    }
}
