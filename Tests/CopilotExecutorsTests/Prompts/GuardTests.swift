import CopilotExecutors
import CopilotModel
import CopilotPolicy
import CopilotPorts
import Foundation
import TestKit
import Testing

@testable import CopilotEngine

/// Programs that would turn an answer into another one.
extension ExecutorTests.PromptTests {
    @Suite struct GuardTests {
        /// A box whose buttons are drawn by `draw(sel)`; it tells what was chosen.
        private static let box = """
            import os, select, sys, time, tty
            tty.setraw(0)
            def draw(sel):
                yes = '\\x1b[7m<Yes>\\x1b[0m' if sel == 0 else '<Yes>'
                no = '\\x1b[7m<No>\\x1b[0m' if sel == 1 else '<No>'
                sys.stdout.write('\\x1b[2J\\x1b[H┌────────────────────────────┐\\r\\n│ Delete all data?           │\\r\\n'
                    '│                            │\\r\\n│    %s        %s     │\\r\\n└────────────────────────────┘\\x1b[H' % (yes, no))
                sys.stdout.flush()
            def end(sel):
                sys.stdout.write('\\x1b[10HCHOSE ' + ('Yes' if sel == 0 else 'No') + '.\\r\\n'); sys.stdout.flush()
                os.read(0, 1)

            """

        private func reply(_ prompt: Prompt, _ label: String) -> PromptReply? {
            prompt.replies.first { $0.label == label && $0.meaning != .takeDefault }
        }

        @Test func aButtonThatTabDoesNotMoveToIsNotConfirmed() async throws {
            let stand = try WatchStand()
            let key = stand.python(
                Self.box + """
                    draw(0)
                    while True:
                        key = os.read(0, 8)
                        if key[:1] == b'\\r': break
                        # A clock: the screen moves, the buttons do not.
                        sys.stdout.write('\\x1b[8H%f\\x1b[H' % time.time()); sys.stdout.flush()
                    end(0)
                    """)
            let prompt = try #require(await stand.prompt())
            let no = try #require(reply(prompt, "No"))
            #expect(no.send == "\t\r")
            stand.answer(key, prompt, .text(no.send))
            #expect(await stand.outcome() == .ignored)
            #expect(!stand.text(of: key).contains("CHOSE"))
        }

