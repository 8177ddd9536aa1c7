import CopilotModel
import CopilotPolicy
import Testing

/// From a failure to the one decision about it, and what holds back what would fail alike.
@Suite("Failures and what is done about them")
struct RecoveryTests {
    private static func failure(
        _ category: Failure.Category, _ severity: Failure.Severity = .transient, scope: Failure.Scope = .task,
        rule: String = "rule", retryable: Bool? = nil, after: Int64? = nil
    ) -> Failure {
        Failure(
            category: category, severity: severity, cause: .exited(code: 1), summary: "it broke",
            reading: .init(
                rule: rule, scope: scope, isRetryable: retryable ?? (severity != .fatal), recovery: .retryBackoff,
                retryAfterMilliseconds: after, evidence: ["line 7"], confidence: 0.9))
    }

    private func night(
        _ tasks: [MissionTask], failing failures: [String: Int], with failure: Failure, remedies: [Remedy] = []
    ) -> SimulatedNight {
        var night = SimulatedNight(Mission(name: "n", tasks: tasks)) { key in
            let isFailing = key.attempt <= failures[key.task.declared.description] ?? 0
            return .init(after: .seconds(1), status: .exited(code: isFailing ? 1 : 0))
        }
        night.diagnosis = { _, _ in Diagnosis(failure: failure, remedies: remedies) }
        return night
    }

    // MARK: The table

    @Test(arguments: [
        (Failure.Category.network, 6), (.filesystem, 4), (.timeout, 4), (.validation, 2), (.dependency, 3),
        (.permission, 2), (.resource, 6), (.code, 2), (.unknown, 3),
    ])
    func eachKindHasItsTries(category: Failure.Category, tries: Int) {
        var night = night([.test("a", attempts: nil)], failing: ["a": 100], with: Self.failure(category, .recoverable))
        night.begin()
        night.run()
        #expect(night.starts[TaskID("a")] == tries)
        #expect(night.status("a") == .failed && night.outcome == .failed)
    }

    @Test(arguments: Failure.Category.allCases)
    func theMissionsNumberReplacesTheTablesButForCode(category: Failure.Category) {
        var night = night([.test("a", attempts: 4)], failing: ["a": 100], with: Self.failure(category))
        night.begin()
        night.run()
        #expect(night.starts[TaskID("a")] == (category == .code ? 2 : 4))
    }

    @Test(arguments: [(Int?.none, 1), (3, 3)])
    func aPlainNoIsNotAskedForTwiceUnlessTheMissionSaysSo(attempts: Int?, tries: Int) {
        let no = Self.failure(.unknown, .degraded, retryable: false)
        var night = night([.test("a", attempts: attempts)], failing: ["a": 100], with: no)
        night.begin()
        night.run()
        #expect(night.starts[TaskID("a")] == tries && night.status("a") == .failed)
    }

    @Test func whatWouldHaveHelpedIsSaid() {
        let remedies: [Remedy] = [.install(tool: "pip", manifest: "/w/requirements.txt")]
        var night = night(
            [.test("a", attempts: 2)], failing: ["a": 100], with: Self.failure(.dependency, .recoverable),
            remedies: remedies)
        night.begin(level: .autonomous)
        night.run()
        let reasons = night.records.compactMap { record -> String? in
            guard case .task(_, .failed(let failed)) = record.event else { return nil }
            return failed.reason
        }
        let hint = "; 'allow: [install]' would let it \(remedies[0].summary)"
        #expect(reasons.first?.hasSuffix(hint) == true, "\(reasons)")
    }

    @Test(arguments: [
        (Failure.Category.network, true), (.resource, true), (.timeout, true), (.dependency, false), (.unknown, false),
        (.code, false),
    ])
    func onlyWhatMayPassIsWaitedForUntilTheDeadline(category: Failure.Category, waits: Bool) {
        var brake = Brake(
            kind: .alike, members: .program(named: "x"), failure: Self.failure(category, .recoverable),
            probes: BrakePolicy.mostProbes, delayMilliseconds: 1, until: 0)
        #expect(BrakePolicy.givesUp(brake, hasDeadline: true) != waits)
        #expect(BrakePolicy.givesUp(brake, hasDeadline: false))
        brake.probes -= 1
        #expect(!BrakePolicy.givesUp(brake, hasDeadline: false))
    }

    @Test func whatDoesNotChangeIsNotTriedForEver() {
        let same = Self.failure(.permission, .fatal)
        var night = night([.test("a", attempts: 50)], failing: ["a": 100], with: same)
        night.begin()
        night.run()
        #expect(night.starts[TaskID("a")] == RetryManager.mostAlike)
    }

