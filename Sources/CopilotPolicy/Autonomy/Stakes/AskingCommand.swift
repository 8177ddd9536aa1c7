/// The command that asks, and the process of it that waits: what their names say about the deed.
struct AskingCommand {
    /// The words of the command that asks, of a line of several only its own part.
    let words: [String]
    /// In lower case; nil: unknown.
    let process: String?

    init(command: String?, process: String?) {
        self.process = process.map { Self.name($0) }
        words = Self.words(of: command, process: self.process)
    }

    /// Whether it is a tool for disks, whatever it asks.
    var rewritesDisks: Bool {
        [words.first, process].contains { name in
            name.map { StakeWords.diskPrograms.contains($0) || $0.hasPrefix("mkfs") } ?? false
        }
    }

    /// Whether the command line or the process that waits is one that loses something: a script may start it, and its question
    /// may be in any language.
    var isDestructive: Bool {
        words.prefix(8).contains { StakeWords.destructiveCommands.contains($0) || $0.hasPrefix("mkfs") }
            || orders.contains { StakeWords.undoingCommands.contains($0) }
            || process.map { StakeWords.destructiveProcesses.contains($0) } ?? false
    }

    /// Whether the command line says by itself that it publishes, deploys or pays.
    var reachesOut: Bool { orders.contains { StakeWords.reachingCommands.contains($0) } }

    /// The words right behind the program's name that are neither options nor what may belong to one: `-c release` is none.
    private var orders: [String] {
        zip(words, words.dropFirst()).prefix(3).filter { !$0.0.hasPrefix("-") && !$0.1.hasPrefix("-") }.map(\.1)
    }

    /// Whether it only puts something in, or newer.
    var installs: Bool {
        words.dropFirst().prefix(4).contains {
            ["install", "reinstall", "upgrade", "safe-upgrade", "full-upgrade", "dist-upgrade", "update"].contains($0)
        }
    }

    /// Whether what is typed are the names of what is to be lost.
    var feedsRemover: Bool {
        words.first == "xargs" && words.contains { StakeWords.destructiveCommands.contains($0) }
    }

    /// The words of the part of a command line that the asking process belongs to.
    private static func words(of command: String?, process: String?) -> [String] {
        guard let command, !command.isEmpty else { return process.map { [$0] } ?? [] }
        let parts = command.split { ";|&\n".contains($0) }.map { part in
            part.split { " \"'()".contains($0) }.map { name(String($0)) }.drop { isSetting($0) }
        }.filter { !$0.isEmpty }
        let own = process.flatMap { process in
            parts.last { $0.contains { $0.hasPrefix(process) || process.hasPrefix($0) && $0.count > 2 } }
        }
        return Array(own ?? parts.last ?? [])
    }

    private static func isSetting(_ word: String) -> Bool {
        word.contains("=") || ["sudo", "env", "exec", "time", "nice", "command", "doas"].contains(word)
    }

    private static func name(_ word: String) -> String {
        guard word.hasPrefix("/"), let slash = word.lastIndex(of: "/") else { return word.lowercased() }
        return word[word.index(after: slash)...].lowercased()
    }
}
