import CopilotPorts
import GRDB
import Glibc

/// What was saved of a damaged database.
package struct DatabaseRescued: Sendable, Hashable {
    /// What of a run could be read.
    package struct Run: Sendable, Hashable {
        package var name: String
        /// Events that were taken over.
        package var events: Int
        /// Whether some of its journal could not be read: tasks whose end stood there run again.
        package var isCut: Bool
    }

    /// Where the damaged file lies now.
    package var path: String
    package var runs: [Run]
}

/// Sets a damaged `state.sqlite` aside and makes a new one of what can be read of it.
///
/// Of each run the journal up to the damage is taken over, and behind it what follows the newest snapshot that holds: a gap
/// before a snapshot loses history, none of the state.
struct DatabaseRescue {
    private let path: String

    /// Files that are set aside at most: then somebody should look.
    private static let mostAside = 100
    /// Larger files are looked through only after a supervisor was killed: a look reads all of it, some 300 MB a second.
    private static let mostChecked = 64 << 20

    init(_ path: String) { self.path = path }

    /// Whether an open database is damaged, as far as its pages tell: `PRAGMA quick_check`.
    static func isDamaged(_ queue: DatabaseQueue, path: String, isSuspect: Bool) -> Bool {
        var status = stat()
        guard isSuspect || (stat(path, &status) == 0 && status.st_size < mostChecked) else { return false }
        do {
            return try queue.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") } != "ok"
        } catch {
            let code = (error as? DatabaseError)?.resultCode
            return code == .SQLITE_CORRUPT || code == .SQLITE_NOTADB
        }
    }

    /// Does it; nobody may have the database open.
    func perform() throws(StoreError) -> (queue: DatabaseQueue, rescued: DatabaseRescued) {
        let aside = try setAside()
        let queue = try DatabaseFile.openForWriting(path)
        var rescued = DatabaseRescued(path: aside, runs: [])
        // One that cannot be opened at all has nothing to give.
        guard let damaged = try? openDamaged(aside) else { return (queue, rescued) }
        defer { try? damaged.close() }
        rescued.runs = try storing(path) {
            try queue.write { target in try damaged.unsafeRead { try Self.copyRuns(from: $0, to: target) } }
        }
        return (queue, rescued)
    }

    private func setAside() throws(StoreError) -> String {
        for number in 1...Self.mostAside {
            let aside = "\(path).damaged-\(number)"
            if access(aside, F_OK) == 0 { continue }
            guard rename(path, aside) == 0 else { throw StoreError(errno: errno, doing: "set aside", path: path) }
            rename(path + "-wal", aside + "-wal")
            unlink(path + "-shm")
            return aside
        }
        throw StoreError(
            code: .corrupt,
            message: "\(path) is damaged, and \(Self.mostAside) damaged ones lie beside it. Clear them away.")
    }

    private func openDamaged(_ aside: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "damaged"
        configuration.readonly = true
        return try DatabaseQueue(path: aside, configuration: configuration)
    }

    private static func copyRuns(from source: Database, to target: Database) throws -> [DatabaseRescued.Run] {
        var runs: [DatabaseRescued.Run] = []
        _ = try copy("runs", where: "1", from: source, to: target)
        for row in try Row.fetchAll(target, sql: "SELECT id, name FROM runs ORDER BY id") {
            let id: Int64 = row["id"]
            var isCut = try !copy("events", where: "run = \(id) ORDER BY seq", from: source, to: target)
            isCut = try !copy("items", where: "run = \(id)", from: source, to: target) || isCut
            for sequence in (try? Int64.fetchAll(source, sql: "SELECT seq FROM snapshots WHERE run = \(id)")) ?? [] {
                _ = try copy("snapshots", where: "run = \(id) AND seq = \(sequence)", from: source, to: target)
            }
            if isCut { try goOnBehindSnapshot(of: id, from: source, to: target) }
            let events = try Int.fetchOne(target, sql: "SELECT count(*) FROM events WHERE run = \(id)") ?? 0
            runs.append(.init(name: row["name"], events: events, isCut: isCut))
        }
        return runs
    }

    /// What follows the newest snapshot may lie on other pages than the damage.
    private static func goOnBehindSnapshot(of id: Int64, from source: Database, to target: Database) throws {
        let newest = try Int64.fetchOne(target, sql: "SELECT max(seq) FROM snapshots WHERE run = \(id)") ?? 0
        let last = try Int64.fetchOne(target, sql: "SELECT max(seq) FROM events WHERE run = \(id)") ?? 0
        guard newest > last else { return }
        _ = try copy("events", where: "run = \(id) AND seq > \(newest) ORDER BY seq", from: source, to: target)
    }

    /// Copies rows up to the first that cannot be read.
    ///
    /// - Returns: whether all could be.
    private static func copy(
        _ table: String, where condition: String, from source: Database, to target: Database
    ) throws -> Bool {
        var insertion: Statement?
        let rows: RowCursor
        do { rows = try Row.fetchCursor(source, sql: "SELECT * FROM \(table) WHERE \(condition)") } catch {
            return false
        }
        while true {
            let row: Row?
            do { row = try rows.next() } catch { return false }
            guard let row else { return true }
            let statement =
                try insertion
                ?? target.makeStatement(
                    sql: "INSERT OR IGNORE INTO \(table) (\(row.columnNames.joined(separator: ", ")))"
                        + " VALUES (\(row.columnNames.map { _ in "?" }.joined(separator: ", ")))")
            insertion = statement
            // A value that the table refuses is damage, too.
            do { try statement.execute(arguments: StatementArguments(row.databaseValues)) } catch { return false }
        }
    }
}
