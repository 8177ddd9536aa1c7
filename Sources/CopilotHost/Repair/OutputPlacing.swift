import CopilotModel
import Glibc

/// Puts a declared output in place: whole or not at all, and only where nothing is.
struct OutputPlacing {
    let ground: RepairGround

    /// The largest file that is copied: 1 GiB.
    static let mostBytes: Int64 = 1 << 30

    func put(_ output: DefaultOutput) throws(RepairError) {
        guard let at = ground.inWorkspace(output.path), at.path != ground.workspace else {
            throw RepairError(message: "it is not a place in the workspace that may be changed")
        }
        guard !at.exists else { return }
        guard let parent = at.parent, let name = at.path.split(separator: "/").last.map(String.init) else {
            throw RepairError(message: "it names no file")
        }
        guard output.path.utf8.last != UInt8(ascii: "/") else { throw RepairError(message: "it names a folder") }
        let folder = try FolderMaking.open(parent, mode: 0o777)
        defer { close(folder) }
        let aside = ".copilot-put-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        let file = openat(folder, aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw failure(errno) }
        defer {
            close(file)
            unlinkat(folder, aside, 0)
        }
        switch output.content {
        case .text(let text): try write(Array(text.utf8)[...], to: file)
        case .copy(let source): try copy(source, to: file)
        }
        guard fsync(file) == 0 else { throw failure(errno) }
        try publish(aside, as: name, in: folder)
        fsync(folder)
    }

    /// A link, unlike a rename, never takes the place of what has appeared meanwhile; some file systems have none.
    private func publish(_ aside: String, as name: String, in folder: Int32) throws(RepairError) {
        if linkat(folder, aside, folder, name, 0) == 0 || errno == EEXIST { return }
        var status = stat()
        guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0, renameat(folder, aside, folder, name) == 0
        else { throw failure(errno) }
    }

    private func copy(_ source: String, to file: Int32) throws(RepairError) {
        guard let at = Whereabouts.find(source, from: ground.directory), at.isInside(ground.workspace) else {
            throw RepairError(message: "\(ShownPath.text(source)), which it copies, is not in the workspace")
        }
        let input = open(at.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)
        guard input >= 0 else {
            throw RepairError(message: "\(ShownPath.text(source)) cannot be read: \(SystemText.of(errno))")
        }
        defer { close(input) }
        var status = stat()
        guard fstat(input, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.mostBytes else {
            throw RepairError(message: "\(ShownPath.text(source)) is no plain file of at most 1 GiB")
        }
        fchmod(file, status.st_mode & 0o777 | S_IWUSR)
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        var total: Int64 = 0
        while true {
            let count = read(input, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(errno) }
            guard count > 0 else { return }
            total &+= Int64(count)
            guard total <= Self.mostBytes else { throw RepairError(message: "\(ShownPath.text(source)) grows") }
            try write(buffer[..<count], to: file)
        }
    }

    private func write(_ bytes: ArraySlice<UInt8>, to file: Int32) throws(RepairError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(errno) }
            rest = rest.dropFirst(count)
        }
    }

    private func failure(_ code: Int32) -> RepairError { RepairError(message: SystemText.of(code)) }
}
