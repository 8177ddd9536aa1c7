import CopilotModel
import Glibc

/// Rights that are missing on what is ours.
extension RemedySearch {
    private static let denied = [
        "permission denied", "eacces", "errno 13]", "os error 13", "accessdenied", "not permitted", "cannot be written",
        "read-only", "not writable",
    ]
    /// Words of what is done to a folder's entries, for which the rights on the folder count.
    private static let onEntries = ["remove", "rename", "create", "unlink", "mkdir", "move", "link", "rmdir", "touch"]

    func rights() -> [Remedy] {
        let wasRefused: Bool
        if case .notStarted(let code, _) = failure.cause { wasRefused = code == EACCES } else { wasRefused = false }
        guard wasRefused || exitCode == 126 || failure.category == .permission || says(Self.denied) else { return [] }
        var found: [Remedy] = []
        if wasRefused || exitCode == 126, let program, program.contains("/") { found += executable(program) }
        for line in lines {
            let small = line.lowercased()
            for path in EvidencePaths.all(in: line) {
                found += executable(path)
                found += writable(path, isEntry: Self.has(small, Self.onEntries))
            }
        }
        return found
    }

    /// A program that its owner may write but not run: who may not write it either has another trouble.
    private func executable(_ path: String) -> [Remedy] {
        guard let at = ground.inWorkspace(path), at.exists, let mode = ourMode(at.base), mode & S_IFMT == S_IFREG,
            mode & S_IXUSR == 0, mode & S_IRUSR != 0, ModeChange.isProgram(at.base), allowsPrograms(at.base)
        else { return [] }
        let isProgram = program.flatMap { ground.inWorkspace($0) } == at
        guard isProgram || mode & S_IWUSR != 0 else { return [] }
        return [.makeExecutable(path: at.base)]
    }

    private func writable(_ path: String, isEntry: Bool) -> [Remedy] {
        guard let at = ground.inWorkspace(path) else { return [] }
        if at.isBlocked || !at.exists { return folder(at.base) }
        guard at.base != ground.workspace else { return folder(at.base) }
        let above = at.parent.map { folder($0.base) } ?? []
        return isEntry ? above + file(at.base) : file(at.base) + above
    }

    private func file(_ path: String) -> [Remedy] {
        guard let mode = ourMode(path) else { return [] }
        if mode & S_IFMT == S_IFDIR { return folder(path) }
        return mode & S_IWUSR == 0 ? [.makeWritable(path: path)] : []
    }

    private func folder(_ path: String) -> [Remedy] {
        guard let mode = ourMode(path), mode & S_IFMT == S_IFDIR, mode & (S_IWUSR | S_IXUSR) != S_IWUSR | S_IXUSR
        else { return [] }
        return [.makeWritable(path: path)]
    }

    /// The mode of what is in the workspace and may be changed.
    private func ourMode(_ path: String) -> mode_t? {
        var status = stat()
        guard Whereabouts.isPath(path, inside: ground.workspace), lstat(path, &status) == 0, ModeChange.isOurs(status)
        else { return nil }
        return status.st_mode
    }

    /// Whether the file system lets anything run: `ST_NOEXEC` of statvfs.h, which Swift does not import.
    private func allowsPrograms(_ path: String) -> Bool {
        var space = statvfs()
        return statvfs(path, &space) == 0 && space.f_flag & 8 == 0
    }
}
