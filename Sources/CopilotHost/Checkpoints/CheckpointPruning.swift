package import CopilotModel
package import CopilotPorts
import Glibc
import Synchronization

/// Clears away old checkpoints where they lie in folders of ours; a folder that the mission names is its user's.
///
/// The newest of a task is kept whatever its age: it is all that a run that is taken up late has.
package final class CheckpointPruning: Sendable {
    /// How long checkpoints are kept where the user's configuration does not say.
    package static let usuallyKeptFor: Duration = .seconds(48 * 3600)

    /// How long a round may take: what is left goes with the next.
    private static let longestRound: Duration = .seconds(10)

    /// Holds a folder for each run, with a folder for each of its tasks.
    private let root: String
    private let run: RunID
    private let keptFor: Duration
    private let clock: any EngineClock
    /// Whether what other runs have left was looked at.
    private let hasLooked = Mutex(false)

    /// - Parameters:
    ///   - workspace: absolute.
    ///   - run: the run that goes on: of other ones all goes that is old.
    package init(workspace: String, run: RunID, keptFor: Duration = usuallyKeptFor, clock: any EngineClock) {
        root = workspace + "/.copilot/checkpoints"
        self.run = run
        self.keptFor = keptFor
        self.clock = clock
    }

    /// Clears the folder of a task, after a new one was laid down there; with the first, also what other runs have left.
    func prune(_ directory: String, sparing newest: String) {
        let isFirst = hasLooked.withLock { looked in
            defer { looked = true }
            return !looked
        }
        if isFirst { pruneOtherRuns() }
        guard directory.hasPrefix(root + "/"), var removal = removal() else { return }
        for name in FolderNames.all(in: directory) ?? [] where directory + "/" + name != newest {
            if isOld(directory + "/" + name) { removal.remove(name, in: directory) }
        }
    }

    /// Clears away what other runs have left, each as a whole once nothing in it is younger.
    private func pruneOtherRuns() {
        guard var removal = removal() else { return }
        for name in FolderNames.all(in: root) ?? [] where name != run.rawValue {
            if isOldThroughout(root + "/" + name) { removal.remove(name, in: root) }
        }
    }

    private func removal() -> TreeRemoval? {
        var status = stat()
        guard lstat(root, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
        return TreeRemoval(device: UInt64(status.st_dev), deadline: .now + Self.longestRound)
    }

    /// Whether a run's folder, its tasks' folders and their entries are all old. What cannot be read is not.
    private func isOldThroughout(_ folder: String) -> Bool {
        guard isOld(folder), let tasks = FolderNames.all(in: folder) else { return false }
        return tasks.allSatisfy { task in
            let place = folder + "/" + task
            guard isOld(place) else { return false }
            return (FolderNames.all(in: place) ?? []).allSatisfy { isOld(place + "/" + $0) }
        }
    }

    private func isOld(_ path: String) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return false }
        let changed = Int64(status.st_mtim.tv_sec) &* 1000
        return changed < clock.now().wallMilliseconds &- keptFor.milliseconds
    }
}
