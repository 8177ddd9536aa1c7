internal import ArgumentParser
internal import CopilotCells
internal import CopilotConfig
internal import CopilotHost
internal import CopilotModel
internal import CopilotPorts
internal import Foundation

/// `validate FILE`.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check a mission file; say what is wrong, with line and remedy.",
        discussion: "Paths that are not there are looked for from the current folder, and told without being an error.")

    @Argument(help: "The mission's file.")
    var file = "mission.yaml"

    func run() throws {
        let mission = try MissionFile.load(path: file).mission
        let tasks = mission.tasks.count { !$0.isGroup }
        Console.line("\(file): valid, \(tasks) task\(tasks == 1 ? "" : "s")")
        for remark in MissionRemarks.all(mission, exists: { access($0, F_OK) == 0 }) {
            Console.line("  \(Sanitizer.line(remark))")
        }
    }
}

/// `plan FILE`.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Show what a mission would run, in which order; start nothing.")

    @Flag(help: "As one JSON object.")
    var json = false

    @Option(
        name: [.customShort("C"), .customLong("workspace")],
        help: ArgumentHelp("The folder it would run in.", valueName: "dir"))
    var workspace: String?

    @Argument(help: "The mission's file.")
    var file = "mission.yaml"

    func run() throws {
        let files = LocalWorkspaceFiles(workspace: try Workspace.path(workspace))
        let plan = MissionPlan(
            try MissionFile.load(path: file).mission, hasTerminal: isatty(STDOUT_FILENO) == 1,
            countItems: { try? files.items(of: $0).items.count })
        if json { Console.line(PlanText.json(plan).text) } else { PlanText.lines(plan).forEach { Console.line($0) } }
    }
}

/// `init [FILE]`.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a mission file to begin with.")

    @Argument(help: "The file to write; one that is there is left alone.")
    var file = "mission.yaml"

    func run() throws {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            let why = errno == EEXIST ? "is there already; name another file" : String(cString: strerror(errno))
            throw UsageError(message: "\(file): \(why)")
        }
        let folder = Workspace.absolute(file).split(separator: "/").dropLast().last.map(String.init)
        let name = folder.flatMap { $0.isEmpty ? nil : $0 } ?? "mission"
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: Data(MissionWriter.template(name: name).utf8))
        Console.line("wrote \(file): copilot-tui plan shows it, copilot-tui run runs it")
    }
}

/// `schema`.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print every key that a mission file and config.yaml may have.")

    @Flag(help: "As a JSON Schema, for editors.")
    var json = false

    func run() throws {
        if json {
            Console.line(MissionSchema.jsonSchema.text)
        } else {
            MissionSchema.reference.forEach { Console.line($0) }
        }
    }
}

/// `completions SHELL`.
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print a completion script for bash, zsh or fish.")

    @Argument(help: ArgumentHelp("bash, zsh or fish.", valueName: "shell"))
    var shell: String

    func run() throws {
        guard let shell = CompletionShell(rawValue: shell) else {
            throw UsageError(message: "there are completions for bash, zsh and fish, not for '\(shell)'")
        }
        Console.line(CopilotTUI.completionScript(for: shell))
    }
}
