import CProcess
import CopilotModel
import CopilotPorts
import Glibc

/// A running attempt, as the executor's thread sees it; gone when its exit was reported.
final class Attempt {
    /// Names it in the epoll set; never used again.
    let token: UInt64
    let key: AttemptKey
    let pid: Int32
    /// When it started, in clock ticks after boot; 0: unknown.
    let startTicks: UInt64
    /// The process and what it has started.
    var tree: ProcessTree
    /// Whether somebody wants its end: then it is reported only when its whole tree is gone.
    private(set) var isToEnd = false
    /// When SIGKILL was asked for.
    private(set) var killedNanoseconds: Int64?
    /// The signal that did not reach everybody in its tree yet.
    var owedSignal: TreeSignal?
    /// When its first process had ended, if the rest of the tree is waited for.
    var leaderEndedNanoseconds: Int64?
    /// -1 where the kernel has none: then the process is asked about at intervals.
    let pidfd: Int32
    let startedNanoseconds: Int64
    /// The terminal, or -1 once it is closed.
    private(set) var master: Int32
    /// Whether the terminal is in the epoll set.
    var isWatched = false
    /// Whether the set is to tell when the terminal takes bytes again.
    var isWaitingToWrite = false
    var outputBytes: Int64 = 0
    private(set) var unsent: [UInt8] = []
    private var sentCount = 0

    /// The most bytes that wait for a child to read them: more than anybody types, a page of text pasted.
    static let mostUnsentBytes = 65_536

    init(token: UInt64, launch: AttemptLaunch, spawned: cp_spawned, startedNanoseconds: Int64) {
        self.token = token
        key = launch.key
        pid = spawned.pid
        startTicks = spawned.start
        tree = ProcessTree(leader: spawned.pid, marker: ProcessMarker(environment: launch.environment))
        pidfd = spawned.pidfd
        master = spawned.master
        self.startedNanoseconds = startedNanoseconds
    }

    var hasUnsent: Bool { sentCount < unsent.count }

    /// Notes that a signal was asked for.
    func note(_ signal: TreeSignal, at now: Int64) {
        switch signal {
        case .pause, .resume: break
        case .terminate: isToEnd = true
        case .kill:
            isToEnd = true
            killedNanoseconds = killedNanoseconds ?? now
        }
    }

    /// Queues bytes to be typed, all or none of them: half an answer is worse than none.
    func queue(_ bytes: [UInt8]) {
        guard master >= 0, unsent.count - sentCount + bytes.count <= Self.mostUnsentBytes else { return }
        if sentCount > 0 {
            unsent.removeFirst(sentCount)
            sentCount = 0
        }
        unsent.append(contentsOf: bytes)
    }

    /// Types what the terminal takes now; drops all of it if the terminal takes nothing any more.
    func sendUnsent() {
        while hasUnsent, master >= 0 {
            let count = unsent.withUnsafeBytes { bytes in
                Glibc.write(master, bytes.baseAddress.map { $0 + sentCount }, bytes.count - sentCount)
            }
            if count > 0 {
                sentCount += count
            } else if errno != EINTR {
                if errno == EAGAIN { return }
                break
            }
        }
        dropUnsent()
    }

    private func dropUnsent() {
        unsent = []
        sentCount = 0
    }

    func closeDescriptors() {
        if master >= 0 { close(master) }
        if pidfd >= 0 { close(pidfd) }
        master = -1
        dropUnsent()
    }
}
