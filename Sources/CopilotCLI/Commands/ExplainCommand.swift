internal import ArgumentParser
internal import CopilotHost
internal import CopilotModel
internal import CopilotPolicy
internal import CopilotPorts
internal import CopilotStore
internal import Foundation

/// `explain TASK`.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say why a task is not running, or what became of it.")

    @OptionGroup var query: RunQuery

    @Flag(help: "As one JSON object.")
    var json = false

    @Argument(help: "The task.")
    var task: String

    func run() async throws {
        let found = try query.find()
        let state = try found.catalog.stored(found.summary.run).state
        let id = try found.task(task, in: state)
        guard let explanation = Explain(state, now: SystemClock().now()).explain(id) else { return }
        if json {
            Console.line(try JSONText.pretty(explanation))
        } else {
            Console.line(explanation.text)
        }
    }
}
