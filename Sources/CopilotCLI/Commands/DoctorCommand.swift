internal import ArgumentParser
internal import CopilotAutonomy
internal import CopilotCells
internal import CopilotHost
internal import CopilotModel
internal import CopilotPorts
internal import Foundation

/// `doctor`: what copilot-tui needs and finds on this machine.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look at the machine, the terminal and the folders that a mission needs.")

    @Option(
        name: [.customShort("C"), .customLong("workspace")],
        help: ArgumentHelp("The workspace to look at.", valueName: "dir"))
    var workspace: String?

    /// A line of the report.
    private struct Finding {
        enum Mark: String { case good = "ok  ", poor = "warn", bad = "FAIL" }
        let mark: Mark
        let text: String
    }

    func run() async throws {
        let surroundings = try Surroundings.read()
        let workspace = try Workspace.path(workspace)
        var findings = folders(workspace, surroundings.xdg.state) + terminal(surroundings.environment)
        findings += configuration(surroundings.xdg.configuration)
        findings += await machine(workspace, surroundings.xdg.state, surroundings.clock)
        for finding in findings { Console.line("\(finding.mark.rawValue) \(finding.text)") }
        if findings.contains(where: { $0.mark == .bad }) { throw ExitCode(1) }
    }

    private func folders(_ workspace: String, _ state: String) -> [Finding] {
        [("workspace", workspace), ("state", state)].map { name, path in
            var existing = path
            while !FileManager.default.fileExists(atPath: existing), existing != "/" {
                existing = (existing as NSString).deletingLastPathComponent
            }
            return access(existing, W_OK | X_OK) == 0
                ? Finding(mark: .good, text: "\(name) \(path) can be written")
                : Finding(mark: .bad, text: "\(name) \(path) cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    private func terminal(_ environment: [String: String]) -> [Finding] {
        let name = environment["TERM"] ?? "not set"
        let language = environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? "C"
        let isUTF8 = language.lowercased().contains("utf")
        return [
            Terminal.canShowScreen(environment)
                ? Finding(mark: .good, text: "terminal \(name) can show the screen")
                : Finding(
                    mark: .poor, text: "no terminal for a screen (TERM is \(name)): missions run as with --no-ui"),
            isUTF8
                ? Finding(mark: .good, text: "locale \(language)")
                : Finding(
                    mark: .poor,
                    text: "locale \(language) is not UTF-8: the screen is drawn with ASCII; LANG=C.UTF-8 helps"),
        ]
    }

    private func configuration(_ folder: String) -> [Finding] {
        let looks = UserLooks.read(folder)
        var findings = looks.problems.flatMap { problem in
            problem.text.split(separator: "\n").map {
                Finding(mark: problem.isFatal ? .bad : .poor, text: Sanitizer.line(String($0), columnLimit: 2000))
            }
        }
        if looks.files.isEmpty {
            findings.append(Finding(mark: .good, text: "configuration as by default: nothing in \(folder)"))
        }
        for file in looks.files where !looks.problems.contains(where: { $0.text.contains(file + ":") }) {
            findings.append(Finding(mark: .good, text: "\(file) can be used"))
        }
        return findings
    }

    private func machine(_ workspace: String, _ state: String, _ clock: SystemClock) async -> [Finding] {
        let sample = LinuxHostProbe(workspace: workspace, temporary: "/tmp", state: state, clock: clock).sample()
        let gib = { (bytes: Int64) in String(format: "%.1f GiB", Double(bytes) / 1_073_741_824) }
        var findings = [
            Finding(mark: .good, text: "\(sample.processors) processors, \(gib(sample.memory.totalBytes)) of memory")
        ]
        for disk in sample.disks {
            let free = disk.space.totalBytes - disk.space.usedBytes
            findings.append(
                Finding(
                    mark: disk.space.percent >= 98 ? .bad : disk.space.percent >= 90 ? .poor : .good,
                    text: "\(gib(free)) free for \(disk.role) (\(disk.path))"))
        }
        let terminals = (try? String(contentsOfFile: "/proc/sys/kernel/pty/max", encoding: .utf8)) ?? ""
        if let most = Int(terminals.trimmingCharacters(in: .whitespacesAndNewlines)) {
            findings.append(Finding(mark: most < 64 ? .poor : .good, text: "\(most) pseudo-terminals at most"))
        }
        return findings
    }
}
