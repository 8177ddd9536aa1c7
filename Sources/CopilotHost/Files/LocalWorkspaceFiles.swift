internal import CopilotModel
package import CopilotPorts
import Glibc

/// The files of a workspace on this machine.
package struct LocalWorkspaceFiles: WorkspaceFiles {
    private let workspace: String
    private let mostItems: Int

    /// The largest `for_each` file: 256 MiB, and as much memory for a moment.
    package static let mostBytes: Int64 = 256 << 20

    /// Looks at files of a workspace, an absolute path.
    ///
    /// - Parameter mostItems: the cap on a fan-out's items.
    package init(workspace: String, mostItems: Int = FanOut.mostChildren) {
        self.workspace = workspace
        self.mostItems = mostItems
    }

    package func items(of path: String) throws(WorkspaceError) -> FanOutItems {
        let full = resolve(path, in: workspace)
        let file = open(full, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard file >= 0 else { throw failure("read the items of", full, errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure("read the items of", full, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw WorkspaceError(message: "the items of a fan-out must come from a plain file, and \(full) is none.")
        }
        if status.st_size > Self.mostBytes { throw tooLarge(full) }
        var lines = ItemLines(mostItems: mostItems)
        let digest = try read(file, full, into: &lines)
        return FanOutItems(items: lines.items, digest: digest)
    }

    package func missing(_ paths: [String], in directory: String?) -> [String] {
        let folder = directory.map { resolve($0, in: workspace) } ?? workspace
        return paths.filter { access(resolve($0, in: folder), F_OK) != 0 }
    }

    /// The SHA-256 of a file's bytes in hex, the path absolute or relative to the workspace.
    ///
    /// - Throws: a sentence for people, naming the path.
    package func digest(of path: String) throws(WorkspaceError) -> String {
        let full = resolve(path, in: workspace)
        let file = open(full, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure("read", full, errno) }
        defer { close(file) }
        var hash = SHA256()
        try pieces(of: file, full) { hash.update($0) }
        return hash.finish()
    }

    private func read(_ file: Int32, _ path: String, into lines: inout ItemLines) throws(WorkspaceError) -> String {
        var hash = SHA256()
        var count: Int64 = 0
        var refusal: ItemLines.Refusal?
        try pieces(of: file, path) { bytes in
            guard refusal == nil else { return }
            count += Int64(bytes.count)
            hash.update(bytes)
            do throws(ItemLines.Refusal) { try lines.append(bytes) } catch { refusal = error }
        }
        // It may have grown since it was opened.
        if count > Self.mostBytes { throw tooLarge(path) }
        if refusal == nil {
            do throws(ItemLines.Refusal) { try lines.finish() } catch { refusal = error }
        }
        switch refusal {
        case nil: return hash.finish()
        case .binary: throw WorkspaceError(message: "\(path) holds zero bytes: it is not a text with an item a line.")
        case .tooManyItems:
            throw WorkspaceError(message: "\(path) has more than \(mostItems) items. Split it.")
        }
    }

    private func pieces(
        of file: Int32, _ path: String, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(WorkspaceError) {
        let error = withUnsafeTemporaryAllocation(byteCount: 256 << 10, alignment: 16) { buffer -> Int32 in
            var total: Int64 = 0
            while total <= Self.mostBytes {
                let count = Glibc.read(file, buffer.baseAddress, buffer.count)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return count == 0 ? 0 : errno }
                total += Int64(count)
                body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
            return 0
        }
        if error != 0 { throw failure("read", path, error) }
    }

    private func tooLarge(_ path: String) -> WorkspaceError {
        WorkspaceError(
            message: "\(path) has more than \(Self.mostBytes >> 20) MiB, too much for a list of items. Split it.")
    }

    private func failure(_ action: String, _ path: String, _ errno: Int32) -> WorkspaceError {
        WorkspaceError(message: "cannot \(action) \(path): \(SystemText.of(errno)).")
    }

    private func resolve(_ path: String, in folder: String) -> String {
        path.first == "/" ? path : folder + "/" + path
    }
}

/// The system's words for error numbers.
enum SystemText {
    /// Such as "No such file or directory".
    static func of(_ errno: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let base = buffer.baseAddress, strerror_r(errno, base, buffer.count) == 0 else {
                return "error \(errno)"
            }
            return String(cString: base)
        }
    }
}
