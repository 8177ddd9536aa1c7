import CopilotExecutors
import CopilotModel
import CopilotPorts
import Foundation
import Synchronization
import Testing

extension ExecutorTests {
    @Suite struct LoadTests {
        @Test func outputIsWholeAndInOrder() async throws {
            let stand = try Stand()
            let key = stand.shell("seq 1 150000")
            let exit = try #require(await stand.sink.exit(of: key))
            let expected = (1...150_000).map { "\($0)\r\n" }.joined()
            #expect(exit.outputBytes == Int64(expected.utf8.count))
            #expect(stand.sink.bytes(of: key) == Array(expected.utf8))
        }

        @Test func theLastWordsAreHeard() async throws {
            let stand = try Stand()
            for number in 1...50 {
                let key = stand.shell("head -c 3000 /dev/zero | tr '\\0' x; printf 'last words'", as: "last-\(number)")
                #expect(await stand.sink.exit(of: key)?.outputBytes == 3010)
                #expect(stand.sink.output(of: key).hasSuffix("last words"))
            }
        }

        @Test func twoHundredAtOnceHaveOneThread() async throws {
            let stand = try Stand()
            let keys = (1...200).map {
                stand.shell("read line; echo \"$line and out\"; exit \($0 % 7)", as: "many-\($0)")
            }
            for key in keys { stand.executor.write(key, Array("over\n".utf8)) }
            for (index, key) in keys.enumerated() {
                #expect(await stand.sink.exit(of: key)?.status == .exited(code: Int32((index + 1) % 7)))
                #expect(stand.sink.output(of: key).hasSuffix("over and out\r\n"))
            }
            #expect(stand.sink.threads.count == 1)
        }

        @Test func twoHundredAreKilledInOneGo() async throws {
            let stand = try Stand()
            let keys = (1...200).map { stand.shell("setsid sleep 1000 & echo here; wait", as: "kill-\($0)") }
            for key in keys { _ = await stand.sink.output(of: key, holding: "here") }
            for key in keys { stand.executor.signal(key, .kill) }
            for key in keys {
                #expect(await stand.sink.exit(of: key)?.status == .signalled(signal: SIGKILL, core: false))
            }
            #expect(await stand.executor.sweep(stand.run, known: [], sparing: [], grace: .zero) == 0)
        }

        @Test func aFloodNeedsNoMemoryAndStarvesNobody() async throws {
            let stand = try Stand(cap: 1000)
            let flood = stand.shell("stty raw -echo; head -c 50000000 /dev/urandom", as: "flood")
            _ = await stand.sink.pid(of: flood)
            let before = ProcFolder.residentBytes()
            let quick = stand.shell("echo quick", as: "quick")
            #expect(await stand.sink.exit(of: quick)?.isSuccess == true)
            #expect(await stand.sink.exit(of: flood)?.outputBytes == 50_000_000)
            #expect(stand.sink.outputCount(of: flood) == 50_000_000)
            #expect(ProcFolder.residentBytes() - before < 8_000_000)
        }

        @Test func nothingIsLeftOfAThousandAttempts() async throws {
            let stand = try Stand()
            #expect(await stand.sink.exit(of: stand.shell("true", as: "first"))?.isSuccess == true)
            let before = ProcFolder.openFiles()
            let chain = Chain(length: 1000, parallel: 8)
            // A name of its own tells these orphans from other tests' children.
            let name = "left-\(UInt32.random(in: 0...UInt32.max))"
            try FileManager.default.createSymbolicLink(
                atPath: stand.folder + "/" + name, withDestinationPath: "/bin/true")
            let launch = stand.launch(.shell("(setsid ./\(name) &); echo x"), as: stand.key("chain"))
            do {
                let executor = try LocalExecutor(sink: chain)
                await chain.run(on: executor, launch)
                executor.shutdown()
            }
            #expect(chain.failures == 0)
            #expect(await eventually { ProcFolder.zombies(named: name).isEmpty })
            #expect(await eventually { ProcFolder.openFiles() <= before })
        }
    }
}

/// Starts the next attempt whenever one ends.
final class Chain: ExecutorSink {
    private struct State {
        var started = 0
        var ended = 0
        var failures = 0
        var executor: LocalExecutor?
        var launch: AttemptLaunch?
        var done: CheckedContinuation<Void, Never>?
    }

    private let length: Int
    private let parallel: Int
    private let state = Mutex(State())

    init(length: Int, parallel: Int) {
        self.length = length
        self.parallel = parallel
    }

    var failures: Int { state.withLock { $0.failures } }

    func run(on executor: LocalExecutor, _ launch: AttemptLaunch) async {
        await withCheckedContinuation { continuation in
            state.withLock {
                $0.executor = executor
                $0.launch = launch
                $0.done = continuation
            }
            for _ in 0..<parallel { startNext() }
        }
    }

    private func startNext() {
        let next = state.withLock { state -> (LocalExecutor, AttemptLaunch)? in
            guard state.started < length, let executor = state.executor, var launch = state.launch else { return nil }
            state.started += 1
            let task = TaskID(launch.key.task.name, item: state.started)
            launch.key = AttemptKey(run: launch.key.run, task: task, attempt: 1)
            return (executor, launch)
        }
        if let (executor, launch) = next { executor.start(launch) }
    }

    func report(_ event: ExecutorEvent) {
        let isSuccess: Bool
        switch event {
        case .started: return
        case .notStarted: isSuccess = false
        case .exited(_, let report): isSuccess = report.isSuccess
        }
        let done = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.ended += 1
            if !isSuccess { state.failures += 1 }
            guard state.ended == length else { return nil }
            state.executor = nil
            defer { state.done = nil }
            return state.done
        }
        if let done { done.resume() } else { startNext() }
    }

    func output(_ bytes: UnsafeRawBufferPointer, of key: AttemptKey, at offset: Int64) {}
}
