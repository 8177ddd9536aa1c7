import CopilotHost
import CopilotModel
import CopilotPorts
import Foundation
import Glibc
import Testing

/// A clock that tells what it is told.
private struct FixedClock: EngineClock {
    var moment: Moment

    func now() -> Moment { moment }
    func sleep(for span: Duration) async throws {}
}

struct LinuxHostProbeTests {
    private let proc = [
        "stat":
            "cpu  100 0 50 800 50 0 0 0 7 0\ncpu0 50 0 25 400 25 0 0 0 0 0\ncpu1 50 0 25 400 25 0 0 0 0 0\nintr 1 2\n",
        "loadavg": "0.50 1.25 2.00 3/456 789\n",
        "meminfo":
            "MemTotal:       16000 kB\nMemFree: 1000 kB\nMemAvailable:    6000 kB\nSwapTotal: 500 kB\nSwapFree: 200 kB\n",
        "pressure/cpu": "some avg10=1.50 avg60=0.00 avg300=0.00 total=1\n",
        "pressure/memory": "some avg10=0.25 avg60=0.00 avg300=0.00 total=1\nfull avg10=9.00 avg60=0 avg300=0 total=1\n",
        "self/stat": "7 (a) b) S 1 7 7 0 -1 0 0 0 0 0 30 20 0 0 20 0 1 0 5 6 7",
        "self/statm": "1000 250 10 1 0 20 0", "self/cgroup": "0::/a/b\n", "12/stat": "", "13/stat": "",
    ]

    @Test func aSampleIsReadFromProc() async throws {
        let tree = try TemporaryTree(proc)
        let probe = LinuxHostProbe(
            workspace: tree.path, temporary: "/tmp", state: tree.path + "/not/made", clock: FixedClock(moment: .zero),
            proc: tree.path, cgroups: tree.path + "/none")
        let first = probe.sample()
        #expect(first.cpuPercent == nil)
        #expect(first.processors == 2)
        #expect(first.load == [0.5, 1.25, 2])
        #expect(first.memory == .init(usedBytes: 10_000 << 10, totalBytes: 16_000 << 10))
        #expect(first.swap == .init(usedBytes: 300 << 10, totalBytes: 500 << 10))
        #expect(first.pressure == .init(cpu: 1.5, memory: 0.25, io: nil))
        #expect(first.processes == 2)
        #expect(first.ownResidentBytes == 250 * Int64(sysconf(Int32(_SC_PAGESIZE))))
        #expect(first.disks.first?.role == "workspace")
        #expect(first.disks.first?.space.totalBytes ?? 0 > 0)
        try tree.write("stat", Array("cpu  160 0 70 820 50 0 0 0 0 0\ncpu0 1\n".utf8))
        #expect(probe.sample().cpuPercent == 80)
    }

    @Test(arguments: [
        ("max", "max 100000", 10_000 << 10, 16_000 << 10, 2), ("8192000", "50000 100000", 900_000, 8_192_000, 1),
        ("99999999999999", "900000 100000", 10_000 << 10, 16_000 << 10, 2),
    ]) func aCgroupThatAllowsLessCounts(memory: String, cpu: String, used: Int64, total: Int64, processors: Int)
        async throws
    {
        var files = proc
        files["cg/a/memory.max"] = memory + "\n"
        files["cg/a/memory.current"] = "1000000\n"
        files["cg/a/memory.stat"] = "anon 5\ninactive_file 100000\n"
        files["cg/a/b/memory.max"] = "max\n"
        files["cg/a/b/cpu.max"] = cpu + "\n"
        let tree = try TemporaryTree(files)
        let probe = LinuxHostProbe(
            workspace: "/", temporary: "/", state: "/", clock: FixedClock(moment: .zero), proc: tree.path,
            cgroups: tree.path + "/cg")
        let sample = probe.sample()
        #expect(sample.memory == .init(usedBytes: used, totalBytes: total))
        #expect(sample.processors == processors)
    }

    @Test func nothingReadableIsNoReasonToFail() async throws {
        let probe = LinuxHostProbe(
            workspace: "/nowhere", temporary: "/nowhere", state: "relative", clock: FixedClock(moment: .zero),
            proc: "/nowhere", cgroups: "/nowhere")
        let sample = probe.sample()
        #expect(sample.processors == 1)
        #expect(sample.memory.percent == 0)
        #expect(sample.cpuPercent == nil)
    }

    @Test func thisMachineHasValues() async throws {
        let clock = SystemClock()
        let probe = LinuxHostProbe(workspace: "/tmp", temporary: "/tmp", state: "/tmp", clock: clock)
        _ = probe.sample()
        let sample = probe.sample()
        #expect(sample.memory.totalBytes > 0)
        #expect(sample.memory.usedBytes <= sample.memory.totalBytes)
        #expect(sample.ownResidentBytes > 1 << 20)
        #expect(sample.processes > 0)
        #expect(sample.disks.count == 1)
        #expect(sample.ownCPUPercent != nil)
    }

    @Test func clocksGoForward() {
        let clock = SystemClock()
        let first = clock.now()
        let second = clock.now()
        #expect(second.monotonic >= first.monotonic)
        #expect(second.boottime >= second.monotonic)
        #expect(abs(second.wallMilliseconds - Int64(Date().timeIntervalSince1970 * 1000)) < 5_000)
        #expect(second.zoneSeconds == TimeZone.current.secondsFromGMT())
    }
}
