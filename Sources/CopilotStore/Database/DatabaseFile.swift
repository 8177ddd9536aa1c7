import CopilotPorts
import GRDB
import Glibc

/// How `state.sqlite` is opened.
enum DatabaseFile {
    /// How long a statement waits for another connection's lock.
    private static let patience = 5.0
    /// What the write-ahead log is cut back to after a checkpoint. It only grows past SQLite's checkpoint at 1,000 pages
    /// while a long read holds it open.
    private static let mostLogBytes = 16 << 20

    /// Opens it for the one writer: made with mode 0600 if it is not there, brought up to the current schema, durable to the
    /// last commit unless a turn asks for less: see ``LogFlusher``.
    static func openForWriting(_ path: String) throws(StoreError) -> DatabaseQueue {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError(errno: errno, doing: "open", path: path) }
        close(file)
        return try storing(path) {
            var configuration = Configuration()
            configuration.label = "state"
            configuration.journalMode = .wal
            configuration.busyMode = .timeout(patience)
            configuration.prepareDatabase { try Schema.check($0, path: path) }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.inDatabase { database in
                // Only now: activating the write-ahead log puts this back to NORMAL.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 1000")
                _ = try Int.fetchOne(database, sql: "PRAGMA journal_size_limit = \(mostLogBytes)")
                guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2 else {
                    throw StoreError(code: .other, message: "\(path) cannot be made durable (synchronous is not FULL).")
                }
            }
            try Schema.migrator.migrate(queue)
            return queue
        }
    }

    /// Opens it for reading beside a living writer: shares the writer's log and its index.
    static func openShared(_ path: String) throws(StoreError) -> DatabaseQueue {
        try openReading(path, uri: path)
    }

    /// Opens a database that nobody has open: nothing is made beside it, so this works on a read-only file system and leaves
    /// no file of another user's there.
    static func openAlone(_ path: String) throws(StoreError) -> DatabaseQueue {
        try openReading(path, uri: "file:" + escaped(path) + "?immutable=1")
    }

    private static func openReading(_ path: String, uri: String) throws(StoreError) -> DatabaseQueue {
        try storing(path) {
            var configuration = Configuration()
            configuration.label = "reader"
            configuration.readonly = true
            configuration.busyMode = .timeout(patience)
            configuration.prepareDatabase { try Schema.checkReadable($0, path: path) }
            return try DatabaseQueue(path: uri, configuration: configuration)
        }
    }

    /// A path as it must stand in an SQLite URI: <https://www.sqlite.org/uri.html>.
    private static func escaped(_ path: String) -> String {
        var uri = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"):
                uri += "%" + String(byte, radix: 16, uppercase: true)
            case 0x21...0x7e: uri.unicodeScalars.append(Unicode.Scalar(byte))
            default: uri += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return uri
    }
}
