import CopilotPorts
import Glibc

/// Runs the program `git` for its plumbing: no hooks, no filters, no locks on what is the user's, no questions.
struct GitProgram: Sendable {
    /// The folder that it runs in, absolute.
    let folder: String
    /// The repository and its objects where it is not to look for them itself: then no setting of the user's counts.
    var repository: (folder: String, objects: String)?
    /// Where its input and its errors may lie for a moment, absolute.
    let scratch: String
    /// What commands inherit.
    let environment: [String: String]
    /// The longest that one call may take.
    static let mostTime: Duration = .seconds(600)
    /// The most that is taken of an answer that is held in memory.
    static let mostBytes = 1 << 30

    private static let settings = [
        "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.autocrlf=false", "core.attributesFile=/dev/null",
        "core.logAllRefUpdates=false", "core.quotePath=true", "core.looseCompression=1", "gc.auto=0",
        "maintenance.auto=false", "core.protectNTFS=false", "core.protectHFS=false",
    ]

    /// All that it prints.
    ///
    /// - Parameters:
    ///   - input: what it reads; nil: nothing.
    ///   - index: the index file to work with in place of the repository's.
    /// - Throws: with its own last words if it does not end with 0.
    func run(_ arguments: [String], input: [UInt8]? = nil, index: String? = nil) throws(WorkspaceError) -> [UInt8] {
        let stream = try open(arguments, input: input, index: index)
        defer { stream.close() }
        let bytes = try stream.rest(limit: Self.mostBytes)
        try stream.finish()
        return bytes
    }

    /// Likewise, as one line of text.
    func line(_ arguments: [String], input: [UInt8]? = nil, index: String? = nil) throws(WorkspaceError) -> String {
        String(decoding: try run(arguments, input: input, index: index), as: UTF8.self).trimmed
    }

    /// Starts it; the caller reads what it prints, piece by piece.
    func open(_ arguments: [String], input: [UInt8]? = nil, index: String? = nil) throws(WorkspaceError) -> GitStream {
        var variables = environment.filter { !$0.key.hasPrefix("GIT_") }
        variables["GIT_OPTIONAL_LOCKS"] = "0"
        variables["GIT_TERMINAL_PROMPT"] = "0"
        variables["GIT_NO_REPLACE_OBJECTS"] = "1"
        variables["LC_ALL"] = "C"
        for role in ["AUTHOR", "COMMITTER"] {
            variables["GIT_\(role)_NAME"] = "copilot-tui"
            variables["GIT_\(role)_EMAIL"] = "copilot-tui@localhost"
        }
        variables["GIT_INDEX_FILE"] = index
        if let repository {
            variables["GIT_DIR"] = repository.folder
            variables["GIT_OBJECT_DIRECTORY"] = repository.objects
            variables["GIT_CONFIG_NOSYSTEM"] = "1"
            variables["GIT_CONFIG_GLOBAL"] = "/dev/null"
        }
        let words = ["git", "-C", folder] + Self.settings.flatMap { ["-c", $0] } + arguments
        return try GitStream(words: words, environment: variables, input: input, scratch: scratch)
    }
}

/// A running `git`, and what it prints.
final class GitStream {
    private let name: String
    private let output: Int32
    private let errors: Int32
    private var process: pid_t
    private let deadline: ContinuousClock.Instant
    private var buffer: [UInt8] = []
    private var position = 0

    init(words: [String], environment: [String: String], input: [UInt8]?, scratch: String) throws(WorkspaceError) {
        name = words.dropFirst(3).first { !$0.hasPrefix("-") && !$0.contains("=") } ?? "git"
        deadline = .now + GitProgram.mostTime
        let given = try Self.unnamedFile(scratch, holding: input ?? [])
        defer { Glibc.close(given) }
        errors = try Self.unnamedFile(scratch, holding: [])
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            let reason = errno
            Glibc.close(errors)
            throw WorkspaceError(message: "git cannot be run: \(SystemText.of(reason))")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        output = ends[0]
        let started = GroupSpawn.start(
            words, environment: environment, streams: [.file(given), .file(ends[1]), .file(errors)])
        Glibc.close(ends[1])
        guard let started else {
            Glibc.close(output)
            Glibc.close(errors)
            throw WorkspaceError(message: "git cannot be run: the program 'git' was not found")
        }
        process = started
    }

    /// A line without its end.
    func line() throws(WorkspaceError) -> [UInt8] {
        while true {
            if let end = buffer[position...].firstIndex(of: 0x0A) {
                defer { position = end + 1 }
                return Array(buffer[position..<end])
            }
            guard buffer.count - position < 1 << 20, try fill() else {
                throw WorkspaceError(message: "git \(name) ended too early: \(lastWords())")
            }
        }
    }