    @Test(arguments: Failure.Category.allCases)
    func whatIsFatalIsConfirmedOnce(category: Failure.Category) {
        var night = night([.test("a", attempts: nil)], failing: ["a": 100], with: Self.failure(category, .fatal))
        night.begin()
        night.run()
        #expect(night.starts[TaskID("a")] == 2)
    }

    @Test func pausesGrowToTheCapAndAreSpreadFromNothing() {
        let rule = RetryRule()
        let ceilings = (1...8).map { RetryManager.ceiling(.network, tries: $0, rule: rule).milliseconds }
        #expect(ceilings == [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
        #expect(
            (1...4).map { RetryManager.ceiling(.timeout, tries: $0, rule: rule).milliseconds } == [
                2000, 3000, 4500, 6750,
            ])
        #expect(RetryManager.ceiling(.dependency, tries: 9, rule: rule) == .seconds(120))
        var generator = SeededGenerator(seed: 7)
        let pauses = (0..<2000).map { _ in
            RetryManager.pause(Self.failure(.network), tries: 4, rule: rule, generator: &generator).milliseconds
        }
        #expect(pauses.allSatisfy { (0...8000).contains($0) })
        // Full jitter: some come back almost at once, some at the end.
        #expect(pauses.contains { $0 < 400 } && pauses.contains { $0 > 7600 })
    }

    @Test func whatTheOtherSideAsksForIsWaited() {
        var generator = SeededGenerator(seed: 7)
        let failure = Self.failure(.network, after: 20_000)
        for _ in 0..<200 {
            let pause = RetryManager.pause(failure, tries: 1, rule: RetryRule(), generator: &generator).milliseconds
            #expect((20_000...21_000).contains(pause))
        }
    }

    // MARK: Mending and other ways

    @Test func aRemedyIsDoneOnceAndTheNextTryProvesIt() {
        let remedy = Remedy.makeFolder(path: "/w/out")
        var night = night(
            [.test("a", attempts: nil)], failing: ["a": 1], with: Self.failure(.filesystem), remedies: [remedy])
        night.begin()
        night.run()
        #expect(night.remedies == [remedy])
        #expect(night.status("a") == .succeeded && night.outcome == .succeeded)
        #expect(night.state.recoveryCounts.recovered == 1 && night.state.recoveryCounts.remedies == 1)
    }

    @Test func aRemedyThatDoesNotHelpIsNotRepeated() {
        var night = night(
            [.test("a", attempts: nil)], failing: ["a": 100], with: Self.failure(.filesystem),
            remedies: [.makeFolder(path: "/w/out")])
        night.begin()
        night.run()
        #expect(night.remedies.count == 1 && night.starts[TaskID("a")] == 4)
    }

    @Test(arguments: [
        (AutonomyLevel.interactive, false), (.semiAutonomous, false), (.autonomous, false), (.fullAutonomous, true),
    ])
    func installingIsForTheHighestLevelOrTheMissionsWord(level: AutonomyLevel, isDone: Bool) {
        let remedy = Remedy.install(tool: "pip", manifest: "/w/requirements.txt")
        for allow in [Set<RepairPermission>(), [.install]] {
            var night = night(
                [.test("a", attempts: nil, resilience: ResilienceRules(allow: allow))], failing: ["a": 1],
                with: Self.failure(.dependency), remedies: [remedy])
            night.begin(level: level)
            night.run()
            #expect(night.remedies.isEmpty != (isDone || !allow.isEmpty))
        }
    }

    @Test func alternativesFollowAndThenTheDeclaredOutputs() {
        let rules = ResilienceRules(
            fallback: [Alternative(command: .shell("b")), Alternative(command: .shell("c"))],
            defaults: [DefaultOutput(path: "out", content: .text("x"))])
        var night = night(
            [.test("a", attempts: 2, resilience: rules)], failing: ["a": 100], with: Self.failure(.validation))
        night.begin()
        night.run()
        #expect(night.starts[TaskID("a")] == 6)
        #expect(night.kinds(of: TaskID("a")).count { $0 == "fellBack" } == 3)
        #expect(night.status("a") == .succeeded && night.outcome == .degraded)
    }

    @Test func anAlternativeThatSucceedsIsAPlainSuccess() {
        let rules = ResilienceRules(fallback: [Alternative(command: .shell("b"))])
        var night = night(
            [.test("a", attempts: 2, resilience: rules)], failing: ["a": 2], with: Self.failure(.network))
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded && night.state.recoveryCounts.fellBack == 1)
    }

    @Test func theLastAlternativeMayBeToGoOnWithout() {
        let rules = ResilienceRules(fallback: [Alternative(command: nil)])
        var night = night(
            [.test("a", critical: false, attempts: 1, resilience: rules), .test("b", needs: ["a"])],
            failing: ["a": 100], with: Self.failure(.network))
        night.begin()
        night.run()
        #expect(night.status("a") == .skipped && night.status("b") == .succeeded && night.outcome == .degraded)
    }

    @Test func aFlakyTestIsToldFromABug() {
        var night = night([.test("a", attempts: nil)], failing: ["a": 1], with: Self.failure(.code, .fatal))
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded && night.state.recoveryCounts.flaky == 1)
    }

    // MARK: Waiting at nobody's expense

    @Test func aUsageLimitHoldsBackWhoSharesItAndIsProbedByOne() {
        let shared = ResilienceRules(quota: "agent")
        let tasks = (1...6).map { MissionTask.test("t\($0)", attempts: 1, resilience: shared) } + [.test("other")]
        let start = Moment(monotonic: .seconds(100), boottime: .seconds(100), wallMilliseconds: 1_800_000_000_000)
        var night = SimulatedNight(Mission(name: "n", tasks: tasks)) { _ in
            .init(after: .milliseconds(10), status: .exited(code: 1))
        }
        let failure = Self.failure(.resource, scope: .quota, after: 20_000)
        night.fate = { key in
            .init(after: .milliseconds(10), status: .exited(code: key.task.description == "other" ? 0 : 1))
        }
        night.diagnosis = { _, _ in Diagnosis(failure: failure) }
        night.begin(concurrency: 1)
        for _ in 0..<2 { _ = night.advance() }
        #expect(night.starts.values.reduce(0, +) == 2 && night.status("other") == .succeeded)
        night.fate = { _ in .init(after: .milliseconds(10), status: .exited(code: 0)) }
        night.run()
        #expect(night.outcome == .succeeded)
        // One probes; its success lets the others go. Nobody's tries were touched.
        #expect(night.starts.values.reduce(0, +) == 8)
        #expect(night.now.monotonic < start.monotonic + .seconds(25))
    }

    @Test func aLongLimitIsLookedAtOnceBeforeItIsBelieved() {
        var night = SimulatedNight(Mission(name: "n", tasks: [.test("a", attempts: 1)])) { key in
            .init(after: .milliseconds(10), status: .exited(code: key.attempt < 2 ? 1 : 0))
        }
        night.diagnosis = { _, _ in
            Diagnosis(failure: Self.failure(.resource, scope: .quota, after: 6 * 3_600_000))
        }
        let start = night.now.monotonic
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded && night.now.monotonic - start < .seconds(70))
    }

    @Test func aLivingLockIsWaitedForAtNobodysExpense() {
        // Held longer than a second try would wait for.
        var night = night([.test("a", attempts: 1)], failing: ["a": 9], with: Self.failure(.resource))
        night.diagnosis = { _, _ in
            Diagnosis(failure: Self.failure(.resource), lockHolder: "apt (process 42) holds /var/lib/dpkg/lock")
        }
        let start = night.now.monotonic
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.state.task(TaskID("a"))?.tries == 0)
        #expect(night.now.monotonic - start == .seconds(10 + 63 + 3 * 60))
        // One that is never let go of ends without a deadline, too.
        var stuck = self.night([.test("a", attempts: 1)], failing: ["a": 100], with: Self.failure(.resource))
        stuck.diagnosis = night.diagnosis
        stuck.begin()
        stuck.run()
        #expect(stuck.status("a") == .failed)
        #expect(stuck.starts[TaskID("a")] == RetryManager.mostMachineFaults + 1)
    }

    @Test(arguments: [false, true])
    func whatOthersUseIsTouchedOnlyIfTheMissionSaysSo(isDone: Bool) {
        let allow: Set<RepairPermission> = isDone ? [.cleanup] : []
        let (outside, inside) = (Remedy.clearCache(tool: "pip"), Remedy.clearCache(tool: "pip", isInside: true))
        let account = FailureAccount()
        let chosen = FallbackEngine.remedy(among: [outside], account: account, allow: allow, level: .fullAutonomous)
        #expect(chosen == (isDone ? outside : nil))
        let hint = FallbackEngine.forbidden(among: [outside], account: account, allow: allow, level: .fullAutonomous)
        #expect((hint == nil) == isDone)
        #expect(
            FallbackEngine.remedy(among: [inside], account: account, allow: allow, level: .autonomous) == inside)
    }

    @Test func withoutTheNetworkTasksWaitUnchargedAndTheRestGoesOn() {
        var night = SimulatedNight(
            Mission(
                name: "n",
                tasks: [
                    MissionTask(id: TaskID("fetch"), command: .shell("curl x.test"), retry: RetryRule(attempts: 1)),
                    .test("local"),
                ])
        ) { key in
            .init(
                after: .milliseconds(10),
                status: .exited(code: key.task.description == "fetch" && key.attempt < 6 ? 6 : 0))
        }
        night.diagnosis = { _, _ in
            Diagnosis(failure: Self.failure(.network, scope: .network), connectivity: .offline("the route is gone"))
        }
        night.connectivity = .offline("the route is gone")
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.state.task(TaskID("fetch"))?.tries == 0)
    }

    @Test func theNetworkThatIsBackLetsGoAtOnce() {
        var night = SimulatedNight(
            Mission(name: "n", tasks: [MissionTask(id: TaskID("fetch"), command: .shell("curl x.test"))])
        ) { key in .init(after: .milliseconds(10), status: .exited(code: key.attempt < 2 ? 6 : 0)) }
        night.diagnosis = { _, _ in
            Diagnosis(failure: Self.failure(.network, scope: .network), connectivity: .offline("the route is gone"))
        }
        night.begin()
        night.run()
        #expect(night.outcome == .succeeded)
        #expect(night.records.contains { $0.event.kind == "mission.thawed" })
    }

    // MARK: A thousand alike

    private func thousand(separate: Bool) -> [MissionTask] {
        if separate {
            return (1...1000).map {
                MissionTask(id: TaskID("t\($0)"), command: .arguments(["curl", "http://x.test/\($0)"]))
            }
        }
        return [.test("each", fanOut: FanOut(items: .list((1...1000).map(String.init))), attempts: nil)]
    }

    @Test(arguments: [false, true])
    func aThousandThatFailAlikeCostOneProbeAStep(separate: Bool) {
        var isUp = false
        var night = SimulatedNight(Mission(name: "n", tasks: thousand(separate: separate))) { _ in
            .init(after: .milliseconds(20), status: .exited(code: 1))
        }
        night.diagnosis = { _, _ in Diagnosis(failure: Self.failure(.network, rule: "network.refused")) }
        night.begin(concurrency: 4, deadline: .seconds(100_000))
        let start = night.now.monotonic
        while night.now.monotonic < start + .seconds(900), night.advance() {}
        let attempts = night.starts.values.reduce(0, +)
        // Five to see it, four that were on their way, and a probe at 1, 2, 4 … 60 s, then every minute.
        #expect(attempts <= 5 + 4 + 6 + 15, "\(attempts)")
        #expect(night.state.counts[.failed] == 0)
        isUp = true
        night.fate = { _ in .init(after: .milliseconds(20), status: .exited(code: isUp ? 0 : 1)) }
        night.run()
        #expect(night.outcome == .succeeded && night.state.counts[.succeeded] == 1000)
    }

    @Test func whatNoRetryMendsIsGivenUpForAllAfterProbesAtRandom() {
        var night = SimulatedNight(Mission(name: "n", tasks: thousand(separate: false))) { _ in
            .init(after: .milliseconds(20), status: .exited(code: 1))
        }
        night.diagnosis = { _, _ in Diagnosis(failure: Self.failure(.code, .fatal)) }
        night.begin(concurrency: 2, deadline: .seconds(100_000))
        night.run()
        #expect(night.outcome == .failed && night.state.counts[.failed] == 1000)
        #expect(night.starts.values.reduce(0, +) < 40, "\(night.starts.values.reduce(0, +))")
        let probed = Set(night.starts.keys.map(\.item)).filter { $0 > 20 }
        #expect(probed.count >= 5)
    }

    /// Where every other one fails, that is no wall.
    @Test func failuresBetweenSuccessesHoldNobodyBack() {
        var night = SimulatedNight(Mission(name: "n", tasks: thousand(separate: false))) { key in
            .init(after: .milliseconds(20), status: .exited(code: key.task.item % 2 == 0 ? 1 : 0))
        }
        night.diagnosis = { _, _ in Diagnosis(failure: Self.failure(.code, .fatal)) }
        night.begin(concurrency: 2)
        night.run()
        #expect(!night.records.contains { $0.event.kind == "mission.braked" })
        #expect(night.state.counts[.succeeded] == 500 && night.state.counts[.failed] == 500)
    }

    @Test func aCrashForgetsNoBrake() {
        var night = SimulatedNight(Mission(name: "n", tasks: thousand(separate: false))) { _ in
            .init(after: .milliseconds(20), status: .exited(code: 1))
        }
        night.diagnosis = { _, _ in Diagnosis(failure: Self.failure(.network, rule: "network.refused")) }
        night.begin(concurrency: 4, deadline: .seconds(100_000))
        for _ in 0..<60 { _ = night.advance() }
        #expect(!night.state.brakes.isEmpty)
        let before = night.starts.values.reduce(0, +)
        night.crash()
        for _ in 0..<20 { _ = night.advance() }
        #expect(night.starts.values.reduce(0, +) - before <= 8)
        night.fate = { _ in .init(after: .milliseconds(20), status: .exited(code: 0)) }
        night.run()
        #expect(night.outcome == .succeeded)
    }
}
