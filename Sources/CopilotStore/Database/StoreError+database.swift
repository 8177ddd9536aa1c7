import CopilotPorts
import GRDB
import Glibc

extension StoreError {
    /// What an error of SQLite's, or any other that came up while `path` was worked on, means.
    init(_ error: any Error, path: String) {
        if let error = error as? StoreError {
            self = error
        } else if let error = error as? DatabaseError {
            self.init(database: error, path: path)
        } else {
            self.init(code: .other, message: "\(path): \(error)")
        }
    }

    private init(database error: DatabaseError, path: String) {
        let words = error.message ?? "error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            self = .full(path)
        case .SQLITE_IOERR where Self.isFull(path):
            self = .full(path)
        case .SQLITE_READONLY:
            self.init(code: .readOnly, message: "\(path) can only be read: \(words).")
        case .SQLITE_PERM, .SQLITE_AUTH:
            self.init(code: .notPermitted, message: "\(path) may not be used: \(words).")
        case .SQLITE_CANTOPEN:
            self = .cannotOpen(path, words: words)
        case .SQLITE_CORRUPT:
            self.init(
                code: .corrupt,
                message:
                    "\(path) is damaged: \(words). `copilot-tui resume` sets it aside and goes on with what can be read."
            )
        case .SQLITE_NOTADB:
            self.init(
                code: .corrupt,
                message: "\(path) is not a database of ours. `copilot-tui run` sets it aside and starts anew.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(code: .inUse, message: "\(path) is locked by another program: \(words).")
        default:
            self.init(code: .other, message: "\(path): \(words).")
        }
    }

    private static func full(_ path: String) -> StoreError {
        StoreError(code: .full, message: "no space is left to write \(path). Make room there; writing is tried again.")
    }

    /// SQLite hides errno behind `SQLITE_CANTOPEN`, so the file is asked.
    private static func cannotOpen(_ path: String, words: String) -> StoreError {
        if access(path, R_OK) != 0 { return StoreError(errno: errno, doing: "open", path: path) }
        if access(PrivateFolder.parent(of: path), W_OK) != 0 {
            return StoreError(errno: errno, doing: "write beside", path: path)
        }
        return StoreError(code: .other, message: "cannot open \(path): \(words).")
    }

    /// Whether an I/O error on `path` is one of space: a quota or a file size limit shows itself as such an error too, and so
    /// does a failed growth of the shared memory beside the database. Less than 1 MiB counts as none: a checkpoint needs some.
    private static func isFull(_ path: String) -> Bool {
        var status = statvfs()
        guard statvfs(PrivateFolder.parent(of: path), &status) == 0 else { return false }
        return UInt64(status.f_bavail) &* UInt64(status.f_frsize) < 1 << 20
    }
}

/// Does `body` and says what went wrong in the store's own words.
func storing<Value>(_ path: String, _ body: () throws -> Value) throws(StoreError) -> Value {
    do { return try body() } catch { throw StoreError(error, path: path) }
}
