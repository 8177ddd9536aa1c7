import CopilotExecutors
import CopilotModel
import CopilotPolicy
import CopilotPorts
import Foundation
import TestKit
import Testing

@testable import CopilotEngine

extension ExecutorTests.PromptTests {
    @Suite struct WatchTests {
        @Test func aQuestionIsFoundAndAnswered() async throws {
            let stand = try WatchStand()
            let key = stand.shell("printf 'Continue? [y/N] '; read x; echo \"got <$x>\"; sleep 1000")
            let prompt = try #require(await stand.prompt())
            #expect(prompt.kind == .confirm)
            #expect(prompt.question.contains("Continue?"))
            stand.answer(key, prompt, .text("y\r"))
            #expect(await stand.outcome() == .taken(send: "y\r"))
            await stand.wait(for: "got <y>", of: key)
        }

        @Test func whoSaysNothingIsFoundToo() async throws {
            let stand = try WatchStand()
            let key = stand.shell("cat")
            let prompt = try #require(await stand.prompt())
            #expect(prompt.kind == .stdin)
            stand.answer(key, prompt, .text("\u{4}"))
            // It ended: that is told where its end is told, before it.
            #expect(await stand.outcomeBeforeEnd() == .taken(send: "\u{4}"))
        }

        @Test func aQuestionThatNobodyWaitsForIsNone() async throws {
            let stand = try WatchStand()
            stand.start(.shell("printf 'Continue? [y/N] '; sleep 1000"), as: "working")
            // The other one is asked later, and found first.
            let key = stand.start(.shell("sleep 0.6; printf 'Really? [y/N] '; read x"), as: "asking")
            guard case .prompted(key, let prompt, isEchoing: true) = await stand.next() else {
                Issue.record("another finding")
                return
            }
            #expect(prompt.question.contains("Really?"))
        }

        @Test func aPromptIsReportedOnceAndGoneWhenAPersonTypes() async throws {
            let stand = try WatchStand()
            let key = stand.shell("printf 'name: '; read x; echo; sleep 1000")
            _ = try #require(await stand.prompt())
            stand.executor.write(key, Array("me\r".utf8))
            guard case .promptGone(key) = await stand.next() else {
                Issue.record("another finding")
                return
            }
        }

        @Test func theSameQuestionTwiceIsTwoPrompts() async throws {
            let stand = try WatchStand()
            let key = stand.shell("stty -echo; read x; read y; echo \"<$x$y>\"; sleep 1000")
            for letter in ["a", "b"] {
                let prompt = try #require(await stand.prompt())
                stand.answer(key, prompt, .text(letter + "\r"))
                #expect(await stand.outcome() == .taken(send: letter + "\r"))
            }
            await stand.wait(for: "<ab>", of: key)
        }

        @Test func aQuestionThatChangedGetsNothing() async throws {
            let stand = try WatchStand()
            let key = stand.shell(
                "trap 'printf \"\\rDelete all? [y/N] \"' USR1; echo $$; printf 'Continue? [y/N] '; "
                    + "while ! read x; do :; done; echo \"got <$x>\"; sleep 1000")
            let prompt = try #require(await stand.prompt())
            let pid = try #require(Int32(stand.text(of: key).split(whereSeparator: \.isNewline)[0]))
            kill(pid, SIGUSR1)
            await stand.wait(for: "Delete", of: key)
            stand.answer(key, prompt, .text("y\r"))
            var outcomes: [String] = []
            // The new question is reported before or after the refusal.
            for _ in 0..<2 {
                switch await stand.next() {
                case .answered(_, _, let outcome): outcomes.append("\(outcome)")
                case .prompted(_, let prompt, _): outcomes.append(prompt.question.contains("Delete all?") ? "new" : "?")
                default: outcomes.append("?")
                }
            }
            #expect(outcomes.contains("changed") && outcomes.contains("new"), "\(outcomes)")
            #expect(!stand.text(of: key).contains("got"))
        }

        @Test func aMenuIsMovedThroughKeyByKey() async throws {
            let stand = try WatchStand()
            let key = stand.python(
                """
                import os, sys, termios, tty
                names = ['red', 'green', 'blue']
                at = 0
                tty.setraw(0)
                def draw():
                    sys.stdout.write('\\x1b[2J\\x1b[HPick a colour: (Use arrow keys)\\r\\n')
                    for i, name in enumerate(names):
                        sys.stdout.write(('\\x1b[7m> ' if i == at else '  ') + name + '\\x1b[0m\\r\\n')
                    sys.stdout.flush()
                draw()
                while True:
                    key = os.read(0, 3)
                    if key == b'\\x1b[B': at = min(at + 1, 2)
                    if key == b'\\r': break
                    draw()
                sys.stdout.write('picked ' + names[at] + '\\r\\n'); sys.stdout.flush()
                os.read(0, 1)
                """)
            let prompt = try #require(await stand.prompt())
            stand.answer(key, prompt, .text("\u{1B}[B\u{1B}[B\r"))
            #expect(await stand.outcome() == .taken(send: "\u{1B}[B\u{1B}[B\r"))
            await stand.wait(for: "picked blue", of: key)
        }

