internal import Glibc

/// Predicts how long runs take and when to give one up, from how long runs of the same key, and of the levels above it, took.
///
/// Each level offers bases (its 99 % quantile, its moving mean …). How far runs go beyond such a base is learned for all
/// histories of the same kind together (level, size, spread: Mondrian conformal prediction), so a key with three runs is
/// judged by what keys with three runs did before. Of all bases and margins the one is taken whose timeout is expected to be
/// shortest when a miss has a price; the price follows the misses that really happened (adaptive conformal inference), so
/// that in the long run `tuning.target` of good work is killed, whatever the workload.
///
/// A value without a clock: the same calls give the same answers. Time is in seconds; log seconds below 0 (a second) count as
/// 0 where timeouts are judged. Bounded: `tuning.mostNodes` histories of at most 3.3 KB, and 5,500 cells of 260 bytes.
package struct TimeoutPredictor: Sendable {
    package let tuning: TimeoutTuning
    var slots: [UInt64: Int] = [:]
    var histories: [RunHistory] = []
    var hashes: [UInt64] = []
    var cells: [MarginCell?]
    /// The logarithm of what a miss costs.
    var logPrice: Double
    /// The longest run ever, in log seconds and at least 0, also of those that were cut off; and how many were good.
    var longest: Float = 0
    var learned = 0
    /// Counts uses, for what was not used longest.
    var uses: UInt64 = 0

    package init(tuning: TimeoutTuning = TimeoutTuning()) {
        self.tuning = tuning
        cells = Array(repeating: nil, count: CellPlace.count)
        logPrice = log(tuning.firstPrice)
    }

    /// How many keys and levels above them are remembered.
    package var historyCount: Int { histories.count }

    /// The bytes that are held for a key, with what its place in the tables takes; 0 for one that is not known.
    package func mostBytes(of key: RunKey) -> Int {
        guard let slot = key.levels.last.flatMap({ slots[$0] }) else { return 0 }
        let window = histories[slot].window
        let numbers = window.ring.capacity + window.sorted.capacity
        return MemoryLayout<RunHistory>.stride + numbers * MemoryLayout<Float>.stride + 64
    }

    /// What is expected of a run that starts now.
    ///
    /// `siblings` are the times at which running runs of the same key started, on the same clock as `at`; the first 64 count.
    /// `requested` is the user's limit and `remaining` what is left to the deadline, both in seconds; what is not a positive
    /// number is left out.
    package func predict(
        key: RunKey, at now: Double, siblings: some Collection<Double> = EmptyCollection(), requested: Double? = nil,
        remaining: Double? = nil, operation: OperationClass = .general, criticality: RunCriticality = .normal
    ) -> TimeoutPrediction {
        let levels = key.levels.map { slots[$0].map { histories[$0] } }
        let leaf = levels.last.flatMap { $0 }
        let limit = Self.usable(requested)
        let guess = operation.guessSeconds * criticality.guessFactor
        var choice = choose(levels, newness: CellPlace.newness(leaf?.total ?? 0), limit: limit)
        var bound = choice.anchor == nil ? Self.logSeconds(guess) : choice.bound
        let isFirst = leaf == nil || leaf?.total == 0
        if isFirst { bound = max(bound, Self.logSeconds(guess * tuning.firstPart)) }
        let calm = bound
        if let elapsed = Self.secondLongest(siblings, now) {
            bound = max(bound, Self.logSeconds(elapsed * tuning.siblingFactor))
        }
        if let least = leaf?.atLeast { bound = max(bound, least) }
        choice.ticket.bound = max(0, calm)
        var basis = basis(of: choice, key: key, guess: guess)
        basis.guess = isFirst ? operation : nil
        basis.isRaised = bound > calm
        var seconds = choice.anchor == nil && bound == calm ? guess : exp(Double(bound))
        let longest = max(longest, bound > calm ? bound : 0)
        cap(&seconds, &basis, longest: longest, limit: limit, remaining: Self.usable(remaining))
        return prediction(seconds, basis, choice, levels)
    }

    private func cap(
        _ seconds: inout Double, _ basis: inout TimeoutBasis, longest: Float, limit: Double?, remaining: Double?
    ) {
        let most = learned >= 100 ? 2 * exp(Double(longest)) : nil
        for (cap, value) in [(TimeoutCap.twiceLongest, most), (.requested, limit), (.deadline, remaining)] {
            guard let value, value < seconds else { continue }
            (seconds, basis.cap) = (value, cap)
        }
    }

    private func basis(of choice: Choice, key: RunKey, guess: Double) -> TimeoutBasis {
        guard let anchor = choice.anchor else {
            return TimeoutBasis(
                anchor: .guess, level: "", runs: 0, baseSeconds: guess, factor: 1, isRaised: false,
                target: tuning.target)
        }
        return TimeoutBasis(
            anchor: anchor, level: key.name(level: choice.level), runs: choice.runs,
            baseSeconds: exp(Double(choice.base)), factor: exp(Double(choice.bound - choice.base)), isRaised: false,
            target: tuning.target)
    }

    private func prediction(
        _ timeout: Double, _ basis: TimeoutBasis, _ choice: Choice, _ levels: [RunHistory?]
    ) -> TimeoutPrediction {
        var (q50, q95, q99) = (timeout, timeout, timeout)
        if let history = levels.last(where: { ($0?.window.count ?? 0) > 0 }).flatMap({ $0 }) {
            // Fewer than 20 runs say nothing about one in twenty: there the level above speaks, too.
            let tail = levels.last { ($0?.window.count ?? 0) >= 20 }.flatMap { $0 } ?? history
            q50 = exp(Double(history.window.quantile(0.5)))
            q95 = max(q50, exp(Double(tail.window.quantile(0.95))))
            q99 = max(q95, exp(Double(tail.window.quantile(0.99))))
        }
        return TimeoutPrediction(
            q50Seconds: min(q50, timeout), q95Seconds: min(q95, timeout), q99Seconds: min(q99, timeout),
            timeoutSeconds: timeout, basis: basis, ticket: choice.ticket)
    }

    /// A positive, finite number of seconds; nil otherwise.
    static func usable(_ seconds: Double?) -> Double? {
        seconds.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    }

    /// Log seconds, from a millisecond to 30 years.
    static func logSeconds(_ seconds: Double) -> Float { Float(log(min(1e9, max(0.001, seconds)))) }

    private static func secondLongest(_ starts: some Collection<Double>, _ now: Double) -> Double? {
        var (first, second) = (-Double.infinity, -Double.infinity)
        for start in starts.prefix(64) {
            let elapsed = now - start
            if elapsed > first { (first, second) = (elapsed, first) } else if elapsed > second { second = elapsed }
        }
        return usable(second)
    }
}
