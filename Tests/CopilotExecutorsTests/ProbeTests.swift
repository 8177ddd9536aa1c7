import CopilotExecutors
import CopilotModel
import CopilotPorts
import Foundation
import Testing

extension Stand {
    /// Looks until a look fits, and gives that one; nil if none does in time.
    func look(at key: AttemptKey, until fits: (TerminalEvidence) -> Bool) async -> TerminalEvidence? {
        var fitting: TerminalEvidence?
        var last: TerminalEvidence?
        _ = await eventually {
            guard let evidence = executor.probe(key) else { return sink.hasEnded(key) }
            last = evidence
            guard fits(evidence) else { return false }
            fitting = evidence
            return true
        }
        if fitting == nil { Issue.record("last look: \(last.map { "\($0)" } ?? "none")") }
        return fitting
    }

    func python(_ script: String, as name: String = "task") throws -> AttemptKey {
        let path = try write(script, to: name + ".py")
        let key = key(name)
        executor.start(launch(.arguments(["python3", path]), as: key, environment: ["PATH": Self.search]))
        return key
    }

    static let search = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
}

extension TerminalEvidence {
    fileprivate var reader: ProcessWitness? { witnesses.first { $0.wait == .terminalRead } }
    fileprivate var poller: ProcessWitness? { witnesses.first { $0.wait == .terminalPoll } }
    fileprivate var waits: [ProcessWitness.Wait?] { witnesses.map(\.wait) }
    fileprivate var isAsked: Bool { reader != nil || poller != nil }
}

extension ExecutorTests {
    @Suite struct ProbeTests {
        @Test(arguments: ["cat", "read x", "bash -c 'read x'", "head -n 1", "sort", "cat < /dev/tty", "exec cat"])
        func aReaderIsSeen(line: String) async throws {
            let stand = try Stand()
            let key = stand.shell(line)
            let evidence = try #require(await stand.look(at: key) { $0.reader?.state == "S" })
            #expect(evidence.isReadOpen == true)
            #expect(evidence.isComplete)
            #expect(evidence.isCanonical == true && evidence.isEchoing == true)
            #expect(evidence.reader?.isForeground == true)
            #expect(evidence.reader?.state == "S")
            #expect(evidence.reader?.systemCall == "read")
            #expect(evidence.reader?.isNested == false)
            #expect(evidence.witnesses.first == evidence.reader)
        }

        @Test func aHiddenReaderIsSeen() async throws {
            let stand = try Stand()
            let key = try stand.python("import getpass\nprint(len(getpass.getpass()))")
            let evidence = try #require(await stand.look(at: key) { $0.reader != nil && $0.isEchoing == false })
            #expect(evidence.isCanonical == true)
            stand.executor.write(key, Array("four\n".utf8))
            #expect(await stand.sink.output(of: key, holding: "4").contains("4"))
        }

        @Test(arguments: [
            "input('name? ')",
            "import threading\nthread = threading.Thread(target=lambda: input('x? '))\nthread.start()\nthread.join()",
        ])
        func pythonReads(script: String) async throws {
            let stand = try Stand()
            let evidence = try await stand.look(at: stand.python(script)) { $0.reader != nil }
            #expect(evidence?.isComplete == true)
            #expect(evidence?.reader?.command == "python3" || evidence?.reader?.command == "python")
        }

        @Test(arguments: [
            ("import select, sys\nselect.select([sys.stdin], [], [])", false),
            ("import select, sys\nselect.select([sys.stdin], [], [], 3600)", true),
            ("import select, sys\np = select.poll()\np.register(0, select.POLLIN)\np.poll()", false),
            ("import select, sys\np = select.poll()\np.register(0, select.POLLIN)\np.poll(3600000)", true),
            (
                """
                import asyncio, sys
                async def main():
                    loop = asyncio.get_running_loop()
                    loop.add_reader(0, lambda: None)
                    await asyncio.Event().wait()
                asyncio.run(main())
                """, false
            ),
            ("import select\nt = open('/dev/tty')\np = select.epoll()\np.register(t, 1)\np.poll()", false),
        ])
        func aPollerIsSeen(script: String, hasTimeout: Bool) async throws {
            let stand = try Stand()
            let evidence = try #require(
                try await stand.look(at: stand.python(script)) { $0.poller?.hasTimeout != nil })
            #expect(evidence.poller?.hasTimeout == hasTimeout)
            #expect(evidence.isReadOpen == false)
            #expect(evidence.isComplete)
        }

