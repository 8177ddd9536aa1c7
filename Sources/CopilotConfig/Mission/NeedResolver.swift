import CopilotModel

/// Finds the tasks that needs name: first in the same group, then outward to the top.
struct NeedResolver {
    /// Ordinals of all declared tasks by their paths.
    let ordinals: [String: Int]
    /// Looking for a likely name costs a walk over all; only so many unknown needs are worth it.
    private var suggestionsLeft = 20

    init(ordinals: [String: Int]) { self.ordinals = ordinals }

    /// The needs of a task; those that name nothing are reported and left out.
    mutating func resolve(
        _ needs: [TaskKeys.Need], of task: MissionTask, reporting problems: inout ProblemList
    ) -> [TaskID] {
        var resolved: [TaskID] = []
        for need in needs {
            let shown = need.name.shown()
            if let id = find(need.name, from: task) {
                if !resolved.contains(id) { resolved.append(id) }
            } else if let child = TaskID(need.name), child.isChild {
                let message =
                    "needs '\(shown)', one child of a fan-out; write '\(child.name.shown())', which stands for all"
                problems.add(need.line, message)
            } else {
                let advice = likely(need.name).map { "did you mean '\($0.shown())'?" } ?? "name a task of this mission"
                problems.add(need.line, "task '\(task.id)' needs '\(shown)', which no task is called; \(advice)")
            }
        }
        return resolved
    }

    private func find(_ name: String, from task: MissionTask) -> TaskID? {
        var group = task.parent?.name[...]
        var itself: TaskID?
        while true {
            let path = group.map { $0 + "/" + name } ?? name
            if path == task.id.name {
                itself = task.id
            } else if ordinals[path] != nil {
                return TaskID(path)
            }
            guard let inner = group else { return itself }
            group = inner.lastIndex(of: "/").map { inner[..<$0] }
        }
    }

    private mutating func likely(_ name: String) -> String? {
        guard suggestionsLeft > 0, ordinals.count <= 10_000 else { return nil }
        suggestionsLeft -= 1
        if let inner = ordinals.keys.filter({ $0.hasSuffix("/" + name) }).min() { return inner }
        return KeyAdvice.nearest(to: name, among: ordinals.keys)
    }
}
