package import CopilotModel
package import CopilotPorts
import Foundation
import Glibc

/// The names of all runs of a user, over all workspaces: `runs/NAME.json` in the state folder, one file a run.
///
/// A name is taken by linking a finished file to it, which succeeds for one only; so an entry is never seen half-written.
package struct RunRegistry: Sendable {
    private let folder: String

    /// Candidates that are tried for a name.
    private static let tries = 200
    /// No entry is longer: two paths' worth.
    private static let mostBytes = 16 << 10

    package init(paths: StatePaths) { folder = paths.runs }

    /// Takes a free name for a new run.
    ///
    /// - Parameter number: a source of random numbers.
    /// - Throws: what the file system says, or `.other` if a mission of this name has used up its names.
    package func claim(
        missionName: String, workspace: String, createdAt: Int64, number: () -> UInt16
    ) throws(StoreError) -> RunID {
        try PrivateFolder.make(folder)
        for _ in 0..<Self.tries {
            let run = RunID(missionName: missionName, number: number())
            let entry = RegisteredRun(run: run, workspace: workspace, missionName: missionName, createdAt: createdAt)
            if try register(entry) { return run }
        }
        throw StoreError(
            code: .other, message: "no free name was found for a run of '\(missionName)' in \(folder): prune it.")
    }

    /// Gives a name back: of a run that could not be created.
    package func release(_ run: RunID) {
        if let path = path(of: run) { unlink(path) }
    }

    /// The runs whose names begin with `prefix`, newest first; just the one that is called so, if there is one.
    package func runs(named prefix: String = "") -> [RegisteredRun] {
        let runs = names().filter { $0.hasPrefix(prefix) }.compactMap { entry(of: RunID(rawValue: $0)) }
        if let exact = runs.first(where: { $0.run.rawValue == prefix }) { return [exact] }
        return runs.sorted { ($0.createdAt, $0.run.rawValue) > ($1.createdAt, $1.run.rawValue) }
    }

    /// The entry of a run; nil if there is none, or it cannot be read.
    package func entry(of run: RunID) -> RegisteredRun? {
        guard let path = path(of: run) else { return nil }
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        let bytes = FileBytes.read(file, at: 0, count: Self.mostBytes)
        guard let entry = try? JSONDecoder().decode(RegisteredRun.self, from: Data(bytes)), entry.run == run else {
            return nil
        }
        return entry
    }

    /// Whether a run's workspace is gone, or on a disk that is away. "Cannot tell" (no permission) counts as there.
    package func isVanished(_ run: RegisteredRun) -> Bool {
        access(WorkspacePaths(workspace: run.workspace).folder, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)
    }

    /// Removes the entries of vanished workspaces.
    ///
    /// - Returns: those that were removed.
    package func prune() -> [RegisteredRun] {
        let vanished = runs().filter(isVanished)
        for run in vanished { release(run.run) }
        return vanished
    }

    private func path(of run: RunID) -> String? {
        RunName.isPlain(run.rawValue) ? "\(folder)/\(run.rawValue).json" : nil
    }

    private func names() -> [String] {
        guard let entries = opendir(folder) else { return [] }
        defer { closedir(entries) }
        var names: [String] = []
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".json"), name.first != "." { names.append(String(name.dropLast(5))) }
        }
        return names
    }

    /// Takes an entry's name if it is free.
    private func register(_ entry: RegisteredRun) throws(StoreError) -> Bool {
        guard let path = path(of: entry.run) else {
            throw StoreError(code: .other, message: "'\(entry.run)' cannot be a run's name.")
        }
        let draft = "\(folder)/.\(entry.run.rawValue).\(getpid())"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError(errno: errno, doing: "write", path: draft) }
        defer { unlink(draft) }
        let bytes = try storing(path) { try JSONEncoder().encode(entry) }
        let error = bytes.withUnsafeBytes { FileBytes.write(file, $0, at: 0) }
        fsync(file)
        close(file)
        if error != 0 { throw StoreError(errno: error, doing: "write", path: draft) }
        if link(draft, path) == 0 {
            PrivateFolder.sync(folder)
            return true
        }
        if errno == EEXIST { return false }
        throw StoreError(errno: errno, doing: "write", path: path)
    }
}
