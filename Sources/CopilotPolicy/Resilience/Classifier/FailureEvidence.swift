package import CopilotModel

/// What is known of an attempt that ended badly.
package struct FailureEvidence: Sendable {
    /// How it ended.
    package var status: ExitReport.Status
    /// Whether the kernel killed it, or a process of it, for want of memory.
    package var isOutOfMemoryKill: Bool
    /// The command, as it was written; empty where nobody knows it.
    package var command: String
    /// What was kept of its output.
    package var output: FailureOutput
    /// The wall clock when it ended, in milliseconds since 1970; nil where reset times cannot be counted down.
    package var wallMilliseconds: Int64?
    /// The zone's offset in seconds east of Greenwich for times that name no zone.
    package var zoneSeconds: Int
    /// The offset of a named zone (`Europe/Berlin`) at that time, in seconds; nil for one that is not known.
    package var zone: @Sendable (String) -> Int?

    /// How much text of the output's end is looked at, and of the region of its first failure.
    package static let mostBytes = 65_536
    package static let mostRegionBytes = 8_192

    package init(
        status: ExitReport.Status, isOutOfMemoryKill: Bool = false, command: String = "",
        output: FailureOutput = FailureOutput(), wallMilliseconds: Int64? = nil, zoneSeconds: Int = 0,
        zone: @escaping @Sendable (String) -> Int? = { _ in nil }
    ) {
        self.status = status
        self.isOutOfMemoryKill = isOutOfMemoryKill
        self.command = command
        self.output = output
        self.wallMilliseconds = wallMilliseconds
        self.zoneSeconds = zoneSeconds
        self.zone = zone
    }
}
