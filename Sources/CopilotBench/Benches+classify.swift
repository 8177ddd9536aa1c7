import Foundation

extension Benches {
    /// One line of 1 MB, and a log of 96 MB that ends in a failure: reading and judging beside only reading, and what the
    /// verdict takes once the output has ended.
    func classify() throws -> [BenchLine] {
        let workspace = try BenchWorkspace(program: program)
        try workspace.write("line", String(repeating: "x", count: 1_000_000) + " Connection refused\n")
        try workspace.write(
            "log",
            String(repeating: "compiling something that is fine\n", count: 3_000_000) + "fatal: Connection refused\n")
        let judge = #"exec "$PROGRAM" classify --json --exit-code 1"#
        return try [("a line of 1 MB", "line"), ("a log of 96 MB", "log")].flatMap { name, file in
            guard try workspace.output("\(judge) < \(file)").contains(#""category":"network""#) else {
                throw BenchError(description: "\(name) is not understood")
            }
            var ours: [Double] = []
            var floor: [Double] = []
            var after: [Double] = []
            for _ in 0..<5 {
                floor.append(try Self.milliseconds(workspace, "exec cat > copy", file).all)
                let measured = try Self.milliseconds(workspace, judge, file)
                ours.append(measured.all)
                after.append(measured.afterTheEnd)
            }
            return [
                BenchLine(
                    what: "\(name) is read and judged", ours: ours.sorted()[2], floor: floor.sorted()[2],
                    floorName: "cat", unit: "ms", target: nil),
                BenchLine(
                    what: "  the verdict, from the end of the output", ours: after.sorted()[2], floor: nil,
                    floorName: "", unit: "ms", target: 50),
            ]
        }
    }

    /// What a command takes that is fed a file through a pipe, from its start and from the end of its input.
    private static func milliseconds(
        _ workspace: BenchWorkspace, _ line: String, _ file: String
    ) throws -> (all: Double, afterTheEnd: Double) {
        let (input, output) = (Pipe(), Pipe())
        let data = try Data(contentsOf: URL(fileURLWithPath: workspace.path + "/" + file))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.currentDirectoryURL = URL(fileURLWithPath: workspace.path)
        process.environment = workspace.environment
        process.standardInput = input
        process.standardOutput = output
        let clock = ContinuousClock()
        let begun = clock.now
        try process.run()
        // All but what a pipe holds (64 KiB) was read when this returns.
        try input.fileHandleForWriting.write(contentsOf: data)
        let ended = clock.now
        try input.fileHandleForWriting.close()
        // Its output ends with it, and this is noticed at once; a wait for the process itself looks every 50 ms.
        _ = output.fileHandleForReading.readDataToEndOfFile()
        let now = clock.now
        process.waitUntilExit()
        return ((now - begun) / .milliseconds(1), (now - ended) / .milliseconds(1))
    }
}
