import Glibc

/// A lock of git whose owner may be dead.
struct StaleLock {
    /// Without links.
    let path: String
    /// The `.git` folder that it lies in.
    let gitFolder: String
    private let device: UInt64
    private let inode: UInt64
    private let touchedNanoseconds: Int64

    /// nil unless it is a plain file of ours in a `.git` folder of the workspace whose name ends with `.lock`.
    init?(_ path: String, workspace: String) {
        guard path.hasSuffix(".lock"), let range = path.range(ofFolder: ".git"),
            Whereabouts.isPath(String(path[..<range.upperBound]), inside: workspace)
        else { return nil }
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else {
            return nil
        }
        self.path = path
        gitFolder = String(path[..<range.upperBound])
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        touchedNanoseconds = max(Self.nanoseconds(status.st_mtim), Self.nanoseconds(status.st_ctim))
    }

    /// Where git may be at work on what it locks: the folder of `.git`, and other work trees of the same repository.
    var workFolders: [String] {
        var folders = [gitFolder.hasSuffix("/.git") ? String(gitFolder.dropLast(5)) : gitFolder]
        let trees = FolderNames.all(in: gitFolder + "/worktrees") ?? []
        for tree in trees where folders.count < Self.mostWorkTrees {
            let link = SmallFile.text("\(gitFolder)/worktrees/\(tree)/gitdir")?.trimmed ?? ""
            if link.first == "/", link.hasSuffix("/.git") { folders.append(String(link.dropLast(5))) }
        }
        return folders
    }

    private static let mostWorkTrees = 256

    /// Why it may not be removed; nil if it is proven to be nobody's.
    func objection(on machine: RepairMachine, deadline: ContinuousClock.Instant) -> String? {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let age = Duration.nanoseconds(Self.nanoseconds(now) &- touchedNanoseconds)
        guard age >= machine.leastLockAge else { return "\(path.lastPart) has just been made" }
        if let holder = holder(proc: machine.proc, deadline: deadline) { return holder }
        if age >= machine.leastUnseenLockAge || machine.seesAll(gitFolder) { return nil }
        return "whether the owner of \(path.lastPart) lives cannot be seen from here"
    }

    /// Who may hold it.
    func holder(proc: String, deadline: ContinuousClock.Instant) -> String? {
        LockHolders(proc: proc, deadline: deadline).holder(of: self)
    }

    /// Whether a file is this one, whatever it is called by now.
    func isSame(_ status: stat) -> Bool { UInt64(status.st_dev) == device && UInt64(status.st_ino) == inode }

    /// Removes a lock that is proven to be nobody's: put aside first, so that nobody takes it between the last look and
    /// its end.
    static func remove(_ path: String, workspace: String, on machine: RepairMachine) throws(RepairError) {
        let deadline = ContinuousClock.now + .seconds(10)
        guard let lock = StaleLock(path, workspace: workspace) else {
            throw RepairError(message: "\(ShownPath.text(path)) is no lock of git that may be removed")
        }
        if let objection = lock.objection(on: machine, deadline: deadline) {
            throw RepairError(message: "the lock \(ShownPath.text(path)) stays: \(objection)")
        }
        let aside = "\(path).stale-\(getpid())"
        guard renameat(AT_FDCWD, path, AT_FDCWD, aside) == 0 else {
            throw RepairError(message: "the lock \(ShownPath.text(path)) cannot be moved: \(SystemText.of(errno))")
        }
        var status = stat()
        let isOurs = lstat(aside, &status) == 0 && lock.isSame(status)
        if let holder = isOurs ? lock.holder(proc: machine.proc, deadline: deadline) : "it was another one by then" {
            // A new lock that has taken its place meanwhile stays.
            if link(aside, path) == 0 || errno == EEXIST { unlink(aside) }
            throw RepairError(message: "the lock \(ShownPath.text(path)) stays: \(holder)")
        }
        guard unlink(aside) == 0 else {
            throw RepairError(message: "\(ShownPath.text(aside)) cannot be removed: \(SystemText.of(errno))")
        }
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}

extension String {
    /// The path up to and with the first folder of this name.
    fileprivate func range(ofFolder name: String) -> Range<String.Index>? {
        var start = startIndex
        while let slash = self[start...].firstIndex(of: "/") {
            let rest = self[index(after: slash)...]
            let end = rest.firstIndex(of: "/") ?? rest.endIndex
            if rest[..<end] == name, end < endIndex { return rest.startIndex..<end }
            start = index(after: slash)
        }
        return nil
    }
}
