import CopilotModel
import CopilotPolicy
import Testing

/// Who waits for a terminal, and who does not.
struct WaitingTests {
    private func witness(
        _ command: String, _ call: String?, state: String = "S", wait: ProcessWitness.Wait? = nil, front: Bool = true,
        nested: Bool = false
    ) -> ProcessWitness {
        ProcessWitness(
            command: command, state: state, isForeground: front, systemCall: call, wait: wait, isNested: nested)
    }

    private func waits(
        _ text: String, _ witnesses: [ProcessWitness], canonical: Bool? = true, echo: Bool? = true, quiet: Int? = 400,
        cpu: Int? = nil
    ) -> Bool {
        let evidence = TerminalEvidence(
            isCanonical: canonical, isEchoing: echo, witnesses: witnesses, quietMilliseconds: quiet,
            cpuMilliseconds: cpu, sinceLastLookMilliseconds: cpu == nil ? nil : 100, isComplete: !witnesses.isEmpty)
        return PromptEliminator.sight(ScreenText(plain: text), evidence, command: nil).isWaiting
    }

    @Test func aQuestionThatIsOnlyPrintedIsNone() {
        let sleeper = [witness("script", "clock_nanosleep", wait: .other)]
        #expect(!waits("Continue? [y/N] ", sleeper))
        #expect(!waits("Password: ", sleeper))
        #expect(!waits("Continue? [y/N]\n", sleeper, quiet: 60_000))
        #expect(!waits("Continue? [y/N] ", [witness("script", nil, state: "R", wait: ProcessWitness.Wait.none)]))
    }

    @Test func aBlockedReadIsOneInAnyLanguage() {
        for text in ["", "nonsense", "ಏನು ಮಾಡಬೇಕು ", "output\n"] {
            #expect(waits(text, [witness("any", "read", wait: .terminalRead)], quiet: 0), "\(text)")
        }
    }

    @Test func theChildCountsNotTheShellThatWaitsForIt() {
        let shell = witness("bash", "wait4", wait: .other)
        #expect(!waits("$ make\ncc a.c\n", [shell, witness("cc1", nil, state: "R", wait: ProcessWitness.Wait.none)]))
        #expect(waits("name: ", [shell, witness("ask", "read", wait: .terminalRead)]))
    }

    @Test func aReadInTheBackgroundIsNone() {
        #expect(
            !waits(
                "out\n", [witness("job", "read", wait: .terminalRead, front: false), witness("cc", nil, state: "R")]))
    }

    @Test func aPollOfTheTerminalNeedsTheText() {
        let poller = [witness("tool", "epoll_wait", wait: .terminalPoll)]
        #expect(waits("Go on? [y/N] ", poller))
        #expect(!waits("serving on port 8080\n", poller))
        #expect(waits("anything ", poller, canonical: false, echo: false))
        #expect(waits("", poller, canonical: true, echo: false))
    }

    @Test func aPollOfSomethingElseIsNone() {
        #expect(!waits("Go on? [y/N] ", [witness("tool", "epoll_wait", wait: .other)]))
    }

    @Test func whatIsBehindARelayIsSeenByItsText() {
        let relay = [witness("ssh", "poll")]
        #expect(waits("cp: overwrite 'a'? ", relay, canonical: false, echo: false, quiet: 900))
        #expect(!waits("Unpacking a (1.0) ...\n", relay, canonical: false, echo: false, quiet: 900))
        let nested = [
            witness("script", "poll", wait: .terminalPoll), witness("cp", "read", wait: .terminalRead, nested: true),
        ]
        #expect(waits("?", nested, canonical: false, echo: false, quiet: 0))
        let busy = [
            witness("script", "poll", wait: .terminalPoll),
            witness("cc", nil, state: "R", wait: ProcessWitness.Wait.none, nested: true),
        ]
        #expect(!waits("Continue? [y/N] ", busy, canonical: false, echo: false))
    }

    @Test func computingIsNotWaiting() {
        #expect(!waits("Go on? [y/N] ", [witness("tool", "epoll_wait")], cpu: 90))
    }

    @Test func withoutAWitnessTheBarIsHigher() {
        #expect(waits("Do you want to continue? [Y/n] ", [], canonical: nil, echo: nil, quiet: 1_000))
        #expect(!waits("Do you want to continue? [Y/n] ", [], canonical: nil, echo: nil, quiet: 50))
        #expect(!waits("checking for gcc... ", [], canonical: nil, echo: nil, quiet: 1_000))
        #expect(!waits("Downloading 42% ", [], canonical: nil, echo: nil, quiet: 5_000))
        #expect(!waits("built 14 targets\n", [], canonical: nil, echo: nil, quiet: 60_000))
        #expect(!waits("", [], canonical: nil, echo: nil, quiet: 60_000))
    }

    @Test func aSetUidProgramIsToldByTheModes() {
        #expect(waits("[sudo] password for me: ", [witness("sudo", nil)], echo: false))
    }

    @Test func hostileScreensDoNotTrap() {
        for text in [
            "[[[[((((<<<<", "]])) [", "y/n/" + String(repeating: "[", count: 3_000), "\u{FFFD}\u{200D}(", "1)\n2)\n#?",
            "› /", "❯ \n❯ ",
        ] {
            for canonical in [true, false] {
                _ = waits(text, [witness("x", "read", wait: .terminalRead)], canonical: canonical)
                var screen = ScreenText(plain: text)
                screen.cursor = ScreenText.Cursor(row: 99, column: 400, offset: 400)
                screen.alternateScreen = canonical
                _ = PromptEliminator.sight(screen, TerminalEvidence(isCanonical: canonical), command: "x y; z")
            }
        }
    }
}
