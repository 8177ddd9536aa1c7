import CopilotModel
import CopilotPorts
import Foundation
import Synchronization
import Testing

@testable import CopilotExecutors

extension ExecutorTests {
    /// What cannot be told counts as alive.
    @Suite struct BlindnessTests {
        private static let far = """
            setsid sh -c 'trap "echo heard; touch heard; exit" TERM; echo far=$$; while :; do sleep 0.02; done' & wait
            """

        private func pid(_ output: String) throws -> Int32 {
            let text = try #require(output.split(whereSeparator: \.isNewline).last { $0.hasPrefix("far=") })
            return try #require(Int32(text.dropFirst(4)))
        }

        @Test func anUnreadableTableKeepsATreeAliveAndItsSignalIsSentLater() async throws {
            let isBlind = BlindFold()
            let signaller = TreeSignaller { (trees) throws(ProcUnreadable) in
                if isBlind.value { throw ProcUnreadable() }
                return try ProcessTree.members(of: trees)
            }
            let stand = try Stand(signaller: signaller)
            let key = stand.shell(Self.far, as: "blind")
            let far = try pid(await stand.sink.output(of: key, holding: "far="))
            let leader = await stand.sink.pid(of: key)
            isBlind.value = true
            stand.executor.signal(key, .terminate)
            #expect(await eventually { !ProcFolder.isAlive(leader) })
            for _ in 0..<3 { await stand.settle() }
            #expect(ProcFolder.isAlive(far))
            #expect(!stand.sink.hasEnded(key), "nobody can tell whether the tree is gone")
            isBlind.value = false
            #expect(await stand.sink.exit(of: key)?.status == .signalled(signal: SIGTERM, core: false))
            #expect(!ProcFolder.isAlive(far))
            #expect(stand.sink.output(of: key).ranges(of: "heard").count == 1)
        }

        @Test func aSweepWaitsUntilItCanSee() async throws {
            let stand = try Stand()
            let key = stand.shell(Self.far, as: "swept")
            let far = try pid(await stand.sink.output(of: key, holding: "far="))
            let sweep = RunSweep(run: stand.run, known: [], grace: .seconds(1))
            let looks = Mutex(0)
            let ended = sweep.perform {
                let look = looks.withLock { looks in
                    looks += 1
                    return looks
                }
                // Longer than the grace, and in the middle of it too.
                return look <= 12 || look == 14 ? nil : try? sweep.members()
            }
            #expect(ended >= 2)
            #expect(!ProcFolder.isAlive(far))
            // Not by its terminal, which is closed once the attempt's own process has ended.
            #expect(FileManager.default.fileExists(atPath: stand.folder + "/heard"), "it was given its grace")
        }

        @Test func ourLimitOfOpenFilesIsRaisedAndCommandsKeepTheirs() async throws {
            let stand = try Stand()
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            #expect(limit.rlim_cur == limit.rlim_max)
            let key = stand.shell("ulimit -Sn; ulimit -Hn")
            _ = await stand.sink.exit(of: key)
            let lines = stand.sink.output(of: key).split(separator: "\r\n")
            #expect(lines.last == "\(limit.rlim_max)")
        }
    }
}

private final class BlindFold: Sendable {
    private let state = Mutex(false)

    var value: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
