package import CopilotModel
package import CopilotPorts
import Glibc
import Synchronization

/// Samples the machine by `/proc`, statvfs(3) and, where they set tighter limits than the machine does, cgroups.
package final class LinuxHostProbe: HostProbe {
    /// What shares are reckoned from.
    private struct Before {
        var ticks: ProcText.CPUTicks?
        var ownTicks: Int64?
        var monotonic: Duration?
    }

    /// How many processes there were when they were counted last.
    private struct Count {
        var processes = 0
        var at: Duration
    }

    /// The kernel walks all processes for their number: it is not counted with each sample.
    private static let countInterval: Duration = .seconds(10)

    private let folders: [(role: String, path: String)]
    private let clock: any EngineClock
    private let proc: String
    private let cgroups: String
    private let before = Mutex(Before())
    private let count = Mutex<Count?>(nil)

    /// Samples with an eye on the file systems of some folders.
    ///
    /// - Parameters:
    ///   - proc: `/proc`, or what stands for it in a test; `cgroups` likewise for `/sys/fs/cgroup`.
    package init(
        workspace: String, temporary: String, state: String, clock: any EngineClock, proc: String = "/proc",
        cgroups: String = "/sys/fs/cgroup"
    ) {
        folders = [("workspace", workspace), ("tmp", temporary), ("state", state)]
        self.clock = clock
        self.proc = proc
        self.cgroups = cgroups
    }

    package func sample() -> HealthSample {
        let now = clock.now()
        let stat = text("stat")
        let limits = CgroupLimits(proc: proc, mount: cgroups)
        let processors = max(1, ProcText.processors(stat))
        let shares = shares(
            ticks: ProcText.cpuTicks(stat), ownTicks: ProcText.processTicks(text("self/stat")), now: now)
        let memoryText = text("meminfo")
        return HealthSample(
            wallMilliseconds: now.wallMilliseconds, cpuPercent: shares.all,
            processors: Self.processors(processors, limit: limits.processors),
            load: ProcText.load(text("loadavg")), memory: memory(memoryText, limits), swap: swap(memoryText),
            disks: disks(),
            pressure: HealthSample.Pressure(
                cpu: ProcText.pressure(text("pressure/cpu")), memory: ProcText.pressure(text("pressure/memory")),
                io: ProcText.pressure(text("pressure/io"))),
            processes: processes(at: now.monotonic), ownResidentBytes: ownResidentBytes(), ownCPUPercent: shares.own)
    }

    private func text(_ name: String) -> String { SmallFile.text(proc + "/" + name) ?? "" }

    /// Of a machine's processors those that a cgroup's quota is worth, rounded up.
    private static func processors(_ count: Int, limit: Double?) -> Int {
        guard let limit, limit < Double(count) else { return count }
        return max(1, Int(limit.rounded(.up)))
    }

    private func processes(at now: Duration) -> Int {
        if let last = count.withLock({ $0 }), now >= last.at, now - last.at < Self.countInterval {
            return last.processes
        }
        let processes = processes()
        count.withLock { $0 = Count(processes: processes, at: now) }
        return processes
    }

    /// The numbered folders of `/proc`.
    private func processes() -> Int {
        guard let entries = opendir(proc) else { return 0 }
        defer { closedir(entries) }
        var count = 0
        while let entry = readdir(entries) {
            // The tuple's first character: names of processes are all digits, no other name begins with one.
            let first = UInt8(bitPattern: entry.pointee.d_name.0)
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) { count += 1 }
        }
        return count
    }

    private func shares(
        ticks: ProcText.CPUTicks?, ownTicks: Int64?, now: Moment
    ) -> (all: Double?, own: Double?) {
        before.withLock { before in
            defer { before = Before(ticks: ticks, ownTicks: ownTicks, monotonic: now.monotonic) }
            var all: Double?
            if let ticks, let old = before.ticks, ticks.total > old.total {
                all = Self.percent(Double(ticks.busy &- old.busy), of: Double(ticks.total &- old.total))
            }
            var own: Double?
            if let ownTicks, let old = before.ownTicks, let then = before.monotonic, now.monotonic > then {
                let seconds = Double(ownTicks &- old) / Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
                own = max(0, seconds / (now.monotonic - then).secondsValue * 100)
            }
            return (all, own)
        }
    }

    private static func percent(_ part: Double, of whole: Double) -> Double { min(100, max(0, part / whole * 100)) }

    private func memory(_ text: String, _ limits: CgroupLimits) -> HealthSample.Gauge {
        let total = ProcText.memory(text, "MemTotal") ?? 0
        if let (limit, used) = limits.memory, limit < total || total == 0 {
            return HealthSample.Gauge(usedBytes: used, totalBytes: limit)
        }
        let free = ProcText.memory(text, "MemAvailable") ?? ProcText.memory(text, "MemFree") ?? 0
        return HealthSample.Gauge(usedBytes: max(0, total - free), totalBytes: total)
    }

    private func swap(_ text: String) -> HealthSample.Gauge {
        let total = ProcText.memory(text, "SwapTotal") ?? 0
        return HealthSample.Gauge(
            usedBytes: max(0, total - (ProcText.memory(text, "SwapFree") ?? 0)), totalBytes: total)
    }

    /// One entry a file system; the first folder on it names it.
    private func disks() -> [HealthSample.Disk] {
        var seen: Set<UInt64> = []
        return folders.compactMap { role, path in
            var file = stat()
            var space = statvfs()
            guard let place = Self.existing(path), stat(place, &file) == 0, seen.insert(UInt64(file.st_dev)).inserted,
                statvfs(place, &space) == 0
            else { return nil }
            let unit = Int64(clamping: space.f_frsize)
            let total = Int64(clamping: space.f_blocks).multipliedReportingOverflow(by: unit)
            // As df(1) has it: what only root may use counts as neither used nor free.
            let used = Int64(clamping: UInt64(space.f_blocks) &- UInt64(space.f_bfree)).multipliedReportingOverflow(
                by: unit)
            let free = Int64(clamping: space.f_bavail).multipliedReportingOverflow(by: unit)
            guard !total.overflow, !used.overflow, !free.overflow else { return nil }
            return HealthSample.Disk(
                role: role, path: path,
                space: HealthSample.Gauge(
                    usedBytes: used.partialValue, totalBytes: used.partialValue &+ free.partialValue),
                inodePercent: space.f_files > 0
                    ? Self.percent(Double(space.f_files) - Double(space.f_ffree), of: Double(space.f_files)) : nil)
        }
    }

    /// The path itself, or the folder above it that is there: state is not made before the first run.
    private static func existing(_ path: String) -> String? {
        var path = path
        while access(path, F_OK) != 0 {
            guard let slash = path.lastIndex(of: "/"), path != "/" else { return nil }
            path = slash == path.startIndex ? "/" : String(path[..<slash])
        }
        return path
    }

    /// Field 2 of `/proc/self/statm`, in pages.
    private func ownResidentBytes() -> Int64 {
        let fields = text("self/statm").split(separator: " ")
        guard fields.count > 1, let pages = Int64(fields[1]) else { return 0 }
        return pages &* Int64(sysconf(Int32(_SC_PAGESIZE)))
    }
}
