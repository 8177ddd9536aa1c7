import CopilotPolicy
import Foundation
import Testing

/// What predictions may cost, and what is kept of them.
@Suite struct TimeoutBoundsTests {
    @Test func keysAreForgottenBeyondTheCap() {
        var tuning = TimeoutTuning()
        tuning.mostNodes = 100
        var predictor = TimeoutPredictor(tuning: tuning)
        let kept = RunKey(path: "kept")
        for place in 0..<5000 {
            predictor.learn(key: RunKey(path: "a/\(place)"), seconds: Double(place), ending: .succeeded)
            predictor.learn(key: kept, seconds: 40, ending: .succeeded)
            #expect(predictor.historyCount <= 100)
        }
        let found = predictor.predict(key: kept, at: 0)
        #expect(found.q50Seconds > 39 && found.q50Seconds < 41)
        #expect(predictor.predict(key: RunKey(path: "a/7"), at: 0).basis.guess != nil)
    }

    @Test func aKeyTakesLessThan8KB() throws {
        var predictor = TimeoutPredictor()
        let key = RunKey(path: "a")
        for place in 0..<5000 { predictor.learn(key: key, seconds: Double(place), ending: .succeeded) }
        #expect(predictor.mostBytes(of: key) > 3000 && predictor.mostBytes(of: key) <= 8192)
    }

    @Test func aStoredPredictorPredictsTheSame() throws {
        var trace = SyntheticTrace(seed: 7)
        var replay = TraceReplay()
        let runs = trace.runs(2000)
        for run in runs { _ = replay.start(run) }
        let data = try JSONEncoder().encode(replay.predictor)
        var restored = try JSONDecoder().decode(TimeoutPredictor.self, from: data)
        var original = replay.predictor
        for run in runs.suffix(600) {
            let one = original.predict(key: run.key, at: 0)
            let other = restored.predict(key: run.key, at: 0)
            #expect(abs(one.timeoutSeconds - other.timeoutSeconds) < 1e-6 * one.timeoutSeconds)
            original.learn(key: run.key, seconds: run.runSeconds ?? 0, ending: .succeeded, ticket: one.ticket)
            restored.learn(key: run.key, seconds: run.runSeconds ?? 0, ending: .succeeded, ticket: other.ticket)
        }
    }

    @Test(arguments: [
        "{}", #"{"version":2}"#,
        #"{"version":1,"hashes":[1,1],"histories":[],"places":[99999999,-1],"cells":[],"logPrice":1e300,"longest":0,"learned":-5,"uses":18446744073709551615}"#,
    ])
    func aDamagedStoreIsRefusedOrHarmless(text: String) {
        guard var predictor = try? JSONDecoder().decode(TimeoutPredictor.self, from: Data(text.utf8)) else { return }
        for _ in 0..<3 {
            let found = predictor.predict(key: RunKey(path: "a"), at: 0)
            #expect(found.timeoutSeconds.isFinite)
            predictor.learn(key: RunKey(path: "a"), seconds: 3, ending: .succeeded, ticket: found.ticket)
        }
    }

    @Test func predictingAndLearningIsQuick() {
        var trace = SyntheticTrace(seed: 8)
        let runs = trace.runs(4000)
        var replay = TraceReplay()
        let begun = ContinuousClock.now
        for run in runs { _ = replay.start(run) }
        // 20 µs in a release build; a debug build on a busy machine takes many times that.
        #expect(ContinuousClock.now - begun < .milliseconds(4000 * 4))
    }
}
