package import CopilotModel
package import CopilotPorts
import Foundation
import GRDB

/// The journal of one run in a workspace's database.
package final class SQLiteJournal: RunJournal {
    /// The run it records.
    package let run: RunID
    private let row: Int64
    private let queue: DatabaseQueue
    private let path: String
    private let encoder = JSONEncoder()
    private let flusher: LogFlusher

    init(run: RunID, row: Int64, queue: DatabaseQueue, path: String, flusher: LogFlusher) {
        self.flusher = flusher
        self.run = run
        self.row = row
        self.queue = queue
        self.path = path
    }

    package func append(_ records: [EventRecord]) throws(StoreError) {
        if records.isEmpty { return }
        let isRoutine = records.allSatisfy { $0.event.isRoutine }
        try storing(path) {
            // Outside the transaction, in which it would do nothing.
            try queue.inDatabase { database in
                try database.cachedStatement(sql: isRoutine ? Self.synchronousNormal : Self.synchronousFull).execute()
            }
            try queue.write { database in
                let insert = try database.cachedStatement(sql: Self.insertEvent)
                for record in records {
                    let body = try EventRow.body(of: record.event, with: encoder)
                    try insert.execute(arguments: [
                        row, record.sequence, record.wallMilliseconds, record.monotonicMilliseconds, record.event.kind,
                        record.event.task?.description, body,
                    ])
                    if database.changesCount == 0 {
                        try checkRepeated(record, in: database)
                        continue
                    }
                    if case .mission(let event) = record.event {
                        try note(event, at: record.wallMilliseconds, in: database)
                    }
                }
            }
        }
        if isRoutine { flusher.flushSoon() }
    }

    package func saveSnapshot(_ image: StateImage) throws(StoreError) {
        try storing(path) {
            let body = try encoder.encode(image)
            let checksum = Int64(bitPattern: Checksum.of(body))
            try queue.write { database in
                try database.execute(
                    sql:
                        "INSERT OR REPLACE INTO snapshots (run, seq, created_at, checksum, body) VALUES (?, ?, ?, ?, ?)",
                    arguments: [row, image.sequence, image.updatedAt, checksum, body])
            }
            try queue.write { database in
                let kept = try Data.fetchOne(
                    database, sql: "SELECT body FROM snapshots WHERE run = ? AND seq = ?",
                    arguments: [row, image.sequence])
                guard kept == body else {
                    throw StoreError(
                        code: .corrupt, message: "\(path): a snapshot reads back otherwise than it was written.")
                }
                try database.execute(
                    sql: """
                        DELETE FROM snapshots WHERE run = ?1 AND seq NOT IN
                        (SELECT seq FROM snapshots WHERE run = ?1 ORDER BY seq DESC LIMIT \(Self.keptSnapshots))
                        """, arguments: [row])
            }
        }
    }

    package func saveItems(_ items: [String], of task: TaskID) throws(StoreError) {
        try storing(path) {
            try queue.write { database in
                try database.execute(
                    sql: "DELETE FROM items WHERE run = ? AND task = ?", arguments: [row, task.description])
                let insert = try database.cachedStatement(
                    sql: "INSERT INTO items (run, task, idx, value) VALUES (?, ?, ?, ?)")
                for (index, item) in items.enumerated() {
                    try insert.execute(arguments: [row, task.description, index, item])
                }
            }
        }
    }

    package func item(_ index: Int, of task: TaskID) throws(StoreError) -> String? {
        try storing(path) {
            try queue.inDatabase { database in
                let select = try database.cachedStatement(
                    sql: "SELECT value FROM items WHERE run = ? AND task = ? AND idx = ?")
                return try String.fetchOne(select, arguments: [row, task.description, index])
            }
        }
    }

    /// How many snapshots are kept: the newest, and one more in case it cannot be read.
    package static let keptSnapshots = 2

    private static let synchronousNormal = "PRAGMA synchronous = NORMAL"
    private static let synchronousFull = "PRAGMA synchronous = FULL"
    private static let insertEvent =
        "INSERT INTO events (run, seq, wall, mono, kind, task, body) VALUES (?, ?, ?, ?, ?, ?, ?) "
        + "ON CONFLICT DO NOTHING"

    /// A turn that is written again, because nobody knows how far it came, may only find itself.
    private func checkRepeated(_ record: EventRecord, in database: Database) throws {
        let found = try Row.fetchOne(
            database, sql: "SELECT \(EventRow.columns) FROM events WHERE run = ? AND seq = ?",
            arguments: [row, record.sequence])
        guard let found, try EventRow.record(found, with: JSONDecoder()) == record else {
            throw StoreError(
                code: .corrupt,
                message: "\(path): event \(record.sequence) of \(run) is there already and is another one.")
        }
    }

    /// Keeps the run's row in step with what the journal says of the mission.
    private func note(_ event: MissionEvent, at wall: Int64, in database: Database) throws {
        if case .reloaded(let reloaded) = event {
            try database.execute(
                sql: "UPDATE runs SET source_digest = ? WHERE id = ?", arguments: [reloaded.digest, row])
        }
        guard let status = RunSummary.Status(after: event) else { return }
        var endedAt: Int64?
        var cause: StopCause?
        var result: String?
        switch event {
        case .stopped(let request):
            endedAt = wall
            cause = request.cause
        case .ended(let outcome):
            endedAt = wall
            result = String(decoding: try encoder.encode(outcome), as: UTF8.self)
        case .created, .configured, .supervised, .reloaded, .pausing, .paused, .resumed, .stopping, .braked, .thawed,
            .reopened, .eased:
            break
        }
        try database.execute(
            sql: "UPDATE runs SET status = ?, ended_at = ?, stop_cause = ?, result = ? WHERE id = ?",
            arguments: [status.rawValue, endedAt, cause?.rawValue, result, row])
    }
}

extension Event {
    /// Whether a power loss may cost it if it happened in the last ``LogFlusher/interval``: the work of a task that would then
    /// run again. What a person decided, what failed and how the mission ends is on the disk before anybody sees it.
    fileprivate var isRoutine: Bool {
        switch self {
        case .mission: false
        case .task(_, let event):
            switch event {
            case .ready, .started, .launched, .exited, .succeeded, .answered: true
            case .expanded, .ending, .backingOff, .failed, .skipped, .blocked, .paused, .resumed, .prompted, .lost,
                .reset, .fellBack, .remedied, .recovered, .protected, .restored, .checkpointed:
                false
            }
        }
    }
}
