package import CopilotModel
package import CopilotPorts
import Foundation
import GRDB

/// A workspace's `.copilot`, open for its one supervisor: locked, its database at the current schema and durable.
package final class WorkspaceStore: Sendable {
    /// Where things lie.
    package let paths: WorkspacePaths
    /// Queries, over the same connection.
    package let catalog: RunCatalog
    private let queue: DatabaseQueue
    private let lock: WorkspaceLock
    private let flusher: LogFlusher
    /// What was saved of a damaged database when this was opened; nil: it was whole.
    package let rescued: DatabaseRescued?

    /// The supervisor that was killed in this workspace before us, for a word to the user; nil if the last one left in order.
    package var tookOverFrom: LockOwner? { lock.tookOverFrom }

    /// Opens a workspace for writing, making what is not there.
    ///
    /// - Parameters:
    ///   - workspace: an absolute path of an existing folder.
    ///   - owner: the process that will carry runs here.
    ///   - boot: `/proc/sys/kernel/random/boot_id`.
    ///   - isAlive: whether a process of this boot still runs; "cannot tell" counts as alive.
    /// - Throws: `.inUse`, naming pid and run; `.newerSchema`; `.readOnly`, `.notPermitted`, `.full`, `.notFound`.
    package init(
        workspace: String, owner: ProcessIdentity, boot: String, isAlive: (ProcessIdentity) -> Bool
    ) throws(StoreError) {
        let paths = WorkspacePaths(workspace: workspace)
        guard PrivateFolder.isFolder(workspace) else {
            throw StoreError(code: .notFound, message: "\(workspace) is not a folder.")
        }
        try PrivateFolder.make(paths.folder)
        PrivateFolder.hideFromGit(paths.folder)
        let lock = try WorkspaceLock(path: paths.lock, process: owner, boot: boot, isAlive: isAlive)
        let (queue, rescued) = try Self.open(paths.database, isSuspect: lock.tookOverFrom != nil)
        self.rescued = rescued
        self.paths = paths
        self.lock = lock
        self.queue = queue
        flusher = LogFlusher(database: paths.database)
        catalog = RunCatalog(source: CatalogSource(writer: queue, path: paths.database), paths: paths)
    }

    /// Opens a database, or a new one with what can be saved of a damaged one.
    private static func open(
        _ path: String, isSuspect: Bool
    ) throws(StoreError) -> (queue: DatabaseQueue, rescued: DatabaseRescued?) {
        do throws(StoreError) {
            let queue = try DatabaseFile.openForWriting(path)
            guard DatabaseRescue.isDamaged(queue, path: path, isSuspect: isSuspect) else { return (queue, nil) }
            try storing(path) { try queue.close() }
        } catch {
            guard error.code == .corrupt else { throw error }
        }
        let (queue, rescued) = try DatabaseRescue(path).perform()
        return (queue, rescued)
    }

    /// Creates a run; it is durable when this returns.
    ///
    /// - Throws: `.other` if a run of that name exists here, or what the database says.
    package func create(_ run: NewRun) throws(StoreError) -> SQLiteJournal {
        guard RunName.isPlain(run.run.rawValue) else {
            throw StoreError(code: .other, message: "'\(run.run)' cannot be a run's name.")
        }
        let row = try storing(paths.database) {
            let mission = String(decoding: try JSONEncoder().encode(run.mission), as: UTF8.self)
            return try queue.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO runs (name, mission_name, mission, source_path, source_digest, created_at, status)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        run.run.rawValue, run.mission.name, mission, run.sourcePath, run.sourceDigest, run.createdAt,
                        RunSummary.Status.created.rawValue,
                    ])
                return database.lastInsertedRowID
            }
        }
        return try journal(run.run, row: row)
    }

    /// Opens the journal of a run that is there, to go on with it.
    ///
    /// - Throws: `.notFound`, or what the database says.
    package func journal(of run: RunID) throws(StoreError) -> SQLiteJournal {
        let row = try catalog.source.read { try self.catalog.row(of: run, in: $0) }
        return try journal(run, row: row)
    }

    /// Folds the log into the database, closes it and lets go of the workspace. Nothing of it may be used afterwards.
    package func close() throws(StoreError) {
        defer { lock.release() }
        flusher.close()
        try storing(paths.database) {
            // A reader may hold it up; then the next one who opens the database folds the log in.
            _ = try? queue.inDatabase { try $0.checkpoint(.truncate) }
            try queue.close()
        }
    }

    private func journal(_ run: RunID, row: Int64) throws(StoreError) -> SQLiteJournal {
        try lock.record(run: run)
        return SQLiteJournal(run: run, row: row, queue: queue, path: paths.database, flusher: flusher)
    }
}
