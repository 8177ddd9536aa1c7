import CopilotModel
import CopilotPolicy
import Testing

@Suite struct DecisionTableTests {
    static func decide(_ prompt: Prompt, _ level: AutonomyLevel, isCritical: Bool = true) -> PromptDecision {
        AutoValidationEngine.decide(prompt, DecisionContext(level: level, isCritical: isCritical, workspace: "/w"))
    }

    /// Harmless, with a reply of every meaning: semi, autonomous and full, and destructive at the latter two.
    static let rows: [(PromptKind, String, String, String)] = [
        (.confirm, "ask", "answer accept", "decline decline"),
        (.typedConfirm, "ask", "answer accept", "decline decline"),
        (.pressEnter, "answer goOn", "answer goOn", "decline decline"),
        (.anyKey, "answer goOn", "answer goOn", "decline decline"),
        (.menuNumbered, "ask", "answer takeDefault", "decline decline"),
        (.menuLetters, "ask", "answer takeDefault", "decline decline"),
        (.textDefault, "ask", "answer takeDefault", "park"),
        (.textRequired, "ask", "park", "park"),
        (.password, "ask", "park", "park"),
        (.otp, "ask", "park", "park"),
        (.hostkey, "ask", "park", "park"),
        (.pager, "answer leave", "answer leave", "decline decline"),
        (.editor, "ask", "decline leave", "decline leave"),
        (.listSelect, "ask", "answer takeDefault", "decline decline"),
        (.checkbox, "ask", "answer takeDefault", "decline decline"),
        (.dialog, "ask", "answer takeDefault", "decline decline"),
        (.overwrite, "ask", "decline keep", "decline keep"),
        (.license, "ask", "park", "park"),
        (.conffile, "ask", "decline keep", "decline keep"),
        (.repl, "ask", "decline leave", "decline leave"),
        (.stdin, "ask", "decline leave", "decline leave"),
        (.tui, "ask", "decline leave", "decline leave"),
        (.agentPermission, "ask", "decline decline", "decline decline"),
        (.waitExternal, "ask", "park", "park"),
    ]

    @Test func theTableHoldsForEveryKind() {
        #expect(Set(Self.rows.map(\.0)) == Set(PromptKind.allCases))
        for (kind, semi, full, destructive) in Self.rows {
            let harmless = SomePrompts.make(kind)
            let dangerous = SomePrompts.make(kind, stakes: [.destructive])
            #expect(Self.decide(harmless, .interactive).short == "ask", "\(kind)")
            #expect(Self.decide(harmless, .semiAutonomous).short == semi, "\(kind)")
            #expect(Self.decide(dangerous, .semiAutonomous).short == "ask", "\(kind)")
            for level in [AutonomyLevel.autonomous, .fullAutonomous] {
                #expect(Self.decide(harmless, level).short == full, "\(kind) at \(level)")
                #expect(Self.decide(dangerous, level).short == destructive, "\(kind) at \(level)")
                for stake in [PromptStake.secret, .trust, .license, .cost] where kind != .agentPermission {
                    #expect(
                        Self.decide(SomePrompts.make(kind, stakes: [stake]), level).short == "park", "\(kind) \(stake)")
                }
            }
        }
    }

    @Test func semiTakesOnlyAYesThatIsTheDefault() {
        let yes = SomePrompts.make(.confirm, SomePrompts.replies(isDefault: .accept))
        let no = SomePrompts.make(.confirm, SomePrompts.replies(isDefault: .decline))
        #expect(Self.decide(yes, .semiAutonomous).short == "answer accept")
        #expect(Self.decide(no, .semiAutonomous).short == "ask")
        #expect(Self.decide(no, .semiAutonomous).send == .text("accept\r"))
        #expect(Self.decide(no, .autonomous).short == "answer accept")
    }

    @Test func aMenuWithoutDefaultIsLeftButNotInterrupted() {
        let quit = [PromptReply(.accept, send: "y"), PromptReply(.leave, send: "q\r")]
        #expect(Self.decide(SomePrompts.make(.menuLetters, quit), .autonomous).short == "decline q")
        let interrupt = [PromptReply(.choice, send: "1\r"), PromptReply(.leave, send: "\u{3}")]
        #expect(Self.decide(SomePrompts.make(.menuNumbered, interrupt), .autonomous).short == "park")
        #expect(Self.decide(SomePrompts.make(.stdin, interrupt), .autonomous).short == "decline \u{3}")
        #expect(
            Self.decide(SomePrompts.make(.dialog, [PromptReply(.accept, send: "\r")]), .autonomous).action == .answer)
    }

    @Test func interactiveProposesAndTypesNothing() {
        for prompt in SomePrompts.all {
            let decision = Self.decide(prompt, .interactive)
            #expect(decision.action == .ask)
            if prompt.stakes.contains(.destructive), case .text(let text)? = decision.send {
                #expect(["decline\r", "keep\r", "leave\r"].contains(text))
            }
        }
        #expect(Self.decide(SomePrompts.make(.confirm), .interactive).send == .text("accept\r"))
    }

    @Test func withoutTheSecretOnlyWhatIsNotCriticalFails() {
        for kind in [PromptKind.password, .otp, .waitExternal] {
            let prompt = SomePrompts.make(kind, stakes: [.secret])
            #expect(Self.decide(prompt, .fullAutonomous, isCritical: false).action == .fail)
            #expect(Self.decide(prompt, .fullAutonomous).action == .park)
            #expect(Self.decide(prompt, .autonomous, isCritical: false).action == .park)
        }
        #expect(Self.decide(SomePrompts.make(.hostkey), .fullAutonomous, isCritical: false).action == .park)
    }

    /// More autonomy never means less safety, whatever the question.
    @Test func everyPromptAtEveryLevelIsSafe() {
        let refusals: Set<String> = ["decline\r", "keep\r", "leave\r"]
        for prompt in SomePrompts.all {
            var before: PromptDecision?
            for level in AutonomyLevel.allCases {
                let decision = Self.decide(prompt, level)
                #expect(!decision.reason.isEmpty && decision.rule == "built-in table")
                #expect(decision.action != .ask || level == .interactive || level == .semiAutonomous)
                let never: Set<PromptKind> = [.password, .otp, .hostkey, .license, .waitExternal, .textRequired]
                if decision.action == .answer {
                    #expect(prompt.stakes.isEmpty && !never.contains(prompt.kind), "\(prompt) at \(level)")
                    if prompt.kind == .agentPermission {
                        #expect(prompt.subject == "ls" && decision.typed == "accept\r")
                    }
                    #expect(decision.typed != "acceptAll\r")
                }
                if let typed = decision.typed, !prompt.stakes.isEmpty { #expect(refusals.contains(typed)) }
                // What a level accepts, each one above accepts in the same words.
                if before?.action == .answer { #expect(decision.typed == before?.typed, "\(prompt) at \(level)") }
                before = decision
            }
        }
    }

    @Test func theDocumentShowsEveryKind() {
        let lines = AutoValidationEngine.tableMarkdown
        for kind in PromptKind.allCases { #expect(lines.contains { $0.contains("`\(kind.rawValue)`") }) }
    }
}
