import CProcess
import CopilotModel
import Glibc

/// A process of a terminal's tree, with what each of its threads does at this instant.
struct SeenProcess {
    /// The most threads that are looked at.
    static let mostThreads = 64
    /// The most children of one thread that are followed.
    static let mostChildren = 64

    let pid: Int32
    let facts: cp_seen_process
    /// The first is the main thread, where it still lives.
    private(set) var threads: [SeenThread] = []
    private(set) var children: [Int32] = []
    /// Whether all threads could be looked at, and what they wait for be told.
    private(set) var isComplete = true
    /// Whether no thread was started during the look.
    private(set) var isSteady = true
    /// Whether the kernel tells children.
    private(set) var tellsChildren = true
    /// Time used on processors.
    private(set) var runNanoseconds: UInt64 = 0

    /// nil if it is gone.
    init?(_ pid: Int32) {
        let folder = cp_open_process(pid)
        guard folder >= 0 else { return nil }
        defer { close(folder) }
        var facts = cp_seen_process()
        guard cp_see_process(folder, &facts) == 0 else { return nil }
        self.pid = pid
        self.facts = facts
        if isAlive { look(at: folder) }
    }

    /// Neither a zombie nor gone.
    var isAlive: Bool { facts.state != CChar(UInt8(ascii: "Z")) && facts.state != CChar(UInt8(ascii: "X")) }

    /// By a signal (job control, a pause) or a debugger.
    var isStopped: Bool { facts.state == CChar(UInt8(ascii: "T")) || facts.state == CChar(UInt8(ascii: "t")) }

    var isForeground: Bool { facts.terminal_group > 0 && facts.group == facts.terminal_group }

    var identity: ProcessIdentity { ProcessIdentity(pid: pid, startTicks: facts.start) }

    /// `/proc/PID/comm`.
    var command: String {
        withUnsafeBytes(of: facts.command) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    private mutating func look(at folder: Int32) {
        var ids = [Int32](repeating: 0, count: Self.mostThreads)
        let count = cp_see_threads(folder, &ids, ids.count)
        if count < 1 || count > ids.count { isComplete = false }
        var hasTimes = true
        for id in ids.prefix(max(0, count)) {
            var seen = cp_seen_thread()
            guard cp_see_thread(folder, id, &seen) == 0 else { continue }
            let thread = SeenThread(id: id, seen: seen, process: self, folder: folder)
            if thread.wait == .unknown { isComplete = false }
            if seen.run_nanoseconds == .max { hasTimes = false }
            if hasTimes { runNanoseconds &+= seen.run_nanoseconds }
            threads.append(thread)
            follow(id, folder: folder)
        }
        isSteady = cp_see_threads(folder, &ids, ids.count) == count && threads.count == count
        // sysconf(_SC_CLK_TCK) is 100 on every Linux of today (time(7), USER_HZ).
        if !hasTimes { runNanoseconds = facts.ticks &* 10_000_000 }
    }

    private mutating func follow(_ thread: Int32, folder: Int32) {
        var pids = [Int32](repeating: 0, count: Self.mostChildren)
        let count = cp_see_children(folder, thread, &pids, pids.count)
        if count < 0 { tellsChildren = false }
        if count > pids.count { isComplete = false }
        children += pids.prefix(max(0, count))
    }

    /// The thread that says most about what the process waits for.
    func mostTelling(terminal: Int32) -> SeenThread? {
        threads.first { $0.wait == .terminalRead && $0.terminal == terminal }
            ?? threads.first { $0.wait == .terminalPoll && $0.terminal == terminal }
            ?? threads.first { $0.wait == .none } ?? threads.first
    }

    /// The thread's state and place in the kernel, which are asked for only where they are shown.
    func details(of thread: SeenThread) -> (state: String, channel: String?) {
        let folder = cp_open_process(pid)
        guard folder >= 0 else { return ("X", nil) }
        defer { close(folder) }
        let letter = thread.id == pid ? facts.state : cp_thread_state(folder, thread.id)
        let state = letter == 0 ? "X" : String(UnicodeScalar(UInt8(bitPattern: letter)))
        var channel = [CChar](repeating: 0, count: 64)
        cp_wait_channel(folder, thread.id, &channel, channel.count)
        let text = String(decoding: channel.lazy.map { UInt8(bitPattern: $0) }.prefix { $0 != 0 }, as: UTF8.self)
        return (state, text.isEmpty ? nil : text)
    }

    /// Whether it holds the master of terminal `number`.
    func isMaster(of number: Int32) -> Bool {
        let folder = cp_open_process(pid)
        guard folder >= 0 else { return false }
        defer { close(folder) }
        // Programs that hold a terminal for another one hold few files beside it.
        var descriptors = [Int32](repeating: 0, count: 256)
        let count = cp_see_descriptors(folder, &descriptors, descriptors.count)
        return descriptors.prefix(max(0, count)).contains { descriptor in
            var found: Int32 = -1
            return cp_see_descriptor(folder, descriptor, &found) == CP_DESCRIPTOR_MASTER && found == number
        }
    }
}
