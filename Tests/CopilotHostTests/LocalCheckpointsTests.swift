import CopilotModel
import CopilotPorts
import Glibc
import Testing

@testable import CopilotHost

struct LocalCheckpointsTests {
    private let tree: RepairTree
    private let checkpoints = LocalCheckpoints(commandTime: .seconds(5), signalTime: .seconds(5))
    private let me = ProcessTable().current()
    private var folder: String { tree.root + "/saves/here" }

    init() throws { tree = try RepairTree() }

    private func save(_ command: String) -> CheckpointOutcome {
        let rule = CheckpointRule(save: .command(.shell(command)))
        return checkpoints.save(rule, of: me, in: folder, at: tree.place())
    }

    @Test func aCommandHasSavedOnlyIfSomethingNewLiesThere() {
        let made = save("echo $COPILOT_PID > $COPILOT_CHECKPOINT_DIR/one")
        let path = folder + "/one"
        #expect(made == .saved(CheckpointInfo(path: path, bytes: Int64("\(me.pid)\n".utf8.count))))
        #expect(checkpoints.newest(in: folder)?.path == path)
        #expect(
            save("true")
                == .failed(
                    reason: "the save command ended with 0, but nothing new lies in \(ShownPath.text(folder))"))
        #expect(
            save("echo the disk is full >&2; exit 3") == .failed(reason: "the save command failed: the disk is full"))
        #expect(save("echo longer >> $COPILOT_CHECKPOINT_DIR/one") != made)
    }

    @Test func whatIsUnfinishedOrEmptyDoesNotCount() throws {
        try tree.tree.write("saves/here/a.tmp", [1])
        try tree.tree.write("saves/here/.b", [1])
        try tree.tree.write("saves/here/c", [])
        #expect(checkpoints.newest(in: folder) == nil)
        #expect(checkpoints.newest(in: tree.root + "/nowhere") == nil)
        try tree.tree.write("saves/here/epoch-3/model", [1])
        #expect(checkpoints.newest(in: folder) == CheckpointInfo(path: folder + "/epoch-3", bytes: 0))
    }

    @Test func aSignalIsAnsweredByWhatTheTaskWrites() throws {
        let script = "trap 'echo state > \"$1/s\"' USR1; : > \"$1/.ready\"; while :; do sleep 0.05; done"
        try tree.tree.write("saves/here/.keep", [1])
        let pid = try #require(
            GroupSpawn.start(
                ["/bin/sh", "-c", script, "sh", folder], environment: ["PATH": "/usr/bin:/bin"],
                streams: [.null, .null, .null], closesInherited: true))
        defer {
            kill(-pid, SIGKILL)
            waitpid(pid, nil, 0)
        }
        while access(folder + "/.ready", F_OK) != 0 { sched_yield() }
        let process = try #require(ProcessTable().identity(of: pid))
        let outcome = checkpoints.save(
            CheckpointRule(save: .signal(SIGUSR1)), of: process, in: folder, at: tree.place())
        #expect(outcome == .saved(CheckpointInfo(path: folder + "/s", bytes: 6)))
    }

    @Test func aProcessThatIsGoneIsNotSignalled() {
        let gone = ProcessIdentity(pid: me.pid, startTicks: me.startTicks + 1)
        let outcome = checkpoints.save(CheckpointRule(save: .signal(SIGUSR1)), of: gone, in: folder, at: tree.place())
        #expect(outcome == .failed(reason: "its process is gone"))
    }
}
