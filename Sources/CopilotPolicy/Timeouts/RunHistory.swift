/// What is remembered of a level of keys. At most 3.3 KB with a window of 400.
struct RunHistory: Sendable, Hashable, Codable {
    var window = RunWindow()
    /// A moving mean of log seconds (weight 0.2) and of the distance from it (0.25, as in RFC 6298).
    private(set) var mean: Float = 0
    private(set) var deviation: Float = 0.5
    /// Runs ever learned.
    private(set) var total = 0
    /// Ends since the last success that said only "at least so long", and the longest of them in log seconds.
    private(set) var cutOff = 0
    private(set) var cutOffLongest: Float = 0
    /// When it was used last, counted in uses.
    var used: UInt64 = 0

    /// Adds a run that succeeded, in log seconds.
    mutating func add(_ run: Float, capacity: Int) {
        if total == 0 {
            mean = run
        } else {
            deviation += 0.25 * (abs(run - mean) - deviation)
            mean += 0.2 * (run - mean)
        }
        window.add(run, capacity: capacity)
        total &+= 1
        cutOff = 0
    }

    /// Adds a run that was cut off: the true time is longer.
    mutating func add(atLeast run: Float) {
        cutOffLongest = cutOff == 0 ? run : max(cutOffLongest, run)
        cutOff = min(cutOff + 1, 1000)
    }

    /// What the runs that were cut off say: once two in a row have not finished, as much as the longest of them was given,
    /// and twice that from the third on; nil: nothing.
    var atLeast: Float? { cutOff < 2 ? nil : cutOff == 2 ? cutOffLongest : cutOffLongest + 0.6931 }

    /// 0 to 8: how many runs, by powers of two.
    var sizeClass: Int { min(8, Int.bitWidth - 1 - max(1, window.count).leadingZeroBitCount) }

    /// 0 to 5: how far the longest are from the median.
    var spreadClass: Int {
        let distance = window.upper - window.quantile(0.5)
        for (place, edge) in Self.spreadEdges.enumerated() where distance < edge { return place }
        return Self.spreadEdges.count
    }

    /// Differences of log seconds: 5 %, 16 %, 1.5-, 2.7- and 7.4-fold.
    private static let spreadEdges: [Float] = [0.05, 0.15, 0.4, 1, 2]
}
