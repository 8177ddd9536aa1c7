import CopilotExecutors
import CopilotModel
import CopilotPorts
import Foundation
import Testing

extension ExecutorTests {
    @Suite struct TerminalTests {
        @Test func itHasATerminalOfItsOwn() async throws {
            let stand = try Stand()
            let key = stand.shell("echo to the terminal > /dev/tty; stty size; test -t 0 && test -t 1 && test -t 2")
            #expect(await stand.sink.exit(of: key)?.isSuccess == true)
            #expect(stand.sink.output(of: key) == "to the terminal\r\n40 120\r\n")
        }

        @Test func itsSizeCanBeSetAndChanged() async throws {
            let stand = try Stand()
            let key = stand.shell(
                "trap 'stty size; exit 0' WINCH; stty size; while :; do sleep 0.02; done",
                size: TerminalSize(columns: 33, rows: 7))
            _ = await stand.sink.output(of: key, holding: "7 33")
            stand.executor.resize(key, TerminalSize(columns: 90, rows: 1_000_000))
            #expect(await stand.sink.exit(of: key)?.isSuccess == true)
            #expect(stand.sink.output(of: key) == "7 33\r\n65535 90\r\n")
        }

        @Test func signalsAndDescriptorsAreAsInAFreshShell() async throws {
            let stand = try Stand()
            let line = "grep -E 'Sig(Blk|Ign|Cgt)' /proc/self/status; ls /proc/self/fd | tr '\\n' ' '"
            let key = stand.key("fresh")
            stand.executor.start(stand.launch(.shell(line), as: key))
            _ = await stand.sink.exit(of: key)
            let output = stand.sink.output(of: key)
            #expect(output.contains("SigBlk:\t0000000000000000"))
            // glibc keeps 32 and 33, which are its own, ignored.
            #expect(output.contains("SigIgn:\t0000000000000000") || output.contains("SigIgn:\t0000000180000000"))
            // ls has its folder open as 3.
            #expect(output.contains("0 1 2 3"))
            #expect(!output.contains(" 4 "))
        }

        @Test func whatIsTypedArrives() async throws {
            let stand = try Stand()
            let key = stand.shell("printf 'name? '; read name; echo \"hello $name\"")
            _ = await stand.sink.output(of: key, holding: "name? ")
            let modes = try #require(await stand.executor.terminalModes(of: key))
            #expect(modes.isCanonical && modes.isEchoing)
            #expect(modes.foregroundGroup == modes.leader)
            stand.executor.write(key, Array("world\n".utf8))
            #expect(await stand.sink.exit(of: key)?.isSuccess == true)
            #expect(stand.sink.output(of: key).hasSuffix("hello world\r\n"))
            #expect(await stand.executor.terminalModes(of: key) == nil)
        }

        @Test func aHiddenPromptIsSeen() async throws {
            let stand = try Stand()
            let key = stand.shell("stty -echo; printf 'Password: '; read secret; stty echo")
            _ = await stand.sink.output(of: key, holding: "Password: ")
            #expect(await stand.executor.terminalModes(of: key)?.isEchoing == false)
            stand.executor.write(key, Array("s3cret\n".utf8))
            _ = await stand.sink.exit(of: key)
            #expect(!stand.sink.output(of: key).contains("s3cret"))
        }

        @Test func aLongTextIsTypedWhole() async throws {
            let stand = try Stand()
            let key = stand.shell("stty raw -echo; echo ready; head -c 60000 | cksum")
            _ = await stand.sink.output(of: key, holding: "ready")
            stand.executor.write(key, [UInt8](repeating: UInt8(ascii: "a"), count: 60_000))
            #expect(await stand.sink.exit(of: key)?.isSuccess == true)
            #expect(stand.sink.output(of: key).contains("645854616 60000"), "\(stand.sink.output(of: key))")
        }

        @Test func aChildThatNeverReadsBlocksNobody() async throws {
            let stand = try Stand()
            let deaf = stand.shell("stty raw -echo; echo ready; sleep 1000", as: "deaf")
            _ = await stand.sink.output(of: deaf, holding: "ready")
            for _ in 0..<32 { stand.executor.write(deaf, [UInt8](repeating: 10, count: 32_768)) }
            let other = stand.shell("read line; echo \"got $line\"", as: "other")
            stand.executor.write(other, Array("it\n".utf8))
            #expect(await stand.sink.exit(of: other)?.isSuccess == true)
            #expect(!stand.sink.hasEnded(deaf))
            stand.executor.signal(deaf, .kill)
            #expect(await stand.sink.exit(of: deaf)?.status == .signalled(signal: SIGKILL, core: false))
        }

        @Test func aClosedTerminalIsNotTheEnd() async throws {
            let stand = try Stand()
            let key = stand.shell(
                "echo before; exec < /dev/null > /dev/null 2>&1; while ! test -e go; do sleep 0.02; done; exit 5")
            _ = await stand.sink.output(of: key, holding: "before")
            await stand.settle()
            #expect(!stand.sink.hasEnded(key))
            _ = try stand.write("", to: "go")
            #expect(await stand.sink.exit(of: key)?.status == .exited(code: 5))
        }

        @Test func aTerminalThatIsOpenedAgainIsReadAgain() async throws {
            let stand = try Stand()
            let line = "exec < /dev/null > /dev/null 2>&1; sleep 0.2; seq 1 20000 > /dev/tty; exit 0"
            let key = stand.shell(line)
            #expect(await stand.sink.exit(of: key)?.isSuccess == true)
            #expect(stand.sink.output(of: key).hasSuffix("\r\n20000\r\n"))
        }
    }
}
