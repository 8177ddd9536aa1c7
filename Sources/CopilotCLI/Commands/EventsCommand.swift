internal import ArgumentParser
internal import CopilotModel
internal import CopilotPorts
internal import CopilotStore
internal import Foundation

/// `events`.
struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Print a run's journal, a JSON object a line.")

    @OptionGroup var query: RunQuery

    @Flag(help: "Go on with what happens, until the run is over.")
    var follow = false

    @Flag(help: "As text for people.")
    var text = false

    @Option(help: ArgumentHelp("Only this task's events.", valueName: "task"))
    var task: String?

    @Option(help: ArgumentHelp("Only events after this number.", valueName: "n"))
    var after: Int64 = 0

    func run() async throws {
        let found = try query.find()
        var filter = EventFilter.all
        if let task {
            guard let id = TaskID(task) else { throw UsageError(message: "'\(task)' is not a task's name") }
            filter = EventFilter(task: id)
        }
        let encoder = JSONText.encoder()
        var last = after
        while true {
            // Before reading, so that what was written in between is read next time.
            let isLive = found.livingPID != nil
            while true {
                let records = try found.catalog.events(of: found.summary.run, after: last, matching: filter)
                for record in records {
                    let line = text ? EventText.line(record, zoneSeconds: 0) : EventJSON.line(record, encoder: encoder)
                    guard Console.line(line) else { return }
                    last = record.sequence
                }
                if records.isEmpty { break }
            }
            guard follow, isLive else { return }
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}
