import CopilotModel
import CopilotPolicy
import Testing

@Suite("What a mission does about what its tasks ask")
struct KernelPromptTests {
    /// A night of one task that asks and others that run beside it.
    private func night(_ level: AutonomyLevel, tasks: [MissionTask]? = nil, concurrency: Int = 1) -> SimulatedNight {
        let mission = Mission(name: "m", tasks: tasks ?? [.test("ask", limit: .seconds(100)), .test("other")])
        var night = SimulatedNight(mission) { key in
            .init(after: key.task == TaskID("ask") ? .seconds(50) : .seconds(5), status: .exited(code: 0))
        }
        night.begin(concurrency: concurrency, level: level)
        return night
    }

    private func key(_ night: SimulatedNight, _ task: String = "ask") -> AttemptKey {
        AttemptKey(
            run: RunID(rawValue: "night-0001"), task: TaskID(task),
            attempt: night.state.task(TaskID(task))?.attempt ?? 0)
    }

    private let harmless = Prompt(
        kind: .confirm, question: "Continue? [Y/n]",
        replies: [.init(.accept, send: "y\r", isDefault: true), .init(.decline, send: "n\r")], confidence: 0.97,
        screen: 1)
    private let deletes = Prompt(
        kind: .confirm, question: "Delete all? [Y/n]",
        replies: [.init(.accept, send: "y\r", isDefault: true), .init(.decline, send: "n\r")], stakes: [.destructive],
        confidence: 0.97, screen: 2)
    private let secret = Prompt(kind: .password, question: "Password:", stakes: [.secret], confidence: 0.97, screen: 3)

