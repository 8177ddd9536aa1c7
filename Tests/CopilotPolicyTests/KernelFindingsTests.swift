import CopilotModel
import CopilotPolicy
import Testing

/// What random nights have found, each as the shortest course of events that showed it.
@Suite("What random nights found")
struct KernelFindingsTests {
    private func night(
        _ tasks: [MissionTask], after: Duration = .seconds(10), code: Int32 = 0, heedsTerm: Bool = true
    ) -> SimulatedNight {
        SimulatedNight(Mission(name: "night", tasks: tasks)) { _ in
            .init(after: after, status: .exited(code: code), heedsTerm: heedsTerm)
        }
    }

    private func starts(_ night: SimulatedNight) -> [String] {
        night.records.compactMap { $0.event.kind == "task.started" ? $0.event.task?.description : nil }
    }

    @Test func aReadyTaskWaitsAnewWhenItsNeedIsRetried() {
        var night = night([.test("long"), .test("a"), .test("b", needs: ["a"])])
        night.begin(concurrency: 1)
        night.intent(.skip(TaskID("a")))
        #expect(night.status("b") == .ready)
        night.intent(.retry(TaskID("a"), fresh: false))
        #expect(night.status("b") == .waiting)
        night.run()
        #expect(starts(night) == ["long", "a", "b"])
    }

    @Test func theChildrenOfAFanOutWaitAnewToo() {
        let fanOut = FanOut(items: .list(["x", "y"]))
        var night = night([.test("long"), .test("a"), .test("each", needs: ["a"], fanOut: fanOut)])
        night.begin(concurrency: 1)
        night.intent(.skip(TaskID("a")))
        night.intent(.retry(TaskID("a"), fresh: false))
        #expect(night.state.counts[.waiting] == 2)
        night.run()
        #expect(starts(night) == ["long", "a", "each[1]", "each[2]"])
        #expect(night.outcome == .succeeded)
    }

    /// In whichever order needs end, a condition inside a group decides only when the group's own gate is open.
    @Test func aConditionInABlockedGroupIsBlocked() {
        var night = SimulatedNight(
            Mission(
                name: "n",
                tasks: [
                    .test("late"), .test("early"), .group("g", needs: ["late"]),
                    .test("g/m", needs: ["early"], in: "g", when: .anyFailed),
                ])
        ) { key in
            key.task.name == "late"
                ? .init(after: .seconds(90), status: .exited(code: 1))
                : .init(after: .seconds(1), status: .exited(code: 0))
        }
        night.begin()
        _ = night.advance()
        #expect(night.status("g/m") == .waiting)
        night.run()
        #expect(night.status("g/m") == .blocked)
    }

