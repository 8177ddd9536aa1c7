/// Reads the texts of `/proc` and of cgroups. What is missing or odd is nil.
enum ProcText {
    private static let newline = UInt8(ascii: "\n")

    /// The first line that begins so. Found in the bytes: these texts are read all the time.
    private static func line(of text: String, beginning prefix: String) -> Substring? {
        let bytes = text.utf8
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: newline) ?? bytes.endIndex
            if bytes[start..<end].starts(with: prefix.utf8) { return text[start..<end] }
            start = end < bytes.endIndex ? bytes.index(after: end) : end
        }
        return nil
    }

    /// The processors' time since boot, in ticks: the first line of `/proc/stat`, proc(5).
    struct CPUTicks: Sendable, Hashable {
        var busy: Int64
        var total: Int64
    }

    /// Busy and total time of all processors; guest time is part of user time, iowait and idle are not busy.
    static func cpuTicks(_ stat: String) -> CPUTicks? {
        guard let line = line(of: stat, beginning: "cpu ") else { return nil }
        let fields = line.split(separator: " ").dropFirst().compactMap { Int64($0) }
        guard fields.count >= 5 else { return nil }
        let total = fields.prefix(8).reduce(0, &+)
        return CPUTicks(busy: total &- fields[3] &- fields[4], total: total)
    }

    /// How many processors are online: the numbered lines of `/proc/stat`.
    static func processors(_ stat: String) -> Int {
        // They stand together at the top; the lines of interrupts below are long.
        var count = 0
        var rest = Substring(stat).utf8
        while rest.starts(with: "cpu".utf8) {
            if rest.dropFirst(3).first != UInt8(ascii: " ") { count += 1 }
            guard let end = rest.firstIndex(of: newline) else { break }
            rest = rest[rest.index(after: end)...]
        }
        return count
    }

    /// The three averages of `/proc/loadavg`; zeros where they cannot be read.
    static func load(_ text: String) -> [Double] {
        let averages = text.split(separator: " ").prefix(3).compactMap { Double($0) }
        return averages.count == 3 ? averages : [0, 0, 0]
    }

    /// A line of `/proc/meminfo` in bytes.
    static func memory(_ text: String, _ name: String) -> Int64? {
        guard let line = line(of: text, beginning: name + ":") else { return nil }
        let fields = line.split(separator: " ")
        guard fields.count > 1 else { return nil }
        return Int64(fields[1]).flatMap { $0 > Int64.max >> 10 ? nil : $0 << 10 }
    }

    /// `some avg10` of a pressure file, 0 to 100: <https://docs.kernel.org/accounting/psi.html>.
    static func pressure(_ text: String) -> Double? {
        guard let line = line(of: text, beginning: "some ") else { return nil }
        let field = line.split(separator: " ").first { $0.hasPrefix("avg10=") }
        return field.flatMap { Double($0.dropFirst(6)) }
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
