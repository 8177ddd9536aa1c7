internal import ArgumentParser
internal import CopilotAutonomy
internal import CopilotCells
internal import CopilotHost
internal import CopilotTUI
internal import Foundation

/// `keys`: the keymap in use.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "List the screen's keys, as keymap.yaml has changed them.")

    @Flag(help: "As a Markdown table.")
    var markdown = false

    @Flag(help: "The keys as they are without keymap.yaml.")
    var standard = false

    /// What a key does, or that it does not yet.
    private static func words(_ row: Keymap.HelpRow) -> String {
        MissingActions.contains(row.action) ? "(not in this version) \(row.description)" : row.description
    }

    func run() throws {
        let keymap =
            standard
            ? Keymap.standard : try ScreenSetup.loadKeymap(try Surroundings.read().xdg.configuration + "/keymap.yaml")
        if markdown {
            Console.line("| where | keys | action | what it does |\n|---|---|---|---|")
            for row in keymap.help {
                let keys = row.keys.map { "`\($0 == "|" ? "\\|" : $0)`" }.joined(separator: " ")
                Console.line("| \(row.context.rawValue) | \(keys) | \(row.action.rawValue) | \(Self.words(row)) |")
            }
            return
        }
        for row in keymap.help {
            let context = row.context.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0)
            let keys = row.keys.joined(separator: " ").padding(toLength: 16, withPad: " ", startingAt: 0)
            let action = row.action.rawValue.padding(toLength: 22, withPad: " ", startingAt: 0)
            Console.line("\(context) \(keys) \(action) \(Self.words(row))")
        }
    }
}
