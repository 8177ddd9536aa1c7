/// A process, told from a later one with the same number.
package struct ProcessIdentity: Sendable, Hashable, Codable {
    package var pid: Int32
    /// Field 22 of `/proc/PID/stat`: clock ticks after boot at which it started; 0 where it could not be read.
    package var startTicks: UInt64

    package init(pid: Int32, startTicks: UInt64) {
        self.pid = pid
        self.startTicks = startTicks
    }
}
