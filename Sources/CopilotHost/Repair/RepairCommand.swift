import CopilotPorts
import Glibc

/// A tool that mends something: run in a group of its own, without a terminal, and ended with all of its group when its
/// time is up. Of its output the last lines are kept.
struct RepairCommand {
    let words: [String]
    let environment: [String: String]
    let directory: String
    let time: Duration
    var cancellation = Cancellation()

    /// What is said of work that nobody waits for any more.
    static let cutOff = "it was cut off"
    /// The most that is kept of its output.
    static let mostTail = 64 << 10
    /// How long the group gets between SIGTERM and SIGKILL.
    private static let grace: Duration = .seconds(2)

    /// Runs it to its end; blocks.
    ///
    /// - Throws: its last words, if it did not end with 0.
    func run() throws(RepairError) {
        let name = words.first?.lastPart ?? ""
        guard let program = words.first, let found = ProgramSearch.find(program, environment, from: directory) else {
            throw RepairError(message: "the program \(ShownPath.text(words.first ?? "")) is not there")
        }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw RepairError(message: "\(name) cannot be run: \(SystemText.of(errno))") }
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        // The shell only changes the folder: Swift does not import the file action that would.
        let script = "cd \"$1\" && shift && exec \"$@\""
        let process = GroupSpawn.start(
            ["/bin/sh", "-c", script, "sh", directory, found] + words.dropFirst(), environment: environment,
            streams: [.null, .file(ends[1]), .file(ends[1])], closesInherited: true)
        close(ends[1])
        guard let process else { throw RepairError(message: "\(name) cannot be run") }
        var tail = OutputTail(most: Self.mostTail)
        let isInTime = follow(process, ends[0], into: &tail)
        // Until its end is taken, the group cannot become somebody else's.
        kill(-process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw RepairError(message: "the end of \(name) was not seen") }
        }
        guard isInTime else {
            throw RepairError(message: cancellation.isCancelled ? Self.cutOff : "\(name) took too long")
        }
        guard status == 0 else { throw RepairError(message: tail.lastWords ?? "\(name) failed") }
    }

    /// Reads until the process has ended; false when the time is up, or nobody waits for it any more.
    private func follow(_ process: pid_t, _ descriptor: Int32, into tail: inout OutputTail) -> Bool {
        var deadline = ContinuousClock.now + time
        var isInTime = true
        var isOpen = true
        while !hasEnded(process) {
            let isOver = ContinuousClock.now >= deadline
            if !isInTime, isOver { return false }
            if isInTime, isOver || cancellation.isCancelled {
                isInTime = false
                kill(-process, SIGTERM)
                deadline = ContinuousClock.now + Self.grace
            }
            var entry = pollfd(fd: isOpen ? descriptor : -1, events: Int16(POLLIN), revents: 0)
            _ = poll(&entry, 1, 50)
            if isOpen { isOpen = tail.read(descriptor) }
        }
        if isOpen { _ = tail.read(descriptor) }
        return isInTime
    }

    private func hasEnded(_ process: pid_t) -> Bool {
        var information = siginfo_t()
        let answer = waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
        return answer == 0 ? information.si_signo == SIGCHLD : errno != EINTR
    }

}

/// The end of what a tool prints.
struct OutputTail {
    private var bytes: [UInt8] = []
    private let most: Int

    init(most: Int) { self.most = most }

    /// Takes what is there; false at its end.
    mutating func read(_ descriptor: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        // A tool that prints without end must not keep us from the clock.
        for _ in 0..<64 {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 { return errno == EINTR || errno == EAGAIN }
            guard count > 0 else { return false }
            bytes += buffer.prefix(count)
            if bytes.count > most &* 2 { bytes.removeFirst(bytes.count - most) }
        }
        return true
    }

    /// What tells best why it failed, without control characters: the last line with a reason, else the last with an error,
    /// else npm's code, else the last one; nil if there is none.
    var lastWords: String? {
        let lines = bytes.suffix(most).split { $0 == 0x0A || $0 == 0x0D }.map {
            ShownPath.text(String(decoding: $0, as: UTF8.self).trimmed)
        }.filter { !$0.isEmpty }
        func last(_ words: String...) -> String? {
            lines.last { line in
                let small = line.lowercased()
                return words.contains { small.containsText($0) }
            }
        }
        return last("reason: ") ?? last("error: ") ?? last("npm error code", "npm err! code") ?? lines.last
    }
}

/// Finds programs as a shell with this environment would.
enum ProgramSearch {
    static func find(_ program: String, _ environment: [String: String], from directory: String) -> String? {
        if program.contains("/") {
            let path = program.first == "/" ? program : directory + "/" + program
            return isProgram(path) ? path : nil
        }
        let folders = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        return folders.split(separator: ":").prefix(256).lazy
            .map { ($0.first == "/" ? String($0) : directory + "/" + $0) + "/" + program }.first(where: isProgram)
    }

    private static func isProgram(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
