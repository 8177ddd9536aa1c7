import Glibc

/// Where the machine is looked at; other places stand for them in a test.
package struct RepairMachine: Sendable {
    /// `/proc`.
    package var proc: String
    /// `/sys`.
    package var sys: String
    /// `/etc/resolv.conf`.
    package var resolvers: String
    /// The port that resolvers listen on: 53, RFC 1035.
    package var resolverPort: UInt16
    /// The room on the file system of a path that exists.
    var space: @Sendable (String) -> FileSystemSpace? = { FileSystemSpace(at: $0) }

    /// Younger locks are left alone: a program may hold one without having it open.
    var leastLockAge: Duration = .seconds(10)
    /// Likewise where an owner may be out of sight.
    var leastUnseenLockAge: Duration = .seconds(300)
    /// Whether everybody who may work in a folder is seen from here.
    var seesAll: @Sendable (String) -> Bool = { LockSight.seesAll(working: $0) }
    /// How long resolvers are given for an answer.
    var resolverTime: Duration = .seconds(2)

    package init(
        proc: String = "/proc", sys: String = "/sys", resolvers: String = "/etc/resolv.conf",
        resolverPort: UInt16 = 53
    ) {
        self.proc = proc
        self.sys = sys
        self.resolvers = resolvers
        self.resolverPort = resolverPort
    }
}

/// What room a file system has for us.
struct FileSystemSpace: Sendable, Hashable {
    /// Which one it is.
    var device: UInt64
    /// What an ordinary user may still write.
    var availableBytes: Int64

    init(device: UInt64, availableBytes: Int64) {
        self.device = device
        self.availableBytes = availableBytes
    }

    /// nil if it does not tell. A file system without a free inode has no room.
    init?(at path: String) {
        var file = stat()
        var space = statvfs()
        guard stat(path, &file) == 0, statvfs(path, &space) == 0 else { return nil }
        device = UInt64(file.st_dev)
        let bytes = Int64(clamping: space.f_bavail).multipliedReportingOverflow(by: Int64(clamping: space.f_frsize))
        let isOutOfInodes = space.f_files > 0 && space.f_favail == 0
        availableBytes = isOutOfInodes ? 0 : bytes.overflow ? .max : bytes.partialValue
    }
}
