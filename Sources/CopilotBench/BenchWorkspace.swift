import Foundation

/// What went wrong with a measurement.
struct BenchError: Error, CustomStringConvertible {
    let description: String
}

/// A temporary folder with homes of its own, in which commands are timed.
final class BenchWorkspace {
    /// What a command took.
    struct Measure {
        let seconds: Double
        let code: Int32
        /// The most memory that the command itself held at once, seen every few milliseconds.
        let peakBytes: Double
    }

    let path: String
    let environment: [String: String]

    init(program: String) throws {
        var template = Array((NSTemporaryDirectory() + "/copilot-bench-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw BenchError(description: "no temporary folder can be made") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var environment = ProcessInfo.processInfo.environment
        for name in environment.keys where name.hasPrefix("COPILOT_") || name.hasPrefix("TMUX") {
            environment[name] = nil
        }
        environment["XDG_STATE_HOME"] = path + "/state"
        environment["XDG_CONFIG_HOME"] = path + "/config"
        environment["SWIFT_BACKTRACE"] = "interactive=no"
        environment["LANG"] = "C.UTF-8"
        environment["PROGRAM"] = program
        self.environment = environment
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

    /// Starts a shell line; `exec` in front of a command makes it the process that is looked at.
    func start(_ line: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Runs a shell line to its end.
    func time(_ line: String, expecting code: Int32 = 0) throws -> Measure {
        let clock = ContinuousClock()
        let begun = clock.now
        let process = try start(line)
        let peak = Peak(of: process.processIdentifier)
        process.waitUntilExit()
        let took = clock.now - begun
        guard process.terminationStatus == code else {
            throw BenchError(description: "'\(line)' ended with \(process.terminationStatus)")
        }
        return Measure(seconds: took / .seconds(1), code: code, peakBytes: peak.stop())
    }

    /// The standard output of a shell line.
    func output(_ line: String) throws -> String {
        let process = Process()
        let pipe = Pipe()
        // Process waits until a descriptor of its own is closed, which what a line leaves running (tmux's server) would keep.
        let closing = #"for f in /proc/$$/fd/*; do n=${f##*/}; ((n > 2)) && eval "exec $n>&-"; done 2>/dev/null"#
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", closing + "\n" + line]
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.environment = environment
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Waits until something holds.
    func wait(_ seconds: Double, until holds: () throws -> Bool) throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while try !holds() {
            guard ContinuousClock.now < end else { throw BenchError(description: "it took more than \(seconds) s") }
            usleep(20_000)
        }
    }
}

/// Watches a process's peak of memory, which is gone with the process.
final class Peak: @unchecked Sendable {
    private let lock = NSLock()
    private var bytes = 0.0
    private var isStopped = false

    init(of pid: Int32) {
        let thread = Thread { [self] in
            while !lock.withLock({ isStopped }) {
                if let seen = Self.peak(of: pid) { lock.withLock { bytes = max(bytes, seen) } }
                usleep(5_000)
            }
        }
        thread.start()
    }

    func stop() -> Double {
        lock.withLock {
            isStopped = true
            return bytes
        }
    }

    private static func peak(of pid: Int32) -> Double? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let number = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
        else { return nil }
        return Double(number).map { $0 * 1024 }
    }
}
