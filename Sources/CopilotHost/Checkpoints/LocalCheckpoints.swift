package import CopilotModel
package import CopilotPorts
import Glibc

/// Checkpoints in folders of this machine.
package struct LocalCheckpoints: CheckpointSaver {
    /// How long a save command may take.
    private let commandTime: Duration
    /// How long a task may take to lay something down after a signal.
    private let signalTime: Duration
    /// Clears away what is old in our own folders; nil: nothing is.
    private let pruning: CheckpointPruning?

    /// Between two looks at a folder in which something is to appear, in microseconds.
    private static let pauseMicroseconds: UInt32 = 100_000
    /// What is written is taken for whole when it has not changed for so many looks.
    private static let calmLooks = 10

    package init(
        commandTime: Duration = .seconds(300), signalTime: Duration = .seconds(120), pruning: CheckpointPruning? = nil
    ) {
        self.pruning = pruning
        self.commandTime = commandTime
        self.signalTime = signalTime
    }

    package func newest(in directory: String) -> CheckpointInfo? { entry(in: directory)?.info }

    package func save(
        _ rule: CheckpointRule, of process: ProcessIdentity, in directory: String, at place: RepairPlace
    ) -> CheckpointOutcome {
        let outcome = make(rule, of: process, in: directory, at: place)
        if case .saved(let info) = outcome { pruning?.prune(directory, sparing: info.path) }
        return outcome
    }

    private func make(
        _ rule: CheckpointRule, of process: ProcessIdentity, in directory: String, at place: RepairPlace
    ) -> CheckpointOutcome {
        let shown = ShownPath.text(directory)
        guard makeFolder(directory) else {
            return .failed(reason: "the folder \(shown) cannot be made: \(SystemText.of(errno))")
        }
        let before = entry(in: directory)
        switch rule.save {
        case nil:
            guard let before else { return .failed(reason: "nothing lies in \(shown) yet") }
            return .saved(before.info)
        case .command(let command):
            var environment = place.environment
            environment["COPILOT_CHECKPOINT_DIR"] = directory
            environment["COPILOT_PID"] = "\(process.pid)"
            do throws(RepairError) {
                try RepairCommand(
                    words: command.words, environment: environment, directory: place.directory, time: commandTime
                ).run()
            } catch {
                return .failed(reason: "the save command failed: \(error.message)")
            }
            if let now = entry(in: directory), now != before { return .saved(now.info) }
            return .failed(reason: "the save command ended with 0, but nothing new lies in \(shown)")
        case .signal(let number):
            guard ProcessTable().isAlive(process), kill(process.pid, number) == 0 else {
                return .failed(reason: "its process is gone")
            }
            return wait(since: before, in: directory, while: process)
        }
    }

    /// Waits until something new lies there and is whole.
    private func wait(since before: Entry?, in directory: String, while process: ProcessIdentity) -> CheckpointOutcome {
        let shown = ShownPath.text(directory)
        let deadline = ContinuousClock.now + signalTime
        var last: Entry?
        var calm = 0
        while ContinuousClock.now < deadline {
            if let now = entry(in: directory), now != before {
                calm = now == last ? calm + 1 : 0
                last = now
                if calm >= Self.calmLooks { return .saved(now.info) }
            } else if !ProcessTable().isAlive(process) {
                return .failed(reason: "it ended at the signal, and nothing new lies in \(shown)")
            }
            usleep(Self.pauseMicroseconds)
        }
        if last != nil { return .failed(reason: "what is written in \(shown) keeps changing") }
        return .failed(reason: "nothing new has appeared in \(shown) after the signal")
    }

    private struct Entry: Equatable {
        var info: CheckpointInfo
        var seconds: Int
        var nanoseconds: Int

        static func < (left: Entry, right: Entry) -> Bool {
            (left.seconds, left.nanoseconds, left.info.path) < (right.seconds, right.nanoseconds, right.info.path)
        }
    }

    /// The newest entry; unfinished ones (`.name`, `name.tmp`, `name.part`) and empty files do not count.
    private func entry(in directory: String) -> Entry? {
        var newest: Entry?
        for name in FolderNames.all(in: directory) ?? [] {
            if name.hasPrefix(".") || name.hasSuffix(".tmp") || name.hasSuffix(".part") { continue }
            let path = directory + "/" + name
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            let kind = status.st_mode & S_IFMT
            guard kind == S_IFDIR || (kind == S_IFREG && status.st_size > 0) else { continue }
            let info = CheckpointInfo(path: path, bytes: kind == S_IFREG ? Int64(status.st_size) : 0)
            let found = Entry(info: info, seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
            newest = newest.map { $0 < found ? found : $0 } ?? found
        }
        return newest
    }

    /// Makes a folder and those it stands in.
    private func makeFolder(_ path: String) -> Bool {
        var status = stat()
        if stat(path, &status) == 0 { return status.st_mode & S_IFMT == S_IFDIR }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex, !makeFolder(String(path[..<slash])) {
            return false
        }
        return mkdir(path, 0o700) == 0 || errno == EEXIST
    }
}

extension TaskCommand {
    /// What is executed.
    fileprivate var words: [String] {
        switch self {
        case .shell(let line): ["/bin/sh", "-c", line]
        case .arguments(let words): words
        }
    }
}
