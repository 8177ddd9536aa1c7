import Glibc
import Synchronization

/// The place where a run's socket stands, held for as long as this object lives: a folder that only we can enter, and a
/// lock beside the socket. Who holds the lock is alive; a socket without one is a dead supervisor's and is taken over.
final class SocketPlace: Sendable {
    let address: SocketAddress
    private let lockDescriptor: Int32
    private let isBound = Mutex(false)

    /// Makes the folder if there is none, closes it to others, and takes the lock.
    ///
    /// - Throws: `inUse` if another supervisor holds it; `unusablePlace` if the folder is not ours or cannot be made.
    init(_ path: String) throws(ControlError) {
        try Self.makeFolders(of: path)
        address = try SocketAddress(path)
        try Self.close(address, to: geteuid())
        lockDescriptor = try Self.lock(address)
    }

    deinit {
        // Whatever else has that name is not ours to remove.
        if isBound.withLock({ $0 }) { unlinkat(address.folderDescriptor, address.name, 0) }
        // The lock goes while we still hold it: who waits for it sees that it is gone and makes another.
        unlinkat(address.folderDescriptor, Self.lockName(address), 0)
        Glibc.close(lockDescriptor)
    }

    /// The socket is there: gives it mode 0600 (the folder's 0700 protects it until then), and from now on removes it at
    /// the end.
    func didBind() {
        isBound.withLock { $0 = true }
        fchmodat(address.folderDescriptor, address.name, 0o600, 0)
    }

    private static func lockName(_ address: SocketAddress) -> String { address.name + ".lock" }

    private static func makeFolders(of path: String) throws(ControlError) {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
        let folder = String(path[..<slash])
        if mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
        let code = errno
        guard code == ENOENT else {
            throw ControlError(
                code: .unusablePlace, errno: code,
                message: "the folder \(folder) cannot be made: \(SystemText.of(code))")
        }
        try makeFolders(of: folder)
        if mkdir(folder, 0o700) != 0, errno != EEXIST {
            let code = errno
            throw ControlError(
                code: .unusablePlace, errno: code,
                message: "the folder \(folder) cannot be made: \(SystemText.of(code))")
        }
    }

    private static func close(_ address: SocketAddress, to owner: uid_t) throws(ControlError) {
        var status = stat()
        guard fstat(address.folderDescriptor, &status) == 0, status.st_uid == owner else {
            throw ControlError(
                code: .unusablePlace,
                message: "the folder \(address.folder) belongs to somebody else: no socket is opened in it")
        }
        if status.st_mode & 0o077 != 0, fchmod(address.folderDescriptor, 0o700) != 0 {
            let code = errno
            throw ControlError(
                code: .unusablePlace, errno: code,
                message: "the folder \(address.folder) cannot be closed to others: \(SystemText.of(code))")
        }
    }

    private static func lock(_ address: SocketAddress) throws(ControlError) -> Int32 {
        let name = lockName(address)
        // A lock file is removed by who holds it, so the one that was opened may be gone when it is locked. Each round means
        // that a supervisor ended in that instant: a few are plenty.
        for _ in 0..<16 {
            let descriptor = openat(address.folderDescriptor, name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else {
                let code = errno
                throw ControlError(
                    code: .unusablePlace, errno: code,
                    message: "\(address.path).lock cannot be opened: \(SystemText.of(code))")
            }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let code = errno
                Glibc.close(descriptor)
                throw ControlError(
                    code: code == EWOULDBLOCK ? .inUse : .unusablePlace, errno: code,
                    message: code == EWOULDBLOCK
                        ? "another supervisor serves \(address.path)"
                        : "\(address.path).lock cannot be locked: \(SystemText.of(code))")
            }
            if Self.isStillNamed(descriptor) { return descriptor }
            Glibc.close(descriptor)
        }
        throw ControlError(code: .inUse, message: "another supervisor serves \(address.path)")
    }

    /// Whether the file behind a descriptor still has the name it was opened by: proc(5) marks one that was removed.
    private static func isStillNamed(_ descriptor: Int32) -> Bool {
        var target = [UInt8](repeating: 0, count: Int(PATH_MAX) + 64)
        let count = target.withUnsafeMutableBytes { buffer in
            buffer.baseAddress.map { readlink("/proc/self/fd/\(descriptor)", $0, buffer.count) } ?? -1
        }
        return count > 0 && !String(decoding: target.prefix(count), as: UTF8.self).hasSuffix(" (deleted)")
    }
}
