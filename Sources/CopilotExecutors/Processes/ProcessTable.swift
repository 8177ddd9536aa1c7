import CProcess
import CopilotModel
import Glibc

/// Nothing is known of who lives: /proc could not be read, or not whole. Whoever lived before counts as alive.
struct ProcUnreadable: Error {}

/// All processes at one moment.
struct ProcessTable {
    /// In the order of /proc.
    let processes: [cp_process]

    /// Reads /proc.
    ///
    /// - Throws: if not all of it can be read, for want of descriptors or memory: then nobody may be called gone.
    static func read() throws(ProcUnreadable) -> ProcessTable {
        var capacity = 1024
        while true {
            var seen = 0
            let processes = [cp_process](unsafeUninitializedCapacity: capacity) { buffer, count in
                seen = cp_process_list(buffer.baseAddress, capacity)
                count = max(0, min(seen, capacity))
            }
            if seen < 0 { throw ProcUnreadable() }
            // Linux has at most 4,194,304 processes (proc(5), pid_max).
            if seen <= capacity || capacity > 4_194_304 { return ProcessTable(processes: processes) }
            capacity = seen + 256
        }
    }

    /// The living processes that somebody owns: those that `claim` or `search` gives an owner, and the descendants of these.
    /// Never process 1, `excluded` ones, or who descends from an owner only through them.
    ///
    /// `search` is the costly question: it is asked only about processes that have no owner yet.
    func owned(
        excluding excluded: Set<Int32>, claim: (cp_process) -> Int?,
        search: (cp_process) throws(ProcUnreadable) -> Int?
    ) throws(ProcUnreadable) -> [(process: cp_process, owner: Int)] {
        var children: [Int32: [Int]] = [:]
        for index in processes.indices { children[processes[index].parent, default: []].append(index) }
        var owners = [Int?](repeating: nil, count: processes.count)

        func give(_ index: Int, to owner: Int) {
            var open = [index]
            while let next = open.popLast() {
                let process = processes[next]
                guard owners[next] == nil, process.pid > 1, !excluded.contains(process.pid) else { continue }
                owners[next] = owner
                open.append(contentsOf: children[process.pid] ?? [])
            }
        }
        for (index, process) in processes.enumerated() {
            if let owner = claim(process) { give(index, to: owner) }
        }
        for (index, process) in processes.enumerated() where owners[index] == nil && process.isAlive {
            if !excluded.contains(process.pid), let owner = try search(process) { give(index, to: owner) }
        }
        return zip(processes, owners).compactMap { process, owner in
            owner.flatMap { process.isAlive ? (process, $0) : nil }
        }
    }

    /// Whether a call failed for want of something of ours, and so says nothing about the process it was about.
    static func isShortage(_ errno: Int32) -> Bool { [EMFILE, ENFILE, ENOMEM, EAGAIN, EINTR, EIO].contains(errno) }

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

    var identity: ProcessIdentity { ProcessIdentity(pid: pid, startTicks: start) }
}
