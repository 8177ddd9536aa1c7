/// What a subscriber receives: first a snapshot, then what happens after it.
package enum Delivery: Sendable {
    /// The whole state; what was folded before is void. Sent first, and again after ``lagged``.
    case snapshot(MissionState)
    /// What happened since, in order, without a gap.
    case events([EventRecord])
    /// The machine's state now. Not part of the mission's state and not journalled.
    case health(HealthSample)
    /// The subscriber was too slow and this many events were not kept for it; a snapshot follows.
    case lagged(Int)
}

/// A piece of one task's output.
package struct OutputChunk: Sendable, Hashable, Codable {
    package var attempt: Int
    /// Where `bytes` begin, counted in bytes from the start of the attempt's output. Greater than the end of the chunk
    /// before: what lies between was not kept.
    package var offset: Int64
    /// Raw bytes of a terminal: hostile.
    package var bytes: [UInt8]

    package init(attempt: Int, offset: Int64, bytes: [UInt8]) {
        self.attempt = attempt
        self.offset = offset
        self.bytes = bytes
    }
}

/// What became of an intent.
package enum IntentReceipt: Sendable, Hashable {
    case accepted
    /// Nothing was done; the reason, as a sentence for people.
    case refused(String)
}
