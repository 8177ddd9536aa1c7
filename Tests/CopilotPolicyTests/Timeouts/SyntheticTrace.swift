import CopilotPolicy

/// Made-up traces, the same for the same seed.
struct SyntheticTrace {
    private var state: UInt64

    init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    /// A number from 0 up to 1.
    mutating func uniform() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var mixed = state
        mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        mixed ^= mixed >> 33
        return Double(mixed >> 11) / 9_007_199_254_740_992
    }

    /// About normal: mean 0, deviation 1.
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }

    /// Runs of keys of very different length and spread, some in batches that start at once.
    mutating func runs(_ count: Int, keys: Int = 40) -> [TraceRun] {
        let scales = (0..<keys).map { _ in (Self.power(uniform() * 10), 0.1 + uniform()) }
        var now = 0.0
        var runs: [TraceRun] = []
        while runs.count < count {
            let place = Int(uniform() * uniform() * Double(keys))
            now += uniform() * 60
            for _ in 0..<(uniform() < 0.1 ? 20 : 1) {
                let seconds = scales[place].0 * Self.power(normal() * scales[place].1)
                runs.append(
                    TraceRun(
                        key: RunKey(path: "project\(place % 3)/task\(place % 11)/command\(place)"), startSeconds: now,
                        runSeconds: seconds))
            }
        }
        return Array(runs.prefix(count))
    }

    /// e to a power, by squaring.
    static func power(_ exponent: Double) -> Double {
        var value = 1 + exponent / 1_048_576
        for _ in 0..<20 { value *= value }
        return value
    }
}
