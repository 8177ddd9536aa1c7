internal import ArgumentParser
internal import CopilotCells
internal import CopilotModel
internal import CopilotPorts
internal import CopilotStore
internal import Foundation

/// `logs TASK`.
struct LogsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Print what a task has printed.",
        discussion: "Escape sequences are left out unless --raw is given. --export writes a plain file per attempt.")

    @OptionGroup var query: RunQuery

    @Flag(help: "Go on with what it prints, until the run is over.")
    var follow = false

    @Flag(help: "The bytes as they were printed: they can do anything to your terminal.")
    var raw = false

    @Option(help: ArgumentHelp("Only this attempt.", valueName: "n"))
    var attempt: Int?

    @Option(help: ArgumentHelp("Write a file per attempt into this folder.", valueName: "dir"))
    var export: String?

    @Argument(help: "The task; may be left out with --export.")
    var task: String?

    func run() async throws {
        let found = try query.find()
        let paths = WorkspacePaths(workspace: found.workspace)
        var wanted: TaskID?
        if let task { wanted = try found.task(task, in: found.catalog.stored(found.summary.run).state) }
        if let export { return try write(to: export, of: wanted, paths, found.summary.run) }
        guard let wanted else { throw UsageError(message: "which task? copilot-tui logs TASK") }
        let only = attempt
        var reader = try OutputLogReader(paths: paths, run: found.summary.run) { task, attempt in
            (task == wanted || (!wanted.isChild && task.declared == wanted)) && (only == nil || only == attempt)
        }
        var printer = LogPrinter(isRaw: raw)
        while true {
            let isLive = found.livingPID != nil
            while let frame = reader.next() {
                guard printer.print(frame) else { return }
            }
            guard follow, isLive else { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        printer.finish()
    }

    private func write(to folder: String, of task: TaskID?, _ paths: WorkspacePaths, _ run: RunID) throws {
        var reader = try OutputLogReader(paths: paths, run: run) { candidate, attempt in
            (task == nil || candidate == task || candidate.declared == task)
                && (self.attempt == nil || self.attempt == attempt)
        }
        var exporter = try OutputExporter(folder: Workspace.absolute(folder))
        let count = try exporter.export(&reader)
        Console.line("wrote \(count) file\(count == 1 ? "" : "s") to \(folder)")
    }
}

/// Prints output frames: raw, or as text without anything that could act on a terminal.
struct LogPrinter {
    private let isRaw: Bool
    private var sanitizers: [String: Sanitizer] = [:]
    private var positions: [String: Int64] = [:]

    init(isRaw: Bool) { self.isRaw = isRaw }

    /// Prints a frame.
    ///
    /// - Returns: whether somebody still reads.
    mutating func print(_ frame: OutputFrame) -> Bool {
        let key = "\(frame.task)#\(frame.attempt)"
        switch frame.content {
        case .opened: return true
        case .bytes(let offset, let bytes):
            let expected = positions[key] ?? 0
            if offset > expected, !Console.text("\n[... \(offset - expected) bytes omitted ...]\n") { return false }
            positions[key] = offset + Int64(bytes.count)
            if isRaw { return Console.bytes(bytes) }
            let text = bytes.withUnsafeBytes { sanitizers[key, default: Sanitizer(.text)].push($0) }
            return Console.text(text)
        case .ended:
            let rest = sanitizers[key]?.finish() ?? ""
            sanitizers[key] = nil
            return Console.text(rest)
        }
    }

    /// Prints what waits for more that does not come.
    mutating func finish() {
        for key in sanitizers.keys.sorted() {
            let rest = sanitizers[key]?.finish() ?? ""
            Console.text(rest)
        }
        sanitizers = [:]
    }
}
