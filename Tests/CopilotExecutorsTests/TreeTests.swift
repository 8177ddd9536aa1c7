import CopilotExecutors
import CopilotModel
import CopilotPorts
import Foundation
import Testing

extension ExecutorTests {
    @Suite struct TreeTests {
        /// The ids that a script printed as `name=PID`.
        private func pid(_ name: String, in output: String) throws -> Int32 {
            let line = try #require(output.split(whereSeparator: \.isNewline).last { $0.hasPrefix(name + "=") })
            return try #require(Int32(line.dropFirst(name.count + 1)))
        }

        /// A shell with a child in its group, one in another session, and one that was orphaned besides.
        private static let family = """
            sleep 1000 & echo near=$!
            setsid sleep 1001 & echo far=$!
            (setsid sh -c 'echo lost=$$; exec sleep 1002' &)
            wait
            """

        private func startFamily(_ stand: Stand) async throws -> (key: AttemptKey, pids: [Int32]) {
            let key = stand.shell(Self.family, as: "family")
            for name in ["near", "far", "lost"] { _ = await stand.sink.output(of: key, holding: name + "=") }
            let output = await stand.sink.output(of: key, holding: "\r\nlost=")
            let pids = try ["near", "far", "lost"].map { try pid($0, in: output) } + [await stand.sink.pid(of: key)]
            return (key, pids)
        }

        @Test func killReachesThoseThatLeftTheSession() async throws {
            let stand = try Stand()
            let (key, pids) = try await startFamily(stand)
            #expect(pids.allSatisfy(ProcFolder.isAlive))
            stand.executor.signal(key, .kill)
            #expect(await stand.sink.exit(of: key)?.status == .signalled(signal: SIGKILL, core: false))
            // Gone, not only dead.
            #expect(await eventually { pids.allSatisfy { ProcFolder.state(of: $0) == nil } })
        }

        @Test func aPausedTreeStandsStillAndGoesOn() async throws {
            let stand = try Stand()
            let (key, pids) = try await startFamily(stand)
            stand.executor.signal(key, .pause)
            #expect(await eventually { pids.allSatisfy { ProcFolder.state(of: $0) == "T" } })
            stand.executor.signal(key, .resume)
            #expect(await eventually { !pids.contains { ProcFolder.state(of: $0) == "T" } })
            stand.executor.signal(key, .pause)
            stand.executor.signal(key, .terminate)
            #expect(await stand.sink.exit(of: key)?.status == .signalled(signal: SIGTERM, core: false))
            #expect(await eventually { !pids.contains(where: ProcFolder.isAlive) })
        }

        @Test func terminateIsHeardOnceAndMayBeIgnored() async throws {
            let stand = try Stand()
            let key = stand.shell("trap 'echo heard' TERM; echo ready; while :; do sleep 0.02; done", as: "deaf")
            _ = await stand.sink.output(of: key, holding: "ready")
            stand.executor.signal(key, .terminate)
            _ = await stand.sink.output(of: key, holding: "heard")
            await stand.settle()
            #expect(!stand.sink.hasEnded(key))
            stand.executor.signal(key, .kill)
            #expect(await stand.sink.exit(of: key)?.status == .signalled(signal: SIGKILL, core: false))
            #expect(stand.sink.output(of: key).ranges(of: "heard").count == 1)
        }

        @Test func anEndThatWasAskedForIsToldWhenTheWholeTreeIsGone() async throws {
            let stand = try Stand()
            let line = "setsid sh -c 'trap \"echo no\" TERM; echo far=$$; while :; do sleep 0.02; done' & wait"
            let key = stand.shell(line, as: "stubborn")
            let far = try pid("far", in: await stand.sink.output(of: key, holding: "far="))
            let leader = await stand.sink.pid(of: key)
            stand.executor.signal(key, .terminate)
            #expect(await eventually { !ProcFolder.isAlive(leader) })
            await stand.settle()
            #expect(ProcFolder.isAlive(far))
            #expect(!stand.sink.hasEnded(key))
            stand.executor.signal(key, .kill)
            #expect(await stand.sink.exit(of: key)?.status == .signalled(signal: SIGTERM, core: false))
            #expect(!ProcFolder.isAlive(far))
        }

