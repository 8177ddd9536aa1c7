import CopilotExecutors
import CopilotModel
import CopilotPorts
import Foundation
import Testing

extension ExecutorTests {
    /// The launcher under a shell with job control, on a terminal of the executor's.
    @Suite struct LauncherTests {
        private let stand: Stand
        private static let leaveScreen = "\u{1b}[?25h\u{1b}[?1049l"

        init() throws { stand = try Stand() }

        /// Runs `line` with `$probe` standing for the probe, which is both launcher and supervisor.
        private func run(_ line: String) async -> (exit: ExitReport.Status?, output: String) {
            let key = start(line)
            let exit = await stand.sink.exit(of: key)
            return (exit?.status, stand.sink.output(of: key))
        }

        private func start(_ line: String) -> AttemptKey {
            let key = stand.key("shell")
            let folder = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
            let probe = URL(fileURLWithPath: folder).deletingLastPathComponent().path + "/LauncherProbe"
            stand.executor.start(
                stand.launch(
                    .arguments(["bash", "--norc", "-c", "set -m; " + line]), as: key, environment: ["probe": probe]))
            return key
        }

        @Test(arguments: [0, 1, 3, 4, 130, 143])
        func theExitCodeIsTheSupervisors(code: Int) async throws {
            let (exit, output) = await run("$probe exit \(code); echo \"code=$?\"; stty -a; exit 0")
            #expect(exit == .exited(code: 0))
            #expect(output.contains("front=true"))
            #expect(output.contains("code=\(code)\r\n"))
            #expect(output.contains(" icanon ") && output.contains(" echo "))
            #expect(!output.contains(Self.leaveScreen))
        }

        @Test func aCrashLeavesAWholeTerminal() async throws {
            let (exit, output) = await run("$probe crash; echo \"code=$?\"; stty -a; exit 0")
            #expect(exit == .exited(code: 0))
            #expect(output.contains(Self.leaveScreen))
            #expect(output.contains("code=137\r\n"))
            #expect(output.contains(" icanon ") && output.contains(" echo "))
        }

        @Test func anUnknownExitCodeCountsAsACrash() async throws {
            let (_, output) = await run("$probe exit 99; echo \"code=$?\"; exit 0")
            #expect(output.contains(Self.leaveScreen))
            #expect(output.contains("code=99\r\n"))
        }

        @Test func controlZStopsTheJobAndFgBringsItBack() async throws {
            let (_, output) = await run("$probe suspend; echo \"stopped=$?\"; stty -a; fg; echo \"code=$?\"; exit 0")
            #expect(output.contains("stopped=148\r\n"))
            #expect(output.contains(" icanon ") && output.contains(" echo "))
            #expect(output.contains("then=true front=true"))
            #expect(output.contains("code=7\r\n"))
        }

        @Test func inTheBackgroundItStaysStoppedAndTheSupervisorWaits() async throws {
            let (_, output) = await run(
                "$probe suspend; bg; sleep 0.2; jobs; echo listed; fg; echo \"code=$?\"; exit 0")
            let listed = output.split(separator: "listed").first ?? ""
            #expect(listed.contains("Stopped"))
            #expect(!listed.contains("then="))
            #expect(output.contains("then=true front=true"))
            #expect(output.contains("code=7\r\n"))
        }

        @Test func aStoppedSupervisorStopsTheJob() async throws {
            let (_, output) = await run("$probe stop; echo \"stopped=$?\"; fg; echo \"code=$?\"; exit 0")
            #expect(output.contains("stopped=148\r\n"))
            #expect(output.contains("then front=true"))
            #expect(output.contains("code=6\r\n"))
        }

        @Test func afterADetachTheSupervisorLivesOn() async throws {
            let note = stand.folder + "/note"
            let (_, output) = await run("$probe detach \(note); echo \"code=$?\"; stty -a; exit 0")
            #expect(output.contains("detaching front=true"))
            #expect(output.contains("code=0\r\n"))
            #expect(output.contains(" icanon "))
            #expect(await eventually { (try? String(contentsOfFile: note, encoding: .utf8)) == "lost" })
        }

        @Test func termIsPassedOn() async throws {
            let key = start("$probe wait; echo \"code=$?\"; exit 0")
            let output = await stand.sink.output(of: key, holding: "=\r\n")
            let launcher = try #require(output.split(separator: "=").dropFirst().first.flatMap { Int32($0) })
            kill(launcher, SIGTERM)
            #expect(await stand.sink.exit(of: key) != nil)
            #expect(stand.sink.output(of: key).contains("code=143\r\n"))
        }
    }
}
