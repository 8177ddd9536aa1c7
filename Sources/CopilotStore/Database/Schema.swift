import CopilotPorts
import GRDB

/// The tables of `state.sqlite` and how they came about.
///
/// - `runs`: one row a run; what `runs` lists without reading a journal.
/// - `events`: the journal, one row an event. `body` is the payload as JSON, empty where a kind has none. There is no index by
///   task: it would dirty a second page in every commit, and scanning a night's journal takes a fraction of a second.
/// - `snapshots`: states that shorten a replay; `checksum` is FNV-1a over `body`.
/// - `items`: what each fan-out was made of, counted from 0.
enum Schema {
    /// The version this program writes, kept in SQLite's `user_version`; each migration raises it by one.
    static let version = 1

    /// Brings an older or empty database up to ``version``.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 runs and their journals") { database in
            try database.execute(sql: tables)
            try database.execute(sql: "PRAGMA user_version = 1")
        }
        return migrator
    }

    /// Refuses a file that a newer program has written.
    static func check(_ database: Database, path: String) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found > version else { return }
        throw StoreError(
            code: .newerSchema,
            message: "\(path) was written by a newer copilot-tui (its schema is \(found), this one knows \(version)). "
                + "Use that version, or another workspace.")
    }

    /// Refuses, besides, a file whose maker was killed before it had any tables: nothing was ever run there.
    static func checkReadable(_ database: Database, path: String) throws {
        try check(database, path: path)
        guard try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0 == 0 else { return }
        throw StoreError(code: .notFound, message: "no mission was ever run here (\(path) is empty).")
    }

    private static let tables = """
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            mission_name TEXT NOT NULL,
            mission TEXT NOT NULL,
            source_path TEXT,
            source_digest TEXT,
            created_at INTEGER NOT NULL,
            ended_at INTEGER,
            status TEXT NOT NULL,
            stop_cause TEXT,
            result TEXT
        );
        CREATE TABLE events (
            run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            wall INTEGER NOT NULL,
            mono INTEGER NOT NULL,
            kind TEXT NOT NULL,
            task TEXT,
            body TEXT NOT NULL,
            PRIMARY KEY (run, seq)
        ) WITHOUT ROWID;
        CREATE TABLE snapshots (
            run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            checksum INTEGER NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (run, seq)
        );
        CREATE TABLE items (
            run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            task TEXT NOT NULL,
            idx INTEGER NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (run, task, idx)
        ) WITHOUT ROWID;
        """
}