    /// So many bytes, in pieces.
    func bytes(_ count: Int64, _ body: (ArraySlice<UInt8>) throws(WorkspaceError) -> Void) throws(WorkspaceError) {
        var left = count
        while left > 0 {
            if position == buffer.count {
                guard try fill() else { throw WorkspaceError(message: "git \(name) ended too early: \(lastWords())") }
            }
            let taken = min(Int(clamping: left), buffer.count - position)
            try body(buffer[position..<(position + taken)])
            position += taken
            left -= Int64(taken)
        }
    }

    func rest(limit: Int) throws(WorkspaceError) -> [UInt8] {
        var all = Array(buffer[position...])
        position = buffer.count
        while try fill() {
            all += buffer[position...]
            position = buffer.count
            if all.count > limit { throw WorkspaceError(message: "git \(name) has too much to say") }
        }
        return all
    }

    /// Waits for its end.
    ///
    /// - Throws: with its last words if it does not end with 0.
    func finish() throws(WorkspaceError) {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        process = 0
        if status != 0 { throw WorkspaceError(message: "git \(name) failed: \(lastWords())") }
    }

    /// Ends it if it still runs.
    func close() {
        if process > 0 {
            kill(process, SIGKILL)
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            process = 0
        }
        Glibc.close(output)
        Glibc.close(errors)
    }

    private func fill() throws(WorkspaceError) -> Bool {
        if position == buffer.count {
            buffer.removeAll(keepingCapacity: true)
            position = 0
        }
        while true {
            let left = (deadline - .now) / .milliseconds(1)
            guard left > 0 else { throw WorkspaceError(message: "git \(name) took too long") }
            var entry = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            let ready = poll(&entry, 1, Int32(clamping: Int(left.rounded(.up))))
            if ready < 0, errno != EINTR { return false }
            guard ready > 0 else { continue }
            let size = 64 << 10
            var count = 0
            buffer.reserveCapacity(buffer.count + size)
            withUnsafeTemporaryAllocation(byteCount: size, alignment: 16) { piece in
                count = read(output, piece.baseAddress, size)
                if count > 0 { buffer.append(contentsOf: piece[..<count]) }
            }
            if count < 0, errno == EINTR { continue }
            return count > 0
        }
    }

    private func lastWords() -> String {
        var bytes = [UInt8](repeating: 0, count: 500)
        let count = pread(errors, &bytes, bytes.count, 0)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return text.split(separator: "\n").first.map(String.init) ?? "without a word"
    }

    private static func unnamedFile(_ folder: String, holding bytes: [UInt8]) throws(WorkspaceError) -> Int32 {
        var template = Array((folder + "/git-XXXXXX").utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else {
            throw WorkspaceError(message: "cannot write in \(folder): \(SystemText.of(errno))")
        }
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        unlink(template)
        do throws(WorkspaceError) {
            try FileWriting.write(bytes[...], to: file, path: folder)
        } catch {
            Glibc.close(file)
            throw error
        }
        lseek(file, 0, SEEK_SET)
        return file
    }

}

/// Writing whole files.
enum FileWriting {
    /// Writes all bytes.
    static func write(_ bytes: ArraySlice<UInt8>, to file: Int32, path: String) throws(WorkspaceError) {
        var bytes = bytes
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw WorkspaceError(message: "cannot write \(path): \(SystemText.of(errno))")
            }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Puts a file in place, whole or not at all, and has it survive a power loss.
    static func replace(_ path: String, with bytes: [UInt8]) throws(WorkspaceError) {
        let temporary = path + ".new"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw WorkspaceError(message: "cannot write \(path): \(SystemText.of(errno))") }
        defer { close(file) }
        try write(bytes[...], to: file, path: path)
        guard fsync(file) == 0, rename(temporary, path) == 0 else {
            throw WorkspaceError(message: "cannot write \(path): \(SystemText.of(errno))")
        }
    }

    /// Makes a folder with those above it; mode 0700.
    static func makeFolder(_ path: String) throws(WorkspaceError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw WorkspaceError(message: "cannot make the folder \(path): \(SystemText.of(errno))")
        }
        try makeFolder(String(path[..<slash]))
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw WorkspaceError(message: "cannot make the folder \(path): \(SystemText.of(errno))")
        }
    }

    /// All bytes of a file; nil if it cannot be read.
    static func read(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var isWhole = false
        withUnsafeTemporaryAllocation(byteCount: 256 << 10, alignment: 16) { buffer in
            while true {
                let count = Glibc.read(file, buffer.baseAddress, buffer.count)
                if count < 0, errno == EINTR { continue }
                if count <= 0 {
                    isWhole = count == 0
                    return
                }
                bytes.append(contentsOf: buffer[..<count])
            }
        }
        return isWhole ? bytes : nil
    }
}
