import CopilotPorts
import Glibc

/// Folders that only their owner may enter.
enum PrivateFolder {
    /// Makes `path` with mode 0700 if it is not there, and the folders above it likewise; each new entry survives a power loss.
    ///
    /// - Throws: `.readOnly`, `.notPermitted`, `.full` or `.other`, naming the path.
    static func make(_ path: String) throws(StoreError) {
        if isFolder(path) { return }
        let parent = parent(of: path)
        if parent != path, !isFolder(parent) { try make(parent) }
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw StoreError(errno: errno, doing: "make the folder", path: path)
        }
        guard isFolder(path) else {
            throw StoreError(code: .other, message: "\(path) is in the way: it is not a folder. Move it elsewhere.")
        }
        sync(parent)
    }

    /// Has git pass over a folder: a task that commits or stashes everything must not take its own run's record along. Quietly
    /// nothing where it cannot be written, or somebody has written one already.
    static func hideFromGit(_ path: String) {
        let file = open(path + "/.gitignore", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return }
        defer { close(file) }
        _ = "*\n".withCString { write(file, $0, 2) }
    }

    /// Whether `path` is a folder, or a link to one.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Makes the entries of a folder survive a power loss; quietly nothing where that is not possible.
    static func sync(_ path: String) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// The folder that `path` stands in.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