        @Test func aKnownSessionIsSweptWithoutAMarker() async throws {
            let stand = try Stand()
            // The daemon has its bare environment for sure before its parent ends.
            let key = stand.shell(
                "trap '' HUP; env -i sh -c 'echo near=$$; exec sleep 1000' & while ! test -e go; do sleep 0.02; done",
                as: "bare")
            let near = try pid("near", in: await stand.sink.output(of: key, holding: "\r\n"))
            _ = try stand.write("", to: "go")
            _ = await stand.sink.exit(of: key)
            #expect(ProcFolder.isAlive(near))
            #expect(await stand.executor.sweep(stand.run, known: [], sparing: [], grace: .seconds(5)) == 0)
            var process = try #require(stand.sink.process(of: key))
            process.pid = getsid(0)
            #expect(await stand.executor.sweep(stand.run, known: [process], sparing: [], grace: .seconds(5)) == 0)
            process.pid = await stand.sink.pid(of: key)
            #expect(await stand.executor.sweep(stand.run, known: [process], sparing: [], grace: .seconds(5)) == 1)
            #expect(!ProcFolder.isAlive(near))
        }

        @Test func onlyTheOneTreeIsHit() async throws {
            let stand = try Stand()
            let first = stand.shell("setsid sleep 1000 & echo here; wait", as: "first")
            let second = stand.shell("setsid sleep 1000 & echo here; wait", as: "second")
            for key in [first, second] { _ = await stand.sink.output(of: key, holding: "here") }
            stand.executor.signal(first, .kill)
            _ = await stand.sink.exit(of: first)
            await stand.settle()
            #expect(!stand.sink.hasEnded(second))
            stand.executor.signal(second, .kill)
            _ = await stand.sink.exit(of: second)
        }

        @Test func aGrowingTreeIsKilledWhole() async throws {
            let stand = try Stand()
            let key = stand.shell("while :; do setsid sleep 500 & echo n; sleep 0.001; done", as: "growing")
            _ = await stand.sink.output(of: key, holding: "n\r\nn\r\nn\r\n")
            stand.executor.signal(key, .kill)
            _ = await stand.sink.exit(of: key)
            #expect(await stand.executor.sweep(stand.run, known: [], sparing: [], grace: .zero) == 0)
        }

        @Test func aDaemonHoldsNothingUpAndIsSwept() async throws {
            let stand = try Stand()
            let key = stand.shell(
                "(setsid sh -c 'echo daemon=$$; trap \"\" TERM HUP; sleep 1000; sleep 1000' &); sleep 0.1; echo done")
            #expect(await stand.sink.exit(of: key)?.isSuccess == true)
            let daemon = try pid("daemon", in: stand.sink.output(of: key))
            #expect(ProcFolder.isAlive(daemon))
            let count = await stand.executor.sweep(stand.run, known: [], sparing: [], grace: .milliseconds(100))
            #expect(count >= 2)
            #expect(await eventually { ProcFolder.state(of: daemon) == nil })
            #expect(await stand.executor.sweep(stand.run, known: [], sparing: [], grace: .seconds(5)) == 0)
        }

        @Test func aSweepLetsOtherRunsLive() async throws {
            let stand = try Stand()
            let other = try Stand()
            let key = other.shell("sleep 1000 & echo here; wait")
            _ = await other.sink.output(of: key, holding: "here")
            #expect(await stand.executor.sweep(stand.run, known: [], sparing: [], grace: .zero) == 0)
            let (_, pids) = try await startFamily(stand)
            #expect(await stand.executor.sweep(stand.run, known: [], sparing: [], grace: .seconds(5)) == 4)
            #expect(!pids.contains(where: ProcFolder.isAlive))
            #expect(!other.sink.hasEnded(key))
            #expect(await other.executor.sweep(other.run, known: [], sparing: [], grace: .seconds(5)) == 2)
        }

        @Test func aSweepSparesWhatGoesOn() async throws {
            let stand = try Stand()
            let (key, pids) = try await startFamily(stand)
            let known = try #require(stand.sink.process(of: key))
            let other = stand.shell("sleep 1000 & echo here; wait", as: "other")
            _ = await stand.sink.output(of: other, holding: "here")
            #expect(await stand.executor.sweep(stand.run, known: [known], sparing: [key], grace: .seconds(5)) == 2)
            #expect(pids.allSatisfy(ProcFolder.isAlive))
            #expect(await stand.executor.sweep(stand.run, known: [known], sparing: [], grace: .seconds(5)) == 4)
        }

        @Test func shutdownClosesTheTerminals() async throws {
            let stand = try Stand()
            let key = stand.shell("echo here; sleep 1000")
            _ = await stand.sink.output(of: key, holding: "here")
            let pid = await stand.sink.pid(of: key)
            stand.executor.shutdown()
            stand.executor.shutdown()
            #expect(await eventually { !ProcFolder.isAlive(pid) })
            #expect(!stand.sink.hasEnded(key))
            #expect(await stand.executor.terminalModes(of: key) == nil)
        }
    }
}
