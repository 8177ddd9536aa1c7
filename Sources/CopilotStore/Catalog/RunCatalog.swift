package import CopilotModel
package import CopilotPorts
import Foundation
import GRDB

/// What a workspace knows about its runs: queries only.
///
/// ``WorkspaceStore/catalog`` shares the writer's connection. ``open(workspace:)`` stands beside a writer in another process,
/// or alone, and makes nothing on disk.
package final class RunCatalog: Sendable {
    let source: CatalogSource
    private let paths: WorkspacePaths

    init(source: CatalogSource, paths: WorkspacePaths) {
        self.source = source
        self.paths = paths
    }

    /// Opens a workspace for reading.
    ///
    /// - Throws: `.notFound` if nothing was ever run there, `.newerSchema`, `.corrupt`, or what the file system says.
    package static func open(workspace: String) throws(StoreError) -> RunCatalog {
        let paths = WorkspacePaths(workspace: workspace)
        return RunCatalog(source: try CatalogSource(reading: paths), paths: paths)
    }

    /// Who carries a run in this workspace now; nil if nobody does.
    package func owner() -> LockOwner? { WorkspaceLock.holder(at: paths.lock) }

    /// The newest runs, newest first.
    package func runs(limit: Int = 1000) throws(StoreError) -> [RunSummary] {
        try source.read { database in
            try Row.fetchAll(
                database, sql: "SELECT \(RunRow.columns) FROM runs ORDER BY id DESC LIMIT ?", arguments: [limit]
            ).map(RunRow.summary)
        }
    }

    /// The runs whose names begin with `prefix`, newest first; just the one that is called so, if there is one.
    package func runs(named prefix: String) throws(StoreError) -> [RunSummary] {
        try source.read { database in
            let found = try Row.fetchAll(
                database,
                sql: "SELECT \(RunRow.columns) FROM runs WHERE substr(name, 1, length(?1)) = ?1 ORDER BY id DESC",
                arguments: [prefix]
            ).map(RunRow.summary)
            return found.first { $0.run.rawValue == prefix }.map { [$0] } ?? found
        }
    }

    /// The newest run of a mission's file that has not ended; nil if there is none.
    package func unfinishedRun(of sourcePath: String) throws(StoreError) -> RunSummary? {
        try source.read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT \(RunRow.columns) FROM runs WHERE source_path = ? AND status <> 'ended'
                    ORDER BY id DESC LIMIT 1
                    """, arguments: [sourcePath]
            ).map(RunRow.summary)
        }
    }

    /// The mission that a run was created with.
    package func mission(of run: RunID) throws(StoreError) -> Mission {
        try source.read { try self.mission(of: self.row(of: run, in: $0), in: $0) }
    }

    /// A run's events after the sequence number `after`, in order, at most `limit`: ask again from the last one on.
    package func events(
        of run: RunID, after: Int64 = 0, matching filter: EventFilter = .all, limit: Int = 1000
    ) throws(StoreError) -> [EventRecord] {
        try source.read { try self.events(of: self.row(of: run, in: $0), after, filter, limit, in: $0) }
    }

    /// The items that a fan-out of a run was made of, from the one at `offset` on, at most `limit`.
    package func items(
        of task: TaskID, in run: RunID, from offset: Int = 0, limit: Int = 1000
    ) throws(StoreError) -> [String] {
        try source.read { database in
            try String.fetchAll(
                database, sql: "SELECT value FROM items WHERE run = ? AND task = ? AND idx >= ? ORDER BY idx LIMIT ?",
                arguments: [self.row(of: run, in: database), task.description, offset, limit])
        }
    }

    /// All that is needed to go on with a run: its mission, the newest snapshot that can be read, and the events after it.
    package func stored(_ run: RunID) throws(StoreError) -> StoredRun {
        try source.read { database in
            let row = try self.row(of: run, in: database)
            let mission = try self.mission(of: row, in: database)
            let image = try SnapshotRow.newestReadable(of: row, mission: mission, in: database)
            let records = try self.events(of: row, image?.sequence ?? 0, .all, -1, in: database)
            try self.checkFormat(image?.run, records)
            return StoredRun(mission: mission, image: image, records: records)
        }
    }

    /// The number of a run's row.
    func row(of run: RunID, in database: Database) throws -> Int64 {
        let row = try Int64.fetchOne(database, sql: "SELECT id FROM runs WHERE name = ?", arguments: [run.rawValue])
        guard let row else {
            throw StoreError(code: .notFound, message: "there is no run \(run) in \(paths.workspace).")
        }
        return row
    }

    /// Refuses a journal whose events a newer program has written.
    private func checkFormat(_ header: RunHeader?, _ records: [EventRecord]) throws {
        var header = header
        if case .mission(.created(let created)) = records.first?.event { header = created }
        guard let header, header.format > RunHeader.currentFormat else { return }
        throw StoreError(
            code: .newerSchema,
            message: "the run \(header.run) in \(paths.workspace) was written by a newer copilot-tui (format "
                + "\(header.format), this one knows \(RunHeader.currentFormat)). Use that version.")
    }

    private func mission(of row: Int64, in database: Database) throws -> Mission {
        let text = try String.fetchOne(database, sql: "SELECT mission FROM runs WHERE id = ?", arguments: [row]) ?? ""
        do {
            return try JSONDecoder().decode(Mission.self, from: Data(text.utf8))
        } catch {
            throw StoreError(
                code: .corrupt, message: "\(paths.database): the mission of a run cannot be read: \(error).")
        }
    }

    private func events(
        of row: Int64, _ after: Int64, _ filter: EventFilter, _ limit: Int, in database: Database
    ) throws -> [EventRecord] {
        let (condition, arguments) = filter.condition
        let decoder = JSONDecoder()
        let rows = try Row.fetchCursor(
            database,
            sql:
                "SELECT \(EventRow.columns) FROM events WHERE run = ? AND seq > ? AND \(condition) ORDER BY seq LIMIT ?",
            arguments: StatementArguments([row, after]) + arguments + [limit])
        var records: [EventRecord] = []
        while let row = try rows.next() {
            do {
                records.append(try EventRow.record(row, with: decoder))
            } catch {
                throw StoreError(
                    code: .corrupt, message: "\(paths.database): event \(row[0] as Int64) cannot be read: \(error).")
            }
        }
        return records
    }
}
