import CopilotModel
import Testing

@testable import CopilotHost

/// Who was killed for want of memory, as cgroups of both versions count it.
@Suite struct OutOfMemoryKillsTests {
    @Test(
        arguments: [
            (["proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/b/memory.events": "low 0\noom 4\noom_kill 3\n"], 3),
            (
                [
                    "proc/self/cgroup": "9:name=systemd:/\n4:memory:/m\n0::/\n",
                    "sys/fs/cgroup/memory/m/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 7\n",
                ], 7
            ),
            (["proc/self/cgroup": "0::/\n"], nil),
            (["proc/self/cgroup": "4:memory:/m\n", "sys/fs/cgroup/memory/m/memory.oom_control": "oom_kill x\n"], nil),
            ([:], nil),
        ] as [([String: String], Int64?)])
    func theCountIsRead(files: [String: String], count: Int64?) throws {
        let tree = try TemporaryTree(files)
        #expect(OutOfMemoryKills.count(proc: tree.path + "/proc", sys: tree.path + "/sys") == count)
    }
}
