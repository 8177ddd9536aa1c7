import CopilotModel
import CopilotPorts
import Foundation
import Testing

@testable import CopilotHost

/// Real commands that fail, are mended and tried again.
@Suite struct RepairRoundTripTests {
    @Test(arguments: [
        ("echo x > out/a/b", Failure.Category.filesystem, "out/a/b"),
        ("cp x new/folder/x", .filesystem, "new/folder/x"),
        ("echo y | tee logs/run/log", .filesystem, "logs/run/log"),
        ("mkdir deep/er/folder", .filesystem, "deep/er/folder"),
        ("bash -c 'echo x > by/bash'", .filesystem, "by/bash"),
        ("python3 -c \"open('py/out.txt', 'w').write('x')\"", .filesystem, "py/out.txt"),
        ("./made.sh", .permission, "made-by-script"),
        ("git init -q . && touch .git/index.lock && git add x && git write-tree > tree", .resource, "tree"),
    ])
    func aFailureIsMendedAndTheNextTrySucceeds(command: String, category: Failure.Category, made: String) throws {
        let tree = try RepairTree(["x": "x", "made.sh": "#!/bin/sh\ntouch made-by-script\n"])
        let place = tree.place(.shell(command))
        let first = run(command, in: tree)
        guard first.status != 127 else { return }
        #expect(first.status != 0)
        let reading = Failure.Reading(
            rule: "test", scope: .task, isRetryable: true, recovery: .none, evidence: first.lines, confidence: 1)
        let failed = Failure(
            category: category, severity: .recoverable, cause: .exited(code: first.status), summary: "",
            reading: reading)
        let crew = RepairTree.crewWithoutPatience()
        let remedy = try #require(crew.remedies(for: failed, at: place).first, "\(first.lines)")
        #expect(crew.apply(remedy, at: place) == .done(environment: [:]))
        let again = command.replacingOccurrences(of: "git init -q . && touch .git/index.lock && ", with: "")
        #expect(run(again, in: tree).status == 0)
        #expect(tree.has(made))
    }

    @Test func aToolIsEndedWithAllOfItsGroup() throws {
        let tree = try RepairTree(["x": ""])
        let command = RepairCommand(
            words: ["sh", "-c", "sleep 60 & echo $! > pid; wait"], environment: ["PATH": "/usr/bin:/bin"],
            directory: tree.root, time: .milliseconds(300))
        let start = ContinuousClock.now
        #expect(throws: RepairError(message: "sh took too long")) { try command.run() }
        #expect(ContinuousClock.now - start < .seconds(5))
        let pid = try #require(Int32(tree.text("pid")?.trimmed ?? ""))
        // Whoever takes over orphans reaps it when it gets round to it.
        let end = ContinuousClock.now + .seconds(10)
        while ProcessTable().identity(of: pid) != nil, ContinuousClock.now < end { sched_yield() }
        #expect(ProcessTable().identity(of: pid) == nil)
    }

    @Test func aToolThatNobodyWaitsForIsEndedAtOnce() throws {
        let tree = try RepairTree(["x": ""])
        let cancellation = Cancellation()
        let command = RepairCommand(
            words: ["sh", "-c", "touch begun; sleep 60"], environment: ["PATH": "/usr/bin:/bin"],
            directory: tree.root, time: .seconds(60), cancellation: cancellation)
        let start = ContinuousClock.now
        let asking = Thread {
            while !tree.has("begun"), ContinuousClock.now - start < .seconds(20) { sched_yield() }
            cancellation.cancel()
        }
        asking.start()
        #expect(throws: RepairError(message: RepairCommand.cutOff)) { try command.run() }
        #expect(ContinuousClock.now - start < .seconds(25))
    }

    @Test func theLastWordsOfAToolAreTold() throws {
        let tree = try RepairTree(["x": ""])
        func words(_ script: String) -> String? {
            let command = RepairCommand(
                words: ["sh", "-c", script], environment: ["PATH": "/usr/bin:/bin", "A": "b"], directory: tree.root,
                time: .seconds(20))
            do throws(RepairError) { try command.run() } catch { return error.message }
            return nil
        }
        #expect(words("test \"$A\" = b && test -f x") == nil)
        #expect(
            words("yes | head -c 3000000; echo ERROR: no such version; echo hint; exit 1") == "ERROR: no such version")
        #expect(words("echo npm error code E404; echo npm error See help; exit 1") == "npm error code E404")
        #expect(words("exit 3") == "sh failed")
        #expect(words("printf 'a\\033[31mb\\n'; kill -9 $$") == "a\u{FFFD}[31mb")
        // Who leaves something running does not keep us.
        #expect(words("sleep 60 & exit 0") == nil)
    }

    private func run(_ command: String, in tree: RepairTree) -> (status: Int32, lines: [String]) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.environment = tree.place().environment.merging(["LC_ALL": "C"]) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: tree.root)
        process.standardError = pipe
        do { try process.run() } catch { return (-1, []) }
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let lines = text.split(separator: "\n").map(String.init)
        return (process.terminationStatus, Array(lines.prefix(1) + lines.dropFirst().suffix(2)))
    }
}
