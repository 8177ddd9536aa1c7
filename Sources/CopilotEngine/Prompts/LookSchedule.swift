/// When an attempt's terminal is looked at, and what looks may cost.
enum LookSchedule {
    /// An attempt counts as quiet after so long: a program that asks flushes and reads within microseconds.
    static let firstQuiet: Duration = .milliseconds(3)
    /// The silences at which a quiet attempt is looked at.
    static let rungs: [Duration] = [
        firstQuiet, .milliseconds(15), .milliseconds(50), .milliseconds(100), .milliseconds(150), .milliseconds(250),
        .milliseconds(500),
    ]
    /// Between two looks after the last rung, and at most where many attempts live, or one has been silent for long. Who asks
    /// prints, and is looked at then at once: these looks are for those that wait without a word.
    static let steady: Duration = .seconds(1)
    static let mostSteady: Duration = .seconds(5)
    /// After a silence, a look in so many parts of it: the longer it has lasted, the longer it will.
    static let silenceParts = 10
    /// What each live attempt adds to that: 200 looks a second in all.
    static let steadyShare: Duration = .milliseconds(5)
    /// An attempt that never falls quiet is asked about at most so often.
    static let mostRecheck: Duration = .milliseconds(40)

    /// When to look next, for one of `count` that has been silent since `lastOutput`.
    static func next(after now: Duration, lastOutput: Duration, count: Int = 1) -> Duration {
        let quiet = now - lastOutput
        if let rung = rungs.first(where: { $0 > quiet }) { return lastOutput + rung }
        return now + max(steady, min(mostSteady, max(steadyShare * min(count, 10_000), quiet / silenceParts)))
    }
}

/// A share of a processor that may be used up over time: what is not used is kept, up to a burst.
struct Allowance: Sendable, Hashable {
    /// The share, 0 to 1.
    let share: Double
    let burst: Duration
    private var left: Duration
    private var refilledAt: Duration?

    init(share: Double, burst: Duration) {
        self.share = share
        self.burst = burst
        left = burst
    }

    mutating func spend(_ cost: Duration) { left -= cost }

    /// How long to wait until there is something to spend; zero: now.
    mutating func wait(at now: Duration) -> Duration {
        if let last = refilledAt, now > last { left = min(burst, left + (now - last) * share) }
        refilledAt = now
        guard left < .zero, share > 0 else { return .zero }
        return min(.seconds(5), max(.milliseconds(1), .zero - left / share))
    }
}