        @Test(arguments: [
            "echo 'Continue? [y/N]'; sleep 1000", "echo; sleep 1000 | cat", "sleep 1000 & wait",
            "echo; (exec 3<> f; mkfifo p; cat p)",
        ])
        func whoeverWaitsForSomethingElseIsNotAsking(line: String) async throws {
            let stand = try Stand()
            let key = stand.shell(line)
            let evidence = try #require(
                await stand.look(at: key) { evidence in
                    evidence.waits.allSatisfy { $0 == .other } && evidence.witnesses.contains { $0.command != "sh" }
                })
            #expect(evidence.isComplete && evidence.isReadOpen == false)
        }

        @Test func whoeverWorksIsNotAsking() async throws {
            let stand = try Stand()
            let key = stand.shell("printf 'Continue? [y/N] '; while :; do :; done")
            _ = await stand.look(at: key) { $0.witnesses.first?.wait == .some(.none) }
            let evidence = try #require(
                await stand.look(at: key) { ($0.sinceLastLookMilliseconds ?? 0) > 20 || ($0.cpuMilliseconds ?? 0) > 0 })
            #expect(!evidence.isAsked)
        }

        @Test func aPipelineIsNotAsking() async throws {
            let stand = try Stand()
            let key = stand.shell("yes | head -n 100000000000 | cat > /dev/null")
            let evidence = try #require(await stand.look(at: key) { $0.witnesses.count >= 4 })
            #expect(!evidence.isAsked && evidence.isReadOpen == false)
            // Looks in close succession each see next to nothing: it works on unseen for a while.
            let pids = evidence.witnesses.compactMap(\.pid)
            let spent = { pids.reduce(0) { $0 + ProcFolder.processorTicks(of: $1) } }
            let before = spent()
            #expect(await eventually { spent() >= before + 3 })
            #expect((stand.executor.probe(key)?.cpuMilliseconds ?? 0) > 5)
        }

        @Test func aBackgroundReaderIsNotInFront() async throws {
            let stand = try Stand()
            let key = stand.shell("bash -mc 'cat & wait; sleep 1000'")
            let evidence = try #require(
                await stand.look(at: key) { evidence in
                    evidence.witnesses.contains { $0.command == "cat" && $0.state == "T" }
                })
            #expect(evidence.reader == nil)
            #expect(evidence.witnesses.first { $0.command == "cat" }?.isForeground == false)
        }

        @Test func aNestedTerminalIsFollowed() async throws {
            let stand = try Stand()
            let key = stand.shell("script -qc 'read x' /dev/null")
            // The inner one may wait before script has gone to sleep.
            let evidence = try #require(
                await stand.look(at: key) { $0.reader?.isNested == true && $0.poller != nil })
            #expect(evidence.reader?.isForeground == true)
            #expect(evidence.poller?.command == "script")
            #expect(evidence.isComplete && evidence.isReadOpen == true)
        }

        @Test func twoNestedTerminalsAreFollowed() async throws {
            let stand = try Stand()
            let key = stand.shell("script -qc \"script -qc 'read x' /dev/null\" /dev/null")
            let evidence = try #require(
                await stand.look(at: key) {
                    $0.reader?.isNested == true && $0.witnesses.count { $0.wait == .terminalPoll } == 2
                })
            #expect(evidence.isComplete)
        }

        @Test func aTerminalOfItsOwnThatNobodyHoldsIsNotOurs() async throws {
            let stand = try Stand()
            // The master is kept by a process outside the tree: by this one.
            let other = stand.shell("echo $(tty); sleep 1000", as: "other")
            let path = await stand.sink.output(of: other, holding: "\n").split(whereSeparator: \.isNewline).first ?? ""
            let key = stand.shell("cat < \(path)")
            let evidence = try #require(
                await stand.look(at: key) { evidence in
                    evidence.witnesses.contains { $0.systemCall == "read" && $0.wait == .other }
                })
            #expect(evidence.isReadOpen == false)
        }

        @Test func afterAPauseAPollIsStillSeen() async throws {
            let stand = try Stand()
            let key = try stand.python("import select\np = select.poll()\np.register(0, 1)\np.poll()\nprint('polled')")
            _ = try #require(await stand.look(at: key) { $0.poller != nil })
            stand.executor.signal(key, .pause)
            _ = try #require(await stand.look(at: key) { $0.witnesses.first?.state == "T" })
            stand.executor.signal(key, .resume)
            let evidence = try #require(await stand.look(at: key) { $0.poller?.state == "S" })
            #expect(evidence.poller?.systemCall == "restart_syscall")
            #expect(evidence.poller?.hasTimeout == false)
        }

        @Test func stillnessIsSeen() async throws {
            let stand = try Stand()
            let key = stand.shell("while read x; do :; done")
            let first = try #require(await stand.look(at: key) { $0.reader != nil })
            let second = try #require(stand.executor.probe(key))
            #expect(first.activity != nil && first.activity == second.activity)
            stand.executor.write(key, Array("\n".utf8))
            let third = try #require(await stand.look(at: key) { $0.activity != first.activity && $0.reader != nil })
            #expect(third.reader?.pid == first.reader?.pid)
        }

        @Test func aSleepThatEndsIsNotTakenForStillness() async throws {
            let stand = try Stand()
            let key = stand.shell("sleep 1.5; (sleep 0.2; read x) < /dev/tty")
            let first = try #require(
                await stand.look(at: key) { evidence in
                    evidence.isComplete && evidence.waits.allSatisfy { $0 == .other }
                        && evidence.witnesses.contains { $0.command == "sleep" && $0.state == "S" }
                })
            for _ in 0..<3 { #expect(stand.executor.probe(key)?.activity == first.activity) }
            _ = try #require(await stand.look(at: key) { $0.reader != nil })
            stand.executor.signal(key, .pause)
            _ = try #require(await stand.look(at: key) { $0.reader == nil })
            stand.executor.signal(key, .resume)
            _ = try #require(await stand.look(at: key) { $0.reader != nil })
        }

        @Test func whoIsGoneIsNotLookedAt() async throws {
            let stand = try Stand()
            let key = stand.shell("exit 0")
            _ = await stand.sink.exit(of: key)
            #expect(stand.executor.probe(key) == nil)
            #expect(stand.executor.probe(stand.key("never")) == nil)
        }

        @Test func manyProcessesAreCapped() async throws {
            let stand = try Stand()
            let key = stand.shell("for i in $(seq 100); do sleep 1000 & done; cat")
            let evidence = try #require(await stand.look(at: key) { !$0.isComplete })
            #expect(evidence.witnesses.count <= TerminalEvidence.mostWitnesses)
        }

        @Test func aLookIsCheap() async throws {
            let stand = try Stand()
            let key = stand.shell("cat; true")
            _ = try #require(await stand.look(at: key) { $0.reader != nil })
            let clock = ContinuousClock()
            var times: [Duration] = []
            for _ in 0..<200 { times.append(clock.measure { _ = stand.executor.probe(key) }) }
            let median = times.sorted()[100]
            print("a look at two processes: median \(median), largest \(times.max() ?? .zero)")
            #expect(median < .milliseconds(1))
        }
    }
}
