/// Names a process for good: a pid alone is given out again, and means nothing after a reboot.
package struct ProcessIdentity: Sendable, Hashable, Codable {
    package var pid: Int32
    /// Clock ticks between boot and its start: field 22 of `/proc/PID/stat`, see proc(5).
    package var startTicks: UInt64
    /// `/proc/sys/kernel/random/boot_id`.
    package var boot: String

    package init(pid: Int32, startTicks: UInt64, boot: String) {
        self.pid = pid
        self.startTicks = startTicks
        self.boot = boot
    }
}
