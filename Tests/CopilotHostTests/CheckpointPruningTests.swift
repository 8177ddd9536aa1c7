import CopilotModel
import CopilotPorts
import Glibc
import Testing

@testable import CopilotHost

/// Old checkpoints in our own folders.
@Suite("Old checkpoints are cleared away")
struct CheckpointPruningTests {
    private let tree: RepairTree
    private let me = ProcessTable().current()

    init() throws { tree = try RepairTree() }

    private func write(_ path: String, daysOld days: Double) throws {
        try tree.tree.write(path, [1])
        age(path, days)
        // Its folders are as old.
        var folder = path
        while let slash = folder.lastIndex(of: "/"), folder.contains("checkpoints/") {
            folder = String(folder[..<slash])
            age(folder, days)
        }
    }

    private func age(_ path: String, _ days: Double) {
        let at = timespec(tv_sec: time(nil) - Int(days * 86_400), tv_nsec: 0)
        #expect(utimensat(AT_FDCWD, tree.root + "/" + path, [at, at], 0) == 0)
    }

    private func exists(_ path: String) -> Bool { access(tree.root + "/" + path, F_OK) == 0 }

    private func save(in folder: String, keptFor: Duration = .seconds(48 * 3600)) -> CheckpointOutcome {
        let pruning = CheckpointPruning(
            workspace: tree.root, run: RunID(rawValue: "now"), keptFor: keptFor, clock: SystemClock())
        let rule = CheckpointRule(save: .command(.shell("echo 1 > $COPILOT_CHECKPOINT_DIR/new")))
        return LocalCheckpoints(pruning: pruning).save(rule, of: me, in: tree.root + "/" + folder, at: tree.place())
    }

    private static let ours = ".copilot/checkpoints/now/task"

    @Test(arguments: [(Duration.seconds(48 * 3600), true), (.seconds(7 * 86_400), false)])
    func whatIsOlderThanIsKeptGoes(keptFor: Duration, goes: Bool) throws {
        try write(Self.ours + "/old/part/weights", daysOld: 3)
        age(Self.ours + "/old", 3)
        try write(Self.ours + "/young", daysOld: 1)
        guard case .saved = save(in: Self.ours, keptFor: keptFor) else { throw CancellationError() }
        #expect(exists(Self.ours + "/old") != goes)
        #expect(exists(Self.ours + "/young") && exists(Self.ours + "/new"))
    }

    @Test func otherRunsGoAsAWholeAndOnlyIfNothingInThemIsYounger() throws {
        try write(".copilot/checkpoints/done/task/a", daysOld: 3)
        try write(".copilot/checkpoints/late/task/a", daysOld: 3)
        try tree.tree.write(".copilot/checkpoints/late/task/b", [1])
        age(".copilot/checkpoints/late/task", 3)
        age(".copilot/checkpoints/late", 3)
        guard case .saved = save(in: Self.ours) else { throw CancellationError() }
        #expect(!exists(".copilot/checkpoints/done"))
        #expect(exists(".copilot/checkpoints/late/task/a"))
    }

    @Test func aFolderThatTheMissionNamesIsItsUsers() throws {
        try write("saves/old", daysOld: 300)
        guard case .saved = save(in: "saves") else { throw CancellationError() }
        #expect(exists("saves/old"))
    }

    /// It may be the only thing that a run which is taken up late has.
    @Test func theNewestStaysWhateverItsAge() throws {
        let pruning = CheckpointPruning(workspace: tree.root, run: RunID(rawValue: "now"), clock: SystemClock())
        try write(Self.ours + "/one", daysOld: 9)
        pruning.prune(tree.root + "/" + Self.ours, sparing: tree.root + "/" + Self.ours + "/one")
        #expect(exists(Self.ours + "/one"))
    }
}
