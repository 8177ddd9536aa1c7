import CopilotModel

/// The last samples of the machine's health.
struct HealthHistory: Sendable, Hashable {
    /// Two minutes at a sample a second, as many as braille shows in 60 columns.
    static let limit = 120

    /// Oldest first; at most ``limit``.
    private(set) var samples: [HealthSample] = []

    var latest: HealthSample? { samples.last }

    mutating func append(_ sample: HealthSample) {
        if samples.count >= Self.limit { samples.removeFirst(samples.count - Self.limit + 1) }
        samples.append(sample)
    }

    /// Busy shares of all processors, 0 to 1.
    var cpu: [Double] { samples.map { ($0.cpuPercent ?? 0) / 100 } }

    /// Used shares of memory, 0 to 1.
    var memory: [Double] { samples.map { $0.memory.percent / 100 } }
}
