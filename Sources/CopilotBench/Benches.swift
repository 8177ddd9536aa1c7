import Foundation

/// What is measured.
struct Benches {
    let program: String

    /// Each with the name that chooses it.
    var all: [(String, () throws -> [BenchLine])] {
        [
            ("short", shortTasks), ("chain", chain), ("resume", resume), ("idle", idle), ("prompts", prompts),
            ("quiet", quiet), ("classify", classify), ("predict", predict),
        ]
    }

    private static let rounds = 3
    private static let resumedTasks = 100_000
    private static let run = #"exec "$PROGRAM" run --no-ui --fresh m.yaml"#

    /// 5,000 times `true`, two at once.
    private func shortTasks() throws -> [BenchLine] {
        let workspace = try BenchWorkspace(program: program)
        let count = 5_000
        try workspace.write("items", (1...count).map { "\($0)\n" }.joined())
        try workspace.write(
            "m.yaml",
            "name: short\nconcurrency: 2\ntasks: { a: { for_each: { file: items }, run: ['true', '{item}'] } }\n")
        try workspace.write(
            "build.ninja",
            "rule t\n  command = true $out\n" + (1...count).map { "build o\($0): t\n" }.joined())
        let hasNinja = try workspace.output("command -v ninja") != ""
        var floor: [Double] = []
        var ours: [Double] = []
        var ninja: [Double] = []
        for _ in 0..<Self.rounds {
            floor.append(try workspace.time("xargs -P2 -n1 true < items").seconds)
            ours.append(try workspace.time(Self.run).seconds)
            if hasNinja { ninja.append(try workspace.time("exec ninja -j2").seconds) }
        }
        let perTask = { (seconds: [Double]) in Self.median(seconds) / Double(count) * 1000 }
        var lines = [line("5,000 times true, 2 at once, a task", perTask(ours), perTask(floor), "xargs", "ms", 2)]
        if hasNinja { lines.append(line("  the same with ninja", perTask(ninja), perTask(floor), "xargs", "ms", nil)) }
        return lines
    }

    /// 500 tasks, each of which needs the one before.
    private func chain() throws -> [BenchLine] {
        let workspace = try BenchWorkspace(program: program)
        let count = 500
        guard try workspace.output("command -v ninja") != "" else {
            throw BenchError(description: "ninja is not installed")
        }
        let tasks = (1...count).map { "  t\($0): { \($0 > 1 ? "needs: [t\($0 - 1)], " : "")run: ['true'] }\n" }
        try workspace.write("m.yaml", "name: chain\nconcurrency: 2\ntasks:\n" + tasks.joined())
        let edges = (1...count).map { "build o\($0): t\($0 > 1 ? " o\($0 - 1)" : "")\n" }
        try workspace.write("build.ninja", "rule t\n  command = true $out\n" + edges.joined() + "default o\(count)\n")
        var floor: [Double] = []
        var ours: [Double] = []
        for _ in 0..<Self.rounds {
            // Nothing is made, so that ninja runs all of it each time.
            floor.append(try workspace.time("exec ninja -j2").seconds)
            ours.append(try workspace.time(Self.run).seconds)
        }
        let perTask = { (seconds: [Double]) in Self.median(seconds) / Double(count) * 1000 }
        return [line("a chain of 500, a task", perTask(ours), perTask(floor), "ninja", "ms", 2)]
    }

