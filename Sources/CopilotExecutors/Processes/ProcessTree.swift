import CProcess
import CopilotModel
import Glibc

/// A command and everything it has started that still lives, in its group, its session or outside of both.
struct ProcessTree {
    /// The command's process: a child of ours whose status was not taken yet, so that its id, which is its session's too, is
    /// nobody else's.
    var leader: Int32
    var marker: ProcessMarker?
    /// Members that were seen before outside the session: once orphaned, nothing else would tell whose they are.
    var strays: Set<ProcessIdentity> = []

    /// The living members of each of `trees`, found in one walk of /proc. Never ourselves, our ancestors or our group.
    ///
    /// - Throws: if that cannot be told now.
    static func members(of trees: [ProcessTree]) throws(ProcUnreadable) -> [[cp_process]] {
        var leaders: [Int32: Int] = [:]
        var markers: [ProcessMarker: Int] = [:]
        var strays: [ProcessIdentity: Int] = [:]
        for (index, tree) in trees.enumerated() {
            leaders[tree.leader] = index
            if let marker = tree.marker { markers[marker] = index }
            for stray in tree.strays { strays[stray] = index }
        }
        let table = try ProcessTable.read()
        let owned = try table.owned(excluding: table.ancestors(of: getpid())) { process in
            leaders[process.pid] ?? leaders[process.session] ?? strays[process.identity]
        } search: { (process) throws(ProcUnreadable) in
            if markers.isEmpty { return nil }
            return try ProcessMarker.read(of: process.pid).flatMap { markers[$0] }
        }
        let ownGroup = getpgrp()
        var members = [[cp_process]](repeating: [], count: trees.count)
        for (process, owner) in owned where process.group != ownGroup { members[owner].append(process) }
        return members
    }
}
