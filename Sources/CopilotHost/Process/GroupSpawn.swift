import Glibc

/// Starts programs of ours in a group of their own, without a terminal, with signals as in a fresh shell.
enum GroupSpawn {
    /// What stands behind a descriptor of the program's.
    enum Stream {
        case null
        case file(Int32)
    }

    /// Starts it; the group has the number of the process. nil: it could not be started.
    ///
    /// - Parameters:
    ///   - words: the program, looked up in our own `PATH` where it names no folder, and its arguments.
    ///   - streams: its descriptors from 0 on.
    ///   - closesInherited: whether it gets no other descriptor: some of the libraries in this process leave their sockets
    ///     open to children.
    static func start(
        _ words: [String], environment: [String: String], streams: [Stream], closesInherited: Bool = false
    ) -> pid_t? {
        guard let program = words.first else { return nil }
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (number, stream) in streams.enumerated() {
            switch stream {
            case .null:
                let mode = number == 0 ? O_RDONLY : O_WRONLY
                posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", mode, 0)
            case .file(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
            }
        }
        if closesInherited {
            for name in FolderNames.all(in: "/proc/self/fd") ?? [] {
                guard let inherited = Int32(name), inherited > 2 else { continue }
                posix_spawn_file_actions_addclose(&actions, inherited)
            }
        }
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
}