    /// 100,000 tasks that are done: a run that was killed just before its end, and one that has ended.
    private func resume() throws -> [BenchLine] {
        let workspace = try BenchWorkspace(program: program)
        let count = Self.resumedTasks
        try workspace.write("items", (1...count).map { "\($0)\n" }.joined())
        try workspace.write(
            "m.yaml",
            """
            name: resume
            tasks:
              a: { for_each: { file: items }, run: ['true'] }
              last: { needs: [a], run: "touch waiting; until [ -e go ]; do sleep 0.1; done" }

            """)
        let clock = ContinuousClock()
        let start = clock.now
        let first = try workspace.start(Self.run)
        let peak = Peak(of: first.processIdentifier)
        defer { if first.isRunning { kill(first.processIdentifier, SIGKILL) } }
        try workspace.wait(1800) {
            guard first.isRunning else { throw BenchError(description: "the mission has ended early") }
            return workspace.has("waiting")
        }
        let took = (clock.now - start) / .seconds(1)
        kill(first.processIdentifier, SIGKILL)
        first.waitUntilExit()
        try workspace.write("go", "")
        let unfinished = try workspace.time(#"exec "$PROGRAM" resume --no-ui"#)
        var ended: [BenchWorkspace.Measure] = []
        for _ in 0..<Self.rounds { ended.append(try workspace.time(#"exec "$PROGRAM" resume --no-ui"#)) }
        let alone = { (what: String, value: Double, unit: String, target: Double?) in
            BenchLine(what: what, ours: value, floor: nil, floorName: "", unit: unit, target: target)
        }
        return [
            alone("100,000 tasks the first time, a task", took / Double(count) * 1000, "ms", nil),
            alone("  memory", peak.stop() / 1e6, "MB", nil),
            alone("100,000 done tasks, killed at the end: resume", unfinished.seconds, "s", 2),
            alone("  memory", unfinished.peakBytes / 1e6, "MB", 400),
            alone("100,000 done tasks, ended: resume", Self.median(ended.map(\.seconds)), "s", 2),
            alone("  memory", Self.median(ended.map(\.peakBytes)) / 1e6, "MB", 400),
        ]
    }

    /// The screen of a mission in which nothing happens, and htop, both for half a minute at 160×45.
    private func idle() throws -> [BenchLine] {
        let workspace = try BenchWorkspace(program: program)
        for tool in ["tmux", "htop"] where try workspace.output("command -v \(tool)") == "" {
            throw BenchError(description: "\(tool) is not installed")
        }
        try workspace.write("m.yaml", "name: idle\ntasks: { a: { run: sleep 600 }, b: { needs: [a], run: 'true' } }\n")
        let tmux = "tmux -L copilot-bench-\(getpid()) -f /dev/null"
        defer { _ = try? workspace.output("\(tmux) kill-server") }
        _ = try workspace.output("\(tmux) new-session -d -s ours -x 160 -y 45 'exec \"$PROGRAM\" run m.yaml'")
        _ = try workspace.output("\(tmux) new-session -d -s htop -x 160 -y 45 'exec htop'")
        try workspace.wait(20) { try workspace.output("\(tmux) capture-pane -p -t ours").contains("idle") }
        let status = try workspace.output(#""$PROGRAM" status --json"#)
        let pid = (try JSONSerialization.jsonObject(with: Data(status.utf8)) as? [String: Any])?["pid"] as? Int
        let htop = Int(try workspace.output("\(tmux) display-message -p -t htop '#{pane_pid}'"))
        guard let pid, let htop else { throw BenchError(description: "the screen did not come up: \(status)") }
        defer { kill(pid_t(pid), SIGKILL) }
        // What starting costs is not idling.
        sleep(5)
        let before = (try Self.ticks(of: pid), try Self.ticks(of: htop))
        let seconds = 30.0
        usleep(useconds_t(seconds * 1_000_000))
        let after = (try Self.ticks(of: pid), try Self.ticks(of: htop))
        let perCent = { (ticks: Double) in ticks / Double(sysconf(Int32(_SC_CLK_TCK))) / seconds * 100 }
        return [
            line(
                "the idle screen at 160×45, of a core", perCent(after.0 - before.0), perCent(after.1 - before.1),
                "htop", "%", 1)
        ]
    }

    /// Clock ticks that a process has spent, from `/proc/PID/stat` (proc(5): fields 14 and 15).
    static func ticks(of pid: Int) throws -> Double {
        let text = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        let fields = text.suffix(from: text.lastIndex(of: ")") ?? text.startIndex).split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else {
            throw BenchError(description: "/proc/\(pid)/stat cannot be read")
        }
        return user + system
    }

    private func line(
        _ what: String, _ ours: Double, _ floor: Double, _ floorName: String, _ unit: String, _ target: Double?
    ) -> BenchLine {
        BenchLine(what: what, ours: ours, floor: floor, floorName: floorName, unit: unit, target: target)
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}
