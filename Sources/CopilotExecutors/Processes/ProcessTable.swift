import CProcess

/// Which attempt a process says it belongs to, in the environment it was started with.
struct ProcessMarker: Hashable, Sendable {
    var run: String
    var task: String
    var attempt: String

    /// The marker that a launch's environment gives; nil unless all three variables are there.
    init?(environment: [String: String]) {
        guard let run = environment["COPILOT_RUN"], let task = environment["COPILOT_TASK"],
            let attempt = environment["COPILOT_ATTEMPT"], !run.isEmpty
        else { return nil }
        self.run = run
        self.task = task
        self.attempt = attempt
    }

    /// Reads it from a living process; nil if it has none or is not ours to look at.
    init?(of process: Int32) {
        var marker = cp_marker()
        guard cp_process_marker(process, &marker) != 0 else { return nil }
        run = Self.text(marker.run)
        task = Self.text(marker.task)
        attempt = Self.text(marker.attempt)
    }

    private static func text<Characters>(_ characters: Characters) -> String {
        withUnsafeBytes(of: characters) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}

/// A process's identity: its id and the tick it started in.
struct ProcessIdentity: Hashable, Sendable {
    var id: Int32
    var start: UInt64
}

/// All processes at one moment.
struct ProcessTable {
    /// In the order of /proc.
    let processes: [cp_process]

    /// Reads /proc; empty if it cannot be read.
    static func read() -> ProcessTable {
        var capacity = 1024
        while true {
            var seen = 0
            let processes = [cp_process](unsafeUninitializedCapacity: capacity) { buffer, count in
                seen = cp_process_list(buffer.baseAddress, capacity)
                count = max(0, min(seen, capacity))
            }
            // Linux has at most 4,194,304 processes (proc(5), pid_max).
            if seen <= capacity || capacity > 4_194_304 { return ProcessTable(processes: processes) }
            capacity = seen + 256
        }
    }

    /// The indices of the processes that `roots` led to: themselves, their sessions, the processes for which `belongs`
    /// holds, and the descendants of all of these. Never process 1, `excluded` ones, their descendants by that way, or dead ones.
    ///
    /// `belongs` is asked only about processes that are not in already.
    func tree(of roots: Set<Int32>, excluding excluded: Set<Int32>, where belongs: (cp_process) -> Bool) -> [Int] {
        var children: [Int32: [Int]] = [:]
        for index in processes.indices { children[processes[index].parent, default: []].append(index) }
        var isMember = [Bool](repeating: false, count: processes.count)
        var members: [Int] = []

        func admit(_ index: Int) {
            var open = [index]
            while let next = open.popLast() {
                let process = processes[next]
                guard !isMember[next], process.pid > 1, !excluded.contains(process.pid) else { continue }
                isMember[next] = true
                members.append(next)
                open.append(contentsOf: children[process.pid] ?? [])
            }
        }
        for (index, process) in processes.enumerated()
        where roots.contains(process.pid) || roots.contains(process.session) {
            admit(index)
        }
        for (index, process) in processes.enumerated() where !isMember[index] && process.isAlive {
            if !excluded.contains(process.pid), belongs(process) { admit(index) }
        }
        return members.filter { processes[$0].isAlive }
    }

    /// `process` and everything above it.
    func ancestors(of process: Int32) -> Set<Int32> {
        var parents: [Int32: Int32] = [:]
        for entry in processes { parents[entry.pid] = entry.parent }
        var line: Set<Int32> = [process]
        var next = process
        while let parent = parents[next], parent > 0, line.insert(parent).inserted { next = parent }
        return line
    }
}

extension cp_process {
    /// Neither a zombie nor gone.
    var isAlive: Bool { state != CChar(UInt8(ascii: "Z")) && state != CChar(UInt8(ascii: "X")) }

    var identity: ProcessIdentity { ProcessIdentity(id: pid, start: start) }
}
