import CopilotModel
import CopilotPolicy
import Testing

@Suite struct AgentRequestTests {
    static func decide(_ prompt: Prompt, _ rules: [PromptRule] = [], level: AutonomyLevel = .fullAutonomous)
        -> PromptDecision
    {
        PromptRuleTests.decide(prompt, mission: rules, level: level)
    }

    @Test func onlyWhatIsUnderstoodIsAllowedAndOnlyOnce() {
        #expect(Self.decide(SomePrompts.agent("pytest -q")).short == "answer 1")
        #expect(Self.decide(SomePrompts.agent("pytest -q"), level: .autonomous).short == "answer 1")
        #expect(Self.decide(SomePrompts.agent("pytest -q"), level: .semiAutonomous).action == .ask)
        #expect(Self.decide(SomePrompts.agent("npm install")).short == "decline 3")
        #expect(Self.decide(SomePrompts.agent("rm x")).short == "decline 3")
        #expect(Self.decide(SomePrompts.agent(nil)).short == "decline 3")
        var park = SomePrompts.agent("rm x")
        park.replies.removeLast()
        #expect(Self.decide(park).action == .park)
        var staked = SomePrompts.agent("ls")
        staked.stakes = [.cost]
        #expect(Self.decide(staked).short == "decline 3")
    }

    @Test func anotherRequestIsNotTakenForACommand() {
        for question in [
            "Do you want to make this edit to ls?", "Do you want to create ls?", "Apply this change?",
            "Allow execution of MCP tool?",
            "Do you want to fetch this URL?", "Do you trust the files?",
        ] {
            #expect(Self.decide(SomePrompts.agent("ls", question)).action == .decline, "\(question)")
        }
    }

    @Test func aPreselectedYesIsNeverConfirmed() {
        for blind in ["\r", "\n", " ", ""] {
            let replies = [PromptReply(.accept, send: blind, isDefault: true), PromptReply(.takeDefault, send: "\r")]
            let prompt = SomePrompts.make(.agentPermission, replies, subject: "ls")
            #expect(Self.decide(prompt).action == .park)
            for verdict in [PromptRule.Verdict.accept, .takeDefault, .type("")] {
                let rule = PromptRule(kind: .agentPermission, verdict: verdict, allowsDestructive: true)
                #expect(Self.decide(prompt, [rule]).action == .park, "\(verdict)")
            }
        }
        let always = PromptRule(kind: .agentPermission, verdict: .type("2"))
        #expect(Self.decide(SomePrompts.agent("make deploy"), [always]).short == "decline 3")
    }

    @Test func rulesAllowCommandsAndEditsInside() {
        let install = PromptRule(match: "^npm install$", kind: .agentPermission, verdict: .accept)
        #expect(Self.decide(SomePrompts.agent("npm install"), [install]).short == "answer 1")
        #expect(Self.decide(SomePrompts.agent("npm install && rm x"), [install]).short == "decline 3")
        let edit = PromptRule(match: "\\.py$", kind: .agentPermission, verdict: .accept)
        let question = "Do you want to make this edit to a file?"
        #expect(Self.decide(SomePrompts.agent("src/a.py", question), [edit]).short == "answer 1")
        #expect(Self.decide(SomePrompts.agent("src/a.py", question)).short == "decline 3")
        #expect(Self.decide(SomePrompts.agent("../a.py", question), [edit]).short == "decline 3")
        #expect(Self.decide(SomePrompts.agent("/etc/a.py", question), [edit]).short == "decline 3")
        let deny = PromptRule(match: "pytest", verdict: .deny)
        #expect(Self.decide(SomePrompts.agent("pytest"), [deny]).action == .park)
    }

    @Test func aProgramsNameIsNotItsCommand() {
        #expect(Self.decide(SomePrompts.agent("echo", "Allow execution of: 'echo'?")).short == "decline 3")
        #expect(Self.decide(SomePrompts.agent("ls -la", "Run this command 'ls -la'?")).short == "answer 1")
    }

    @Test func aDescriptionUnderTheCommandIsNoCommand() {
        #expect(Self.decide(SomePrompts.agent("pytest -q\nRun the tests quietly")).short == "answer 1")
        for hostile in [
            "pytest -q\nRun the tests; rm x", "pytest -q\nrm the tests", "rm x\nList the files",
            "ls " + String(repeating: "a", count: 70) + "\nRun the tests",
        ] {
            #expect(Self.decide(SomePrompts.agent(hostile)).short == "decline 3", "\(hostile)")
        }
    }
}
