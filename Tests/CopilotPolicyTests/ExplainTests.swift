import CopilotModel
import CopilotPolicy
import Foundation
import Testing

@Suite("Explaining a task")
struct ExplainTests {
    private func night(_ tasks: [MissionTask], _ ends: [String: (seconds: Int, code: Int32)] = [:]) -> SimulatedNight {
        SimulatedNight(Mission(name: "n", tasks: tasks)) { key in
            let end = ends[key.task.description] ?? (seconds: 10, code: 0)
            return .init(after: .seconds(end.seconds), status: .exited(code: end.code))
        }
    }

    private func headline(_ id: String, _ night: SimulatedNight) -> String? {
        TaskID(id).flatMap { Explain(night.state, now: night.now).explain($0)?.headline }
    }

    @Test func whatATaskWaitsFor() {
        var night = night(
            [
                .test("analysis"), .test("tests", attempts: 3), .test("end", needs: ["analysis", "tests"]),
                .group("g", needs: ["analysis"], when: .anyFailed), .test("g/x", in: "g"),
            ], ["analysis": (500, 0), "tests": (10, 1)])
        night.begin()
        _ = night.advance()
        night.now = night.now.advanced(by: .milliseconds(100))
        let end = headline("end", night) ?? ""
        #expect(end.hasPrefix("waiting: needs analysis (running for 10s) and tests (backing off, try 2 of 3 in "))
        #expect(headline("g/x", night) == "waiting: its group g starts if one fails of analysis (running for 10s)")
        #expect(headline("tests", night)?.hasSuffix(" after exit 1") == true)
        let reasons = Explain(night.state, now: night.now).explain(TaskID("end"))?.reasons ?? []
        #expect(reasons.map(\.task) == [TaskID("analysis"), TaskID("tests")])
    }

    @Test func whatTakesItsPlace() {
        var night = night([.test("a"), .test("b"), .test("c")])
        night.begin()
        #expect(headline("c", night) == "ready: 2 of 2 places are taken by a, b")
        night.intent(.pauseMission(drain: false))
        #expect(headline("c", night) == "the mission is paused")
        #expect(headline("a", night) == "paused because the mission is; its processes are stopped")
        night.intent(.resumeMission)
        night.intent(.pause(TaskID("c")))
        #expect(headline("c", night) == "paused by a person")
    }

    @Test func whatBlocksIt() {
        var night = night(
            [
                .group("q"), .test("q/lint", in: "q"), .test("b", needs: ["q"]), .test("c", needs: ["b"]),
                .test("quiet", needs: ["d"], when: .anyFailed), .test("d"),
            ], ["q/lint": (1, 1)])
        night.begin()
        night.run()
        #expect(headline("b", night) == "blocked by q, which has q/lint in it, which failed: exit 1")
        let c = Explain(night.state, now: night.now).explain(TaskID("c"))
        #expect(c?.headline == "blocked by b, which is blocked by q")
        #expect(c?.reasons.map(\.task) == [TaskID("b"), TaskID("q")])
        #expect(headline("quiet", night) == "skipped: its condition any_failed did not come true")
        #expect(headline("q", night) == "1 of 1 ended: 1 failed")
    }

    @Test func howItEnded() {
        var night = night([.test("a", attempts: 2), .test("s")])
        night.fate = { key in
            .init(after: .seconds(42), status: .exited(code: key.task.name == "a" && key.attempt == 1 ? 1 : 0))
        }
        night.begin()
        night.intent(.skip(TaskID("s")))
        night.run()
        #expect(headline("a", night) == "succeeded in 42s on try 2")
        #expect(headline("s", night) == "skipped by a person")
        #expect(headline("nobody", night) == nil)
    }

    @Test func whatASuccessIsOwedTo() {
        var other = MissionTask.test("other", attempts: 1)
        other.resilience = ResilienceRules(fallback: [Alternative(command: .shell("make slow"))])
        var stood = MissionTask.test("stood", attempts: 1)
        stood.resilience = ResilienceRules(defaults: [DefaultOutput(path: "o", content: .text(""))])
        var night = night([other, stood])
        night.fate = { key in
            .init(after: .seconds(1), status: .exited(code: key.task.name == "stood" || key.attempt == 1 ? 1 : 0))
        }
        night.begin()
        night.run()
        #expect(headline("other", night) == "succeeded in 1.0s, by its alternative 1: make slow")
        #expect(headline("stood", night) == "degraded: declared defaults stand in for its outputs")
        let reasons = Explain(night.state, now: night.now).explain(TaskID("other"))?.reasons.map(\.text) ?? []
        #expect(reasons.first?.hasPrefix("attempt 1 failed: exit 1; goes on with alternative 1: ") == true)
    }

    @Test func aFanOutIsSummedUpAndTheListIsCapped() {
        let fanOut = FanOut(items: .list((0..<100).map(String.init)))
        // Each in its own way, or they would be held back.
        var night = SimulatedNight(Mission(name: "n", tasks: [.test("each", fanOut: fanOut)])) { key in
            .init(after: .seconds(1), status: .exited(code: 2 + Int32(key.task.item)))
        }
        night.begin()
        for _ in 0..<60 { _ = night.advance() }
        let explanation = Explain(night.state, now: night.now).explain(TaskID("each"))
        #expect(explanation?.headline == "60 of 100 ended: 38 ready, 2 running, 60 failed")
        #expect(explanation?.reasons.count == Explanation.mostReasons)
        #expect(explanation?.reasonsOmitted == 32)
        #expect(
            explanation?.text.hasPrefix(
                "each: 60 of 100 ended: 38 ready, 2 running, 60 failed\n  - each[1] failed: exit 3") == true)
        #expect(headline("each[99]", night) == "ready: 2 of 2 places are taken by each[61], each[62]")
    }

    @Test func itIsWrittenAsJSONAndReadAgain() throws {
        var night = night([.test("a")])
        night.begin()
        let explanation = try #require(Explain(night.state, now: night.now).explain(TaskID("a")))
        let read = try JSONDecoder().decode(Explanation.self, from: JSONEncoder().encode(explanation))
        #expect(read == explanation)
    }

    /// Whatever happens in a night, each task can be explained in one line.
    @Test func everythingHasAnExplanation() {
        for seed in 0..<60 {
            let night = RandomNight(seed: UInt64(seed))
            night.run(turns: seed)
            let explain = Explain(night.state, now: night.now)
            for ordinal in night.state.tasks.indices {
                let explanation = explain.explain(night.state.tasks[ordinal].id)
                #expect(explanation?.headline.isEmpty == false && explanation?.headline.contains("\n") == false)
                #expect(explanation?.status == night.state.tasks[ordinal].status)
                #expect(explanation?.headline != "waiting for its turn to be judged" || night.state.status.isOver)
            }
        }
    }
}
