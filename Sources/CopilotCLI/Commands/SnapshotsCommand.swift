internal import ArgumentParser
internal import CopilotAutonomy
internal import CopilotCells
internal import CopilotHost
internal import CopilotModel
internal import CopilotPolicy
internal import CopilotPorts
internal import CopilotStore
internal import Foundation

/// `snapshots [RUN]`.
struct SnapshotsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshots", abstract: "List what is kept of a workspace before its protected tasks.",
        discussion: """
            A task that declares protect: has its workspace kept before each attempt: in git under refs/copilot/snapshots/, \
            elsewhere as copies. What a failed attempt left is kept beside it, to be read with git show. Snapshots of other \
            runs go after 48 hours, when a run takes one, and the oldest beyond 200.
            """)

    @Flag(help: "As one JSON array.")
    var json = false

    @Option(
        name: [.customShort("C"), .customLong("workspace")],
        help: ArgumentHelp("The workspace to look in.", valueName: "dir"))
    var workspace: String?

    @Argument(help: ArgumentHelp("Only those of this run, or the beginning of its name.", valueName: "run"))
    var name: String?

    /// A row of the list.
    private struct Row: Encodable {
        let name: String
        let run: RunID
        let task: TaskID
        let attempt: Int
        let takenAt: Int64
        let kind: SnapshotInfo.Kind
        let files: Int
        let bytes: Int64
        let leftAlone: Int
        let remarks: [String]
        let root: String
        let ref: String?
        let failedRef: String?

        init(_ snapshot: StoredSnapshot) {
            name = snapshot.name
            run = snapshot.key.run
            task = snapshot.key.task
            attempt = snapshot.key.attempt
            takenAt = snapshot.takenAt
            kind = snapshot.info.kind
            files = snapshot.info.files
            bytes = snapshot.info.bytes
            leftAlone = snapshot.info.leftAlone
            remarks = snapshot.remarks
            root = snapshot.root
            let isGit = snapshot.info.kind == .git
            ref = isGit ? "refs/copilot/snapshots/" + snapshot.name : nil
            failedRef = isGit ? snapshot.failed.map { "refs/copilot/snapshots/" + $0 } : nil
        }
    }

    func run() throws {
        let keeper = try SnapshotPlace(workspace).keeper
        let found = keeper.list().filter { $0.key.run.rawValue.hasPrefix(name ?? "") }
        if json { return Console.line(try JSONText.pretty(found.map(Row.init))).discarded }
        if found.isEmpty {
            Console.line("no snapshots\(name.map { " of '\($0)'" } ?? ""): tasks with protect: have them taken")
        }
        for snapshot in found {
            let time = ISOTime.text(snapshot.takenAt, zoneSeconds: TimeZone.current.secondsFromGMT())
            let left = snapshot.info.leftAlone > 0 ? ", \(snapshot.info.leftAlone) left alone" : ""
            let failed = snapshot.failed == nil ? "" : ", with what its attempt left"
            Console.line(
                "\(snapshot.name)  \(snapshot.key.task) attempt \(snapshot.key.attempt)  \(time)  "
                    + "\(snapshot.info.kind.rawValue), \(SnapshotText.files(snapshot.info))\(left)\(failed)")
        }
    }
}

