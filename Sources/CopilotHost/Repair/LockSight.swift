import Glibc

/// Whether a process that works in a folder could be out of sight: on another machine, or in another container.
enum LockSight {
    /// File systems that one machine has for itself, as proc_pid_mountinfo(5) names them.
    private static let local: Set<Substring> = [
        "ext2", "ext3", "ext4", "xfs", "btrfs", "tmpfs", "f2fs", "zfs", "bcachefs", overlay,
    ]
    private static let overlay: Substring = "overlay"
    /// The machine's own processes: PROC_PID_INIT_INO of linux/proc_ns.h.
    private static let initialProcesses = "pid:[4026531836]"

    static func seesAll(working folder: String) -> Bool {
        // Process 1 is somebody else's: where it is hidden, others are, too.
        guard let kind = fileSystem(of: folder), local.contains(kind), access("/proc/1", F_OK) == 0 else {
            return false
        }
        if LockHolders.target("/proc/self/ns/pid") == initialProcesses { return true }
        // What a container writes into its own root nobody else sees; what is bound into it may be the host's.
        var root = stat()
        var here = stat()
        return kind == overlay && stat("/", &root) == 0 && stat(folder, &here) == 0 && root.st_dev == here.st_dev
    }

    /// The kind of file system that a folder without links lies on; nil if that cannot be told.
    private static func fileSystem(of folder: String) -> Substring? {
        guard let text = SmallFile.text("/proc/self/mountinfo"), text.utf8.count < SmallFile.mostBytes else {
            return nil
        }
        var best: (length: Int, kind: Substring)?
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 6, let dash = words.firstIndex(of: "-"), dash + 1 < words.count else { continue }
            let place = String(words[4]).replacing("\\040", with: " ")
            // A later mount covers an earlier one.
            guard Whereabouts.isPath(folder, inside: place), place.utf8.count >= best?.length ?? 0 else { continue }
            best = (place.utf8.count, words[dash + 1])
        }
        return best?.kind
    }
}
