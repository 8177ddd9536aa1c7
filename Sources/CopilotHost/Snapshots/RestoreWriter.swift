import CopilotModel
import CopilotPorts
import Glibc

/// Carries out what sets a workspace back. Every file is put in place whole, by a rename.
struct RestoreWriter {
    let look: SnapshotLook
    let before: SnapshotManifest

    func apply(_ plan: RestorePlan) throws(WorkspaceError) {
        if plan.steps.isEmpty { return }
        try checkRepository(plan)
        if plan.steps.contains(where: { $0.path.name == "packed-refs" && $0.path.area != .work }),
            let folder = look.place.common ?? look.place.repository
        {
            try SnapshotRefs(folder: folder).loosen()
        }
        for step in plan.steps where step.action == .remove {
            try checkPlace(step.path)
            try remove(step.path)
        }
        for step in plan.steps where step.action != .remove { try checkPlace(step.path) }
        for step in plan.steps where step.action == .makeFolder { try makeFolder(step.path) }
        try put(plan.steps.filter { $0.action == .put })
        for step in plan.steps where step.action == .setMode || step.action == .setTime { try setMode(step) }
        settleFolders(plan)
    }

    /// A repository that git works in just now is not changed under its hands.
    private func checkRepository(_ plan: RestorePlan) throws(WorkspaceError) {
        guard plan.steps.contains(where: { $0.path.area != .work }), let folder = look.place.repository else { return }
        let lock = SnapshotPath(.repository, escaped: "index.lock")
        let isOurs = plan.steps.contains { $0.path == lock && $0.action == .remove }
        if !isOurs, before.entries[lock] == nil, access(folder + "/index.lock", F_OK) == 0 {
            throw WorkspaceError(message: "git works in \(folder) just now (index.lock)")
        }
    }

    /// Nothing is done behind a link: that would be somebody else's file.
    private func checkPlace(_ path: SnapshotPath) throws(WorkspaceError) {
        guard path.area == .work else { return }
        var next = path.parent
        while let folder = next, !folder.name.isEmpty {
            var status = stat()
            if TreeWalk.status(of: look.full(folder), &status), status.st_mode & S_IFMT == S_IFLNK {
                throw WorkspaceError(
                    message:
                        "\(folder.shown) is a link now, and nothing behind it is touched; remove it and restore again")
            }
            next = folder.parent
        }
    }

    // MARK: Steps

    private func remove(_ path: SnapshotPath) throws(WorkspaceError) {
        let full = look.full(path)
        var status = stat()
        guard writable(path, { TreeWalk.status(of: full, &status) ? 0 : -1 }) == 0 else { return }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        let done = writable(path) { full.withPathPointer { isFolder ? rmdir($0) : unlink($0) } }
        // A folder with something in it that was left alone stays with it.
        if done != 0, errno != ENOENT, !(isFolder && (errno == ENOTEMPTY || errno == EEXIST)) {
            throw failure("remove", full)
        }
    }

    private func makeFolder(_ path: SnapshotPath) throws(WorkspaceError) {
        let full = look.full(path)
        // Its own mode comes last: what it holds has to be put into it first.
        let done = writable(path) { full.withPathPointer { mkdir($0, 0o700) } }
        if done != 0, errno != EEXIST { throw failure("make the folder", full) }
    }