/// `restore SNAPSHOT`.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Set a workspace back to what it was before a protected attempt.",
        discussion: """
            Shows a line for each path first, then asks; without a terminal it needs --yes. Only what the attempt changed is set \
            back. Nothing is if one of these paths has been written by somebody else since (exit 1): --force sets back these, \
            too, and first keeps the workspace as it is now as a snapshot of its own, named with -before-restore, which \
            copilot-tui restore takes like any other.
            """)

    @Flag(help: "Do it without asking.")
    var yes = false

    @Flag(help: "Set back what was written by somebody else since, too; what is there now is kept first.")
    var force = false

    @Flag(help: "Only show what would be done.")
    var dryRun = false

    @Option(
        name: [.customShort("C"), .customLong("workspace")],
        help: ArgumentHelp("The workspace to set back.", valueName: "dir"))
    var workspace: String?

    @Argument(help: ArgumentHelp("The snapshot, as the list names it: run/task-1, or task-1.", valueName: "snapshot"))
    var name: String

    func run() throws {
        let place = try SnapshotPlace(workspace)
        let snapshot = try find(place.keeper)
        // Held for as long as it takes: nobody starts a mission here meanwhile.
        let store = try place.hold()
        defer { try? store.close() }
        let isSeen = place.keeper.hasEnd(snapshot.key)
        let (plan, overwritten) = try plan(snapshot, place.keeper)
        plan.steps.forEach { Console.line(SnapshotText.line($0)) }
        for path in plan.leftAlone { Console.line("left alone  " + Sanitizer.line(path.shown)) }
        for path in overwritten {
            Console.line("lost        " + Sanitizer.line(path.shown) + ": what was written since")
        }
        if let reason = RecoveryEngine.refusal(plan) {
            Console.error("nothing is set back: \(reason)")
            Console.plainError("--force sets it back all the same, and keeps what is there now as a snapshot first")
            throw ExitCode(1)
        }
        if plan.steps.isEmpty {
            return Console.line("nothing to do: all is as it was before \(snapshot.name)").discarded
        }
        if !isSeen {
            Console.plainError("nobody saw how its attempt ended: whatever differs is taken for its doing")
        }
        if dryRun { return }
        try ask(plan)
        do throws(WorkspaceError) {
            try place.keeper.keepEnd(of: snapshot.key, isFailed: true)
            let kept = overwritten.isEmpty ? nil : try place.keeper.keepPresent(beside: snapshot, before: overwritten)
            if let kept {
                Console.line("kept what is there now: copilot-tui restore \(kept.snapshotName) brings it back")
            }
            try place.keeper.apply(plan, of: snapshot.key)
            if let kept { try place.keeper.keepEnd(of: kept, isFailed: false) }
        } catch {
            throw StoreError(code: .other, message: error.message)
        }
        Console.line(
            "set back to before \(snapshot.name): \(SnapshotText.count(Set(plan.steps.map(\.path)).count, "path"))")
    }

    /// What is to be done, and of which paths what somebody else wrote would be lost.
    private func plan(
        _ snapshot: StoredSnapshot, _ keeper: LocalWorkspaceKeeper
    ) throws -> (RestorePlan, overwritten: [SnapshotPath]) {
        do throws(WorkspaceError) {
            let differences = try keeper.differences(since: snapshot.key)
            let plan = RecoveryEngine.plan(differences)
            return force ? (RecoveryEngine.plan(differences, overwriting: plan.conflicts), plan.conflicts) : (plan, [])
        } catch {
            throw StoreError(code: .other, message: error.message)
        }
    }

    private func find(_ keeper: LocalWorkspaceKeeper) throws -> StoredSnapshot {
        let all = keeper.list()
        let named = all.filter { $0.name == name }
        let found = named.isEmpty ? all.filter { $0.name.hasPrefix(name) || $0.key.snapshotFolder == name } : named
        guard let first = found.first else {
            throw UsageError(message: "there is no snapshot '\(name)': copilot-tui snapshots lists them")
        }
        guard found.count == 1 else {
            let names = found.prefix(5).map(\.name).joined(separator: ", ")
            throw UsageError(message: "'\(name)' may be \(names)\(found.count > 5 ? " …" : "")")
        }
        return first
    }

    private func ask(_ plan: RestorePlan) throws {
        if yes { return }
        guard isatty(STDIN_FILENO) == 1 else {
            throw UsageError(message: "nothing is set back without a word: --yes does it, --dry-run only shows it")
        }
        Console.plainPrompt("Set \(SnapshotText.count(plan.steps.count, "path")) back? [y/N] ")
        let answer = readLine(strippingNewline: true)?.lowercased() ?? ""
        guard answer == "y" || answer == "yes" else {
            Console.line("nothing was set back")
            throw ExitCode(1)
        }
    }
}

/// The workspace that snapshots are looked for in.
private struct SnapshotPlace {
    let path: String
    let keeper: LocalWorkspaceKeeper

    init(_ workspace: String?) throws {
        let surroundings = try Surroundings.read()
        path = try Workspace.path(workspace)
        keeper = LocalWorkspaceKeeper(
            workspace: path, environment: surroundings.environment, clock: surroundings.clock)
    }

    /// Keeps missions away.
    ///
    /// - Throws: `.inUse` if one runs here.
    func hold() throws(StoreError) -> WorkspaceStore {
        let processes = ProcessTable()
        return try WorkspaceStore(workspace: path, owner: processes.current(), boot: processes.boot()) {
            processes.isAlive($0)
        }
    }
}

extension Bool {
    /// Nothing, for whoever only returns.
    fileprivate var discarded: Void { () }
}
