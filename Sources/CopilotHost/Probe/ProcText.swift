/// Reads the texts of `/proc` and of cgroups. What is missing or odd is nil.
enum ProcText {
    /// The processors' time since boot, in ticks: the first line of `/proc/stat`, proc(5).
    struct CPUTicks: Sendable, Hashable {
        var busy: Int64
        var total: Int64
    }

    /// Busy and total time of all processors; guest time is part of user time, iowait and idle are not busy.
    static func cpuTicks(_ stat: String) -> CPUTicks? {
        guard let line = stat.split(separator: "\n").first(where: { $0.hasPrefix("cpu ") }) else { return nil }
        let fields = line.split(separator: " ").dropFirst().compactMap { Int64($0) }
        guard fields.count >= 5 else { return nil }
        let total = fields.prefix(8).reduce(0, &+)
        return CPUTicks(busy: total &- fields[3] &- fields[4], total: total)
    }

    /// How many processors are online: the numbered lines of `/proc/stat`.
    static func processors(_ stat: String) -> Int {
        stat.split(separator: "\n").count { $0.hasPrefix("cpu") && !$0.hasPrefix("cpu ") }
    }

    /// The three averages of `/proc/loadavg`; zeros where they cannot be read.
    static func load(_ text: String) -> [Double] {
        let averages = text.split(separator: " ").prefix(3).compactMap { Double($0) }
        return averages.count == 3 ? averages : [0, 0, 0]
    }

    /// A line of `/proc/meminfo` in bytes.
    static func memory(_ text: String, _ name: String) -> Int64? {
        for line in text.split(separator: "\n") where line.hasPrefix(name + ":") {
            let fields = line.dropFirst(name.count + 1).split(separator: " ")
            return fields.first.flatMap { Int64($0) }.flatMap { $0 > Int64.max >> 10 ? nil : $0 << 10 }
        }
        return nil
    }

    /// `some avg10` of a pressure file, 0 to 100: <https://docs.kernel.org/accounting/psi.html>.
    static func pressure(_ text: String) -> Double? {
        for line in text.split(separator: "\n") where line.hasPrefix("some ") {
            let field = line.split(separator: " ").first { $0.hasPrefix("avg10=") }
            return field.flatMap { Double($0.dropFirst(6)) }
        }
        return nil
    }

    /// `utime + stime` of a process in ticks: fields 14 and 15 of `/proc/PID/stat`.
    static func processTicks(_ stat: String) -> Int64? {
        guard let name = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: name)...].split(separator: " ")
        guard fields.count > 12, let user = Int64(fields[11]), let system = Int64(fields[12]) else { return nil }
        return user &+ system
    }

    /// `cpu.max` of a cgroup as a number of processors; nil where it sets no limit.
    static func cpuLimit(_ text: String) -> Double? {
        let fields = text.trimmed.split(separator: " ")
        guard fields.count == 2, let quota = Double(fields[0]), let period = Double(fields[1]), quota > 0, period > 0
        else {
            return nil
        }
        return quota / period
    }

    /// The path of a process's cgroup v2 in its hierarchy: the line `0::PATH` of `/proc/PID/cgroup`.
    static func cgroup(_ text: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix("0::/") }.map { String($0.dropFirst(3)) }
    }
}
