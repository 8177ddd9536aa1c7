/// What the cgroups above this process allow: of memory and of processors, the tightest of all levels (cgroup v2).
struct CgroupLimits: Sendable, Hashable {
    /// The limit and what is used under it; nil without one.
    var memory: (limit: Int64, used: Int64)? {
        guard let limit = memoryLimit, let used = memoryUsed else { return nil }
        return (limit, used)
    }

    /// Processors' worth of time; nil without a limit.
    private(set) var processors: Double?
    private var memoryLimit: Int64?
    private var memoryUsed: Int64?

    /// Reads them anew.
    ///
    /// - Parameters:
    ///   - proc: `/proc`.
    ///   - mount: `/sys/fs/cgroup`.
    init(proc: String, mount: String) {
        guard let path = SmallFile.text(proc + "/self/cgroup").flatMap(ProcText.cgroup) else { return }
        var folder = path
        while true {
            readLevel(mount + (folder == "/" ? "" : folder))
            guard let slash = folder.lastIndex(of: "/"), folder != "/" else { return }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
    }

    private mutating func readLevel(_ folder: String) {
        if let limit = SmallFile.number(folder + "/memory.max"), limit < memoryLimit ?? .max,
            let used = SmallFile.number(folder + "/memory.current")
        {
            memoryLimit = limit
            // Cached files go when room is needed.
            let reclaimable = SmallFile.text(folder + "/memory.stat").flatMap(Self.inactiveFile) ?? 0
            memoryUsed = max(0, used - reclaimable)
        }
        if let limit = SmallFile.text(folder + "/cpu.max").flatMap(ProcText.cpuLimit), limit < processors ?? .infinity {
            processors = limit
        }
    }

    private static func inactiveFile(_ stat: String) -> Int64? {
        stat.split(separator: "\n").first { $0.hasPrefix("inactive_file ") }.flatMap { Int64($0.dropFirst(14)) }
    }
}
