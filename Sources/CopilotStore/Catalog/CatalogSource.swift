import CopilotPorts
import GRDB
import Glibc
import Synchronization

/// Where a catalogue's rows come from: the writer's own connection, or one beside it.
///
/// A database without a write-ahead log is open nowhere. It is read as it lies, without SQLite's shared files; if a writer
/// turned up meanwhile the answer is thrown away and the question asked again beside that writer.
final class CatalogSource: Sendable {
    private enum Connection {
        case writer(DatabaseQueue)
        /// Beside a writer, living or killed.
        case shared(DatabaseQueue)
        /// Alone with a file that looked like this.
        case alone(DatabaseQueue, FileMark)
    }

    private let path: String
    private let connection: Mutex<Connection>

    /// How often a question is asked anew because the file changed under it.
    private static let tries = 5

    /// Shares the writer's connection.
    init(writer: DatabaseQueue, path: String) {
        self.path = path
        connection = Mutex(.writer(writer))
    }

    /// Opens a connection of its own.
    init(reading paths: WorkspacePaths) throws(StoreError) {
        path = paths.database
        guard access(paths.database, F_OK) == 0 else {
            if errno == ENOENT || errno == ENOTDIR {
                throw StoreError(code: .notFound, message: "no mission was ever run in \(paths.workspace).")
            }
            throw StoreError(errno: errno, doing: "open", path: paths.database)
        }
        connection = Mutex(try Self.open(path))
    }

    /// Answers a question in one transaction.
    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        for _ in 0..<Self.tries {
            switch connection.withLock({ $0 }) {
            case .writer(let queue), .shared(let queue):
                return try storing(path) { try queue.read(body) }
            case .alone(let queue, let mark):
                let answer = Result { try queue.read(body) }
                if FileMark(path) == mark { return try storing(path) { try answer.get() } }
                let fresh = try Self.open(path)
                connection.withLock { $0 = fresh }
            }
        }
        throw StoreError(code: .inUse, message: "\(path) changes too fast to be read; try again.")
    }

    private static func open(_ path: String) throws(StoreError) -> Connection {
        let mark = FileMark(path)
        if mark.hasLog { return .shared(try DatabaseFile.openShared(path)) }
        // An SQLite built without URIs knows no such name: then beside the writer that is not there.
        if let queue = try? DatabaseFile.openAlone(path) { return .alone(queue, mark) }
        return .shared(try DatabaseFile.openShared(path))
    }
}

/// What changes about a database file whenever somebody writes it.
private struct FileMark: Equatable {
    var hasLog: Bool
    var inode: UInt64 = 0
    var size: Int64 = 0
    var seconds = 0
    var nanoseconds = 0

    init(_ path: String) {
        hasLog = access(path + "-wal", F_OK) == 0
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}
