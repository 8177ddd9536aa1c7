import Foundation

extension Benches {
    /// 200 questions of a script, from just before each is printed until its answer was read.
    func prompts() throws -> [BenchLine] {
        let workspace = try BenchWorkspace(program: program)
        // A question twice the same is a loop, so each has a letter of its own. No word that comes of it may mean something:
        // 'gbp' costs money, and is parked.
        try workspace.write(
            "ask.sh",
            """
            letters=abcdefghij
            for i in {0..9}; do
                a=$EPOCHREALTIME
                printf 'Go on with %s? [Y/n] ' "${letters:i:1}$1"
                read -r x || exit 1
                b=$EPOCHREALTIME
                echo "$(( ${b/./} - ${a/./} ))" >> times
            done

            """)
        let names = (0..<20).map { "qx" + String(UnicodeScalar(UInt8(97 + $0))) }
        try workspace.write(
            "m.yaml",
            "name: prompts\nlevel: fullAutonomous\nconcurrency: 1\ntasks: "
                + "{ a: { for_each: { items: [\(names.joined(separator: ", "))] }, run: [bash, ask.sh, '{item}'] } }\n")
        _ = try workspace.time(#"exec "$PROGRAM" run --no-ui --fresh m.yaml"#)
        let times = try String(contentsOfFile: workspace.path + "/times", encoding: .utf8)
            .split(separator: "\n").compactMap { Double($0) }.map { $0 / 1000 }.sorted()
        guard times.count == 200 else { throw BenchError(description: "\(times.count) of 200 were answered") }
        return [
            BenchLine(
                what: "from a question to its answer, median", ours: times[100], floor: nil, floorName: "",
                unit: "ms", target: 25),
            BenchLine(
                what: "  of 100 the slowest", ours: times[198], floor: nil, floorName: "", unit: "ms", target: nil),
        ]
    }

    /// What it costs to look at a thousand tasks that print nothing.
    func quiet() throws -> [BenchLine] {
        let workspace = try BenchWorkspace(program: program)
        try workspace.write(
            "m.yaml",
            "name: quiet\nconcurrency: 1000\ntasks: { a: { for_each: { file: items }, run: [sleep, '600'] } }\n")
        try workspace.write("items", (1...1000).map { "\($0)\n" }.joined())
        let process = try workspace.start(#"exec "$PROGRAM" run --no-ui --fresh m.yaml"#)
        defer { kill(process.processIdentifier, SIGTERM) }
        sleep(20)
        let before = try Self.ticks(of: Int(process.processIdentifier))
        let seconds = 20.0
        usleep(useconds_t(seconds * 1_000_000))
        let used = try Self.ticks(of: Int(process.processIdentifier)) - before
        return [
            BenchLine(
                what: "1,000 quiet tasks, of a core", ours: used / Double(sysconf(Int32(_SC_CLK_TCK))) / seconds * 100,
                floor: nil, floorName: "", unit: "%", target: 2)
        ]
    }
}
