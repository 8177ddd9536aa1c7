import Glibc

/// Makes folders without being led elsewhere on the way.
enum FolderMaking {
    /// The most folders that one call makes.
    static let mostNew = 32

    /// Makes what is missing of a folder, and opens it; whoever calls closes it.
    ///
    /// A link that appears on the way since it was looked at ends the walk.
    static func open(_ at: Whereabouts, mode: mode_t) throws(RepairError) -> Int32 {
        guard at.rest.count <= mostNew else { throw RepairError(message: "too many folders are missing") }
        var folder = try openExisting(at.base)
        for name in at.rest {
            let isMade = mkdirat(folder, name, mode) == 0 || errno == EEXIST
            let failure = errno
            let next = isMade ? openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1
            let reason = isMade ? errno : failure
            close(folder)
            guard next >= 0 else {
                throw RepairError(
                    message: "the folder \(ShownPath.text(at.path)) cannot be made: \(SystemText.of(reason))")
            }
            folder = next
        }
        return folder
    }

    /// Opens a folder that has no links on the way.
    static func openExisting(_ path: String) throws(RepairError) -> Int32 {
        let folder = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else {
            throw RepairError(message: "\(ShownPath.text(path)) cannot be opened: \(SystemText.of(errno))")
        }
        guard isOpen(folder, at: path) else {
            close(folder)
            throw RepairError(message: "\(ShownPath.text(path)) has just been moved")
        }
        return folder
    }

    /// Whether a descriptor is what a path without links names.
    static func isOpen(_ descriptor: Int32, at path: String) -> Bool {
        Whereabouts.real("/proc/self/fd/\(descriptor)") == path
    }
}