    private func put(_ steps: [RestorePlan.Step]) throws(WorkspaceError) {
        for step in steps where step.state?.kind == .link { try putLink(step) }
        let files = steps.filter { $0.state?.kind == .file && $0.state?.digest != nil }
        let digests = files.compactMap { $0.state?.digest }
        try look.contents.fetch(digests) { (index, write) throws(WorkspaceError) in
            guard files.indices.contains(index), let state = files[index].state else { return }
            try place(files[index].path, state) { (temporary) throws(WorkspaceError) in
                let file = writable(files[index].path) {
                    temporary.withPathPointer { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600) }
                }
                guard file >= 0 else { throw failure("write", temporary) }
                defer { close(file) }
                try write(file)
                var times = Self.times(state.modified)
                if fchmod(file, mode_t(state.mode)) != 0 || futimens(file, &times) != 0
                    || fsync(file) != 0
                {
                    throw failure("write", temporary)
                }
            }
        }
    }

    private func putLink(_ step: RestorePlan.Step) throws(WorkspaceError) {
        guard let state = step.state, let digest = state.digest else { return }
        let target = SnapshotPath.unescape(String(digest.dropFirst()))
        try place(step.path, state) { (temporary) throws(WorkspaceError) in
            _ = temporary.withPathPointer { unlink($0) }
            let done = writable(step.path) {
                target.withPathPointer { target in temporary.withPathPointer { symlink(target, $0) } }
            }
            if done != 0 { throw failure("make the link", temporary) }
            var times = Self.times(state.modified)
            _ = temporary.withPathPointer { utimensat(AT_FDCWD, $0, &times, AT_SYMLINK_NOFOLLOW) }
        }
    }

    private func place(
        _ path: SnapshotPath, _ state: PathState, _ make: ([UInt8]) throws(WorkspaceError) -> Void
    ) throws(WorkspaceError) {
        let full = look.full(path)
        let parent = Array(full[..<(full.lastIndex(of: 0x2F) ?? full.startIndex)])
        if path.area != .work { try FileWriting.makeFolder(String(decoding: parent, as: UTF8.self)) }
        let temporary = parent + [0x2F] + Array(TreeWalk.temporaryName.utf8)
        do throws(WorkspaceError) {
            try make(temporary)
        } catch {
            _ = temporary.withPathPointer { unlink($0) }
            throw error
        }
        if path.area != .work { Self.clearEmptyFolders(full) }
        let done = writable(path) { temporary.withPathPointer { from in full.withPathPointer { rename(from, $0) } } }
        if done != 0 {
            let error = failure("write", full)
            _ = temporary.withPathPointer { unlink($0) }
            throw error
        }
    }

    /// Folders of refs that are empty again stand in the way of a ref of their name.
    private static func clearEmptyFolders(_ path: [UInt8]) {
        var status = stat()
        guard TreeWalk.status(of: path, &status), status.st_mode & S_IFMT == S_IFDIR else { return }
        for name in TreeWalk.names(in: path) { clearEmptyFolders(path + [0x2F] + name) }
        _ = path.withPathPointer { rmdir($0) }
    }

    private func setMode(_ step: RestorePlan.Step) throws(WorkspaceError) {
        guard let state = step.state else { return }
        let full = look.full(step.path)
        if state.kind != .link, full.withPathPointer({ chmod($0, mode_t(state.mode)) }) != 0 {
            throw failure("set the permissions of", full)
        }
        var times = Self.times(state.modified)
        _ = full.withPathPointer { utimensat(AT_FDCWD, $0, &times, AT_SYMLINK_NOFOLLOW) }
    }

    /// Gives the folders that something was put into or taken from their modes and times, the deepest first.
    private func settleFolders(_ plan: RestorePlan) {
        var folders: Set<SnapshotPath> = []
        for step in plan.steps where step.path.area == .work {
            if step.state?.kind == .folder { folders.insert(step.path) }
            if let parent = step.path.parent { folders.insert(parent) }
        }
        for path in Set(folders.flatMap { above($0) }).subtracting(folders).sorted().reversed() {
            guard let state = before.entries[path]?.state, state.kind == .folder else { continue }
            _ = look.full(path).withPathPointer { chmod($0, mode_t(state.mode)) }
        }
        for path in folders.sorted().reversed() {
            guard let state = before.entries[path]?.state, state.kind == .folder else { continue }
            let full = look.full(path)
            _ = full.withPathPointer { chmod($0, mode_t(state.mode)) }
            var times = Self.times(state.modified)
            _ = full.withPathPointer { utimensat(AT_FDCWD, $0, &times, AT_SYMLINK_NOFOLLOW) }
        }
    }

    // MARK: Parts

    /// Tries again with the folders around the path made open to us, where they are not; their own modes are set at the end.
    private func writable(_ path: SnapshotPath, _ body: () -> Int32) -> Int32 {
        let done = body()
        guard done < 0, errno == EACCES else { return done }
        var isChanged = false
        for folder in above(path).reversed() {
            let full = look.full(folder)
            var status = stat()
            let needed: mode_t = folder == path.parent ? 0o700 : 0o100
            guard TreeWalk.status(of: full, &status), status.st_mode & S_IFMT == S_IFDIR,
                status.st_mode & needed != needed
            else { continue }
            if full.withPathPointer({ chmod($0, (status.st_mode & 0o7777) | needed) }) == 0 { isChanged = true }
        }
        errno = EACCES
        return isChanged ? body() : done
    }

    /// The folders that a path stands in, the nearest first.
    private func above(_ path: SnapshotPath) -> [SnapshotPath] {
        var found: [SnapshotPath] = []
        while let folder = (found.last ?? path).parent { found.append(folder) }
        return found
    }

    private static func times(_ modified: Int64) -> [timespec] {
        let seconds = modified.quotientAndRemainder(dividingBy: 1_000_000_000)
        var (whole, rest) = (seconds.quotient, seconds.remainder)
        if rest < 0 { (whole, rest) = (whole - 1, rest + 1_000_000_000) }
        let time = timespec(tv_sec: Int(whole), tv_nsec: Int(rest))
        return [time, time]
    }

    private func failure(_ action: String, _ path: [UInt8]) -> WorkspaceError {
        let reason = SystemText.of(errno)
        return WorkspaceError(message: "cannot \(action) \(String(decoding: path, as: UTF8.self)): \(reason)")
    }
}
