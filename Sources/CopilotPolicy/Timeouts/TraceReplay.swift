internal import HeapModule

/// A run of a recorded trace.
package struct TraceRun: Sendable, Hashable {
    package var key: RunKey
    /// When it started, in seconds on any one clock.
    package var startSeconds: Double
    /// How long it ran; nil: it has not ended.
    package var runSeconds: Double?
    /// The user's limit.
    package var requestedSeconds: Double?
    package var ending: RunEnding

    package init(
        key: RunKey, startSeconds: Double, runSeconds: Double?, requestedSeconds: Double? = nil,
        ending: RunEnding = .succeeded
    ) {
        self.key = key
        self.startSeconds = startSeconds
        self.runSeconds = runSeconds
        self.requestedSeconds = requestedSeconds
        self.ending = ending
    }
}

/// Predicts the runs of a trace as they would have been predicted when they started: of each only what had ended by then is
/// known. Keeps what runs, and nothing of what has ended.
package struct TraceReplay: Sendable {
    /// An end to come. Of two at once the one that started first comes first.
    private struct End: Comparable {
        let seconds: Double
        let place: Int
        let run: TraceRun
        let ticket: TimeoutTicket

        static func < (one: End, other: End) -> Bool { (one.seconds, one.place) < (other.seconds, other.place) }
        static func == (one: End, other: End) -> Bool { one.seconds == other.seconds && one.place == other.place }
    }

    /// A run of a key, for its siblings.
    private struct Sibling {
        let start: Double
        let end: Double
    }

    package private(set) var predictor: TimeoutPredictor
    private var ends = Heap<End>()
    private var running: [UInt64: [Sibling]] = [:]
    private var started = 0

    package init(predictor: TimeoutPredictor = TimeoutPredictor()) { self.predictor = predictor }

    /// How many runs have started and not ended.
    package var runningCount: Int { ends.count }

    /// Starts a run: learns what ended up to now, then predicts. Runs must come in the order in which they started.
    package mutating func start(_ run: TraceRun) -> TimeoutPrediction {
        while let end = ends.min, end.seconds <= run.startSeconds {
            ends.removeMin()
            predictor.learn(
                key: end.run.key, seconds: end.run.runSeconds ?? -1, ending: end.run.ending, ticket: end.ticket)
        }
        let leaf = run.key.levels.last ?? RunKey.everything
        let siblings = oldest(leaf, now: run.startSeconds)
        let prediction = predictor.predict(
            key: run.key, at: run.startSeconds, siblings: siblings, requested: run.requestedSeconds)
        let end = run.runSeconds.map { run.startSeconds + $0 } ?? .infinity
        running[leaf, default: []].append(Sibling(start: run.startSeconds, end: end))
        // What never ends is never learned, and only counts as a sibling.
        if end.isFinite { ends.insert(End(seconds: end, place: started, run: run, ticket: prediction.ticket)) }
        started &+= 1
        return prediction
    }

    /// The starts of the two runs of a key that have been running longest.
    private mutating func oldest(_ leaf: UInt64, now: Double) -> [Double] {
        guard let all = running[leaf] else { return [] }
        var alive = all.prefix(64).filter { $0.end > now }
        // What has ended is let go when it is in the way, and at each doubling.
        let isDoubled = all.count > 64 && all.count.nonzeroBitCount == 1
        if isDoubled || (alive.count < 2 && all.count > alive.count) {
            alive = all.filter { $0.end > now }
            running[leaf] = alive.isEmpty ? nil : alive
        }
        return alive.prefix(2).map(\.start)
    }
}
