import CopilotExecutors
import CopilotModel
import CopilotPorts
import Foundation
import Testing

extension ExecutorTests {
    @Suite struct StartTests {
        @Test(arguments: [
            ("exit 0", ExitReport.Status.exited(code: 0)), ("exit 3", .exited(code: 3)),
            ("exit 255", .exited(code: 255)),
            ("kill -TERM $$", .signalled(signal: SIGTERM, core: false)),
            ("kill -KILL $$", .signalled(signal: SIGKILL, core: false)),
            ("ulimit -c 0; kill -SEGV $$", .signalled(signal: SIGSEGV, core: false)),
        ])
        func theEndIsToldAsItWas(line: String, status: ExitReport.Status) async throws {
            let stand = try Stand()
            #expect(await stand.sink.exit(of: stand.shell(line))?.status == status)
        }

        @Test(.enabled(if: StartTests.coresAreFiles))
        func aCoreDumpIsTold() async throws {
            let stand = try Stand()
            let exit = await stand.sink.exit(of: stand.shell("ulimit -c unlimited && kill -SEGV $$"))
            #expect(exit?.status == .signalled(signal: SIGSEGV, core: true))
        }

        static var coresAreFiles: Bool {
            let pattern = (try? String(contentsOfFile: "/proc/sys/kernel/core_pattern", encoding: .utf8)) ?? "|"
            return !pattern.hasPrefix("|") && !pattern.hasPrefix("/")
        }

        @Test func whatItUsedIsTold() async throws {
            let stand = try Stand()
            let key = stand.shell("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; printf 12345")
            let exit = try #require(await stand.sink.exit(of: key))
            #expect(exit.userMilliseconds + exit.systemMilliseconds > 5)
            #expect(exit.elapsedMilliseconds >= exit.userMilliseconds / 2)
            #expect(exit.maxResidentBytes > 100_000)
            #expect(exit.outputBytes == 5)
        }

        @Test func aSecondStartOfAKeyDoesNothing() async throws {
            let stand = try Stand()
            let key = stand.key("once")
            let launch = stand.launch(.shell("echo run >> runs"), as: key)
            stand.executor.start(launch)
            stand.executor.start(launch)
            _ = await stand.sink.exit(of: key)
            stand.executor.start(launch)
            await stand.settle()
            #expect(stand.sink.startCount(of: key) == 1)
            var later = launch
            later.key = stand.key("once", attempt: 2)
            stand.executor.start(later)
            #expect(await stand.sink.exit(of: later.key)?.isSuccess == true)
            #expect(try String(contentsOfFile: stand.folder + "/runs", encoding: .utf8) == "run\nrun\n")
        }

        @Test func argumentsAndEnvironmentArriveAsTheyAre() async throws {
            let stand = try Stand()
            let key = stand.key("words")
            let words = ["printf", "<%s>", "", "a b", "é日本", "$HOME\n", String(repeating: "x", count: 20_000)]
            stand.executor.start(
                stand.launch(.arguments(words), as: key, environment: ["COPILOT_TUI_SUPERVISOR": "1", "MY": "a=b"]))
            _ = await stand.sink.exit(of: key)
            let expected = "<><a b><é日本><$HOME\r\n><" + String(repeating: "x", count: 20_000) + ">"
            #expect(stand.sink.output(of: key) == expected)
            let environment = stand.key("environment")
            stand.executor.start(
                stand.launch(
                    .arguments(["env"]), as: environment, environment: ["COPILOT_TUI_SUPERVISOR": "1", "MY": "a=b"]))
            _ = await stand.sink.exit(of: environment)
            let lines = Set(stand.sink.output(of: environment).split(separator: "\r\n").map(String.init))
            #expect(
                lines == [
                    "PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "SWIFT_BACKTRACE=interactive=no", "MY=a=b",
                    "COPILOT_RUN=\(stand.run)", "COPILOT_TASK=environment", "COPILOT_ATTEMPT=1",
                ])
        }

        @Test func programsAreLookedUpWhereTheCommandWouldLook() async throws {
            let stand = try Stand()
            try FileManager.default.createDirectory(atPath: stand.folder + "/bin", withIntermediateDirectories: true)
            _ = try stand.write("not a program", to: "bin/tool", mode: 0o644)
            _ = try stand.write("#!/bin/sh\necho here $0\n", to: "tool", mode: 0o755)
            for (number, path) in ["bin::/usr/bin", "bin:.", stand.folder].enumerated() {
                let key = stand.key("lookup-\(number)")
                stand.executor.start(stand.launch(.arguments(["tool"]), as: key, environment: ["PATH": path]))
                #expect(await stand.sink.exit(of: key)?.isSuccess == true)
                #expect(stand.sink.output(of: key).hasPrefix("here "))
            }
            let relative = stand.key("relative")
            stand.executor.start(stand.launch(.arguments(["./tool"]), as: relative))
            #expect(await stand.sink.exit(of: relative)?.isSuccess == true)
        }

        @Test func whatCannotBeStartedSaysWhy() async throws {
            let stand = try Stand()
            _ = try stand.write("#!/no/such/interpreter\n", to: "orphan", mode: 0o755)
            _ = try stand.write("echo no first line\n", to: "plain", mode: 0o755)
            _ = try stand.write("#!/bin/sh\n", to: "forbidden", mode: 0o644)
            _ = try stand.write("a file", to: "file")
            let cases: [(TaskCommand, String?, ExecutorError.Code, Int32, String)] = [
                (.arguments(["no-such-program"]), nil, .commandNotFound, ENOENT, "is not in PATH"),
                (.arguments(["./no-such"]), nil, .commandNotFound, ENOENT, "'./no-such' is not there"),
                (.arguments(["./orphan"]), nil, .commandNotFound, ENOENT, "interpreter"),
                (.arguments([]), nil, .commandNotFound, ENOENT, "empty"),
                (.arguments(["./plain"]), nil, .notExecutable, ENOEXEC, "#!"),
                (.arguments(["./forbidden"]), nil, .notExecutable, EACCES, "may not be executed"),
                (.arguments([stand.folder]), nil, .notExecutable, EACCES, "may not be executed"),
                (.shell("true"), "/no/such/folder", .workingDirectoryMissing, ENOENT, "/no/such/folder"),
                (.shell("true"), stand.folder + "/file", .workingDirectoryMissing, ENOTDIR, "cannot be entered"),
                (.arguments(["echo", "a\0b"]), nil, .other, EINVAL, "null byte"),
                (.arguments(["true", String(repeating: "x", count: 200_000)]), nil, .other, E2BIG, "too long"),
            ]
            for (number, (command, directory, code, errno, text)) in cases.enumerated() {
                let key = stand.key("bad-\(number)")
                stand.executor.start(stand.launch(command, as: key, in: directory))
                let error = try #require(await stand.sink.failure(of: key))
                #expect(error.code == code)
                #expect(error.errno == errno)
                #expect(error.message.contains(text), "\(error.message)")
            }
        }
    }
}
