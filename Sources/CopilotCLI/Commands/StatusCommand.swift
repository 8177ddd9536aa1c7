internal import ArgumentParser
internal import CopilotAutonomy
internal import CopilotCells
internal import CopilotControl
internal import CopilotModel
internal import CopilotPorts
internal import CopilotStore
internal import Foundation

/// `status`.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say how a run stands, living or dead.")

    @OptionGroup var query: RunQuery

    @Flag(help: "As one JSON object.")
    var json = false

    @Flag(help: "List the runs of all workspaces.")
    var all = false

    func run() async throws {
        if all { return try list() }
        let found = try query.find()
        let status = try await Self.status(of: found)
        if json { return try Self.print(status) }
        StatusText.lines(status).forEach { Console.line($0) }
    }

    /// From the living supervisor, or from the journal.
    static func status(of found: RunFinder.Found) async throws -> RunStatus {
        if found.livingPID != nil, let client = try? found.client(""), let status = try? await client.status() {
            return status
        }
        let state = try found.catalog.stored(found.summary.run).state
        return RunStatus(state, pid: found.livingPID, now: Int64(Date().timeIntervalSince1970 * 1000))
    }

    private static func print(_ value: some Encodable) throws {
        Console.line(try JSONText.pretty(value))
    }

    private func list() throws {
        let runs = RunRegistry(paths: try Surroundings.read().state).runs()
        if json { return try Self.print(runs) }
        if runs.isEmpty { Console.line("no runs yet") }
        for run in runs {
            let catalog = try? RunCatalog.open(workspace: run.workspace)
            let summary = try? catalog?.runs(named: run.run.rawValue).first
            let isLive = catalog?.owner()?.run == run.run
            let word = summary?.result?.outcome.rawValue ?? summary?.status.rawValue ?? "gone"
            Console.line("\(run.run)  \(word)\(isLive ? " (live)" : "")  \(run.workspace)")
        }
    }
}

/// A run's status in words.
enum StatusText {
    /// The status; of a run that nobody carries and that has not come to an end, that it was interrupted.
    private static func word(_ status: RunStatus) -> String {
        status.pid == nil && status.exitCode == nil ? "interrupted while \(status.status)" : status.status
    }

    /// `held back: program curl (12 tasks): exit 7, next probe 2026-03-01T01:00:00Z (3 in vain)`.
    private static func brake(_ brake: RunStatus.HeldBack, deadline: Int64?) -> String {
        let tasks = brake.tasks == 1 ? "1 task" : "\(brake.tasks) tasks"
        var next = "next probe \(ISOTime.text(brake.nextProbeAt, zoneSeconds: 0))"
        if let reset = brake.resetAt {
            let isTooLate = deadline.map { reset > $0 } ?? false
            next +=
                ", said to be reset \(ISOTime.text(reset, zoneSeconds: 0))\(isTooLate ? ", after the deadline" : "")"
        }
        let vain = brake.probes > 0 ? " (\(brake.probes) in vain)" : ""
        return "  held back: \(Sanitizer.line(brake.name)) (\(tasks)): \(Sanitizer.line(brake.summary)), \(next)\(vain)"
    }

    static func lines(_ status: RunStatus) -> [String] {
        let elapsed = DurationText.format(.milliseconds(status.elapsedMilliseconds))
        var lines = [
            "\(status.run?.rawValue ?? status.mission)  \(word(status)) after \(elapsed)"
                + (status.pid.map { ", supervised by process \($0)" } ?? ""),
            "  \(ResultText.counts(status.counts))",
        ]
        if let deadline = status.deadline { lines.append("  deadline \(ISOTime.text(deadline, zoneSeconds: 0))") }
        for task in status.running {
            lines.append(
                "  running \(task.task) for \(DurationText.format(.milliseconds(task.elapsedMilliseconds))), attempt \(task.attempt)"
            )
        }
        lines += (status.brakes ?? []).map { brake($0, deadline: status.deadline) }
        lines += ResultText.reasons(status.reasons, omitted: status.reasonsOmitted)
        if let recovery = status.recovery { lines.append("  " + ResultText.recovery(recovery)) }
        if status.pid == nil, status.exitCode == nil || status.status == "stopped" {
            lines.append("  nobody carries it: copilot-tui resume \(status.run?.rawValue ?? "")")
        }
        return lines
    }
}
