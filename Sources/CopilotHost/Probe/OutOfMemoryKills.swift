/// How many processes of our cgroup, and of those below it, the kernel has killed for want of memory.
///
/// It is the one witness that needs no rights: the kernel's own log is for root.
enum OutOfMemoryKills {
    /// The count since the cgroup was made; nil where nobody tells, as in the root.
    ///
    /// - Parameters:
    ///   - proc: `/proc`.
    ///   - sys: `/sys`.
    static func count(proc: String, sys: String) -> Int64? {
        guard let groups = SmallFile.text(proc + "/self/cgroup") else { return nil }
        let mount = sys + "/fs/cgroup"
        // cgroup v2: https://docs.kernel.org/admin-guide/cgroup-v2.html, memory.events.
        if let path = ProcText.cgroup(groups), let count = kills(mount + path + "/memory.events") { return count }
        // cgroup v1, of our own group only: memory.oom_control.
        let line = groups.split(separator: "\n").first { $0.split(separator: ":").dropFirst().first == "memory" }
        guard let path = line?.split(separator: ":", maxSplits: 2).last else { return nil }
        return kills(mount + "/memory" + path + "/memory.oom_control")
    }

    private static func kills(_ path: String) -> Int64? {
        let lines = SmallFile.text(path)?.split(separator: "\n") ?? []
        return lines.first { $0.hasPrefix("oom_kill ") }.flatMap { Int64($0.dropFirst(9).trimmed) }
    }
}
