internal import ArgumentParser
internal import CopilotPolicy

/// `autonomy`: what is decided without a person, at which level.
struct AutonomyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "autonomy", abstract: "Show what is answered at which level, as a Markdown table.")

    func run() throws { AutoValidationEngine.tableMarkdown.forEach { Console.line($0) } }
}
