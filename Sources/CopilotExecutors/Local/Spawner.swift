import CProcess
import CopilotModel
import CopilotPorts
import Glibc

/// Starts one command under a terminal of its own, and puts into words why it could not be.
struct Spawner {
    /// What `PATH` is where the command's environment has none.
    static let defaultSearch = "/usr/local/bin:/usr/bin:/bin"

    /// What a launcher tells its supervisor, and no task.
    private static let ownVariables: Set<String> = [CP_SUPERVISOR_VARIABLE, CP_LAUNCHER_FD_VARIABLE]

    private var arena = SpawnArena()
    private var found = [CChar](repeating: 0, count: Int(PATH_MAX))

    mutating func spawn(_ launch: AttemptLaunch) throws(ExecutorError) -> cp_spawned {
        let words: [String]
        let path: String
        switch launch.command {
        case .shell(let line):
            words = ["sh", "-c", line]
            path = "/bin/sh"
        case .arguments(let arguments):
            guard let name = arguments.first, !name.isEmpty else {
                throw ExecutorError(code: .commandNotFound, errno: ENOENT, message: "The command is empty.")
            }
            words = arguments
            path = name.utf8.contains(UInt8(ascii: "/")) ? name : try search(for: name, launch)
        }
        guard arena.load(arguments: words, environment: launch.environment, without: Self.ownVariables) else {
            throw ExecutorError(
                code: .other, errno: EINVAL,
                message: "The command or its environment holds a null byte, or a variable without a proper name.")
        }
        return try start(path, launch)
    }

    private mutating func start(_ path: String, _ launch: AttemptLaunch) throws(ExecutorError) -> cp_spawned {
        var spawned = cp_spawned(pid: -1, master: -1, pidfd: -1, start: 0)
        var stage = CP_STAGE_TERMINAL
        let result = arena.withVectors { arguments, environment in
            cp_spawn(
                path, arguments, environment, launch.workingDirectory, UInt16(clamping: launch.size.columns),
                UInt16(clamping: launch.size.rows), &spawned, &stage)
        }
        guard let result, result == 0 else {
            throw SpawnFailure(launch: launch, path: path, errno: result ?? ENOMEM, stage: stage).error
        }
        return spawned
    }

    private mutating func search(for name: String, _ launch: AttemptLaunch) throws(ExecutorError) -> String {
        let search = launch.environment["PATH"] ?? Self.defaultSearch
        let result = cp_find_executable(search, name, launch.workingDirectory, &found, found.count)
        if result == 0 { return found.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? name } }
        throw SpawnFailure(launch: launch, path: name, errno: result, stage: CP_STAGE_PROCESS).error
    }
}

/// A start that failed, and the question why: asked only then, so that starts that work pay nothing for it.
struct SpawnFailure {
    var launch: AttemptLaunch
    /// What was to be executed.
    var path: String
    var errno: Int32
    var stage: cp_spawn_stage

    /// The failure in words for people.
    var error: ExecutorError {
        if stage == CP_STAGE_TERMINAL {
            return ExecutorError(
                code: .exhausted, errno: errno, message: "No terminal could be had: \(reason(errno)).\(advice)")
        }
        let directory = cp_check_directory(launch.workingDirectory)
        if directory != 0 {
            return ExecutorError(
                code: .workingDirectoryMissing, errno: directory,
                message: "The working directory \(launch.workingDirectory) cannot be entered: \(reason(directory)).")
        }
        switch errno {
        case ENOENT, ENOTDIR: return ExecutorError(code: .commandNotFound, errno: errno, message: notFound)
        case EACCES:
            return ExecutorError(
                code: .notExecutable, errno: errno, message: "'\(path)' may not be executed: \(reason(errno)).")
        case ENOEXEC:
            return ExecutorError(
                code: .notExecutable, errno: errno,
                message: "'\(path)' is neither a program for this machine nor a script with a #! line.")
        case EAGAIN, ENOMEM, EMFILE, ENFILE, ENOSPC:
            return ExecutorError(
                code: .exhausted, errno: errno, message: "No process could be started: \(reason(errno)).\(advice)")
        default:
            return ExecutorError(
                code: .other, errno: errno, message: "'\(path)' could not be started: \(reason(errno)).")
        }
    }

    /// The most that is shown of PATH: the sentence stands in the log once for each try.
    private static let mostSearch = 120

    private var notFound: String {
        guard path.utf8.contains(UInt8(ascii: "/")) else {
            let search = launch.environment["PATH"] ?? Spawner.defaultSearch
            let shown = search.prefix(Self.mostSearch)
            return "'\(path)' is not in PATH (\(shown)\(shown.utf8.count < search.utf8.count ? "…" : ""))."
        }
        let full = path.hasPrefix("/") ? path : launch.workingDirectory + "/" + path
        return access(full, F_OK) == 0
            ? "The interpreter that '\(path)' names in its first line is not there." : "'\(path)' is not there."
    }

    /// What a person could do about it.
    private var advice: String {
        guard errno == EMFILE else { return "" }
        return " All \(cp_file_limit()) files that one process may have open here are in use: a higher 'ulimit -Hn'"
            + " or a lower concurrency gives more room."
    }

    private func reason(_ errno: Int32) -> String { String(cString: strerror(errno)) }
}
