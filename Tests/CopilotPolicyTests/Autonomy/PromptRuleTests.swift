import CopilotModel
import CopilotPolicy
import Testing

@Suite struct PromptRuleTests {
    static func decide(
        _ prompt: Prompt, mission: [PromptRule] = [], user: [PromptRule] = [], level: AutonomyLevel = .fullAutonomous,
        _ change: (inout DecisionContext) -> Void = { _ in }
    ) -> PromptDecision {
        var context = DecisionContext(level: level, missionRules: mission, userRules: user, workspace: "/w")
        change(&context)
        return AutoValidationEngine.decide(prompt, context)
    }

    @Test func denialsThenMissionThenUserThenTable() {
        let prompt = SomePrompts.make(.confirm, question: "Use the cache?")
        let accept = PromptRule(match: "cache", verdict: .accept)
        let decline = PromptRule(match: "cache", verdict: .decline)
        let deny = PromptRule(match: "use", verdict: .deny)
        #expect(Self.decide(prompt).rule == "built-in table")
        #expect(Self.decide(prompt, user: [decline]).rule == "user rule 1")
        let both = Self.decide(
            prompt, mission: [PromptRule(match: "other", verdict: .accept), accept], user: [decline])
        #expect(both.rule == "mission rule 2" && both.short == "answer accept")
        let denied = Self.decide(prompt, mission: [accept], user: [decline, deny])
        #expect(denied.rule == "user rule 2" && denied.action == .park && denied.send == nil)
        #expect(Self.decide(prompt, mission: [deny], level: .semiAutonomous).action == .ask)
        #expect(Self.decide(prompt, user: [PromptRule(verdict: .deny)]).action == .park)
        #expect(Self.decide(prompt, user: [PromptRule(kind: .otp, verdict: .deny)]).action == .answer)
    }

