import CopilotPorts
import Glibc

/// Where the contents of files are kept, each once, by its digest.
protocol SnapshotContents {
    /// Keeps the contents of files, absolute paths.
    ///
    /// - Returns: their digests, in the same order.
    func keep(_ files: [[UInt8]]) throws(WorkspaceError) -> [String]

    /// Their digests alone.
    func digests(of files: [[UInt8]]) throws(WorkspaceError) -> [String]

    /// Hands out contents, one after the other.
    ///
    /// - Throws: before the first one is handed out if one of them is gone.
    func fetch(
        _ digests: [String],
        _ take: (Int, _ write: (Int32) throws(WorkspaceError) -> Void) throws(WorkspaceError) -> Void
    ) throws(WorkspaceError)
}

/// As objects of a git repository, unfiltered.
struct GitContents: SnapshotContents {
    /// With a repository of our own and the user's objects.
    let git: GitProgram

    func keep(_ files: [[UInt8]]) throws(WorkspaceError) -> [String] { try hash(files, ["-w"]) }

    func digests(of files: [[UInt8]]) throws(WorkspaceError) -> [String] { try hash(files, []) }

    private func hash(_ files: [[UInt8]], _ options: [String]) throws(WorkspaceError) -> [String] {
        if files.isEmpty { return [] }
        let input = files.flatMap { (file) -> [UInt8] in Self.quoted(file) + [0x0A] }
        let output = try git.run(["hash-object"] + options + ["--no-filters", "--stdin-paths"], input: input)
        let digests = output.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        guard digests.count == files.count else {
            throw WorkspaceError(message: "git hash-object named \(digests.count) of \(files.count) files")
        }
        return digests
    }

    /// As C writes strings: what git reads names as that begin with a quotation mark.
    private static func quoted(_ name: [UInt8]) -> [UInt8] {
        var text: [UInt8] = [0x22]
        for byte in name {
            if (0x20...0x7E).contains(byte), byte != 0x22, byte != 0x5C {
                text.append(byte)
            } else {
                text += [0x5C, 0x30 + (byte >> 6), 0x30 + (byte >> 3 & 7), 0x30 + (byte & 7)]
            }
        }
        return text + [0x22]
    }

    func fetch(
        _ digests: [String],
        _ take: (Int, _ write: (Int32) throws(WorkspaceError) -> Void) throws(WorkspaceError) -> Void
    ) throws(WorkspaceError) {
        if digests.isEmpty { return }
        let input = digests.flatMap { (digest) -> [UInt8] in Array(digest.utf8) + [0x0A] }
        let known = try git.run(["cat-file", "--batch-check"], input: input)
        if known.split(separator: 0x0A).contains(where: { $0.suffix(8).elementsEqual(" missing".utf8) }) {
            throw WorkspaceError(message: "what the snapshot holds is gone from the repository's objects")
        }
        let stream = try git.open(["cat-file", "--batch"], input: input)
        defer { stream.close() }
        for index in digests.indices {
            let header = String(decoding: try stream.line(), as: UTF8.self).split(separator: " ")
            guard header.count == 3, let size = Int64(header[2]) else {
                throw WorkspaceError(message: "git cat-file does not know what the snapshot holds")
            }
            try take(index) { (file) throws(WorkspaceError) in
                try stream.bytes(size) { (piece) throws(WorkspaceError) in
                    try FileWriting.write(piece, to: file, path: "a file")
                }
            }
            try stream.bytes(1) { (_) throws(WorkspaceError) in }
        }
        try stream.finish()
    }
}

/// As copies in a folder, named by their SHA-256. Where the file system can, they share the blocks of what they copy.
struct CopiedContents: SnapshotContents {
    /// Absolute.
    let folder: String

    func keep(_ files: [[UInt8]]) throws(WorkspaceError) -> [String] {
        try FileWriting.makeFolder(folder)
        var digests: [String] = []
        for file in files {
            let temporary = folder + "/.new"
            let copy = Glibc.open(temporary, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            guard copy >= 0 else {
                throw WorkspaceError(message: "cannot write in \(folder): \(SystemText.of(errno))")
            }
            defer { close(copy) }
            try Self.copy(file, to: copy)
            lseek(copy, 0, SEEK_SET)
            // Of the copy, not of what it was made of: that may change meanwhile.
            let digest = try Self.digest(copy, temporary)
            guard rename(temporary, folder + "/" + digest) == 0 else {
                throw WorkspaceError(message: "cannot write in \(folder): \(SystemText.of(errno))")
            }
            digests.append(digest)
        }
        return digests
    }

    func digests(of files: [[UInt8]]) throws(WorkspaceError) -> [String] {
        var digests: [String] = []
        for file in files {
            let source = try Self.open(file)
            defer { close(source) }
            digests.append(try Self.digest(source, String(decoding: file, as: UTF8.self)))
        }
        return digests
    }

    func fetch(
        _ digests: [String],
        _ take: (Int, _ write: (Int32) throws(WorkspaceError) -> Void) throws(WorkspaceError) -> Void
    ) throws(WorkspaceError) {
        for digest in digests where access(folder + "/" + digest, R_OK) != 0 {
            throw WorkspaceError(message: "what the snapshot holds is gone from \(folder)")
        }
        for (index, digest) in digests.enumerated() {
            try take(index) { (file) throws(WorkspaceError) in
                try Self.copy(Array((folder + "/" + digest).utf8), to: file)
            }
        }
    }

    private static func open(_ path: [UInt8]) throws(WorkspaceError) -> Int32 {
        let file = path.withPathPointer { Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) }
        guard file >= 0 else {
            let name = String(decoding: path, as: UTF8.self)
            throw WorkspaceError(message: "cannot read \(name): \(SystemText.of(errno))")
        }
        return file
    }

    private static func copy(_ path: [UInt8], to target: Int32) throws(WorkspaceError) {
        let source = try open(path)
        defer { close(source) }
        // FICLONE of linux/fs.h: both share their blocks from then on, on a file system that can.
        if ioctl(target, 0x4004_9409, source) == 0 { return }
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = read(source, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw WorkspaceError(message: "cannot read a file: \(SystemText.of(errno))")
            }
            if count == 0 { return }
            try FileWriting.write(buffer[..<count], to: target, path: "a copy")
        }
    }

    private static func digest(_ file: Int32, _ path: String) throws(WorkspaceError) -> String {
        var hash = SHA256()
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw WorkspaceError(message: "cannot read \(path): \(SystemText.of(errno))") }
            if count == 0 { return hash.finish() }
            buffer.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }
}
