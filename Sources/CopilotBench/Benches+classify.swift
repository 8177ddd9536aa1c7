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
                floor.append(try workspace.time("exec cat < \(file) > copy").seconds * 1000)
                ours.append(try workspace.time("\(judge) < \(file)").seconds * 1000)
                after.append(try Self.afterTheEnd(workspace, judge, file))
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

    /// Milliseconds from the end of its input until a command has ended; all else was read by then.
    private static func afterTheEnd(_ workspace: BenchWorkspace, _ line: String, _ file: String) throws -> Double {
        let pipe = Pipe()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.environment = workspace.environment
        process.standardInput = pipe
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        try pipe.fileHandleForWriting.write(
            contentsOf: Data(contentsOf: URL(fileURLWithPath: "\(workspace.path)/\(file)")))
        // A pipe holds 64 KiB; they are read by then.
        usleep(300_000)
        let clock = ContinuousClock()
        let begun = clock.now
        try pipe.fileHandleForWriting.close()
        process.waitUntilExit()
        return (clock.now - begun) / .milliseconds(1)
    }
}