        @Test func aButtonThatWasMovedToIsConfirmed() async throws {
            let stand = try WatchStand()
            let key = stand.python(
                Self.box + """
                    sel = 0; draw(sel)
                    while True:
                        key = os.read(0, 8)
                        if key == b'\\t': sel = 1 - sel; draw(sel)
                        if key[:1] == b'\\r': break
                    end(sel)
                    """)
            let prompt = try #require(await stand.prompt())
            stand.answer(key, prompt, .text(try #require(reply(prompt, "No")).send))
            guard case .taken = await stand.outcome() else {
                Issue.record("not taken")
                return
            }
            await stand.wait(for: "CHOSE No.", of: key)
        }

        @Test func aListThatSkipsARowIsNotConfirmedThere() async throws {
            let stand = try WatchStand()
            let key = stand.python(
                """
                import os, sys, tty
                tty.setraw(0)
                items = ['Show details', 'No, keep them', 'Yes, delete the backups']
                at = 0
                def draw():
                    sys.stdout.write('\\x1b[2J\\x1b[H? Delete the old backups?\\r\\n')
                    for i, item in enumerate(items):
                        sys.stdout.write(('\\x1b[36m❯ ' if i == at else '  ') + item + '\\x1b[0m\\r\\n')
                    sys.stdout.flush()
                draw()
                while True:
                    key = os.read(0, 8)
                    if key == b'\\x1b[B': at = min(2, at + 2); draw()
                    if key[:1] == b'\\r': break
                sys.stdout.write('CHOSE ' + items[at]); sys.stdout.flush()
                os.read(0, 1)
                """)
            let prompt = try #require(await stand.prompt())
            stand.answer(key, prompt, .text(try #require(reply(prompt, "No, keep them")).send))
            #expect(await stand.outcome() == .ignored)
            #expect(!stand.text(of: key).contains("CHOSE"))
        }

        @Test func aHighlightThatHasMovedIsAnotherQuestion() async throws {
            let stand = try WatchStand()
            let key = stand.python(
                Self.box
                    + """
                    sel = 1; draw(sel)
                    while True:
                        # A signal stands for a button that moves by itself.
                        ready, _, _ = select.select([0, gate], [], [])
                        if gate in ready: os.read(gate, 1); sel = 0; draw(sel); continue
                        if os.read(0, 8)[:1] == b'\\r': break
                    end(sel)
                    """.replacingOccurrences(of: "sel = 1; draw(sel)", with: Self.gate + "sel = 1; draw(sel)"))
            let prompt = try #require(await stand.prompt())
            let no = try #require(reply(prompt, "No"))
            #expect(no.send == "\r")
            let shown = stand.text(of: key).utf8.count
            try Self.openGate(of: key, stand)
            while stand.text(of: key).utf8.count < shown + 100 { await Task.yield() }
            stand.answer(key, prompt, .text(no.send))
            var outcomes: [PromptOutcome] = []
            while outcomes.isEmpty {
                if case .answered(_, _, let outcome)? = await stand.next() { outcomes.append(outcome) }
            }
            #expect(outcomes == [.changed])
            #expect(!stand.text(of: key).contains("CHOSE"))
        }

        /// SIGUSR1 makes `gate` readable.
        private static let gate = """
            import signal
            gate, other = os.pipe()
            signal.set_wakeup_fd(other, warn_on_full_buffer=False) if os.set_blocking(other, False) is None else 0
            signal.signal(signal.SIGUSR1, lambda *a: None)

            """

        private static func openGate(of key: AttemptKey, _ stand: WatchStand) throws {
            let waiter = stand.executor.probe(key)?.waiter?.pid
            kill(try #require(waiter), SIGUSR1)
        }

        @Test func aConsoleBesideTheWorkIsNotTypedInto() async throws {
            let stand = try WatchStand()
            stand.start(
                .arguments([
                    "python3", "-c",
                    """
                    import os, sys, threading, time, zlib
                    threading.Thread(target=lambda: sys.stdin.buffer.raw.read(100), daemon=True).start()
                    sys.stdout.write('Training; type a name to save it: '); sys.stdout.flush()
                    data = os.urandom(4_000_000); end = time.time() + 600
                    while time.time() < end: zlib.compress(data, 9)
                    """,
                ]), as: "working")
            let key = stand.start(.shell("sleep 1.5; printf 'Really? [y/N] '; read x"), as: "asking")
            guard case .prompted(key, _, _) = await stand.next() else {
                Issue.record("who works was found asking")
                return
            }
        }

        @Test func aQuestionWithASpinnerIsFoundOnce() async throws {
            let stand = try WatchStand()
            let key = stand.python(
                """
                import select, sys
                turn = 0
                while True:
                    sys.stdout.write('\\rDelete all? [y/N] (%s) ' % '|/-'[turn % 3]); sys.stdout.flush(); turn += 1
                    if select.select([0], [], [], 0.1)[0]: break
                    if turn == 30: sys.stdout.write('\\r\\nover'); sys.stdout.flush(); sys.stdin.readline(); break
                """)
            let prompt = try #require(await stand.prompt())
            #expect(prompt.question.contains("Delete all?"))
            await stand.wait(for: "over", of: key)
            // What comes next is that it has gone, or the next question: not the same one again.
            if case .prompted(_, let next, _)? = await stand.next() {
                #expect(!next.question.contains("(|)") && !next.question.contains("(/)"))
            }
        }

        @Test func aQuestionThatIsDrawnAnewUnderItsReaderIsReportedOnceAndAnswered() async throws {
            let stand = try WatchStand()
            let key = stand.python(
                """
                import sys, threading, time
                def tick():
                    turn = 0
                    while turn < 60:
                        sys.stdout.write('\\rDelete all? [y/N] (%s) ' % '|/-'[turn % 3]); sys.stdout.flush()
                        turn += 1; time.sleep(0.05)
                    sys.stdout.write('\\r\\nover\\r\\n'); sys.stdout.flush()
                threading.Thread(target=tick, daemon=True).start()
                sys.stdin.readline(); print('GOT'); time.sleep(600)
                """)
            let prompt = try #require(await stand.prompt())
            #expect(prompt.stakes.contains(.destructive))
            stand.answer(key, prompt, .text("n\r"))
            guard case .taken = await stand.outcome() else {
                Issue.record("another finding than its outcome")
                return
            }
            await stand.wait(for: "GOT", of: key)
        }

        @Test func nothingIsTypedWhileAPersonTypes() async throws {
            let stand = try WatchStand()
            let key = stand.shell("printf 'Continue? [y/N] '; read x; echo \"got <$x>\"; sleep 1000")
            let prompt = try #require(await stand.prompt())
            stand.personTypes(key)
            stand.answer(key, prompt, .text("y\r"))
            #expect(await stand.outcome() == .changed)
            #expect(!stand.text(of: key).contains("got"))
        }

        @Test func aPersonsOwnAnswerIsTypedAllTheSame() async throws {
            let stand = try WatchStand()
            let key = stand.shell("printf 'Continue? [y/N] '; read x; echo \"got <$x>\"; sleep 1000")
            let prompt = try #require(await stand.prompt())
            stand.personTypes(key)
            stand.answer(key, prompt, .text("y\r"), isByPerson: true)
            #expect(await stand.outcome() == .taken(send: "y\r"))
        }

        @Test func aReportThatWasNotHeardForAPauseIsSentAgain() async throws {
            let stand = try WatchStand()
            let key = stand.shell("printf 'Go on? [y/N] '; read x; sleep 1000")
            let first = try #require(await stand.prompt())
            stand.resumed(key)
            #expect(await stand.prompt()?.screen == first.screen)
        }

        @Test(arguments: [
            (
                "a program that draws its own line",
                """
                import os, sys, tty
                tty.setraw(0); sys.stdout.write('API token: '); sys.stdout.flush(); line = ''
                while True:
                    line += os.read(0, 1).decode()
                    sys.stdout.write('\\r\\x1b[KAPI token: ' + line); sys.stdout.flush()
                """
            ),
            (
                "a terminal inside this one that shows what is typed",
                """
                import os
                os.execvp('script', ['script', '-qec', "bash -c 'read -p \\"Password: \\" x; echo got'", '/dev/null'])
                """
            ),
        ])
        func aSecretIsNotTypedWhereItMayBeShown(what: String, script: String) async throws {
            let stand = try WatchStand(secrets: FixedSecrets(values: ["login": "hunter2hunter2"]))
            let key = stand.python(script)
            let prompt = try #require(await stand.prompt())
            stand.answer(key, prompt, .secret(name: "login"))
            guard case .notTyped = await stand.outcome() else {
                Issue.record("typed into \(what)")
                return
            }
            #expect(!stand.text(of: key).contains("hunter2"))
        }

        @Test func aSecretIsTypedWhereATerminalInsideDoesNotShowIt() async throws {
            let stand = try WatchStand(secrets: FixedSecrets(values: ["login": "hunter2hunter2"]))
            let key = stand.start(
                .arguments(["script", "-qec", "bash -c 'read -sp \"Password: \" x; echo; echo \"<$x>\"'", "/dev/null"]))
            let prompt = try #require(await stand.prompt())
            stand.answer(key, prompt, .secret(name: "login"))
            await stand.wait(for: "<[secret login]>", of: key)
        }
    }
}