    @Test func anEndThatNobodySawCostsNoTry() {
        var night = SimulatedNight(Mission(name: "n", tasks: [.test("a")])) { key in
            .init(after: .seconds(1), status: key.attempt == 1 ? .unknown : .exited(code: 0))
        }
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.state.task(TaskID("a"))?.tries == 0)
    }

    @Test func aStopWinsOverALimit() {
        var night = night([.test("deaf", attempts: 5, limit: .seconds(60))], after: .seconds(1000), heedsTerm: false)
        night.begin()
        _ = night.advance()
        #expect(night.intent(.stop(TaskID("deaf"))) == .accepted)
        #expect(night.intent(.stop(TaskID("deaf"))) == .refused("task 'deaf' is being stopped"))
        night.run()
        #expect(night.status("deaf") == .failed)
        #expect(night.starts[TaskID("deaf")] == 1)
    }

    @Test func stoppingATaskThatBacksOffCountsNoTry() {
        var night = night([.test("a", attempts: 3)], code: 1)
        night.begin()
        _ = night.advance()
        #expect(night.status("a") == .backingOff)
        night.intent(.stop(TaskID("a")))
        #expect(night.status("a") == .failed)
        #expect(night.state.task(TaskID("a"))?.tries == 1)
    }

    @Test func nothingRunsInAPausedMissionWhenAPersonLetsGo() {
        var night = night([.test("a")])
        night.begin()
        night.intent(.pause(TaskID("a")))
        night.intent(.pauseMission(drain: false))
        #expect(night.intent(.resume(TaskID("a"))) == .accepted)
        #expect(night.status("a") == .paused)
        #expect(night.intent(.resume(TaskID("a"))) == .refused("task 'a' is paused because the mission is"))
        night.intent(.resumeMission)
        #expect(night.status("a") == .running)
    }

    @Test func drainingDoesNotWaitForWhatAPersonHasPaused() {
        var night = night([.test("a"), .test("b"), .test("c")])
        night.begin()
        night.intent(.pause(TaskID("a")))
        night.intent(.pauseMission(drain: true))
        #expect(night.intent(.pauseMission(drain: true)) == .refused("the mission is pausing already"))
        night.run()
        #expect(night.state.status == .paused)
        #expect(night.status("a") == .paused)
    }

    @Test func aConditionThatDidNotComeTrueIsNotRetried() {
        var night = night([.test("a"), .test("b", needs: ["a"], when: .anyFailed), .test("c", needs: ["a"])])
        night.begin()
        _ = night.advance()
        #expect(night.status("b") == .skipped)
        let reason = "task 'b' was skipped: its condition did not come true"
        #expect(night.intent(.retry(TaskID("b"), fresh: true)) == .refused(reason))
    }

    @Test func ordersThatComeTooLateAreRefused() {
        var night = night([.test("deaf")], after: .seconds(1000), heedsTerm: false)
        night.begin()
        night.intent(.skip(TaskID("deaf")))
        #expect(night.intent(.skip(TaskID("deaf"))) == .refused("task 'deaf' is being skipped"))
        #expect(night.intent(.pause(TaskID("deaf"))) == .refused("task 'deaf' is being ended"))
    }

    @Test func anAttemptThatTheMissionWasStoppingRunsAgainUnderTheNextSupervisor() {
        var night = night([.test("deaf")], heedsTerm: false)
        night.begin()
        night.intent(.stopMission(.user))
        night.crash(keepsProcesses: true)
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.starts[TaskID("deaf")] == 2)
    }

    @Test func aPausedAttemptThatWasBeingEndedIsKilledByTheNextSupervisor() {
        var night = night([.test("deaf")], after: .seconds(1000), heedsTerm: false)
        night.begin()
        night.intent(.pause(TaskID("deaf")))
        night.intent(.skip(TaskID("deaf")))
        night.crash(keepsProcesses: true)
        #expect(night.status("deaf") == .skipped)
    }

    @Test func anAdoptedAttemptsLimitWentOnMeanwhile() {
        var night = night([.test("a", limit: .seconds(60))], after: .seconds(1000))
        night.begin()
        let began = night.now.monotonic
        night.now = night.now.advanced(by: .seconds(40))
        night.crash(keepsProcesses: true)
        night.run()
        #expect(night.now.monotonic - began == .seconds(60))
    }

    @Test func aSecondBeginAndAnEndedRunBringForthNothing() {
        var night = night([.test("a")])
        night.begin()
        let count = night.records.count
        night.begin()
        #expect(night.records.count == count)
        night.run()
        let ended = night.records.count
        night.crash()
        #expect(night.finished)
        #expect(night.records.count == ended)
    }

    @Test func nothingHappensBeforeASupervisorTakesTheRunUp() {
        var night = night([.test("a")])
        night.send(.tick)
        #expect(night.intent(.skip(TaskID("a"))) == .refused("nobody supervises the mission yet"))
        #expect(night.records.isEmpty)
    }

    /// What starts while leftovers are ended could be taken for one of them.
    @Test func nothingStartsWhileLeftoversAreEnded() {
        var kernel = MissionKernel(state: MissionState(mission: Mission(name: "n", tasks: [.test("a")])))
        let run = RunID(rawValue: "n-0001")
        let supervised = MissionEvent.Supervised(pid: 1, version: "", boot: "", isResumed: false)
        _ = kernel.step(
            .begin(
                supervised, header: RunHeader(run: run, missionName: "n", createdAt: 0, seed: 1),
                settings: RunSettings(level: .autonomous, concurrency: 1), living: []), now: .zero)
        let key = AttemptKey(run: run, task: TaskID("a"), attempt: 1)
        _ = kernel.step(.exited(key, ExitReport(status: .exited(code: 1))), now: .zero)
        let failed = kernel.step(.diagnosed(key, Diagnosis(failure: RandomFailure.plain)), now: .zero)
        #expect(failed.effects.last == .sweep)
        let retried = kernel.step(.intent(Intent(.retry(TaskID("a"), fresh: false), by: .screen)), now: .zero)
        #expect(retried.receipt == .accepted)
        #expect(retried.effects.isEmpty)
        let swept = kernel.step(.swept, now: .zero)
        #expect(swept.effects == [.start(AttemptKey(run: run, task: TaskID("a"), attempt: 2))])
    }

    @Test func anImageKeepsAnEmptyFanOutBesideAFullOne() {
        let empty = FanOut(items: .list([]))
        let full = FanOut(items: .list(["x"]))
        for tasks in [[("a", empty), ("b", full)], [("a", full), ("b", empty)]] {
            let mission = Mission(name: "n", tasks: tasks.map { .test($0.0, fanOut: $0.1) })
            var night = SimulatedNight(mission) { _ in .init(after: .seconds(1), status: .exited(code: 0)) }
            night.begin()
            for _ in 0..<20 {
                #expect(MissionState(mission: mission, image: StateImage(night.state)) == night.state)
            }
        }
    }
}
