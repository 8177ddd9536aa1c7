import CopilotPolicy
import Testing

/// A trace is predicted without a look ahead, and well.
@Suite struct TraceReplayTests {
    private func predictions(_ runs: [TraceRun]) -> [TimeoutPrediction] {
        var replay = TraceReplay()
        return runs.map { replay.start($0) }
    }

    @Test(arguments: [UInt64(11), 12])
    func theLaterHalfDoesNotChangeTheEarlier(seed: UInt64) {
        var trace = SyntheticTrace(seed: seed)
        let runs = trace.runs(3000)
        var changed = runs
        let middle = runs[1500].startSeconds
        for place in 1500..<3000 {
            changed[place].runSeconds = place % 2 == 0 ? 0.001 : 1e6
            changed[place].key = RunKey(path: "else/\(place % 5)")
            changed[place].ending = place % 3 == 0 ? .cutOff : .succeeded
        }
        // A run that goes on beyond the middle is not known before it.
        for place in 0..<1500 where runs[place].startSeconds + (runs[place].runSeconds ?? 0) > middle {
            changed[place].runSeconds = middle - runs[place].startSeconds + 12_345
        }
        let (one, other) = (predictions(runs), predictions(changed))
        #expect(Array(one.prefix(1500)) == Array(other.prefix(1500)))
        #expect(one.suffix(1000) != other.suffix(1000))
    }

    @Test func aRunIsKnownFromItsEndOn() {
        let key = RunKey(path: "a")
        var replay = TraceReplay()
        _ = replay.start(TraceRun(key: key, startSeconds: 0, runSeconds: 100))
        #expect(replay.start(TraceRun(key: key, startSeconds: 99, runSeconds: 1)).basis.anchor == .guess)
        #expect(replay.start(TraceRun(key: key, startSeconds: 100, runSeconds: 1)).basis.anchor != .guess)
        #expect(replay.runningCount == 1)
    }

    @Test(arguments: [UInt64(21), 22, 23])
    func onePerCentOfGoodWorkIsKilled(seed: UInt64) {
        var trace = SyntheticTrace(seed: seed)
        let runs = trace.runs(20_000)
        let found = predictions(runs)
        let killed = zip(runs, found).map { ($0.runSeconds ?? 0) > max(1, $1.timeoutSeconds) }
        // From nothing, and once it knows its way.
        #expect(Double(killed.filter { $0 }.count) / 20_000 <= 0.02)
        #expect(Double(killed.suffix(10_000).filter { $0 }.count) / 10_000 <= 0.014)
    }

    @Test func batchesThatStartAtOnceStayNearTheTarget() {
        // All of a batch share a day that is slow or quick, and start before any of it has ended.
        var trace = SyntheticTrace(seed: 31)
        var runs: [TraceRun] = []
        for batch in 0..<60 {
            let day = SyntheticTrace.power(trace.normal() * 0.15)
            for test in 0..<300 {
                let seconds = Double(test % 30 + 2) * day * SyntheticTrace.power(trace.normal() * 0.1)
                runs.append(
                    TraceRun(
                        key: RunKey(path: "suite/file\(test / 20)/test\(test)"), startSeconds: Double(batch) * 86_400,
                        runSeconds: seconds))
            }
        }
        let killed = zip(runs, predictions(runs)).filter { ($0.runSeconds ?? 0) > max(1, $1.timeoutSeconds) }.count
        #expect(Double(killed) / Double(runs.count) <= 0.02)
    }

    @Test func failedAndStoppedRunsAreNotLearned() {
        let key = RunKey(path: "a")
        var replay = TraceReplay()
        for (place, ending) in [RunEnding.failed, .stopped].enumerated() {
            _ = replay.start(
                TraceRun(key: key, startSeconds: Double(place * 10), runSeconds: 1, ending: ending))
        }
        #expect(replay.start(TraceRun(key: key, startSeconds: 100, runSeconds: 1)).basis.anchor == .guess)
    }
}
