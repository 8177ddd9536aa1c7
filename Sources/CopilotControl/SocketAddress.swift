import Glibc

/// A socket's path split into its folder, held open, and a name in it: the way to paths that do not fit into `sun_path`.
///
/// `sun_path` has 108 bytes with the final zero (unix(7)); `/proc/self/fd/N/NAME` is short however deep the folder lies.
final class SocketAddress: Sendable {
    /// The longest path that fits.
    static let mostPathBytes = 107

    let path: String
    let folder: String
    let name: String
    let folderDescriptor: Int32

    /// Opens the folder of `path`.
    ///
    /// - Throws: `unusablePlace` if there is no such folder, or the name alone is too long.
    init(_ path: String) throws(ControlError) {
        let slash = path.lastIndex(of: "/")
        name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        self.path = path
        guard !name.isEmpty, !path.utf8.contains(0) else {
            throw ControlError(code: .unusablePlace, message: "'\(path)' names no socket")
        }
        folderDescriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folderDescriptor >= 0 else {
            let code = errno
            throw ControlError(
                code: .unusablePlace, errno: code, message: "\(folder) cannot be opened: \(SystemText.of(code))")
        }
        guard reachablePath.utf8.count <= Self.mostPathBytes else {
            throw ControlError(code: .unusablePlace, message: "the name of the socket \(path) is too long")
        }
    }

    deinit { if folderDescriptor >= 0 { close(folderDescriptor) } }

    /// A path to the socket that fits, as long as this object lives.
    var reachablePath: String {
        path.utf8.count <= Self.mostPathBytes ? path : "/proc/self/fd/\(folderDescriptor)/\(name)"
    }

    /// Calls `body` with the socket's address as `connect` and `bind` take it.
    func withAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            bytes.copyBytes(from: reachablePath.utf8.prefix(Self.mostPathBytes))
        }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