    @Test func doubtDenies() {
        let unreadable = PromptRule(match: "(", verdict: .deny)
        #expect(Self.decide(SomePrompts.make(.confirm), mission: [unreadable]).action == .park)
        let long = SomePrompts.agent("ls " + String(repeating: "a", count: 5000) + " && rm x")
        #expect(Self.decide(long, mission: [PromptRule(match: "rm", verdict: .deny)]).rule == "mission rule 1")
        let allow = PromptRule(match: "ls", verdict: .accept, allowsDestructive: true)
        #expect(Self.decide(long, mission: [allow]).rule == "built-in table")
        #expect(
            Self.decide(SomePrompts.make(.confirm), mission: [PromptRule(match: "(", verdict: .decline)]).short
                == "answer accept")
        // A rule that names nothing would answer everything; only denials may.
        #expect(Self.decide(SomePrompts.make(.hostkey), mission: [PromptRule(verdict: .accept)]).action == .park)
    }

    @Test func destructiveNeedsItsWord() {
        for prompt in [
            SomePrompts.make(.confirm, stakes: [.destructive]), SomePrompts.make(.overwrite),
            SomePrompts.make(.conffile),
            SomePrompts.agent("rm -rf build"), SomePrompts.agent("f() { rm -rf $X; }"),
        ] {
            for verdict in [PromptRule.Verdict.accept, .type("yes"), .takeDefault] {
                let without = Self.decide(prompt, mission: [PromptRule(kind: prompt.kind, verdict: verdict)])
                #expect(without.action == .decline && without.rule == "built-in table", "\(prompt.kind) \(verdict)")
                #expect(without.reason.contains("mission rule 1 was not used"))
            }
            let with = PromptRule(kind: prompt.kind, verdict: .accept, allowsDestructive: true)
            #expect(Self.decide(prompt, mission: [with]).action == .answer)
            #expect(Self.decide(prompt, mission: [with], level: .interactive).action == .ask)
        }
        let typed = SomePrompts.make(.confirm, [PromptReply(.decline, send: "n\r")], stakes: [.destructive])
        #expect(Self.decide(typed, mission: [PromptRule(kind: .confirm, verdict: .type("n"))]).short == "decline n")
    }

    @Test func rulesAnswerWhatTheTableDoesNot() {
        let hostkey = SomePrompts.make(.hostkey, stakes: [.trust])
        #expect(
            Self.decide(hostkey, mission: [PromptRule(kind: .hostkey, verdict: .type("yes"))]).short == "answer yes")
        let licence = PromptRule(match: "go on", kind: .license, verdict: .accept)
        #expect(Self.decide(SomePrompts.make(.license, stakes: [.license]), user: [licence]).short == "answer accept")
        let name = SomePrompts.make(.textRequired, [])
        #expect(Self.decide(name, mission: [PromptRule(kind: .textRequired, verdict: .type("demo"))]).typed == "demo\r")
        let letters = SomePrompts.make(.menuLetters, [PromptReply(.choice, send: "a")])
        #expect(Self.decide(letters, mission: [PromptRule(kind: .menuLetters, verdict: .type("a"))]).typed == "a")
        let empty = SomePrompts.make(.confirm, [])
        let none = Self.decide(empty, mission: [PromptRule(kind: .confirm, verdict: .accept)])
        #expect(none.action == .park && none.reason.contains("no way of accepting was understood"))
        let hard = PromptRule(match: "(a+)+$", verdict: .accept)
        #expect(
            Self.decide(SomePrompts.make(.confirm, question: String(repeating: "a", count: 590) + "!"), mission: [hard])
                .rule == "built-in table")
    }

    @Test func timesAreCounted() {
        let prompt = SomePrompts.make(.hostkey)
        let rules = [PromptRule(kind: .otp, verdict: .accept), PromptRule(kind: .hostkey, verdict: .accept, times: 2)]
        let user = [PromptRule(kind: .hostkey, verdict: .decline, times: 1)]
        func used(_ uses: [Int: Int]) -> PromptDecision {
            Self.decide(prompt, mission: rules, user: user) { $0.ruleUses = uses }
        }
        #expect(used([1: 1]).rule == "mission rule 2")
        #expect(used([1: 2]).rule == "user rule 1")
        #expect(used([1: 2, 2: 1]).rule == "built-in table")
        #expect(used([1: 2, 2: 1]).reason.contains("mission rule 2 was not used, for it was used 2 times already"))
    }

    @Test func secretsAreTypedOnlyUnseenAndByName() {
        let rule = PromptRule(kind: .password, verdict: .secret(name: "KEY"))
        let prompt = SomePrompts.make(.password, [], stakes: [.secret])
        func ask(_ prompt: Prompt, _ rule: PromptRule, echo: Bool?, names: Set<String> = ["KEY"]) -> PromptDecision {
            Self.decide(prompt, mission: [rule]) {
                $0.isEchoing = echo
                $0.secretNames = names
            }
        }
        #expect(ask(prompt, rule, echo: false).typed == "secret KEY")
        #expect(ask(prompt, rule, echo: true).action == .park)
        #expect(ask(prompt, rule, echo: true).reason.contains("would show what is typed"))
        #expect(ask(prompt, rule, echo: nil).action == .park)
        #expect(ask(prompt, rule, echo: false, names: []).reason.contains("'KEY' is not provided"))
        var anywhere = rule
        anywhere.kind = .confirm
        #expect(ask(SomePrompts.make(.confirm), anywhere, echo: false).typed == "accept\r")
        let token = SomePrompts.make(.textRequired, [], stakes: [.secret])
        anywhere.kind = .textRequired
        #expect(ask(token, anywhere, echo: false).typed == "secret KEY")
        var destructive = prompt
        destructive.stakes = [.destructive, .secret]
        #expect(ask(destructive, rule, echo: false).action == .park)
        #expect(ask(prompt, PromptRule(kind: .password, verdict: .type("hunter2")), echo: false).action == .park)
        #expect(ask(prompt, PromptRule(kind: .password, verdict: .type("")), echo: true).typed == "\r")
    }

    @Test func loopsEnd() {
        func seen(_ kind: PromptKind, _ times: Int, all: Int = 0, rule: PromptRule? = nil) -> PromptDecision {
            Self.decide(SomePrompts.make(kind), mission: rule.map { [$0] } ?? []) {
                $0.timesSeen = times
                $0.promptsSeen = all
                $0.isCritical = false
            }
        }
        #expect(seen(.confirm, 2).action == .answer)
        #expect(seen(.confirm, 3).rule == "loop" && seen(.confirm, 3).action == .fail)
        #expect(seen(.repl, 3).rule == "loop")
        #expect(seen(.pager, 49).action == .answer && seen(.pager, 50).rule == "loop")
        #expect(seen(.pager, 0, all: 499).action == .answer && seen(.pager, 0, all: 500).rule == "loop")
        let rule = PromptRule(kind: .confirm, verdict: .accept, times: 20)
        #expect(
            seen(.confirm, 19, rule: rule).rule == "mission rule 1" && seen(.confirm, 20, rule: rule).rule == "loop")
        #expect(seen(.hostkey, 9).rule == "built-in table")
    }

    @Test func whatComesBackAmongOthersIsALoop() {
        let first = SomePrompts.make(.confirm, question: "Continue with A?")
        let other = SomePrompts.make(.confirm, question: "Continue with B?")
        var memory = PromptMemory()
        var answers = 0
        for turn in 0..<40 {
            let prompt = turn.isMultiple(of: 2) ? first : other
            let decision = Self.decide(prompt) {
                $0.timesSeen = memory.timesSeen(prompt)
                $0.timesMet = memory.timesMet(prompt)
            }
            if decision.action == .answer { answers += 1 }
            memory.note(prompt, decision)
        }
        #expect(answers == 20)
        #expect(memory.recent?.count == 40)
        for _ in 0..<1_000 { memory.note(first, Self.decide(first)) }
        #expect(memory.recent?.count == PromptMemory.mostRecent)
    }

    @Test func aSecretIsTypedOnceUnlessTheRuleSaysMore() {
        var rule = PromptRule(kind: .password, verdict: .secret(name: "KEY"))
        func again(_ question: String, seen: Int, used: Int) -> PromptDecision {
            Self.decide(SomePrompts.make(.password, [], stakes: [.secret], question: question), mission: [rule]) {
                $0.isEchoing = false
                $0.secretNames = ["KEY"]
                $0.timesSeen = seen
                $0.ruleUses = [0: used]
            }
        }
        #expect(again("Password:", seen: 0, used: 0).typed == "secret KEY")
        #expect(again("Password:", seen: 1, used: 1).rule == "loop")
        #expect(again("Login incorrect Password:", seen: 0, used: 1).rule == "loop")
        #expect(again("Same passphrase again:", seen: 0, used: 1).typed == "secret KEY")
        rule.times = 3
        #expect(again("Password:", seen: 1, used: 1).typed == "secret KEY")
    }

    @Test func aKindAloneAcceptsNoMatterOfConsent() {
        for stake in [PromptStake.trust, .license, .cost] {
            let prompt = SomePrompts.make(.confirm, stakes: [stake], question: "Publish it?")
            let byKind = PromptRule(kind: .confirm, verdict: .accept)
            #expect(Self.decide(prompt, mission: [byKind]).action == .park)
            let byName = PromptRule(match: "publish", kind: .confirm, verdict: .accept)
            #expect(Self.decide(prompt, mission: [byName]).action == .answer)
        }
    }

    @Test func aRulesCommandCarriesNothingAlong() {
        let rule = PromptRule(match: "npm install", kind: .agentPermission, verdict: .accept)
        for carried in [
            "npm install; python3 x.py", "npm install --prefix /x", "python3 x.py && npm install", "X=1 npm install",
        ] {
            #expect(Self.decide(SomePrompts.agent(carried), mission: [rule]).action == .decline, "\(carried)")
        }
        for fitting in ["npm install", "cd src && npm install", "npm install && npm test"] {
            #expect(Self.decide(SomePrompts.agent(fitting), mission: [rule]).action == .answer, "\(fitting)")
        }
    }
}
