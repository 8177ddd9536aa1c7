internal import ArgumentParser
internal import CopilotControl
internal import CopilotModel
internal import CopilotPorts
internal import CopilotStore
internal import Foundation

/// `ctl VERB`.
struct CtlCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ctl", abstract: "Steer a living run from another terminal.",
        subcommands: [Pause.self, Resume.self, Skip.self, Retry.self, Stop.self, Kill.self, Answer.self])

    /// Hands an intent to the living run and says what became of it.
    static func submit(_ query: RunQuery, task: String?, _ action: (TaskID?) -> Intent.Action) async throws {
        let found = try query.find()
        let client = try found.client("copilot-tui resume \(found.summary.run) goes on with it")
        var id: TaskID?
        if let task { id = try found.task(task, in: found.catalog.stored(found.summary.run).state) }
        let receipt: IntentReceipt
        do throws(ControlError) {
            receipt = try await client.submit(Intent(action(id), by: .control))
        } catch {
            Console.error(error.message)
            throw ExitCode(CommandEntry.failure)
        }
        switch receipt {
        case .accepted: Console.line("done")
        case .refused(let reason):
            Console.error(reason)
            throw ExitCode(1)
        }
    }

    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Pause a task, or the mission.")
        @OptionGroup var query: RunQuery
        @Flag(help: "Let running tasks end instead of stopping them in mid-run.")
        var drain = false
        @Argument(help: "The task; without one the mission.")
        var task: String?

        func run() async throws {
            try await CtlCommand.submit(query, task: task) {
                $0.map(Intent.Action.pause) ?? .pauseMission(drain: drain)
            }
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Go on with a paused task, or the mission.")
        @OptionGroup var query: RunQuery
        @Argument(help: "The task; without one the mission.")
        var task: String?

        func run() async throws {
            try await CtlCommand.submit(query, task: task) { $0.map(Intent.Action.resume) ?? .resumeMission }
        }
    }

    struct Skip: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Skip a task: it counts as satisfied for those that need it.")
        @OptionGroup var query: RunQuery
        @Flag(help: "Skip everything that needs it, too.")
        var subtree = false
        @Argument var task: String

        func run() async throws {
            try await CtlCommand.submit(query, task: task) { id in
                let id = id ?? TaskID(task, item: 0)
                return subtree ? .skipSubtree(id) : .skip(id)
            }
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Run a failed or skipped task again.")
        @OptionGroup var query: RunQuery
        @Flag(help: "Forget its tries: it gets all of them anew.")
        var fresh = false
        @Argument var task: String

        func run() async throws {
            try await CtlCommand.submit(query, task: task) { .retry($0 ?? TaskID(task, item: 0), fresh: fresh) }
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop a task, which fails; or the mission, which can be resumed.")
        @OptionGroup var query: RunQuery
        @Argument(help: "The task; without one the mission.")
        var task: String?

        func run() async throws {
            try await CtlCommand.submit(query, task: task) { $0.map(Intent.Action.stop) ?? .stopMission(.user) }
        }
    }

    struct Answer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answer what a task asks: with a text and Enter, with what was proposed, or with its own no.")
        @OptionGroup var query: RunQuery
        @Flag(help: "Take the proposed answer.")
        var proposal = false
        @Flag(help: "Decline.")
        var decline = false
        @Option(
            help: ArgumentHelp(
                "Only if it is this prompt (explain and decisions tell its number).", valueName: "number"))
        var prompt: Int64?
        @Argument var task: String
        @Argument(help: "What to type; Enter follows. '-' reads it from standard input, unseen on a terminal.")
        var text: String?

        func validate() throws {
            guard [proposal, decline, text != nil].count(where: \.self) == 1 else {
                throw ValidationError("give a text, or one of --proposal and --decline")
            }
        }

        func run() async throws {
            let typed = try text == "-" ? UnseenLine.read() : text
            let wish = typed.map(PromptReplyWish.text) ?? (proposal ? .proposal : .decline)
            try await CtlCommand.submit(query, task: task) {
                .answer($0 ?? TaskID(task, item: 0), wish, prompt: prompt)
            }
        }
    }

    struct Kill: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Kill a task at once, which fails.")
        @OptionGroup var query: RunQuery
        @Argument var task: String

        func run() async throws {
            try await CtlCommand.submit(query, task: task) { .kill($0 ?? TaskID(task, item: 0)) }
        }
    }
}
