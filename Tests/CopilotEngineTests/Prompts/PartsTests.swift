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

    private func view(
        _ milliseconds: Int, screen: UInt64 = 1, activity: UInt64? = 1, waits: Bool? = true, canonical: Bool = false
    ) -> PromptTyping.View {
        PromptTyping.View(
            now: .milliseconds(milliseconds), screen: screen, activity: activity, isWaiting: waits,
            isCanonical: canonical)
    }

    private func typing(_ text: String, otherwise: String? = nil, canonical: Bool = false) -> PromptTyping {
        PromptTyping(
            PromptAnswer(prompt: 1, screen: 1, typing: .text(text), otherwise: otherwise), bytes: Array(text.utf8),
            waiter: 5, view: view(0, canonical: canonical))
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
        var typing = typing("\u{1B}[B\r", otherwise: "j\r")
        #expect(typing.step(view(0)) == .type(Array("\u{1B}[B".utf8)))
        for time in [10, 100, 600] {
            guard case .wait = typing.step(view(time, activity: 2)) else {
                Issue.record("typed at \(time)")
                return
            }
        }
        #expect(typing.step(view(701, activity: 2)) == .type(Array("j".utf8)))
        #expect(typing.step(view(710, screen: 2, activity: 3)) == .type([0x0D]))
        #expect(typing.step(view(720, screen: 3, activity: 4)) == .done(.taken(send: "j\r")))
    }
}
