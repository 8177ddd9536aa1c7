import CopilotModel
import Glibc

/// Reads files that users name, never more than asked for.
enum SourceFile {
    /// The bytes of a file, a pipe among them.
    ///
    /// - Throws: a problem without a line if the file is missing, not readable, a directory or a device, or longer than
    ///   `most` bytes; then `remedy` is part of the message.
    static func read(_ path: String, most: Int, remedy: String) throws(FileProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachChunk(path, expecting: { bytes.reserveCapacity(min($0, most)) }) { (chunk) throws(FileProblem) in
            guard bytes.count + chunk.count <= most else { throw tooLong(most: most, remedy: remedy) }
            bytes += chunk
        }
        return bytes
    }

    /// What is said of a file that is too long.
    static func tooLong(most: Int, remedy: String) -> FileProblem {
        FileProblem(line: nil, message: "more than \(most >> 20) MiB; \(remedy)")
    }

    /// Whether there is something of that name.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Hands the file over in chunks of at most 256 KiB.
    ///
    /// - Parameter expecting: is told the length of a regular file before the first chunk.
    static func forEachChunk(
        _ path: String, expecting: (Int) -> Void = { _ in }, _ body: (ArraySlice<UInt8>) throws(FileProblem) -> Void
    ) throws(FileProblem) {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw FileProblem(line: nil, message: "no file is called so")
        }
        // Without O_NONBLOCK a named pipe that nobody writes to would hold us for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw failure(errno, doing: "open") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(errno, doing: "read") }
        switch status.st_mode & S_IFMT {
        case S_IFREG: expecting(Int(clamping: status.st_size))
        case S_IFIFO: _ = fcntl(descriptor, F_SETFL, O_RDONLY)
        case S_IFDIR: throw FileProblem(line: nil, message: "a directory; name a file in it")
        default: throw FileProblem(line: nil, message: "not a regular file; name a file")
        }
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw failure(errno, doing: "read") }
            if count == 0 { return }
            try body(buffer[..<count])
        }
    }

    private static func failure(_ code: Int32, doing verb: String) -> FileProblem {
        let message =
            switch code {
            case ENOENT: "no such file; check the path"
            case EACCES: "not readable by this user; check its permissions"
            default: "cannot \(verb) it: \(String(cString: strerror(code)))"
            }
        return FileProblem(line: nil, message: message)
    }
}