    @Test func aHarmlessQuestionIsAnsweredAndCounted() throws {
        var night = night(.fullAutonomous)
        night.send(.prompted(key(night), harmless, isEchoing: true))
        let answer = try #require(night.typed.last)
        #expect(answer.typing == .text("y\r"))
        #expect(answer.screen == 1)
        #expect(night.status("ask") == .running)
        night.send(.answered(key(night), prompt: answer.prompt, .taken(send: "y\r")))
        #expect(night.kinds(of: TaskID("ask")).suffix(2) == ["prompted", "answered"])
        #expect(night.state.task(TaskID("ask"))?.detail?.prompt == nil)
        night.run()
        guard case .ended(let result) = night.state.status else { return #expect(Bool(false), "it must end") }
        #expect(result.outcome == .succeeded)
        #expect(result.prompts?.asked == 1)
        #expect(result.prompts?.answered == 1)
        #expect(result.prompts?.removedPercent == 100)
    }

    @Test(arguments: AutonomyLevel.allCases)
    func aDestructiveQuestionIsAcceptedAtNoLevel(level: AutonomyLevel) {
        var night = night(level)
        night.send(.prompted(key(night), deletes, isEchoing: true))
        #expect(!night.typed.contains { $0.typing == .text("y\r") })
    }

    @Test func whoIsAskedHoldsNeitherAPlaceNorALimit() {
        var night = night(.interactive)
        night.send(.prompted(key(night), harmless, isEchoing: true))
        #expect(night.status("ask") == .paused)
        #expect(night.status("other") == .running)
        #expect(night.typed.isEmpty)
        #expect(!night.timers.keys.contains { if case .limit = $0 { true } else { false } })
        night.intent(.answer(TaskID("ask"), .text("y")))
        let answer = night.typed.last
        #expect(answer?.typing == .text("y\r"))
        night.send(.answered(key(night), prompt: answer?.prompt ?? 0, .taken(send: "y\r")))
        #expect(night.status("ask") == .running)
        #expect(night.state.promptCounts.byPerson == 1)
        #expect(night.timers.keys.contains { if case .limit = $0 { true } else { false } })
    }

    @Test func aPersonsOwnPauseStopsWhatIsParked() {
        var night = night(.interactive)
        night.send(.prompted(key(night), harmless, isEchoing: true))
        #expect(night.processes[key(night)]?.endsAt != nil)
        night.intent(.pause(TaskID("ask")))
        #expect(night.processes[key(night)]?.endsAt == nil, "it is stopped")
        #expect(night.intent(.answer(TaskID("ask"), .text("y"))) != .accepted)
        night.intent(.resume(TaskID("ask")))
        #expect(night.processes[key(night)]?.endsAt != nil, "it goes on waiting")
        #expect(night.status("ask") == .paused)
    }

    @Test func whatNobodyAnswersIsGivenUpWhenNothingElseIsLeft() {
        var night = night(.fullAutonomous)
        night.send(.prompted(key(night), secret, isEchoing: false))
        #expect(night.status("ask") == .paused)
        #expect(night.status("other") == .running)
        night.run()
        #expect(night.status("ask") == .failed)
        #expect(night.outcome == .failed)
        #expect(night.starts[TaskID("ask")] == 1, "it is not tried again")
    }

    @Test func aPersonIsWaitedForAtTheLowerLevels() {
        var night = night(.semiAutonomous)
        night.send(.prompted(key(night), secret, isEchoing: false))
        for _ in 0..<3 { _ = night.advance() }
        #expect(night.status("other") == .succeeded)
        #expect(night.status("ask") != .failed)
    }

    @Test func whatMovesNothingIsEscalatedOnce() {
        var night = night(.fullAutonomous)
        night.send(.prompted(key(night), harmless, isEchoing: true))
        night.send(.answered(key(night), prompt: night.typed.last?.prompt ?? 0, .ignored))
        #expect(night.status("ask") == .paused)
        #expect(night.typed.count == 1)
        #expect(night.state.promptCounts.asked == 1)
        #expect(night.state.promptCounts.parked == 1)
        #expect(night.state.promptCounts.removedPercent == 0)
    }

    @Test func aQuestionThatGoesAwayLetsGo() {
        var night = night(.interactive)
        night.send(.prompted(key(night), harmless, isEchoing: true))
        night.send(.promptGone(key(night)))
        #expect(night.status("ask") == .running)
        #expect(night.state.task(TaskID("ask"))?.detail?.prompt == nil)
    }

    @Test func theSameQuestionIsDecidedOnce() {
        var night = night(.interactive)
        for _ in 0..<3 { night.send(.prompted(key(night), harmless, isEchoing: true)) }
        #expect(night.kinds(of: TaskID("ask")).count { $0 == "prompted" } == 1)
    }

    @Test func aLoopIsNotAnsweredForEver() {
        var night = night(.fullAutonomous)
        for screen in 0..<100 {
            var prompt = harmless
            prompt.screen = UInt64(screen)
            let before = night.typed.count
            night.send(.prompted(key(night), prompt, isEchoing: true))
            guard night.typed.count > before, let answer = night.typed.last else { break }
            night.send(.answered(key(night), prompt: answer.prompt, .taken(send: "y\r")))
        }
        #expect(night.typed.count < 20)
        #expect(night.status("ask") != .running)
    }

    @Test func aParkedTaskThatDiesWithItsSupervisorRunsAgain() {
        var night = night(.interactive)
        night.send(.prompted(key(night), harmless, isEchoing: true))
        night.crash()
        #expect(night.state.task(TaskID("ask"))?.detail?.prompt == nil)
        night.run()
        #expect(night.status("ask") == .succeeded)
        #expect(night.starts[TaskID("ask")] == 2)
    }

    @Test func aSecretThatWasTypedIsNotWrittenDown() {
        var night = night(.interactive)
        night.send(.prompted(key(night), secret, isEchoing: false))
        night.intent(.answer(TaskID("ask"), .text("hunter2")))
        night.send(.answered(key(night), prompt: night.typed.last?.prompt ?? 0, .taken(send: "hunter2\r")))
        #expect(!night.records.contains { "\($0)".contains("hunter2") })
    }

    @Test func anAnswerToAnotherQuestionIsRefused() {
        var night = night(.interactive)
        night.send(.prompted(key(night), harmless, isEchoing: true))
        let first = night.state.task(TaskID("ask"))?.detail?.prompt?.sequence ?? 0
        night.send(.prompted(key(night), deletes, isEchoing: true))
        #expect(night.intent(.answer(TaskID("ask"), .text("y"), prompt: first)) != .accepted)
        #expect(night.intent(.answer(TaskID("ask"), .text("y"))) != .accepted, "what is at stake must be named")
        let second = night.state.task(TaskID("ask"))?.detail?.prompt?.sequence ?? 0
        #expect(night.intent(.answer(TaskID("ask"), .text("y"), prompt: second)) == .accepted)
    }

    @Test func aHarmlessQuestionThatNobodyAnswersGetsTheProposalWhereTheMissionSaysSo() {
        var mission = Mission(name: "m", tasks: [.test("ask"), .test("other")])
        mission.answerAfter = .seconds(600)
        for (prompt, isTyped) in [(harmless, true), (deletes, false), (secret, false)] {
            var night = SimulatedNight(mission) { _ in .init(after: .seconds(5), status: .exited(code: 0)) }
            night.begin(concurrency: 1, level: .interactive)
            night.processes[key(night)]?.endsAt = nil
            night.send(.prompted(key(night), prompt, isEchoing: true))
            for _ in 0..<3 { _ = night.advance() }
            #expect(!night.typed.isEmpty == isTyped, "\(prompt.question)")
        }
    }

    @Test func atALevelWithPeopleAboutThatAreNotAskedTheParkedHaveFiveMinutes() {
        var night = night(.autonomous)
        night.processes[key(night)]?.endsAt = nil
        night.send(.prompted(key(night), secret, isEchoing: false))
        let asked = night.now.monotonic
        night.run()
        #expect(night.status("ask") == .failed)
        #expect(night.now.monotonic - asked >= .seconds(300))
    }
}
