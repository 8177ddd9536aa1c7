internal import ArgumentParser
internal import CopilotCells
internal import CopilotModel
internal import CopilotPorts
internal import CopilotStore
internal import Foundation

/// `decisions`.
struct DecisionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decisions",
        abstract: "Show what a run's tasks asked, what was decided, why, and what came of it.")

    @Flag(help: "One JSON object a prompt.")
    var json = false

    @Option(help: ArgumentHelp("Only this task's.", valueName: "task"))
    var task: String?

    @Option(
        name: [.customShort("C"), .customLong("workspace")],
        help: ArgumentHelp("The workspace to look in.", valueName: "dir"))
    var workspace: String?

    @Option(
        help: ArgumentHelp(
            "Say what these rules (prompts, level, secrets as in config.yaml) would have done instead of the runs' own.",
            valueName: "policy.yaml"))
    var replay: String?

    @Argument(help: "The run, or several with --replay; without one the workspace's newest.")
    var runs: [String] = []

    func validate() throws {
        guard replay != nil || runs.count <= 1 else { throw ValidationError("name one run; several go with --replay") }
    }

    func run() async throws {
        let finder = RunFinder(surroundings: try .read(), workspace: workspace)
        let policy = try replay.map { try PolicyReplay(path: $0) }
        for name in runs.isEmpty ? [nil] : runs.map(Optional.some) {
            let found = try finder.find(name)
            let log = try DecisionLog.read(found.catalog, run: found.summary.run, task: task)
            let lines = try policy.map { try $0.lines(log, json: json) } ?? own(log)
            for line in lines { guard Console.line(line) else { return } }
        }
    }

    private func own(_ log: DecisionLog) throws -> [String] {
        if json { return try JSONText.lines(log.entries) }
        return log.entries.map(\.text) + [ResultText.prompts(log.counts)]
    }
}

/// A run's prompts with what became of them.
struct DecisionLog {
    var run: RunID
    /// As the run stands now.
    var state: MissionState
    var entries: [DecisionEntry] = []
    var counts = PromptCounts()

    /// Reads a run's journal.
    static func read(_ catalog: RunCatalog, run: RunID, task: String?) throws -> DecisionLog {
        var filter = EventFilter.all
        if let task {
            guard let id = TaskID(task) else { throw UsageError(message: "'\(task)' is not a task's name") }
            filter = EventFilter(task: id)
        }
        let state = try catalog.stored(run).state
        var log = DecisionLog(run: run, state: state, counts: state.promptCounts)
        var places: [Int64: Int] = [:]
        var last: Int64 = 0
        while true {
            let records = try catalog.events(of: run, after: last, matching: filter)
            for record in records { log.take(record, places: &places) }
            guard let end = records.last else { break }
            last = end.sequence
        }
        return log
    }

    private mutating func take(_ record: EventRecord, places: inout [Int64: Int]) {
        guard case .task(let id, let event) = record.event else { return }
        switch event {
        case .prompted(let prompted):
            places[record.sequence] = entries.count
            entries.append(
                DecisionEntry(
                    sequence: record.sequence, wallMilliseconds: record.wallMilliseconds, task: id,
                    prompted: prompted))
        case .answered(let answered):
            guard let place = places[answered.prompt] else { return }
            entries[place].answered = answered
            entries[place].answerMilliseconds = record.wallMilliseconds - entries[place].wallMilliseconds
        case .ready, .expanded, .started, .launched, .ending, .exited, .succeeded, .backingOff, .failed, .skipped,
            .blocked, .paused, .resumed, .lost, .reset, .fellBack, .remedied, .recovered, .protected, .restored,
            .checkpointed:
            break
        }
    }
}

/// One prompt and its decision.
struct DecisionEntry: Encodable {
    var sequence: Int64
    var wallMilliseconds: Int64
    var task: TaskID
    var prompted: TaskEvent.Prompted
    var answered: TaskEvent.Answered?
    var answerMilliseconds: Int64?

    private enum Key: String, CodingKey {
        case sequence, time, task, attempt, prompt, decision, instead, outcome, by, answerMilliseconds
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(sequence, forKey: .sequence)
        try container.encode(ISOTime.text(wallMilliseconds, zoneSeconds: 0), forKey: .time)
        try container.encode(task, forKey: .task)
        try container.encode(prompted.attempt, forKey: .attempt)
        try container.encode(prompted.prompt, forKey: .prompt)
        try container.encode(prompted.decision, forKey: .decision)
        try container.encodeIfPresent(prompted.instead, forKey: .instead)
        try container.encodeIfPresent(answered?.outcome, forKey: .outcome)
        try container.encodeIfPresent(answered?.by, forKey: .by)
        try container.encodeIfPresent(answerMilliseconds, forKey: .answerMilliseconds)
    }

    /// Four lines at most: who asked what, what was seen, what was done and why, what came of it.
    var text: String {
        let prompt = prompted.prompt
        var lines = [
            "\(ISOTime.text(wallMilliseconds, zoneSeconds: 0)) \(task) asks \(PromptText.question(prompt))"
        ]
        if let subject = prompt.subject { lines.append("    about: \(Sanitizer.line(subject))") }
        if !prompt.evidence.isEmpty { lines.append("    seen: \(Sanitizer.line(prompt.evidence))") }
        let decision = prompted.decision
        lines.append(
            "    decided: \(PromptText.action(decision)): \(Sanitizer.line(decision.reason)) (\(Sanitizer.line(decision.rule)))"
        )
        if let answered {
            lines.append(
                "    outcome: \(PromptText.words(answered))" + (answerMilliseconds.map { ", after \($0) ms" } ?? ""))
        }
        return lines.joined(separator: "\n")
    }
}