        @Test func keysThatMoveNothingConfirmNothing() async throws {
            let stand = try WatchStand()
            let key = stand.python(
                """
                import os, sys, tty
                tty.setraw(0)
                sys.stdout.write('Delete? (arrow keys)\\r\\n\\x1b[7m> Yes\\x1b[0m\\r\\n  No\\r\\n'); sys.stdout.flush()
                while True:
                    key = os.read(0, 8)
                    if b'\\r' in key: sys.stdout.write('confirmed'); sys.stdout.flush()
                """)
            let prompt = try #require(await stand.prompt())
            stand.answer(key, prompt, .text("\u{1B}[B\r"))
            #expect(await stand.outcome() == .ignored)
            #expect(!stand.text(of: key).contains("confirmed"))
        }

        @Test func theOtherWayOfSayingItIsTriedOnce() async throws {
            let stand = try WatchStand()
            let key = stand.python(
                """
                import os, sys, tty
                tty.setraw(0)
                sys.stdout.write('Proceed? [y/n] '); sys.stdout.flush()
                while os.read(0, 8) != b'\\r': pass
                sys.stdout.write('went on'); sys.stdout.flush()
                os.read(0, 1)
                """)
            let prompt = try #require(await stand.prompt())
            stand.answer(key, prompt, .text("y"), otherwise: "\r")
            #expect(await stand.outcome() == .taken(send: "\r"))
            await stand.wait(for: "went on", of: key)
        }

        @Test func aQuestionToTheTerminalIsAnswered() async throws {
            let stand = try WatchStand()
            let key = stand.python(
                """
                import os, sys, tty
                tty.setraw(0)
                sys.stdout.write('abc\\x1b[6n'); sys.stdout.flush()
                answer = os.read(0, 32)
                sys.stdout.write('at ' + repr(answer)); sys.stdout.flush()
                os.read(0, 1)
                """)
            await stand.wait(for: "at b'\\x1b[1;4R'", of: key)
        }

        @Test func whoIsPausedIsReportedAgainWhenItGoesOn() async throws {
            let stand = try WatchStand()
            let key = stand.shell("printf 'Go on? [y/N] '; read x; sleep 1000")
            let first = try #require(await stand.prompt())
            stand.executor.signal(key, .pause)
            while stand.executor.probe(key)?.isStopped == false { await Task.yield() }
            stand.answer(key, first, .text("y\r"))
            #expect(await stand.outcome() == .changed)
            stand.executor.signal(key, .resume)
            let second = try #require(await stand.prompt())
            #expect(second.screen == first.screen)
        }

        @Test func latencyIsLow() async throws {
            let stand = try WatchStand()
            let key = stand.shell(
                "i=0; while [ $i -lt 200 ]; do printf \"Go on $i? [y/N] \"; read x; i=$((i+1)); done; sleep 1000")
            var times: [Duration] = []
            var finding: [Duration] = []
            for _ in 0..<200 {
                guard let prompt = await stand.prompt() else { break }
                let found = stand.clock.now().monotonic
                let asked = stand.hub.monitor(of: key.task)?.lastOutput ?? .zero
                stand.answer(key, prompt, .text("y\r"))
                guard case .taken = await stand.outcome() else { break }
                finding.append(found - asked)
                times.append(stand.clock.now().monotonic - asked)
            }
            #expect(times.count == 200)
            let median = times.sorted()[min(100, times.count - 1)]
            print("from a question to its finding: median \(finding.sorted()[min(100, finding.count - 1)])")
            print("from a question to its answer taken: median \(median), largest \(times.max() ?? .zero)")
            // A debug build on a busy machine: `make bench` measures.
            #expect(median < .milliseconds(500))
        }
    }

    @Suite struct SecretTests {
        private static let line =
            "stty -echo; printf 'Password: '; read x; stty echo; echo; echo \"you said $x.\"; sleep 1000"

        @Test func aSecretIsTypedAndNeverShown() async throws {
            let stand = try WatchStand(secrets: FixedSecrets(values: ["login": "hunter2hunter2"]))
            let key = stand.shell(Self.line)
            let prompt = try #require(await stand.prompt())
            #expect(prompt.kind == .password)
            stand.answer(key, prompt, .secret(name: "login"))
            #expect(await stand.outcome() == .taken(send: nil))
            await stand.wait(for: "you said [secret login].", of: key)
            #expect(!stand.text(of: key).contains("hunter2"))
            #expect(
                !String(decoding: stand.output.tail(of: key.task, attempt: 1, limit: 10_000).bytes, as: UTF8.self)
                    .contains("hunter2"))
        }

        @Test func whereItWouldBeShownItIsNotTyped() async throws {
            let stand = try WatchStand(secrets: FixedSecrets(values: ["login": "hunter2hunter2"]))
            let key = stand.shell("printf 'Password: '; read x; echo \"<$x>\"; sleep 1000")
            let prompt = try #require(await stand.prompt())
            stand.answer(key, prompt, .secret(name: "login"))
            #expect(await stand.outcome() == .notTyped(reason: "the terminal shows what is typed"))
            #expect(!stand.text(of: key).contains("hunter2"))
        }

        @Test func aSecretThatIsNotThereIsNotTyped() async throws {
            let stand = try WatchStand(secrets: FixedSecrets(values: [:]))
            let key = stand.shell(Self.line)
            let prompt = try #require(await stand.prompt())
            stand.answer(key, prompt, .secret(name: "login"))
            #expect(await stand.outcome() == .notTyped(reason: "no secret 'login' is provided"))
        }
    }
}
