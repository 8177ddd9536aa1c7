internal import Glibc

extension TimeoutPredictor {
    /// The base and margin that were taken.
    struct Choice {
        /// nil: there is no history at all.
        var anchor: TimeoutBasis.Anchor?
        /// The level of the key, 0 for everything.
        var level = 0
        var runs = 0
        /// The base and the timeout, in log seconds.
        var base: Float = 0
        var bound: Float = 0
        var cost = Float.infinity
        var ticket = TimeoutTicket()
    }

    /// Weighs all bases of all levels.
    func choose(_ levels: [RunHistory?], newness: Int, limit: Double?) -> Choice {
        var choice = Choice()
        choice.ticket.anchors.reserveCapacity(12)
        let price = Float(exp(logPrice))
        for level in levels.indices.reversed() {
            guard let history = levels[level], history.window.count > 0 else { continue }
            let depth = level == 0 ? 3 : min(levels.count - 1 - level, 2)
            let place = CellPlace(
                depth: depth, size: history.sizeClass, spread: history.spreadClass, newness: newness)
            let window = history.window
            weigh(.upper, window.upper, place, level, window.count, price, &choice)
            if depth <= 1, window.count >= 2 {
                weigh(.trend, history.mean + 3 * history.deviation, place, level, window.count, price, &choice)
                weigh(.recent, history.mean, place, level, window.count, price, &choice)
            }
            if window.count >= 20 { weigh(.high, window.quantile(0.9), place, level, window.count, price, &choice) }
        }
        if let limit {
            let place = CellPlace(depth: 0, size: 0, spread: 0, newness: newness)
            weigh(.requested, Self.logSeconds(limit), place, levels.count - 1, 0, price, &choice)
        }
        return choice
    }

    /// Finds the margin at which a base costs least: the timeout in logarithms beyond what runs take, plus the price of misses.
    private func weigh(
        _ anchor: TimeoutBasis.Anchor, _ value: Float, _ place: CellPlace, _ level: Int, _ runs: Int, _ price: Float,
        _ choice: inout Choice
    ) {
        let base = max(0, value)
        let (fine, coarse) = (place.fine(anchor), place.coarse(anchor))
        choice.ticket.anchors.append(TimeoutTicket.Anchor(cell: fine, coarse: coarse, base: base))
        let (weight, belief) = (tuning.shrinkage, tuning.belief)
        let most = place.newness == 0 ? tuning.mostFirstMisses : tuning.mostMisses
        let (cell, wide) = (cells[fine], cells[coarse])
        let (count, wideCount) = (cell?.count ?? 0, wide?.count ?? 0)
        // Where nothing was seen, a run is believed to take 60 % of the base.
        let wideMean = ((wide?.marginSum ?? 0) - 0.5 * belief) / (wideCount + belief)
        let mean = ((cell?.marginSum ?? 0) + wideMean * weight) / (count + weight)
        var (beyond, wideBeyond): (Float, Float) = (0, 0)
        var step = MarginCell.grid.count - 1
        while step >= 0 {
            beyond += cell?.weight(above: step) ?? 0
            wideBeyond += wide?.weight(above: step) ?? 0
            let wideMisses = (wideBeyond + MarginCell.believed[step] * belief) / (wideCount + belief)
            let misses = (beyond + wideMisses * weight) / (count + weight)
            if misses > most { break }
            let margin = MarginCell.grid[step]
            let cost = margin - mean + price * misses
            if cost < choice.cost {
                choice.cost = cost
                choice.anchor = anchor
                (choice.level, choice.runs) = (level, runs)
                (choice.base, choice.bound) = (base, base + margin)
            }
            step -= 1
        }
    }
}

/// Which histories are of one kind.
struct CellPlace {
    /// 0: the key itself, 1: the level above, 2: higher, 3: everything.
    let depth: Int
    /// 0 to 8 and 0 to 5, of the history that offers the base.
    let size: Int
    let spread: Int
    /// 0 to 4: how well the key itself is known.
    let newness: Int

    private static let kinds = 5
    private static let fineCount = 4 * kinds * 9 * 6 * 5
    /// How many cells there can be.
    static let count = fineCount + 4 * kinds * 5

    /// The class of a key that has run so often.
    static func newness(_ runs: Int) -> Int { runs == 0 ? 0 : runs < 3 ? 1 : runs < 8 ? 2 : runs < 32 ? 3 : 4 }

    /// The cell of a base.
    func fine(_ anchor: TimeoutBasis.Anchor) -> Int {
        (((depth * Self.kinds + Self.number(anchor)) * 9 + size) * 6 + spread) * 5 + newness
    }

    /// The cell that it leans on while it has seen little.
    func coarse(_ anchor: TimeoutBasis.Anchor) -> Int {
        Self.fineCount + (depth * Self.kinds + Self.number(anchor)) * 5 + newness
    }

    private static func number(_ anchor: TimeoutBasis.Anchor) -> Int {
        switch anchor {
        case .upper, .guess: 0
        case .trend: 1
        case .recent: 2
        case .high: 3
        case .requested: 4
        }
    }
}
