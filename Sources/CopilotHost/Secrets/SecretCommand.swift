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
        let process = spawn(program, output: ends[1])
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

    private func spawn(_ program: String, output: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var process: pid_t = 0
        return posix_spawnp(&process, program, &actions, &attributes, &arguments, &variables) == 0 ? process : nil
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
