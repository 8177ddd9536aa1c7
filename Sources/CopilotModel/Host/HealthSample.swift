/// The machine's state at one moment, and the supervisor's own.
package struct HealthSample: Sendable, Hashable, Codable {
    /// Milliseconds since 1970.
    package var wallMilliseconds: Int64
    /// Busy share of all processors since the sample before, 0 to 100; nil in the first one.
    package var cpuPercent: Double?
    package var processors: Int
    /// Load averages over 1, 5 and 15 minutes.
    package var load: [Double]
    package var memory: Gauge
    package var swap: Gauge
    /// The file systems in use; the workspace's first.
    package var disks: [Disk]
    /// `some avg10` of `/proc/pressure/{cpu,memory,io}`, 0 to 100; nil where the kernel does not tell.
    package var pressure: Pressure
    package var processes: Int
    /// Resident memory of the supervisor.
    package var ownResidentBytes: Int64
    /// Its share of one processor since the sample before, 0 to 100.
    package var ownCPUPercent: Double?

    /// When the mission's state was last written down whole and read back, milliseconds since 1970; nil: not yet.
    package var checkpointedAt: Int64?

    /// How much of something is in use.
    package struct Gauge: Sendable, Hashable, Codable {
        package var usedBytes: Int64
        package var totalBytes: Int64

        package init(usedBytes: Int64, totalBytes: Int64) {
            self.usedBytes = usedBytes
            self.totalBytes = totalBytes
        }

        /// 0 to 100; 0 where there is none.
        package var percent: Double { totalBytes > 0 ? Double(usedBytes) / Double(totalBytes) * 100 : 0 }
    }

    package struct Disk: Sendable, Hashable, Codable {
        /// A folder on it that is ours: `workspace`, `tmp`, `state`.
        package var role: String
        package var path: String
        package var space: Gauge
        /// Used inodes, 0 to 100; nil where the file system does not count them.
        package var inodePercent: Double?

        package init(role: String, path: String, space: Gauge, inodePercent: Double?) {
            self.role = role
            self.path = path
            self.space = space
            self.inodePercent = inodePercent
        }
    }

    package struct Pressure: Sendable, Hashable, Codable {
        package var cpu: Double?
        package var memory: Double?
        package var io: Double?

        package init(cpu: Double? = nil, memory: Double? = nil, io: Double? = nil) {
            self.cpu = cpu
            self.memory = memory
            self.io = io
        }
    }

    package init(
        wallMilliseconds: Int64, cpuPercent: Double?, processors: Int, load: [Double], memory: Gauge, swap: Gauge,
        disks: [Disk], pressure: Pressure, processes: Int, ownResidentBytes: Int64, ownCPUPercent: Double?
    ) {
        self.wallMilliseconds = wallMilliseconds
        self.cpuPercent = cpuPercent
        self.processors = processors
        self.load = load
        self.memory = memory
        self.swap = swap
        self.disks = disks
        self.pressure = pressure
        self.processes = processes
        self.ownResidentBytes = ownResidentBytes
        self.ownCPUPercent = ownCPUPercent
    }
}
