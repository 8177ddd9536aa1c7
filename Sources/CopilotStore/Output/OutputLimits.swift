/// How much of an attempt's output is kept.
package struct OutputLimits: Sendable, Hashable {
    /// Bytes of the log that an attempt's beginning may fill, heads of frames included.
    package var headBytes: Int
    /// Bytes of its end that are kept besides.
    package var tailBytes: Int

    /// Negative numbers count as 0.
    package init(headBytes: Int, tailBytes: Int) {
        self.headBytes = max(0, headBytes)
        self.tailBytes = max(0, tailBytes)
    }

    /// 32 MiB and 32 MiB: more than a person reads, less than 1,000 loose tasks need to fill a disk.
    package static let standard = OutputLimits(headBytes: 32 << 20, tailBytes: 32 << 20)
}
