import CopilotPorts
import Glibc

/// A command that prints a secret: run in a group of its own, without a terminal, and ended when its time is up.
struct SecretCommand {
    let words: [String]
    let environment: [String: String]
    let time: Duration

    /// The first line that it prints; it must end with 0.
    func firstLine(name: String) throws(SecretError) -> [UInt8] {
        var ends: [Int32] = [-1, -1]
        guard let program = words.first, pipe(&ends) == 0 else {
            throw SecretError(message: "the command of the secret '\(name)' cannot be run")
        }
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let process = GroupSpawn.start(words, environment: environment, streams: [.null, .file(ends[1]), .null])
        close(ends[1])
        guard let process else {
            throw SecretError(message: "the command '\(program)' of the secret '\(name)' cannot be run")
        }
        let read = readAll(ends[0])
        if read == nil { kill(-process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard let read else {
            throw SecretError(message: "the command '\(program)' of the secret '\(name)' took too long")
        }
        guard status == 0 else {
            throw SecretError(message: "the command '\(program)' of the secret '\(name)' failed")
        }
        return Array(read.prefix { $0 != 0x0A })
    }

    /// Everything up to the cap; nil when the time is up.
    private func readAll(_ descriptor: Int32) -> [UInt8]? {
        let deadline = ContinuousClock.now + time
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count <= LocalSecretReader.mostBytes {
            let left = (deadline - ContinuousClock.now) / .milliseconds(1)
            guard left > 0 else { return nil }
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&entry, 1, Int32(clamping: Int(left.rounded(.up))))
            if ready < 0, errno != EINTR { return nil }
            guard ready > 0 else { continue }
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        return bytes
    }
}
