import CopilotModel
import Testing

@testable import CopilotEngine

@Suite struct PromptPartsTests {
    @Test(arguments: [
        ("y\r", ["y", "\r"]), ("\u{1B}[B\u{1B}[B\r", ["\u{1B}[B", "\u{1B}[B", "\r"]),
        ("\u{1B}OB \r", ["\u{1B}OB", " ", "\r"]), ("my name\r", ["my name", "\r"]), ("\u{1B}", ["\u{1B}"]),
        ("\u{1B}[1;5Cx", ["\u{1B}[1;5C", "x"]), ("", []), (":q!\r", [":q!", "\r"]), ("\t\r", ["\t", "\r"]),
    ])
    func keysAreParted(text: String, parts: [String]) {
        let found = KeyStrokes.parts(of: Array(text.utf8))
        #expect(found.map { String(decoding: $0, as: UTF8.self) } == parts)
        #expect(found.flatMap { $0 } == Array(text.utf8))
    }

    @Test func secretsDoNotPassHoweverTheOutputIsCut() {
        let text = "x pass pa pas password passwordpassword pass12 end pas"
        let clean = "x pass pa pas [secret b] [secret b][secret b] [secret a] end pas"
        for size in 1...12 {
            var redactor = SecretRedactor()
            redactor.add(Array("pass12".utf8), name: "a")
            redactor.add(Array("password".utf8), name: "b")
            var output: [UInt8] = []
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                output += redactor.pass(bytes[start..<min(bytes.count, start + size)])
            }
            output += redactor.finish()
            #expect(String(decoding: output, as: UTF8.self) == clean)
        }
    }

    @Test func aRepeatingSecretIsFoundBehindItsOwnBeginning() {
        var redactor = SecretRedactor()
        redactor.add(Array("aaab".utf8), name: "s")
        var output: [UInt8] = []
        for byte in "aaaaab".utf8 { output += redactor.pass([byte]) }
        #expect(String(decoding: output + redactor.finish(), as: UTF8.self) == "aa[secret s]")
    }

    @Test func aLaneThatHasSpentItsShareWaitsAndOthersDoNot() {
        var queue = LookQueue()
        let run = RunID(rawValue: "r")
        let keys = (0..<3).map { AttemptKey(run: run, task: TaskID("t\($0)"), attempt: 1) }
        queue.schedule(keys[0], at: .seconds(1), lane: .steady)
        queue.schedule(keys[1], at: .seconds(1), lane: .fresh)
        #expect(queue.take(at: .seconds(0)) == nil)
        queue.spend(.milliseconds(220), lane: .steady)
        #expect(queue.take(at: .seconds(1))?.key == keys[1])
        #expect(queue.take(at: .seconds(1)) == nil)
        // 20 ms too much, at two hundredths of the time.
        let next = queue.next(now: .seconds(1)) ?? .zero
        #expect(next > .milliseconds(1900) && next < .milliseconds(2100))
        #expect(queue.take(at: .seconds(3))?.key == keys[0])
    }

    @Test(arguments: [
        (0, 1, 3), (4, 1, 15), (600, 1, 1_600), (9_000, 1, 10_000), (30_000, 1, 33_000), (600_000, 1, 605_000),
        (600, 600, 3_600), (30_000, 800, 34_000), (600, 100_000, 5_600),
    ])
    func theLongerItIsSilentTheLessItIsLookedAt(quiet: Int, count: Int, next: Int) {
        let begun = Duration.seconds(100)
        let found = LookSchedule.next(after: begun + .milliseconds(quiet), lastOutput: begun, count: count)
        #expect(found == begun + .milliseconds(next))
    }

    @Test func anOrderReplacesAnEarlierOne() {
        var queue = LookQueue()
        let key = AttemptKey(run: RunID(rawValue: "r"), task: TaskID("t"), attempt: 1)
        queue.schedule(key, at: .seconds(1), lane: .fresh)
        queue.schedule(key, at: .seconds(5), lane: .answer)
        #expect(queue.next(now: .zero) == .seconds(5))
        #expect(queue.take(at: .seconds(6))?.lane == .answer)
        #expect(queue.next(now: .seconds(6)) == nil)
    }

    // MARK: Typing

    /// Two rows; `active` is the one that Enter takes.
    private func choice(_ active: Int = 0, kind: PromptKind = .listSelect, question: String = "Delete?") -> Prompt {
        let labels = ["Yes", "No"]
        let moves = active == 0 ? ["\r", "\u{1B}[B\r"] : ["\u{1B}[A\r", "\r"]
        let replies = [
            PromptReply(.takeDefault, send: "\r", label: labels[active], isDefault: true),
            PromptReply(.accept, send: moves[0], label: "Yes", isDefault: active == 0),
            PromptReply(.decline, send: moves[1], label: "No", isDefault: active == 1),
        ]
        return Prompt(kind: kind, question: question, replies: replies, confidence: 1, screen: 1)
    }

    private func view(
        _ milliseconds: Int, screen: UInt64 = 1, activity: UInt64? = 1, waits: Bool? = true, canonical: Bool = false,
        line: String = "", prompt: Prompt? = nil
    ) -> PromptTyping.View {
        PromptTyping.View(
            now: .milliseconds(milliseconds), screen: screen, activity: activity, isWaiting: waits,
            isCanonical: canonical, line: line, question: line, prompt: prompt)
    }

    private func typing(
        _ text: String, otherwise: String? = nil, canonical: Bool = false, line: String = "", prompt: Prompt? = nil
    ) -> PromptTyping {
        PromptTyping(
            PromptAnswer(prompt: 1, screen: 1, typing: .text(text), otherwise: otherwise), bytes: Array(text.utf8),
            waiter: 5, prompt: prompt, view: view(0, canonical: canonical, line: line))
    }

    @Test func theEchoOfALineIsNoProof() {
        var typing = typing("y\r", canonical: true)
        #expect(typing.step(view(0, canonical: true)) == .type(Array("y\r".utf8)))
        guard case .wait = typing.step(view(1, screen: 2, canonical: true)) else {
            Issue.record("echo taken for an answer")
            return
        }
        #expect(
            typing.step(view(3, screen: 2, activity: 2, canonical: true)) == .done(.taken(send: "y\r")))
    }

    @Test func aReaderOfKeysThatIsJustDrawingHasNotGoneOn() {
        var typing = typing("y")
        #expect(typing.step(view(0)) == .type(Array("y".utf8)))
        guard case .wait = typing.step(view(1, activity: 2, waits: false)) else {
            Issue.record("a short absence taken for an answer")
            return
        }
        guard case .wait = typing.step(view(10, activity: 3)) else {
            Issue.record("it waits again")
            return
        }
        #expect(typing.step(view(701, activity: 3)) == .done(.ignored))
    }

    @Test func enterIsNotPressedWhereNothingMoved() {
        let asked = Prompt(kind: .tui, question: "Delete?", confidence: 1, screen: 1)
        var typing = typing("\u{1B}[B\r", otherwise: "j\r", prompt: asked)
        #expect(typing.step(view(0)) == .type(Array("\u{1B}[B".utf8)))
        for time in [10, 100, 600] {
            guard case .wait = typing.step(view(time, activity: 2)) else {
                Issue.record("typed at \(time)")
                return
            }
        }
        #expect(typing.wantsPrompt(at: .milliseconds(701)))
        #expect(typing.step(view(701, activity: 2, prompt: asked)) == .type(Array("j".utf8)))
        #expect(typing.step(view(710, screen: 2, activity: 3)) == .type([0x0D]))
        #expect(typing.step(view(720, screen: 3, activity: 4)) == .done(.taken(send: "j\r")))
    }

    @Test func enterIsNotPressedWhereAnotherRowIsActive() {
        var typing = typing("\u{1B}[B\r", prompt: choice())
        #expect(typing.step(view(0)) == .type(Array("\u{1B}[B".utf8)))
        // Something moved (a clock, another row), and it is not the reply's row that is active.
        for (time, active) in [(10, 0), (100, 0), (650, 0)] {
            guard case .wait = typing.step(view(time, screen: 2, activity: 2, prompt: choice(active))) else {
                Issue.record("confirmed at \(time)")
                return
            }
        }
        #expect(typing.step(view(701, screen: 2, activity: 2, prompt: choice())) == .done(.ignored))
    }

    @Test func enterIsPressedWhereTheReplysRowIsActive() {
        var typing = typing("\u{1B}[B\r", prompt: choice())
        #expect(typing.step(view(0)) == .type(Array("\u{1B}[B".utf8)))
        #expect(typing.step(view(10, screen: 2, activity: 2, prompt: choice(1))) == .type([0x0D]))
    }

    @Test func enterIsNotPressedAtAnotherQuestion() {
        var typing = typing("\t\r", prompt: choice(kind: .dialog))
        #expect(typing.step(view(0)) == .type([0x09]))
        let other = choice(1, kind: .dialog, question: "Delete backups too?")
        guard case .wait = typing.step(view(10, screen: 2, activity: 2, prompt: other)) else {
            Issue.record("confirmed another question")
            return
        }
    }

    @Test func nothingIsTypedForWhomeverHasGoneBetweenTwoKeys() {
        var typing = typing("\u{1B}[B\u{1B}[B\r", prompt: choice())
        #expect(typing.step(view(0)) == .type(Array("\u{1B}[B".utf8)))
        guard case .wait = typing.step(view(10, waits: false)) else {
            Issue.record("typed for nobody")
            return
        }
    }

    @Test func theRestOfAnAnswerDoesNotReachTheNextQuestion() {
        let asked = Prompt(
            kind: .confirm, question: "Go on?", replies: [PromptReply(.accept, send: "y\r")], confidence: 1, screen: 1)
        var taken = typing("y\r", line: "Go on? [y/n] ", prompt: asked)
        #expect(taken.step(view(0, line: "Go on? [y/n] ")) == .type(Array("y".utf8)))
        #expect(taken.step(view(10, screen: 2, activity: 2, line: "Delete all? [Y/n] ")) == .done(.taken(send: "y\r")))
        var shown = typing("y\r", line: "Go on? [y/n] ", prompt: asked)
        #expect(shown.step(view(0, line: "Go on? [y/n] ")) == .type(Array("y".utf8)))
        #expect(shown.step(view(10, screen: 2, activity: 2, line: "Go on? [y/n] y")) == .type([0x0D]))
    }

    @Test func aSecondFormIsNotTypedBlindAndDoesNotConfirm() {
        for (form, now, isTyped) in [
            ("\u{1B}", choice(), true), ("2", choice(), true), ("\r", choice(), false), ("\t\r", choice(), false),
            ("\u{1B}", choice(1), false), ("\u{1B}", nil, false),
        ] {
            var typing = typing("x", otherwise: form, prompt: choice())
            #expect(typing.step(view(0)) == .type(Array("x".utf8)))
            let step = typing.step(view(701, activity: 2, prompt: now))
            #expect(step == (isTyped ? .type(Array(form.utf8)) : .done(.ignored)), "\(form.debugDescription)")
        }
    }

    @Test(arguments: [
        ("Go on? (|) ", "Go on? (/) ", true), ("⠋ Go on?", "⠙ Go on?", true), ("Go on? 10s", "Go on? 9s", true),
        ("Go on? (10 seconds)", "Go on? (1 second)", true), ("0:59 Go on?", "0:08 Go on?", true),
        ("Delete 3 files?", "Delete 300 files?", false), ("Erase sda1?", "Erase sdb1?", false),
        ("a/b", "a|b", false), ("10 sda", "20 sda", false),
    ])
    func onlyWhatMovesByItselfIsLeftOut(one: String, other: String, isSame: Bool) {
        #expect((CalmText.of(one) == CalmText.of(other)) == isSame)
    }

    @Test func aLineThatIsDrawnAnewWithEachKeyShowsNoSecret() {
        let secret = "hunter2-secret"
        var redactor = SecretRedactor()
        redactor.add(Array(secret.utf8), name: "s")
        var output: [UInt8] = []
        for count in 1...secret.utf8.count {
            output += redactor.pass(Array("\r\u{1B}[KToken: \(secret.prefix(count))".utf8))
        }
        output += redactor.pass(Array("\n".utf8)) + redactor.finish()
        let text = String(decoding: output, as: UTF8.self)
        #expect(!text.contains("hunte"), "\(text.debugDescription)")
        #expect(text.contains("[secret s]"))
    }

    @Test func theEndOfAQuestionIsJudgedThoughItMayBeginASecret() {
        let monitor = TaskMonitor(
            key: AttemptKey(run: RunID(rawValue: "r"), task: TaskID("t"), attempt: 1), now: .zero)
        monitor.redact(Array("? secret".utf8), name: "s")
        var screen = WatchedScreen()
        let kept = Array("Go on? ".utf8).withUnsafeBytes { monitor.pass($0) } ?? []
        #expect(String(decoding: kept, as: UTF8.self) == "Go on")
        _ = kept.withUnsafeBytes { monitor.append($0, now: .zero) }
        _ = screen.render(monitor)
        #expect(screen.text.cursorLine.before == "Go on? ")
    }
}
