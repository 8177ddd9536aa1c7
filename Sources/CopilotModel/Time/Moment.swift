/// An instant as the supervisor sees it: on the clock that stands still while the machine sleeps, on the one that
/// does not, and on the wall.
///
/// Limits of tasks run on `monotonic`; deadlines and reset times on `wallMilliseconds`.
package struct Moment: Sendable, Hashable, Codable {
    /// `CLOCK_MONOTONIC`: since boot, without the time asleep. Comparable only within one boot.
    package var monotonic: Duration
    /// `CLOCK_BOOTTIME`: since boot, with the time asleep.
    package var boottime: Duration
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package var wallMilliseconds: Int64
    /// The zone's offset in seconds east of Greenwich.
    package var zoneSeconds: Int

    package init(monotonic: Duration, boottime: Duration, wallMilliseconds: Int64, zoneSeconds: Int = 0) {
        self.monotonic = monotonic
        self.boottime = boottime
        self.wallMilliseconds = wallMilliseconds
        self.zoneSeconds = zoneSeconds
    }

    /// The start of every clock: for tests and simulations.
    package static let zero = Moment(monotonic: .zero, boottime: .zero, wallMilliseconds: 0)

    /// The moment `span` later, if the machine stays awake and nobody sets the clock.
    package func advanced(by span: Duration) -> Moment {
        Moment(
            monotonic: monotonic + span, boottime: boottime + span,
            wallMilliseconds: wallMilliseconds + span.milliseconds, zoneSeconds: zoneSeconds)
    }
}

extension Int64 {
    /// The difference, kept within what fits: times in a journal may be any number.
    package func subtractingSaturated(_ other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (other < 0 ? .max : .min) : difference
    }
}

extension Duration {
    /// Whole milliseconds, rounded toward zero; saturates at `Int64`'s ends.
    package var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        if overflow { return seconds < 0 ? .min : .max }
        let (sum, carried) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        return carried ? (seconds < 0 ? .min : .max) : sum
    }

    /// Seconds as a floating-point number.
    package var secondsValue: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
