internal import ArgumentParser
internal import CopilotAutonomy
internal import CopilotConfig
internal import CopilotModel
internal import CopilotPorts
internal import CopilotStore
internal import Foundation

/// `resume [RUN]`.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with a run where it was.",
        discussion:
            "Without a name, the newest run of this workspace. A run that has ended prints its result and exits with its code; --retry-failed goes on with it: what failed has all its tries again, from its checkpoint if it has one, what was blocked or not finished follows, and what succeeded is never run again. If the mission's file has changed, that is said; --reload goes on with the changed file: finished tasks that do the same stay finished."
    )

    @OptionGroup var options: RunOptions

    @Flag(help: "Go on with the mission's file as it is now.")
    var reload = false

    @Flag(name: .customLong("retry-failed"), help: "Try again what failed, also in a run that has ended.")
    var retryFailed = false

    @Argument(help: ArgumentHelp("The run, or the beginning of its name.", valueName: "run"))
    var name: String?

    func run() async throws {
        let surroundings = try Surroundings.read()
        let finder = RunFinder(surroundings: surroundings, workspace: options.workspace)
        let found = try DamagedJournal.mending(try Workspace.path(options.workspace)) { try finder.find(name) }
        if let result = found.summary.result, !retryFailed || result.isDone {
            throw ended(found.summary.run, result)
        }
        let changed = try changedMission(found.summary)
        let session = MissionSession(options: options, surroundings: surroundings)
        let wishes = try options.wishes(surroundings)
        throw ExitCode(
            try await session.carry { notify in
                try MissionRun.resume(
                    found.summary.run, in: found.workspace, wishes: wishes, reload: changed,
                    retriesFailed: retryFailed, surroundings: surroundings, notify: notify)
            })
    }

    /// Prints how a run has ended, and how one goes on from there.
    private func ended(_ run: RunID, _ result: MissionResult) -> ExitCode {
        ResultText.lines(run: run, result).forEach { Console.line($0) }
        if retryFailed {
            Console.plainError(
                "it has ended \(result.outcome.rawValue), and nothing of it failed: nothing is to be tried again")
        } else if let offer = result.offer(for: run) {
            Console.plainError(offer)
        } else if reload {
            Console.plainError("it has ended: copilot-tui run FILE starts a new run of the file as it is now")
        }
        return ExitCode(result.outcome.exitCode)
    }

    /// The mission to go on with if its file has changed and is to be taken; says what is done about it.
    ///
    /// - Throws: `UsageError` if there is no file to take, or what is wrong with it.
    private func changedMission(_ summary: RunSummary) throws -> MissionSource? {
        guard let path = summary.sourcePath else {
            if reload { throw UsageError(message: "the run \(summary.run) has no file that could be reloaded") }
            return nil
        }
        if !reload {
            if let digest = summary.sourceDigest, let now = MissionFile.digest(ofFile: path), "\(now)" != digest {
                Console.plainError(
                    "\(path) has changed since; the run goes on with what it began with (--reload takes the change)")
            }
            return nil
        }
        let loaded = try MissionFile.load(path: path)
        guard "\(loaded.digest)" != summary.sourceDigest else {
            Console.plainError("\(path) has not changed: there is nothing to reload")
            return nil
        }
        Console.plainError("\(path) has changed: the run goes on with it")
        return MissionSource(mission: loaded.mission, path: path, digest: "\(loaded.digest)")
    }
}

extension MissionResult {
    /// Whether nothing is left that could be tried again.
    fileprivate var isDone: Bool { counts[.failed] + counts[.blocked] + unfinished == 0 }

    private var unfinished: Int { counts.total - counts.settled }

    /// How to go on with a run that has ended so; nil if nothing of it could be tried again.
    fileprivate func offer(for run: RunID) -> String? {
        if isDone { return nil }
        let failed = counts[.failed]
        var work = failed == 1 ? "runs its failed task again" : "runs its \(failed) failed tasks again"
        if failed == 0 { work = "goes on with its \(unfinished + counts[.blocked]) unfinished tasks" }
        return "it has ended \(outcome.rawValue): copilot-tui resume \(run) --retry-failed \(work)"
    }
}

/// Finds runs by what a person remembers of their names.
struct RunFinder {
    let surroundings: Surroundings
    let workspace: String?

    /// A run and where it lies.
    struct Found {
        let summary: RunSummary
        let workspace: String
        let catalog: RunCatalog
    }

    /// The run of that name or unique prefix, in this workspace first, then in all; without a name the newest one here.
    ///
    /// - Throws: `UsageError` if there is none, or several.
    func find(_ name: String?) throws -> Found {
        let here = try Workspace.path(workspace)
        if let found = try find(name, in: here) { return found }
        guard let name else {
            throw UsageError(message: "nothing was ever run in \(here): copilot-tui run FILE starts a mission")
        }
        let elsewhere = RunRegistry(paths: surroundings.state).runs(named: name)
        guard let entry = elsewhere.first else {
            throw UsageError(message: "there is no run '\(name)': copilot-tui status --all lists them")
        }
        guard elsewhere.count == 1 else { throw ambiguous(name, elsewhere.map(\.run)) }
        guard let found = try find(entry.run.rawValue, in: entry.workspace) else {
            throw UsageError(message: "the run \(entry.run) was in \(entry.workspace), where it is no longer")
        }
        return found
    }

    private func find(_ name: String?, in workspace: String) throws -> Found? {
        let catalog: RunCatalog
        do throws(StoreError) {
            catalog = try RunCatalog.open(workspace: workspace)
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
        let runs = try name.map { try catalog.runs(named: $0) } ?? catalog.runs(limit: 1)
        guard let first = runs.first else { return nil }
        guard runs.count == 1 else { throw ambiguous(name ?? "", runs.map(\.run)) }
        return Found(summary: first, workspace: workspace, catalog: catalog)
    }

    private func ambiguous(_ name: String, _ runs: [RunID]) -> UsageError {
        UsageError(
            message:
                "'\(name)' may be \(runs.prefix(5).map(\.rawValue).joined(separator: ", "))\(runs.count > 5 ? " …" : "")"
        )
    }
}
