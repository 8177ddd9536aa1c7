import CopilotModel
import CopilotPorts
import Testing

@testable import CopilotEngine

/// What `{session}` stands for.
@Suite("Names of sessions")
struct SessionNameTests {
    private let composer = LaunchComposer(workspace: "/w", environment: [:])
    private let task = MissionTask(
        id: TaskID("a"), command: .shell("claude --session-id {session}"),
        resilience: {
            var rules = ResilienceRules()
            rules.resume = .arguments(["claude", "--resume", "{session}"])
            return rules
        }())

    private func command(attempt: Int, cutOff: Int? = nil, seed: UInt64 = 7) -> TaskCommand {
        var account = FailureAccount()
        if let cutOff { account.cutOff(true, attempt: cutOff) }
        let key = AttemptKey(run: RunID(rawValue: "r"), task: TaskID("a"), attempt: attempt)
        return composer.compose(key, declaration: task, item: nil, account: account, sessions: seed).command
    }

    private func session(_ command: TaskCommand) -> String {
        switch command {
        case .shell(let line): String(line.split(separator: " ").last ?? "")
        case .arguments(let words): words.last ?? ""
        }
    }

    @Test func aSessionHasANameThatToolsTakeForAUUID() {
        let name = session(command(attempt: 1))
        #expect(name.contains(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/), "\(name)")
    }

    @Test func whatIsGoneOnWithIsTheSessionThatWasCutOff() {
        #expect(command(attempt: 3, cutOff: 2) == .arguments(["claude", "--resume", session(command(attempt: 2))]))
    }

    @Test func aTryFromTheBeginningIsAnotherSession() {
        let names = [
            command(attempt: 1), command(attempt: 2), command(attempt: 1, seed: 8),
        ].map(session)
        #expect(Set(names).count == 3, "\(names)")
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
