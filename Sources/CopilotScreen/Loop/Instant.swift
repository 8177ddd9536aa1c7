import Glibc

/// Milliseconds of the monotonic clock.
struct Instant: Comparable {
    var milliseconds: UInt64

    static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Instant(
            milliseconds: UInt64(clamping: time.tv_sec) &* 1000 &+ UInt64(clamping: time.tv_nsec) / 1_000_000)
    }

    func after(milliseconds more: UInt64) -> Instant { Instant(milliseconds: milliseconds &+ more) }

    /// Zero when it has passed.
    func milliseconds(since earlier: Instant) -> UInt64 {
        milliseconds > earlier.milliseconds ? milliseconds - earlier.milliseconds : 0
    }

    static func < (one: Instant, other: Instant) -> Bool { one.milliseconds < other.milliseconds }
}
