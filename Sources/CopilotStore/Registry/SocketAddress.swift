package import CopilotModel
package import CopilotPorts
import Glibc

/// A socket's path that fits into `sun_path`: 108 bytes with the zero behind it, unix(7).
///
/// A longer one is reached through `/proc/self/fd/N/NAME`, N being the opened folder: valid while this value lives.
package struct SocketAddress: ~Copyable {
    /// The path to bind or connect to.
    package let path: String
    /// Where it really lies.
    package let fullPath: String
    private let folder: Int32

    /// The longest path that is used as it stands.
    package static let mostBytes = 107

    /// The address of a run's socket.
    ///
    /// - Parameter makingFolder: makes the folder (mode 0700) if it is not there; for the one who binds.
    /// - Throws: `.notFound` without the folder, or what the file system says.
    package init(of run: RunID, in paths: StatePaths, makingFolder: Bool = false) throws(StoreError) {
        guard let full = paths.socket(of: run) else {
            throw StoreError(code: .notFound, message: "'\(run)' cannot be a run's name.")
        }
        if makingFolder { try PrivateFolder.make(paths.sockets) }
        var descriptor: Int32 = -1
        if full.utf8.count > Self.mostBytes {
            descriptor = open(paths.sockets, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else {
                throw StoreError(errno: errno, doing: "open the folder", path: paths.sockets)
            }
        }
        fullPath = full
        folder = descriptor
        path = descriptor >= 0 ? "/proc/self/fd/\(descriptor)/\(run.rawValue).sock" : full
    }

    deinit { if folder >= 0 { close(folder) } }
}
