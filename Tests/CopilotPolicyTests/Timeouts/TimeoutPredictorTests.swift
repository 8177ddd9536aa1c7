import CopilotPolicy
import Testing

/// What holds for every prediction.
@Suite struct TimeoutPredictorTests {
    private let key = RunKey(path: "mission/task/command")

    private func learned(_ runs: [Double], _ predictor: TimeoutPredictor = TimeoutPredictor()) -> TimeoutPredictor {
        var predictor = predictor
        for run in runs {
            let ticket = predictor.predict(key: key, at: 0).ticket
            predictor.learn(key: key, seconds: run, ending: .succeeded, ticket: ticket)
        }
        return predictor
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func quantilesRiseAndTheTimeoutIsFinite(seed: UInt64) {
        var trace = SyntheticTrace(seed: seed)
        var replay = TraceReplay()
        for run in trace.runs(3000) {
            let found = replay.start(run)
            #expect(found.q50Seconds > 0 && found.q50Seconds <= found.q95Seconds)
            #expect(found.q95Seconds <= found.q99Seconds && found.q99Seconds <= found.timeoutSeconds)
            #expect(found.timeoutSeconds.isFinite && found.actingSeconds >= 30)
            #expect(found.ticket.anchorCount <= 16)
        }
    }

    @Test func aFirstRunIsAGuessByClassAndCriticality() {
        let none = TimeoutPredictor()
        #expect(none.predict(key: key, at: 0).timeoutSeconds.rounded() == 3600)
        for operation in OperationClass.allCases {
            let found = none.predict(key: key, at: 0, operation: operation)
            #expect(found.basis.anchor == .guess && found.basis.guess == operation)
            #expect(abs(found.timeoutSeconds - operation.guessSeconds) < 0.01 * operation.guessSeconds)
            let high = none.predict(key: key, at: 0, operation: operation, criticality: .high)
            #expect(high.timeoutSeconds > 1.9 * found.timeoutSeconds)
        }
        // Of a key that is new among short ones something is known; a quarter of the guess is the least.
        let some = learned(Array(repeating: 5, count: 200))
        let other = some.predict(key: RunKey(path: "mission/task/other"), at: 0)
        #expect(other.timeoutSeconds <= 901 && other.basis.guess == .general)
    }

    @Test func aKeyThatRanOftenHasATightTimeout() {
        var trace = SyntheticTrace(seed: 4)
        let found = learned((0..<400).map { _ in 100 + trace.uniform() * 10 }).predict(key: key, at: 0)
        #expect(found.timeoutSeconds > 105 && found.timeoutSeconds < 160)
        #expect(abs(found.q50Seconds - 105) < 2)
    }

    @Test func longerRunsAreFollowedWithinAFewRuns() {
        var predictor = learned(Array(repeating: 10, count: 300))
        var misses = 0
        for _ in 0..<50 {
            let found = predictor.predict(key: key, at: 0)
            if found.timeoutSeconds < 100 { misses += 1 }
            predictor.learn(key: key, seconds: 100, ending: .succeeded, ticket: found.ticket)
        }
        #expect(misses <= 12)
    }

    @Test func shorterRunsAreFollowedWithinTheWindow() {
        let found = learned(Array(repeating: 1000, count: 100) + Array(repeating: 10, count: 420))
        #expect(found.predict(key: key, at: 0).timeoutSeconds < 100)
    }

    @Test(arguments: [0.5, 5, 50, 5000, 1e12])
    func whatWasCutOffNeverLowersATimeout(seconds: Double) {
        var trace = SyntheticTrace(seed: 5)
        var predictor = learned((0..<60).map { _ in 20 + trace.uniform() * 30 })
        var before = predictor.predict(key: key, at: 0)
        for _ in 0..<5 {
            predictor.learn(key: key, seconds: seconds, ending: .cutOff, ticket: before.ticket)
            let after = predictor.predict(key: key, at: 0)
            #expect(after.timeoutSeconds >= before.timeoutSeconds)
            #expect(after.q50Seconds == before.q50Seconds && after.q99Seconds >= before.q99Seconds)
            before = after
        }
        // What was cut off at a time is not taken for a run of that time, and a success makes it forgotten.
        predictor.learn(key: key, seconds: 30, ending: .succeeded)
        #expect(predictor.predict(key: key, at: 0).timeoutSeconds < 300)
    }

    @Test func aSecondCutOffRaisesAndAThirdDoubles() {
        var predictor = learned(Array(repeating: 100, count: 150))
        let before = predictor.predict(key: key, at: 0).timeoutSeconds
        predictor.learn(key: key, seconds: 1000, ending: .cutOff)
        #expect(predictor.predict(key: key, at: 0).timeoutSeconds < 400)
        predictor.learn(key: key, seconds: 900, ending: .cutOff)
        #expect(abs(predictor.predict(key: key, at: 0).timeoutSeconds - 1000) < 0.1 && before < 1000)
        predictor.learn(key: key, seconds: 1000, ending: .cutOff)
        let third = predictor.predict(key: key, at: 0)
        #expect(third.basis.isRaised && abs(third.timeoutSeconds - 2000) < 1)
    }

    @Test func runningSiblingsOnlyRaise() {
        let predictor = learned(Array(repeating: 100, count: 150))
        let alone = predictor.predict(key: key, at: 1000)
        let one = predictor.predict(key: key, at: 1000, siblings: [0])
        #expect(one.timeoutSeconds == alone.timeoutSeconds)
        let early = predictor.predict(key: key, at: 1000, siblings: [990, 980, 995])
        #expect(early.timeoutSeconds == alone.timeoutSeconds)
        let late = predictor.predict(key: key, at: 1000, siblings: [500, 995, 600])
        #expect(late.timeoutSeconds > alone.timeoutSeconds && late.basis.isRaised)
        #expect(abs(late.timeoutSeconds - 500) < 1)
    }

    @Test func quantilesDoNotDependOnTheOrderOfRuns() {
        var trace = SyntheticTrace(seed: 6)
        let runs = (0..<300).map { _ in 10 + trace.uniform() * 1000 }
        let one = learned(runs).predict(key: key, at: 0)
        let other = learned(runs.reversed()).predict(key: key, at: 0)
        #expect(one.q50Seconds == other.q50Seconds && one.q95Seconds == other.q95Seconds)
        #expect(one.basis.baseSeconds > 0 && other.basis.baseSeconds > 0)
    }

    @Test func nothingTrapsOnOddNumbers() {
        let odd = [
            Double.nan, .infinity, -.infinity, -1, 0, -0.0, 2.3e-308, 1e-9, 1e300, .greatestFiniteMagnitude, 7, 7,
        ]
        var predictor = TimeoutPredictor()
        for (place, number) in odd.enumerated() {
            for other in odd {
                let found = predictor.predict(
                    key: RunKey(path: "\(place % 3)"), at: number, siblings: [other, number, other], requested: other,
                    remaining: number)
                #expect(found.timeoutSeconds.isFinite && found.timeoutSeconds > 0)
                #expect(found.q50Seconds <= found.q99Seconds)
                for ending in [RunEnding.succeeded, .failed, .cutOff, .stopped] {
                    predictor.learn(
                        key: RunKey(path: "\(place % 3)"), seconds: other, ending: ending, ticket: found.ticket)
                }
                _ = found.basis.words { "\($0)" }
            }
        }
    }

    @Test func capsAreKeptAndNamed() {
        let predictor = learned(Array(repeating: 100, count: 150))
        let requested = predictor.predict(key: key, at: 0, requested: 50)
        #expect(requested.timeoutSeconds == 50 && requested.basis.cap == .requested && requested.q99Seconds <= 50)
        let deadline = predictor.predict(key: key, at: 0, requested: 50, remaining: 20)
        #expect(deadline.timeoutSeconds == 20 && deadline.basis.cap == .deadline && deadline.actingSeconds == 30)
    }

    @Test func theBasisIsToldInWords() {
        let words = learned(Array(repeating: 100, count: 150)).predict(key: key, at: 0).basis.words {
            "\($0.rounded())s"
        }
        #expect(words.contains(" of 150 runs") && words.contains("(1 % target)") && words.contains("cap"))
        let guess = TimeoutPredictor().predict(key: key, at: 0, requested: 60).basis.words { "\($0.rounded())s" }
        #expect(guess.hasSuffix("capped by the requested limit") || guess.contains("requested = 60.0s"))
    }
}
