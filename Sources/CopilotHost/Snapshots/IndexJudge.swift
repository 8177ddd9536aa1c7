import CopilotModel
import CopilotPorts
import Glibc

/// Compares versions of a repository's index by what they hold: a mere `git status` writes the times of files into it.
struct IndexJudge {
    let snapshot: StoredSnapshot
    /// Where a version may lie for a moment, absolute.
    let scratch: String
    /// With the objects of the repository; nil: nothing can be compared, and different bytes are a difference.
    let git: GitProgram?

    /// Takes an index that was only refreshed since the attempt's end for the one that the attempt left, or for the one
    /// before it.
    ///
    /// - Parameters:
    ///   - states: before the attempt, at its end, and now.
    ///   - isUnproven: whether nobody saw who changed it last.
    func settle(_ path: SnapshotPath, _ states: inout [PathState?], isUnproven: Bool) {
        guard path == SnapshotPath(.repository, escaped: "index"), snapshot.paths.isEmpty, states.count == 3,
            let now = states[2], let left = states[1], states[0].map({ !now.isSame(as: $0) }) ?? true,
            let entries = entries(ofIndex: now)
        else { return }
        if now.isSame(as: left) {
            // Nothing has been staged: what the attempt is said to have left may be such a refresh.
            if isUnproven, let before = states[0], !before.isSame(as: left), entries == self.entries(of: before) {
                states[1] = before
                states[2] = before
            }
        } else if entries == self.entries(of: left) {
            states[2] = left
        }
    }

    /// The entries of the index that stands there, if it still is what was seen.
    private func entries(ofIndex state: PathState) -> [UInt8]? {
        guard let repository = snapshot.repository else { return nil }
        return entries(ofFile: repository + "/index")
    }

    private func entries(of state: PathState) -> [UInt8]? {
        guard let git, let digest = state.digest else { return nil }
        let file = scratch + "/index-seen"
        defer { unlink(file) }
        do throws(WorkspaceError) {
            try GitContents(git: git).fetch([digest]) { (_, write) throws(WorkspaceError) in
                let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
                guard descriptor >= 0 else { throw WorkspaceError(message: SystemText.of(errno)) }
                defer { close(descriptor) }
                try write(descriptor)
            }
        } catch {
            return nil
        }
        return entries(ofFile: file)
    }

    /// Modes, objects, stages and names with their marks, and what conflicts were resolved; no times.
    private func entries(ofFile file: String) -> [UInt8]? {
        guard let git, let entries = try? git.run(["ls-files", "-s", "-v", "-z"], index: file),
            let resolved = try? git.run(["ls-files", "--resolve-undo", "-z"], index: file)
        else { return nil }
        return entries + [0] + resolved
    }
}
