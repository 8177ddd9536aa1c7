import CopilotModel
import CopilotPorts
import Testing

@testable import CopilotEngine

/// The name of a tool's session.
@Suite("Names of sessions")
struct SessionNameTests {
    private let composer = LaunchComposer(workspace: "/w", environment: [:])

    private func task(names: Bool?) -> MissionTask {
        var rules = ResilienceRules()
        rules.resume = .arguments(["claude", "--resume", "{session}"])
        rules.namesSession = names
        return MissionTask(
            id: TaskID("a"), command: .arguments(["claude", "--session-id", "{session}"]), resilience: rules)
    }

    private func launch(
        attempt: Int, cutOff: Int? = nil, seed: UInt64 = 7, names: Bool? = true
    ) -> AttemptLaunch {
        var account = FailureAccount()
        if let cutOff { account.cutOff(true, attempt: cutOff) }
        let key = AttemptKey(run: RunID(rawValue: "r"), task: TaskID("a"), attempt: attempt)
        return composer.compose(key, declaration: task(names: names), item: nil, account: account, sessions: seed)
    }

    private func session(_ launch: AttemptLaunch) -> String { launch.environment["COPILOT_SESSION"] ?? "" }

    @Test func aSessionHasANameThatToolsTakeForAUUID() {
        let launch = launch(attempt: 1)
        let name = session(launch)
        #expect(name.contains(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/), "\(name)")
        #expect(launch.command == .arguments(["claude", "--session-id", name]))
    }

    @Test func whatIsGoneOnWithIsTheSessionThatWasCutOff() {
        let first = session(launch(attempt: 2))
        #expect(launch(attempt: 3, cutOff: 2).command == .arguments(["claude", "--resume", first]))
    }

    @Test func aTryFromTheBeginningIsAnotherSession() {
        let names = [launch(attempt: 1), launch(attempt: 2), launch(attempt: 1, seed: 8)].map(session)
        #expect(Set(names).count == 3, "\(names)")
    }

    /// Only `{item}`, `{index}`, `{checkpoint}` and the axes are ours.
    @Test func whatAUserHasWrittenStays() {
        #expect(launch(attempt: 1, names: nil).command == .arguments(["claude", "--session-id", "{session}"]))
    }

    @Test func whatIsCutOffTwiceGoesOnWithTheFirst() {
        var account = FailureAccount()
        account.cutOff(true, attempt: 2)
        account.cutOff(true, attempt: 3)
        #expect(account.cutOffAttempt == 2)
        account.cutOff(false, attempt: 4)
        account.cutOff(true, attempt: 5)
        #expect(account.cutOffAttempt == 5)
    }
}
