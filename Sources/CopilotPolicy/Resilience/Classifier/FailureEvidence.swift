package import CopilotModel

/// What is known of an attempt that ended badly.
package struct FailureEvidence: Sendable {
    /// How it ended.
    package var status: ExitReport.Status
    /// Whether the kernel killed it, or a process of it, for want of memory.
    package var isOutOfMemoryKill: Bool
    /// The command, as it was written; empty where nobody knows it.
    package var command: String
    /// The end of its output as a terminal would show it, oldest line first, without escape sequences. Only the last
    /// ``mostBytes`` are looked at.
    package var lines: [String]
    /// The lines around the first failure in its output, where that is no longer in `lines`; looked at up to
    /// ``mostRegionBytes``.
    package var firstFailure: [String]
    /// The wall clock when it ended, in milliseconds since 1970; nil where reset times cannot be counted down.
    package var wallMilliseconds: Int64?
    /// The zone's offset in seconds east of Greenwich for times that name no zone.
    package var zoneSeconds: Int
    /// The offset of a named zone (`Europe/Berlin`) at that time, in seconds; nil for one that is not known.
    package var zone: @Sendable (String) -> Int?

    /// How much of the output is looked at.
    package static let mostBytes = 65_536
    package static let mostRegionBytes = 8_192

    package init(
        status: ExitReport.Status, isOutOfMemoryKill: Bool = false, command: String = "", lines: [String] = [],
        firstFailure: [String] = [], wallMilliseconds: Int64? = nil, zoneSeconds: Int = 0,
        zone: @escaping @Sendable (String) -> Int? = { _ in nil }
    ) {
        self.status = status
        self.isOutOfMemoryKill = isOutOfMemoryKill
        self.command = command
        self.lines = lines
        self.firstFailure = firstFailure
        self.wallMilliseconds = wallMilliseconds
        self.zoneSeconds = zoneSeconds
        self.zone = zone
    }
}
