import CopilotModel
import CopilotPorts
import Foundation
import Glibc
import Synchronization

/// The right to write in a workspace: a flock(2) held for life, so that a dead owner never holds it.
///
/// The file says who holds it. It is emptied on release, so words in a file that nobody has locked are those of an owner that
/// was killed. It is never removed: another process might be about to lock it.
final class WorkspaceLock: Sendable {
    private let path: String
    /// The locked file; nil once released.
    private let descriptor: Mutex<Int32?>
    private let process: ProcessIdentity
    private let boot: String
    /// The owner that died holding it, if one did.
    let tookOverFrom: LockOwner?

    /// Readers look by locking shared for an instant: an attempt that fails is repeated this often, 20 ms apart.
    private static let tries = 8
    /// No owner's words are longer.
    private static let mostBytes = 4096

    /// Takes the lock.
    ///
    /// - Parameter isAlive: whether a process of this boot still runs; asked about an owner whose lock is free, which happens on network
    ///   file systems that forget locks. "Cannot tell" counts as alive.
    /// - Throws: `.inUse`, naming pid and run; or what the file system says.
    init(
        path: String, process: ProcessIdentity, boot: String, isAlive: (ProcessIdentity) -> Bool
    ) throws(StoreError) {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StoreError(errno: errno, doing: "open the lock", path: path) }
        let isTaken = Self.lock(file)
        let error = errno
        let owner = Self.read(file)
        if !isTaken {
            close(file)
            guard error == EWOULDBLOCK else { throw StoreError(errno: error, doing: "lock", path: path) }
            throw Self.inUse(owner, path: path)
        }
        if let owner, owner.boot == boot, owner.process != process, isAlive(owner.process) {
            close(file)
            throw Self.inUse(owner, path: path)
        }
        self.path = path
        self.process = process
        self.boot = boot
        tookOverFrom = owner
        descriptor = Mutex(file)
        try record(run: nil)
    }

    deinit { release() }

    /// Writes down which run the owner carries.
    func record(run: RunID?) throws(StoreError) {
        let owner = LockOwner(process: process, boot: boot, run: run)
        let bytes = (try? JSONEncoder().encode(owner)) ?? Data()
        let error = descriptor.withLock { file -> Int32? in
            guard let file else { return nil }
            let written = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
            guard written == bytes.count, ftruncate(file, off_t(bytes.count)) == 0 else { return errno }
            return nil
        }
        if let error { throw StoreError(errno: error, doing: "write", path: path) }
    }

    /// Lets go of it. More calls do nothing.
    func release() {
        descriptor.withLock { file in
            guard let open = file else { return }
            ftruncate(open, 0)
            close(open)
            file = nil
        }
    }

    /// Who holds the lock at `path` now; nil if nobody does. Nothing on disk is changed.
    static func holder(at path: String) -> LockOwner? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        if flock(file, LOCK_SH | LOCK_NB) == 0 { return nil }
        return read(file)
    }

    private static func lock(_ file: Int32) -> Bool {
        for attempt in 0..<tries {
            if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK || errno == EINTR else { return false }
            if attempt + 1 < tries { usleep(20_000) }
        }
        errno = EWOULDBLOCK
        return false
    }

    private static func read(_ file: Int32) -> LockOwner? {
        var bytes = [UInt8](repeating: 0, count: mostBytes)
        let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return nil }
        return try? JSONDecoder().decode(LockOwner.self, from: Data(bytes.prefix(count)))
    }

    private static func inUse(_ owner: LockOwner?, path: String) -> StoreError {
        guard let owner else {
            return StoreError(code: .inUse, message: "another supervisor works in this workspace (\(path) is locked)")
        }
        let run = owner.run.map { "the run \($0)" } ?? "a run"
        return StoreError(
            code: .inUse,
            message: "process \(owner.process.pid) is carrying \(run) in this workspace (\(path) is locked). "
                + "Wait for it, attach to it, or stop it.")
    }
}
