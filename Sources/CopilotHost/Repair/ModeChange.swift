import Glibc

/// Gives the owner of a file or folder a right that is missing: on what was looked at, whatever its path names by then.
struct ModeChange {
    /// Without links.
    let path: String

    /// `O_PATH` of Linux on all but a few old machines, which Swift does not import: fcntl-linux.h.
    private static let pathOnly: Int32 = 0o10_000_000

    /// `u+w`, for a folder `u+wx`.
    func makeWritable() throws(RepairError) {
        try change { $0.st_mode & S_IFMT == S_IFDIR ? S_IWUSR | S_IXUSR : S_IWUSR }
    }

    /// `u+x`, for a file that can be run.
    func makeExecutable() throws(RepairError) {
        guard Self.isProgram(path) else {
            throw RepairError(message: "\(ShownPath.text(path)) is no program")
        }
        try change { $0.st_mode & S_IFMT == S_IFREG ? S_IXUSR : nil }
    }

    private func change(adding right: (stat) -> mode_t?) throws(RepairError) {
        let file = open(path, Self.pathOnly | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { throw failure(errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, FolderMaking.isOpen(file, at: path) else { throw failure(ENOENT) }
        guard Self.isOurs(status), let right = right(status) else {
            throw RepairError(message: "\(ShownPath.text(path)) is nothing that may be changed")
        }
        guard chmod("/proc/self/fd/\(file)", status.st_mode & 0o7777 | right) == 0 else { throw failure(errno) }
    }

    private func failure(_ code: Int32) -> RepairError {
        RepairError(message: "\(ShownPath.text(path)) cannot be changed: \(SystemText.of(code))")
    }

    /// Whether its rights may be changed: a folder or a plain file of ours, with no other name elsewhere and no rights
    /// that it lends to others.
    static func isOurs(_ status: stat) -> Bool {
        guard status.st_uid == geteuid(), status.st_mode & (S_ISUID | S_ISGID) == 0 else {
            // Folders inherit the group of theirs by S_ISGID.
            return status.st_uid == geteuid() && status.st_mode & S_IFMT == S_IFDIR
        }
        return status.st_mode & S_IFMT == S_IFDIR || status.st_mode & S_IFMT == S_IFREG && status.st_nlink == 1
    }

    /// Whether a plain file begins like a script or an ELF program.
    static func isProgram(_ path: String) -> Bool {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)
        guard file >= 0 else { return false }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        var bytes = [UInt8](repeating: 0, count: 4)
        let count = read(file, &bytes, bytes.count)
        return count >= 2 && bytes.starts(with: [0x23, 0x21])
            || count == 4 && bytes == [0x7F, 0x45, 0x4C, 0x46]
    }
}
