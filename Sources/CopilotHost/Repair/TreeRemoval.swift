import Glibc

/// Removes a tree without following links or leaving its file system.
struct TreeRemoval {
    let device: UInt64
    let deadline: ContinuousClock.Instant
    private(set) var freedBytes: Int64 = 0

    /// How deep it goes: each level costs a descriptor.
    static let mostDepth = 64

    init(device: UInt64, deadline: ContinuousClock.Instant) {
        self.device = device
        self.deadline = deadline
    }

    mutating func remove(_ name: String, in folder: String) {
        let parent = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard parent >= 0 else { return }
        defer { close(parent) }
        remove(name, in: parent, depth: 0)
    }

    private mutating func remove(_ name: String, in parent: Int32, depth: Int) {
        var status = stat()
        guard ContinuousClock.now < deadline, depth < Self.mostDepth,
            fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0, UInt64(status.st_dev) == device
        else { return }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        if isFolder { empty(name, in: parent, depth: depth) }
        guard unlinkat(parent, name, isFolder ? AT_REMOVEDIR : 0) == 0 else { return }
        // Another name keeps what it holds.
        if isFolder || status.st_nlink == 1 { freedBytes &+= Int64(clamping: status.st_blocks) &* 512 }
    }

    private mutating func empty(_ name: String, in parent: Int32, depth: Int) {
        let folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { return }
        guard let entries = fdopendir(folder) else {
            close(folder)
            return
        }
        defer { closedir(entries) }
        while let child = FolderNames.next(entries) { remove(child, in: folder, depth: depth + 1) }
    }
}
