import CopilotModel
import CopilotPolicy
import Testing

/// What a person or the deadline does while something is mended, or while it is looked at what an attempt has left.
@Suite("Mending that is disturbed")
struct MendingTests {
    private static let a = TaskID("a", item: 0)
    private static let remedy = Remedy.makeFolder(path: "/w/out")
    private static let failure = Failure(
        category: .filesystem, severity: .recoverable, cause: .exited(code: 1), summary: "no such folder",
        reading: .init(
            rule: "file.missing", scope: .task, isRetryable: true, recovery: .retryBackoff, evidence: ["out"],
            confidence: 0.9))

    /// A task that fails once, and is being mended.
    private static func mended(
        resilience: ResilienceRules? = nil, attempts: Int? = nil, others: [MissionTask] = []
    ) -> SimulatedNight {
        let task = MissionTask.test("a", attempts: attempts, resilience: resilience)
        var night = SimulatedNight(Mission(name: "m", tasks: [task] + others)) { key in
            .init(after: .seconds(1), status: .exited(code: key.task == a && key.attempt == 1 ? 1 : 0))
        }
        night.diagnosis = { _, _ in Diagnosis(failure: failure, remedies: [remedy]) }
        night.remedyOutcome = nil
        return night
    }

    private static func key(_ attempt: Int = 1) -> AttemptKey {
        AttemptKey(run: RunID(rawValue: "night-0001"), task: a, attempt: attempt)
    }

    // MARK: Pauses

    @Test func aTaskThatIsLetGoOnWaitsForItsRemedy() {
        var night = Self.mended()
        night.begin()
        _ = night.advance()
        #expect(night.remedies.count == 1)
        night.intent(.pause(Self.a))
        night.intent(.resume(Self.a))
        while night.advance() {}
        #expect(night.starts[Self.a] == 1 && night.status("a") == .backingOff)
        night.send(.remedied(Self.key(), Self.remedy, .done(environment: [:])))
        night.run()
        #expect(night.outcome == .succeeded && night.starts[Self.a] == 2 && night.remedies.count == 1)
    }

    @Test func aTaskThatIsLetGoOnWaitsForItsDeclaredOutputs() {
        let rules = ResilienceRules(defaults: [DefaultOutput(path: "out", content: .text("x"))])
        var night = Self.mended(resilience: rules, attempts: 1)
        night.placesDefaults = false
        night.begin()
        _ = night.advance()
        night.intent(.pause(Self.a))
        night.intent(.resume(Self.a))
        while night.advance() {}
        #expect(night.starts[Self.a] == 1 && night.placings.count == 1)
        night.send(.defaultsPlaced(Self.key(), trouble: nil))
        night.run()
        #expect(night.outcome == .degraded && night.status("a") == .succeeded)
    }

    @Test func aCrashWhileItIsPausedHasItMendedAgain() {
        var night = Self.mended()
        night.begin()
        _ = night.advance()
        night.intent(.pause(Self.a))
        night.crash()
        #expect(night.remedies.count == 2 && night.status("a") == .paused)
        night.send(.remedied(Self.key(), Self.remedy, .done(environment: [:])))
        night.intent(.resume(Self.a))
        night.run()
        #expect(night.outcome == .succeeded && night.starts[Self.a] == 2)
    }

    @Test func nothingIsBegunInAPausedMissionAndEverythingWhenItGoesOn() {
        var night = Self.mended(others: [.test("b")])
        night.fate = { key in
            .init(after: .seconds(key.task == Self.a ? 1 : 100), status: .exited(code: key.attempt == 1 ? 1 : 0))
        }
        night.begin()
        night.intent(.pauseMission(drain: true))
        _ = night.advance()
        #expect(night.status("a") == .backingOff && night.remedies.isEmpty)
        night.intent(.resumeMission)
        #expect(night.remedies.count == 1)
    }

    // MARK: Ends

    @Test func aSkippedTasksRemedyIsCutOffAndWaitedFor() {
        var night = Self.mended()
        night.begin()
        _ = night.advance()
        night.intent(.skip(Self.a))
        #expect(night.cancelled == [Self.key()] && night.status("a") == .skipped && !night.finished)
        night.send(.remedied(Self.key(), Self.remedy, .failed(reason: "it was cut off")))
        #expect(night.finished && night.outcome == .degraded)
    }

