internal import CopilotModel
internal import HeapModule

/// The looks that are due, in three lanes: what an answer waits for, what has just fallen quiet, what has been quiet for long.
/// The latter two may each use a share of a processor; a lane that has used its share up waits, and the others do not.
struct LookQueue {
    /// The lanes, the most pressing first.
    enum Lane: Int, CaseIterable {
        case answer, fresh, steady
    }

    private struct Entry: Comparable {
        let at: Duration
        let key: AttemptKey
        let epoch: UInt64

        static func < (left: Entry, right: Entry) -> Bool {
            left.at != right.at ? left.at < right.at : left.epoch < right.epoch
        }

        static func == (left: Entry, right: Entry) -> Bool { left.at == right.at && left.epoch == right.epoch }
    }

    private var heaps = [Heap<Entry>](repeating: Heap(), count: Lane.allCases.count)
    private var allowances = [
        Allowance(share: 1, burst: .seconds(10)), Allowance(share: 0.05, burst: .milliseconds(500)),
        Allowance(share: 0.02, burst: .milliseconds(200)),
    ]
    private var epochs: [AttemptKey: UInt64] = [:]
    private var nextEpoch: UInt64 = 0

    /// Looks at `key` at `time`; an earlier order for it is void.
    mutating func schedule(_ key: AttemptKey, at time: Duration, lane: Lane) {
        nextEpoch &+= 1
        epochs[key] = nextEpoch
        heaps[lane.rawValue].insert(Entry(at: time, key: key, epoch: nextEpoch))
    }

    mutating func remove(_ key: AttemptKey) { epochs[key] = nil }

    /// When the next look is due and may be afforded; nil: none is.
    mutating func next(now: Duration) -> Duration? {
        var soonest: Duration?
        for lane in Lane.allCases {
            guard let at = first(lane)?.at else { continue }
            let affordable = max(at, now + allowances[lane.rawValue].wait(at: now))
            soonest = min(soonest ?? affordable, affordable)
        }
        return soonest
    }

    /// Takes the next look out that is due and may be afforded.
    mutating func take(at now: Duration) -> (key: AttemptKey, lane: Lane)? {
        for lane in Lane.allCases {
            guard let entry = first(lane), entry.at <= now, allowances[lane.rawValue].wait(at: now) == .zero else {
                continue
            }
            _ = heaps[lane.rawValue].popMin()
            epochs[entry.key] = nil
            return (entry.key, lane)
        }
        return nil
    }

    /// Books what a look has cost.
    mutating func spend(_ cost: Duration, lane: Lane) { allowances[lane.rawValue].spend(cost) }

    private mutating func first(_ lane: Lane) -> Entry? {
        while let entry = heaps[lane.rawValue].min, epochs[entry.key] != entry.epoch {
            _ = heaps[lane.rawValue].popMin()
        }
        return heaps[lane.rawValue].min
    }
}
