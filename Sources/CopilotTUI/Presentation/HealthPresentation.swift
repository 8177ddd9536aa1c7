import CopilotCells
import CopilotModel

/// A sample of the machine's health, in words and shares.
struct HealthPresentation {
    /// A share of something, 0 to 100, and what it is a share of.
    struct Gauge {
        var label: String
        var percent: Double
        var text: String
        var gradient: Gradient
        /// How it was before, 0 to 1, oldest first; empty where nobody remembers.
        var history: [Double] = []
        /// Whether it belongs into a single line.
        var isMain: Bool
    }

    /// Something that is no share.
    struct Fact {
        var label: String
        var text: String
        var isMain: Bool
    }

    /// Disks that are shown.
    static let diskLimit = 4

    let sample: HealthSample
    let history: HealthHistory

    /// The presentation of a sample, the last one of its history.
    init(_ sample: HealthSample, history: HealthHistory) {
        self.sample = sample
        self.history = history
    }

    var gauges: [Gauge] {
        var gauges = [
            Gauge(
                label: "cpu", percent: sample.cpuPercent ?? 0,
                text: NumberPresentation.counted(sample.processors, "cpu"), gradient: .cpu, history: history.cpu,
                isMain: true),
            Gauge(
                label: "mem", percent: sample.memory.percent, text: Self.words(sample.memory), gradient: .used,
                history: history.memory, isMain: true),
        ]
        if sample.swap.totalBytes > 0 {
            gauges.append(
                Gauge(
                    label: "swap", percent: sample.swap.percent, text: Self.words(sample.swap), gradient: .cached,
                    isMain: false))
        }
        for (index, disk) in sample.disks.prefix(Self.diskLimit).enumerated() {
            let inodes = disk.inodePercent.map { $0 >= 80 ? ", inodes \(NumberPresentation.percent($0))" : "" } ?? ""
            gauges.append(
                Gauge(
                    label: "disk", percent: disk.space.percent,
                    text: "\(disk.role), \(NumberPresentation.bytes(Self.free(disk.space))) free\(inodes)",
                    gradient: .used, isMain: index == 0))
        }
        return gauges
    }

    var facts: [Fact] {
        var facts: [Fact] = []
        if !sample.load.isEmpty {
            let load = sample.load.prefix(3).map(NumberPresentation.tenths).joined(separator: " ")
            facts.append(Fact(label: "load", text: load, isMain: true))
        }
        let pressure: [(String, Double?)] = [
            ("cpu", sample.pressure.cpu), ("mem", sample.pressure.memory), ("io", sample.pressure.io),
        ]
        let known = pressure.compactMap { name, share in share.map { "\(name) \(NumberPresentation.percent($0))" } }
        if !known.isEmpty { facts.append(Fact(label: "psi", text: known.joined(separator: " "), isMain: false)) }
        let own = sample.ownCPUPercent.map { ", \(NumberPresentation.tenths($0))% cpu" } ?? ""
        facts.append(
            Fact(label: "self", text: NumberPresentation.bytes(sample.ownResidentBytes) + own, isMain: true))
        if let saved = sample.checkpointedAt {
            let age = max(0, sample.wallMilliseconds &- saved)
            facts.append(Fact(label: "saved", text: "\(TimePresentation.duration(age)) ago", isMain: false))
        }
        facts.append(
            Fact(label: "procs", text: NumberPresentation.count(sample.processes), isMain: false))
        return facts
    }

    private static func words(_ gauge: HealthSample.Gauge) -> String {
        let (used, total) = (NumberPresentation.bytes(gauge.usedBytes), NumberPresentation.bytes(gauge.totalBytes))
        let unit = total.drop { $0 != " " }
        // A unit that both have is said once.
        return used.hasSuffix(unit) ? "\(used.dropLast(unit.count))/\(total)" : "\(used)/\(total)"
    }

    private static func free(_ gauge: HealthSample.Gauge) -> Int64 { max(0, gauge.totalBytes &- gauge.usedBytes) }
}
