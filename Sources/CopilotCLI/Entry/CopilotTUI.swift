internal import ArgumentParser
internal import CopilotAutonomy
internal import Foundation

/// The command `copilot-tui`.
struct CopilotTUI: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copilot-tui",
        abstract: "Carries a mission of hours to its end with nobody watching.",
        discussion: """
            A mission is a graph of commands in a file (mission.yaml). Without a subcommand the mission.yaml of this folder \
            is run. 'copilot-tui init' writes one to begin with; 'copilot-tui demo' shows it all in two minutes.
            """,
        version: Version.text,
        subcommands: [
            RunCommand.self, ResumeCommand.self, AttachCommand.self, ValidateCommand.self, PlanCommand.self,
            StatusCommand.self, LogsCommand.self, EventsCommand.self, ExplainCommand.self, CtlCommand.self,
            DecisionsCommand.self, PromptsCommand.self, ClassifyCommand.self, PredictCommand.self,
            SnapshotsCommand.self, RestoreCommand.self,
            DemoCommand.self, InitCommand.self, SchemaCommand.self, DoctorCommand.self, KeysCommand.self,
            AutonomyCommand.self, CompletionsCommand.self,
        ])

    func run() async throws {
        guard FileManager.default.fileExists(atPath: "mission.yaml") else {
            throw UsageError(
                message: """
                    there is no mission.yaml in this folder
                      copilot-tui init     writes one to begin with
                      copilot-tui demo     shows what a mission is, in two minutes
                      copilot-tui --help   lists all commands
                    """)
        }
        let command = try RunCommand.parse(["mission.yaml"])
        try await command.run()
    }
}
