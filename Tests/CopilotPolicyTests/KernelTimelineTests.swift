import CopilotModel
import CopilotPolicy
import Testing

@Suite("A mission's course")
struct KernelTimelineTests {
    private func night(
        _ tasks: [MissionTask], failing: [String: Int] = [:], after: Duration = .seconds(10), heedsTerm: Bool = true
    ) -> SimulatedNight {
        SimulatedNight(Mission(name: "night", tasks: tasks)) { key in
            let failures = failing[key.task.description] ?? failing[key.task.name] ?? 0
            return .init(after: after, status: .exited(code: key.attempt <= failures ? 1 : 0), heedsTerm: heedsTerm)
        }
    }

    @Test func needsAreRunFirst() {
        var night = night([.test("a"), .test("b", needs: ["a"]), .test("c", needs: ["b"])])
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        let order = night.records.compactMap { $0.event.kind == "task.started" ? $0.event.task?.description : nil }
        #expect(order == ["a", "b", "c"])
        #expect(night.kinds(of: TaskID("b")) == ["ready", "started", "launched", "exited", "succeeded"])
    }

    @Test func atMostAsManyAsAllowedRunAtOnce() {
        var night = night((0..<20).map { .test("t\($0)") })
        night.begin(concurrency: 3)
        night.run()
        #expect(night.mostRunning == 3)
        #expect(night.outcome == .succeeded)
    }

    @Test func higherPriorityStartsFirst() {
        var night = night([.test("low"), .test("high", priority: 5), .test("middle", priority: 1)])
        night.begin(concurrency: 1)
        night.run()
        let order = night.records.compactMap { $0.event.kind == "task.started" ? $0.event.task?.description : nil }
        #expect(order == ["high", "middle", "low"])
    }

    @Test func aFailureIsRetriedAndThenSucceeds() {
        var night = night([.test("flaky", attempts: 3)], failing: ["flaky": 2])
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(
            night.kinds(of: TaskID("flaky")) == [
                "ready", "started", "launched", "exited", "backingOff", "ready", "started", "launched", "exited",
                "backingOff", "ready",
                "started", "launched", "exited", "recovered", "succeeded",
            ])
        #expect(night.state.failures.count == 2)
    }

    @Test(arguments: [
        (true, MissionResult.Outcome.failed), (false, .degraded),
    ])
    func aFailureBlocksWhatNeedsIt(critical: Bool, outcome: MissionResult.Outcome) {
        var night = night(
            [.test("a", critical: critical), .test("b", needs: ["a"]), .test("c", needs: ["b"]), .test("d")],
            failing: ["a": 9])
        night.begin()
        night.run()
        #expect(night.outcome == outcome)
        #expect(night.status("b") == .blocked)
        #expect(night.status("c") == .blocked)
        #expect(night.status("d") == .succeeded)
    }

    @Test(arguments: [
        (TaskCondition.allSucceeded, 0, TaskStatus.succeeded), (.allSucceeded, 1, .blocked),
        (.anySucceeded, 1, .succeeded), (.anySucceeded, 2, .blocked), (.allFailed, 1, .skipped),
        (.allFailed, 2, .succeeded), (.anyFailed, 0, .skipped), (.anyFailed, 1, .succeeded), (.always, 2, .succeeded),
        (.always, 0, .succeeded),
    ])
    func conditions(condition: TaskCondition, failures: Int, expected: TaskStatus) {
        var night = night(
            [.test("a"), .test("b"), .test("end", needs: ["a", "b"], when: condition)],
            failing: failures == 0 ? [:] : failures == 1 ? ["a": 9] : ["a": 9, "b": 9])
        night.begin()
        night.run()
        #expect(night.status("end") == expected)
    }

