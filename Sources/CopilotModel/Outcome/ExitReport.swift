/// How a try's process ended and what it used, as the kernel told it.
package struct ExitReport: Sendable, Hashable, Codable {
    /// `wait4`'s word on a process.
    package enum Status: Sendable, Hashable, Codable {
        /// It called exit with this code, 0 to 255.
        case exited(code: Int32)
        /// A signal ended it; `core`: it left a core dump.
        case signalled(signal: Int32, core: Bool)
        /// It is gone and nobody knows how: its parent died first.
        case unknown
    }

    package var status: Status
    /// From start to exit on the monotonic clock, pauses included.
    package var elapsedMilliseconds: Int64
    /// `ru_utime` of the process and the children it waited for.
    package var userMilliseconds: Int64
    /// `ru_stime`, likewise.
    package var systemMilliseconds: Int64
    /// `ru_maxrss`: the most memory any one of them held.
    package var maxResidentBytes: Int64
    /// Bytes it wrote to its terminal.
    package var outputBytes: Int64

    package init(
        status: Status, elapsedMilliseconds: Int64 = 0, userMilliseconds: Int64 = 0, systemMilliseconds: Int64 = 0,
        maxResidentBytes: Int64 = 0, outputBytes: Int64 = 0
    ) {
        self.status = status
        self.elapsedMilliseconds = elapsedMilliseconds
        self.userMilliseconds = userMilliseconds
        self.systemMilliseconds = systemMilliseconds
        self.maxResidentBytes = maxResidentBytes
        self.outputBytes = outputBytes
    }

    /// Whether it ended by `exit(0)`.
    package var isSuccess: Bool { status == .exited(code: 0) }
}
