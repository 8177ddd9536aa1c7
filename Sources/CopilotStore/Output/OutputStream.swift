/// One attempt's output while it is written.
struct OutputStream: Sendable {
    let number: UInt32
    /// The offset of its last frame in the log; nil before its first.
    var last: Int64?
    /// Bytes of output so far, those included that could not be kept.
    var position: Int64 = 0
    /// Bytes it takes in the log.
    var cost = 0
    /// Where the rest goes once its share of the log is used up.
    var ring: OutputRing?
    /// After this wall time a ring that could not be made is tried again.
    var ringRetryAt: Int64 = 0
    /// Up to which position its ring was copied into the log.
    var merged: Int64 = 0

    init(number: UInt32) { self.number = number }
}