    @Test func aConditionThatDoesNotComeTrueDegradesNothing() {
        var night = night([
            .test("a"), .test("cleanup", needs: ["a"], when: .anyFailed), .test("z", needs: ["cleanup"]),
        ])
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.status("z") == .succeeded)
    }

    @Test func aGroupIsAllThatIsInIt() {
        var night = night([
            .test("first"), .group("quality", needs: ["first"]), .test("quality/lint", in: "quality"),
            .group("quality/deep", in: "quality"), .test("quality/deep/tests", in: "quality/deep"),
            .test("report", needs: ["quality"]),
        ])
        night.begin()
        night.run()
        let order = night.records.compactMap { $0.event.kind == "task.started" ? $0.event.task?.description : nil }
        #expect(order == ["first", "quality/lint", "quality/deep/tests", "report"])
        #expect(night.status("quality") == .succeeded)
    }

    @Test func aFanOutRunsEachItemAndCountsAsOne() {
        let fanOut = FanOut(items: .file("corpus.txt"))
        var night = night([
            .test("make"), .test("each", needs: ["make"], fanOut: fanOut), .test("end", needs: ["each"]),
        ])
        night.items[TaskID("each")] = 5
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.state.counts.total == 7)
        #expect(night.starts[TaskID("each", item: 5)] == 1)
        #expect(night.status("each") == .succeeded)
    }

    @Test func aFanOutWithoutItemsSucceeds() {
        var night = night([.test("each", fanOut: FanOut(items: .file("x"))), .test("end", needs: ["each"])])
        night.items[TaskID("each")] = 0
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.state.counts.total == 1)
    }

    @Test func aLimitEndsATaskAndItsRetryMaySucceed() {
        var night = SimulatedNight(Mission(name: "n", tasks: [.test("slow", attempts: 2, limit: .seconds(60))])) {
            key in
            .init(after: .seconds(key.attempt == 1 ? 1000 : 5), status: .exited(code: 0))
        }
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.kinds(of: TaskID("slow")).prefix(5) == ["ready", "started", "launched", "ending", "exited"])
        #expect(night.state.failures.first?.failure.category == .timeout)
    }

    @Test func aTaskThatIgnoresTermIsKilledAfterItsGrace() {
        var night = SimulatedNight(Mission(name: "n", tasks: [.test("deaf", limit: .seconds(60))])) { _ in
            .init(after: .seconds(100_000), status: .exited(code: 0), heedsTerm: false)
        }
        night.begin()
        let began = night.now
        night.run()
        #expect(night.outcome == .failed)
        #expect(night.now.monotonic - began.monotonic == .seconds(70))
    }

    @Test func limitsStandStillWhilePaused() {
        var night = SimulatedNight(Mission(name: "n", tasks: [.test("a", limit: .seconds(60))])) { _ in
            .init(after: .seconds(50), status: .exited(code: 0))
        }
        night.begin()
        night.now = night.now.advanced(by: .seconds(40))
        night.intent(.pauseMission(drain: false))
        #expect(night.status("a") == .paused)
        #expect(night.state.status == .paused)
        night.now = night.now.advanced(by: .seconds(10_000))
        night.intent(.resumeMission)
        #expect(night.state.task(TaskID("a"))?.detail?.limitMilliseconds == 20_000)
        night.run()
        #expect(night.outcome == .failed, "20 s remained, and it needs 50 more")
    }

    @Test func drainingLetsRunningTasksEnd() {
        var night = night((0..<4).map { .test("t\($0)") })
        night.begin()
        night.intent(.pauseMission(drain: true))
        #expect(night.state.status == .pausing)
        night.run()
        #expect(night.state.status == .paused)
        #expect(night.state.counts[.succeeded] == 2)
        night.intent(.resumeMission)
        night.run()
        #expect(night.outcome == .succeeded)
    }

    @Test func skippingCountsAsSatisfiedAndDegrades() {
        var night = night([.test("a"), .test("b", needs: ["a"])])
        night.begin()
        night.intent(.skip(TaskID("a")))
        night.run()
        #expect(night.status("a") == .skipped)
        #expect(night.status("b") == .succeeded)
        #expect(night.outcome == .degraded)
    }

    @Test func skippingASubtreeSkipsWhatNeedsIt() {
        var night = night([
            .test("a"), .group("g", needs: ["a"]), .test("g/x", in: "g"), .test("h", needs: ["g"]), .test("free"),
        ])
        night.begin(concurrency: 1)
        night.intent(.skipSubtree(TaskID("a")))
        night.run()
        for id in ["a", "g/x", "h"] { #expect(night.status(id) == .skipped) }
        #expect(night.status("free") == .succeeded)
    }

    @Test func retryingAFailedTaskFreesWhatItBlocked() {
        var night = night([.test("a"), .test("b", needs: ["a"]), .test("long", needs: [])], failing: ["a": 1])
        night.fate = { key in
            .init(
                after: .seconds(key.task.name == "long" ? 1000 : 5),
                status: .exited(code: key.task.name == "a" && key.attempt == 1 ? 1 : 0))
        }
        night.begin()
        _ = night.advance()
        #expect(night.status("b") == .blocked)
        #expect(night.intent(.retry(TaskID("a"), fresh: false)) == .accepted)
        night.run()
        #expect(night.status("b") == .succeeded)
        #expect(night.outcome == .succeeded)
    }

    @Test func aStoppedMissionCanBeTakenUpAgainWithoutLosingTries() {
        var night = night([.test("a", attempts: 1), .test("b", needs: ["a"])])
        night.begin()
        night.intent(.stopMission(.terminated))
        #expect(night.state.status == .stopped(cause: .terminated))
        #expect(night.finished)
        night.crash()
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.starts[TaskID("a")] == 2)
    }

    @Test func stoppingTwiceKillsAtOnce() {
        var night = night([.test("deaf")], after: .seconds(1000), heedsTerm: false)
        night.begin()
        night.intent(.stopMission(.user))
        #expect(night.finished == false)
        night.intent(.stopMission(.user))
        #expect(night.finished)
    }

    @Test func theDeadlineEndsTheMissionAsFailed() {
        var night = night([.test("a"), .test("b", needs: ["a"])], after: .seconds(3600))
        night.begin(deadline: .seconds(5400))
        night.run()
        #expect(night.outcome == .failed)
        #expect(night.status("a") == .succeeded)
        guard case .ended(let result) = night.state.status else { return }
        #expect(result.reasons.map(\.task.name) == ["b"])
    }

    @Test func aCrashPutsBackWhatRanAndRepeatsNothingElse() {
        var night = night((0..<6).map { .test("t\($0)") })
        night.begin()
        _ = night.advance()
        night.crash()
        night.run()
        #expect(night.outcome == .succeeded)
        let repeated = night.starts.filter { $0.value > 1 }
        #expect(repeated.count <= 2)
    }

    @Test func aPausedTaskGivesUpItsPlace() {
        var night = night([.test("a"), .test("b")])
        night.begin(concurrency: 1)
        night.intent(.pause(TaskID("a")))
        #expect(night.status("b") == .running)
        night.intent(.resume(TaskID("a")))
        night.run()
        #expect(night.outcome == .succeeded)
    }

    @Test func intentsThatDoNothingAreRefusedWithAReason() {
        var night = night([.test("a")])
        night.begin()
        #expect(night.intent(.skip(TaskID("nope"))) == .refused("there is no task 'nope'"))
        #expect(night.intent(.resume(TaskID("a"))) == .refused("task 'a' is not paused"))
        #expect(night.intent(.resumeMission) == .refused("the mission is not paused"))
    }
}
