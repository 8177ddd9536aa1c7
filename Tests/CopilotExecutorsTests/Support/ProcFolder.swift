import Foundation

/// What /proc says about processes, read independently of the code under test.
enum ProcFolder {
    /// The state letter of a process; nil if it is gone.
    static func state(of pid: Int32) -> Character? { fields(of: pid)?.first?.first }

    static func isAlive(_ pid: Int32) -> Bool {
        guard let state = state(of: pid) else { return false }
        return state != "Z" && state != "X"
    }

    /// Our ended children called `name` (at most 15 bytes) that nobody has taken the status of.
    static func zombies(named name: String) -> [Int32] {
        let own = "\(getpid())"
        return names("/proc").compactMap { Int32($0) }.filter { pid in
            guard let fields = fields(of: pid), fields.count > 1 else { return false }
            return fields[0] == "Z" && fields[1] == own
                && (try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8)) == name + "\n"
        }
    }

    /// What a process has spent on processors, in ticks of 10 ms (proc(5): fields 14 and 15); 0 if it is gone.
    static func processorTicks(of pid: Int32) -> Int {
        guard let fields = fields(of: pid), fields.count > 12 else { return 0 }
        return (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
    }

    static func openFiles() -> Int { names("/proc/self/fd").count }

    /// Resident memory of this process.
    static func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
    }

    private static func fields(of pid: Int32) -> [Substring]? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        return text[text.index(after: end)...].split(separator: " ")
    }

    private static func names(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
