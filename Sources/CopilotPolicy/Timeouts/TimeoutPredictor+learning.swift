internal import Glibc

extension TimeoutPredictor {
    /// Learns how a run ended. `seconds` is its duration; what is negative or not a number is left out.
    ///
    /// `ticket` is that of the prediction made when the run (with retries: its first try) started; without one the run counts
    /// for its key, and not for how far predictions can be trusted. What was cut off says only "at least so long": two of a
    /// key in a row, and its timeout is no longer below what they had. Runs that failed or were stopped say nothing.
    package mutating func learn(key: RunKey, seconds: Double, ending: RunEnding, ticket: TimeoutTicket? = nil) {
        guard seconds >= 0, seconds.isFinite else { return }
        let run = Self.logSeconds(seconds)
        switch ending {
        case .failed, .stopped: return
        case .cutOff:
            guard let leaf = key.levels.last else { return }
            let slot = slot(leaf)
            histories[slot].add(atLeast: run)
            longest = max(longest, run)
        case .succeeded:
            if let ticket { judge(ticket, run: max(0, run)) }
            longest = max(longest, run)
            learned &+= 1
            for level in key.levels {
                let slot = slot(level)
                histories[slot].add(run, capacity: tuning.window)
            }
        }
        if histories.count > max(8, tuning.mostNodes) { forget() }
    }

    /// Learns what a prediction was worth.
    private mutating func judge(_ ticket: TimeoutTicket, run: Float) {
        let fade = Float(exp2(-1 / max(1, tuning.halfLife)))
        for anchor in ticket.anchors.prefix(16) where anchor.base.isFinite {
            let margin = run - anchor.base
            for place in [anchor.cell, anchor.coarse] where cells.indices.contains(place) {
                if cells[place] == nil { cells[place] = MarginCell() }
                cells[place]?.add(margin, fade: fade)
            }
        }
        let isMiss = run > ticket.bound
        logPrice += tuning.step * ((isMiss ? 1 / max(1e-6, tuning.target) : 0) - 1)
        logPrice = min(max(logPrice, log(tuning.prices.lowerBound)), log(tuning.prices.upperBound))
    }

    private mutating func slot(_ hash: UInt64) -> Int {
        uses &+= 1
        if let slot = slots[hash] {
            histories[slot].used = uses
            return slot
        }
        slots[hash] = histories.count
        histories.append(RunHistory())
        histories[histories.count - 1].used = uses
        hashes.append(hash)
        return histories.count - 1
    }

    /// Forgets the tenth that was not used longest.
    private mutating func forget() {
        let edge = histories.map(\.used).sorted()[histories.count / 10]
        var (kept, keptHashes): ([RunHistory], [UInt64]) = ([], [])
        for (history, hash) in zip(histories, hashes) where history.used > edge || hash == RunKey.everything {
            kept.append(history)
            keptHashes.append(hash)
        }
        (histories, hashes) = (kept, keptHashes)
        slots = Dictionary(zip(hashes, hashes.indices), uniquingKeysWith: { first, _ in first })
    }
}
