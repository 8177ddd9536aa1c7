/// The programs that a command line names, as far as can be told without a shell.
struct CommandPrograms: Sendable {
    /// Every word of it, in lower case, without folders.
    let words: Set<String>
    /// The program whose exit status the command has: the first word after the last `;`, `&&`, `||` or `|`.
    let last: String?
    /// The words of the last simple command.
    let lastWords: [String]
    /// Whether a pipe feeds the last simple command.
    let isLastFed: Bool
    /// Whether there is no other simple command.
    let isAlone: Bool

    init(_ command: String) {
        let text = String(command.prefix(4_000)).lowercased()
        var all: Set<String> = []
        var parts: [[String]] = [[]]
        var fed: Set<Int> = []
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }) {
            var word = word
            while let first = word.first, "('\"`$".contains(first) { word = word.dropFirst() }
            let ends = word.last == ";"
            while let tail = word.last, ";)'\"`".contains(tail) { word = word.dropLast() }
            if ["&&", "||", "|", ";", "&", "then", "do", "else"].contains(String(word)) {
                parts.append([])
                if word == "|" { fed.insert(parts.count - 1) }
                continue
            }
            let name = word.split(separator: "/").last.map(String.init) ?? String(word)
            all.insert(name)
            parts[parts.count - 1].append(name)
            if ends { parts.append([]) }
        }
        words = all
        let commands = parts.map(Self.withoutFront).enumerated().filter { _, words in
            words.first.map { $0 != "exit" } ?? false
        }
        lastWords = commands.last?.element ?? []
        last = lastWords.first
        isLastFed = commands.last.map { fed.contains($0.offset) } ?? false
        isAlone = commands.count < 2
    }

    /// Whether a package manager fetches something: what a server does not know then is a package.
    var isInstaller: Bool { !words.isDisjoint(with: Self.managers) && !words.isDisjoint(with: Self.fetches) }

    private static let managers: Set<String> = [
        "apt", "apt-get", "dnf", "yum", "zypper", "apk", "pacman", "brew", "pip", "pip3", "uv", "poetry", "pipenv",
        "conda", "mamba", "npm", "npx", "yarn", "pnpm", "bun", "go", "cargo", "gem", "bundle", "composer", "mvn",
        "gradle", "gradlew", "nuget", "dotnet", "cabal", "stack", "mix", "opam", "luarocks", "cpan", "cpanm",
        "ansible-galaxy", "helm", "terraform", "docker", "podman",
    ]
    private static let fetches: Set<String> = [
        "install", "i", "ci", "add", "get", "pull", "download", "restore", "update", "upgrade", "sync", "fetch", "mod",
        "init", "require", "deps.get", "build",
    ]

    /// Without assignments and programs that only start another.
    private static func withoutFront(_ words: [String]) -> [String] {
        Array(
            words.drop { word in
                word.contains("=") && !word.hasPrefix("-")
                    || ["sudo", "env", "nice", "time", "nohup", "exec", "command", "stdbuf"].contains(word)
            })
    }
}