    @Test func aRetryDoesNotStartBesideTheRemedy() {
        var night = Self.mended()
        night.begin()
        _ = night.advance()
        night.intent(.retry(Self.a, fresh: false))
        #expect(night.cancelled == [Self.key()])
        while night.advance() {}
        #expect(night.starts[Self.a] == 1)
        night.send(.remedied(Self.key(), Self.remedy, .failed(reason: "it was cut off")))
        night.run()
        #expect(night.outcome == .succeeded && night.starts[Self.a] == 2)
    }

    @Test func aStopCutsRemediesOffAndTheNextSupervisorDoesThemAgain() {
        var night = Self.mended()
        night.begin()
        _ = night.advance()
        night.intent(.stopMission(.user))
        #expect(night.cancelled == [Self.key()] && !night.finished)
        night.send(.remedied(Self.key(), Self.remedy, .failed(reason: "it was cut off")))
        #expect(night.finished && night.state.status == .stopped(cause: .user))
        night.crash()
        #expect(night.remedies.count == 2)
        night.send(.remedied(Self.key(), Self.remedy, .done(environment: [:])))
        night.run()
        #expect(night.outcome == .succeeded)
    }

    @Test(arguments: [false, true]) func nothingIsBegunForWhatFailsInAStop(hasDefaults: Bool) {
        let rules = ResilienceRules(defaults: [DefaultOutput(path: "out", content: .text("x"))])
        var night = Self.mended(resilience: rules, attempts: hasDefaults ? 1 : nil)
        night.keepsDiagnoses = true
        night.begin(deadline: .seconds(2))
        _ = night.advance()
        night.intent(.stopMission(.user))
        night.send(.diagnosed(Self.key(), Diagnosis(failure: Self.failure, remedies: [Self.remedy])))
        #expect(night.remedies.isEmpty && night.placings.isEmpty && night.finished)
        night.keepsDiagnoses = false
        night.crash()
        #expect(night.remedies.count + night.placings.count == 1)
    }

    @Test func theDeadlineDoesNotWaitForARemedy() {
        var night = Self.mended()
        night.begin(deadline: .seconds(20))
        while night.state.status == .running { if !night.advance() { break } }
        #expect(night.cancelled == [Self.key()])
        night.send(.remedied(Self.key(), Self.remedy, .failed(reason: "it was cut off")))
        #expect(night.outcome == .failed)
    }

    @Test func whatIsNoLongerAllowedIsNotDoneAgain() {
        var night = Self.mended(resilience: ResilienceRules(allow: [.mkdir]))
        night.begin(level: .interactive)
        _ = night.advance()
        #expect(night.remedies.count == 1)
        night.crash(reloading: Mission(name: "m", tasks: [.test("a", attempts: nil)]))
        #expect(night.remedies.count == 1)
        night.run()
        #expect(night.outcome == .succeeded && night.starts[Self.a] == 2)
    }

    // MARK: Looks at what an attempt has left

    private static func protected(_ act: (inout SimulatedNight) -> Void) -> SimulatedNight {
        let rules = ResilienceRules(protect: ProtectRule())
        let tasks = [MissionTask.test("a", attempts: 2, resilience: rules), .test("b")]
        var night = SimulatedNight(Mission(name: "m", tasks: tasks)) { key in
            .init(after: .seconds(1), status: .exited(code: key.task == a && key.attempt == 1 ? 1 : 0))
        }
        night.keepsEnds = false
        night.begin(concurrency: 2)
        _ = night.advance()
        act(&night)
        return night
    }

    @Test(arguments: ["skip", "stop", "kill"])
    func nothingStartsWhileTheEndOfAProtectedAttemptIsLookedAt(order: String) {
        var night = Self.protected { night in
            switch order {
            case "skip": night.intent(.skip(Self.a))
            case "stop": night.intent(.stop(Self.a))
            default: night.intent(.kill(Self.a))
            }
        }
        #expect(night.status("a") == (order == "skip" ? .skipped : .failed))
        #expect(night.processes.isEmpty && night.status("b") == .ready)
        night.send(.endKept(Self.key()))
        #expect(night.status("b") == .running)
        night.run()
        #expect(night.starts[Self.a] == 1)
    }

    @Test func aRetryIsUndoneOnlyOnceTheEndIsLookedAt() {
        var night = Self.protected { night in
            night.intent(.stop(Self.a))
            night.intent(.retry(Self.a, fresh: true))
        }
        #expect(night.restores.isEmpty)
        night.keepsEnds = true
        night.send(.endKept(Self.key()))
        #expect(night.restores == [Self.key()])
        night.run()
        #expect(night.outcome == .succeeded && night.starts[Self.a] == 2)
    }
}
