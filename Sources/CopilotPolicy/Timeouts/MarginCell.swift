internal import Glibc

/// How far runs went beyond a base, for histories of one kind: a histogram of log(run / base) in which old runs fade.
struct MarginCell: Sendable, Hashable, Codable {
    /// The weights of the runs above `grid[i - 1]` and up to `grid[i]`, times `scale`.
    private var weights = [Float](repeating: 0, count: MarginCell.grid.count + 1)
    private var sum: Float = 0
    private var total: Float = 0
    /// What the next run weighs. It grows instead of all others being made smaller each time.
    private var scale: Float = 1

    /// The margins among which one is chosen: 2 % around none, wider with the distance.
    static let grid: [Float] = {
        var margins: [Float] = []
        var next: Float = 0.02
        while next < 6 {
            margins.append(next)
            next = next * 1.25 + 0.01
        }
        return margins.reversed().filter { $0 < 2.5 }.map { -$0 } + [0] + margins
    }()

    /// How many are believed to go beyond each margin where nothing was seen: an exponential tail.
    static let believed: [Float] = grid.map { min(1, 0.3 * exp(-1.3 * $0)) }

    /// How many runs it knows, the old ones counted less.
    var count: Float { total / scale }
    /// The sum of the margins of these.
    var marginSum: Float { sum / scale }

    init() {}

    /// Adds a run; `fade` is what older ones are multiplied with.
    mutating func add(_ margin: Float, fade: Float) {
        scale /= fade
        var (low, high) = (0, Self.grid.count)
        while low < high {
            let middle = (low + high) / 2
            if Self.grid[middle] < margin { low = middle + 1 } else { high = middle }
        }
        weights[low] += scale
        total += scale
        sum += scale * min(6, max(-6, margin))
        if scale > 1e6 { renormalise() }
    }

    private mutating func renormalise() {
        let factor = 1 / scale
        for place in weights.indices { weights[place] *= factor }
        total *= factor
        sum *= factor
        scale = 1
    }

    /// The weight of the runs in the step above `grid[place]`.
    func weight(above place: Int) -> Float { weights[place + 1] / scale }

    /// Whether it is what this version writes.
    var isSound: Bool {
        weights.count == Self.grid.count + 1 && weights.allSatisfy { $0.isFinite && $0 >= 0 } && sum.isFinite
            && total.isFinite && total >= 0 && scale.isFinite && scale >= 1
    }
}
