package import CopilotModel
internal import CopilotPorts
import Glibc
import Synchronization

/// The machine's clocks.
package final class SystemClock: EngineClock {
    private struct Zone {
        /// The hour of the wall clock, counted from 1970, for which the offset was asked.
        var hour: Int64 = .min
        var seconds = 0
    }

    /// Asking for the zone costs a lock and a look at a file; it changes on the hour at most.
    private let zone = Mutex(Zone())

    /// What is added to the wall clock, for pictures that look alike at any time of the day; nil: it is as it is.
    private let shift: Int64?

    package init() { shift = nil }

    /// A clock that starts now at a time of its choice, in UTC.
    ///
    /// - Parameter start: milliseconds since 1970.
    package init(startingAt start: Int64) {
        shift = start &- Self.milliseconds(Self.read(CLOCK_REALTIME))
    }

    package func now() -> Moment {
        let wall = Self.read(CLOCK_REALTIME)
        let milliseconds = Self.milliseconds(wall)
        if let shift {
            return Moment(
                monotonic: Self.duration(Self.read(CLOCK_MONOTONIC)),
                boottime: Self.duration(Self.read(CLOCK_BOOTTIME)), wallMilliseconds: milliseconds &+ shift,
                zoneSeconds: 0)
        }
        return Moment(
            monotonic: Self.duration(Self.read(CLOCK_MONOTONIC)), boottime: Self.duration(Self.read(CLOCK_BOOTTIME)),
            wallMilliseconds: milliseconds, zoneSeconds: zoneSeconds(at: wall.tv_sec))
    }

    /// The wall clock alone: milliseconds since 1970.
    package func wallMilliseconds() -> Int64 {
        Self.milliseconds(Self.read(CLOCK_REALTIME)) &+ (shift ?? 0)
    }

    package func threadTime() -> Duration { Self.duration(Self.read(CLOCK_THREAD_CPUTIME_ID)) }

    package func sleep(for span: Duration) async throws {
        try await Task.sleep(for: span, clock: .suspending)
    }

    private func zoneSeconds(at seconds: time_t) -> Int {
        let hour = Int64(seconds) / 3600
        return zone.withLock { zone in
            if zone.hour != hour {
                var time = seconds
                var parts = tm()
                zone.seconds = localtime_r(&time, &parts) == nil ? 0 : parts.tm_gmtoff
                zone.hour = hour
            }
            return zone.seconds
        }
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }

    private static func milliseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    private static func duration(_ time: timespec) -> Duration {
        .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
