/// Whom a brake holds.
package enum BrakeMembers {
    /// Those that fail alike with a task: the children of its fan-out, else what runs the same program.
    package static func kin(of task: TaskID, _ declaration: MissionTask) -> Brake.Members {
        if task.isChild { return .fanOut(of: task.declared) }
        return .program(named: ProgramName.of(declaration) ?? task.description)
    }

    /// The usage limit that a task shares: the declared one, else its program's.
    package static func quota(of declaration: MissionTask) -> Brake.Members {
        .quota(named: declaration.resilience?.quota ?? ProgramName.of(declaration) ?? declaration.id.description)
    }

    /// All brakes that could hold a task. `hasFailedAtNetwork`: whether it is known to need the network by having failed at it.
    package static func all(of task: TaskID, _ declaration: MissionTask, hasFailedAtNetwork: Bool) -> [Brake.Members] {
        Declared(task, declaration).members(hasFailedAtNetwork: hasFailedAtNetwork)
    }

    /// What is the same for a task and its siblings, so that it is found out once for a fan-out of 100,000.
    package struct Declared: Sendable {
        private let own: [Brake.Members]
        private let usesNetwork: Bool
        private let worksOffline: Bool

        package init(_ task: TaskID, _ declaration: MissionTask) {
            own = [kin(of: task, declaration), quota(of: declaration)]
            worksOffline = declaration.resilience?.allow.contains(.offline) == true
            usesNetwork = BrakeMembers.usesNetwork(declaration)
        }

        /// All brakes that could hold it.
        package func members(hasFailedAtNetwork: Bool) -> [Brake.Members] {
            !worksOffline && (usesNetwork || hasFailedAtNetwork) ? own + [.network] : own
        }
    }

    /// Whether its command names a program, or a subcommand of one, that talks to other machines.
    private static func usesNetwork(_ declaration: MissionTask) -> Bool {
        guard let command = declaration.command else { return false }
        let words = command.summary.prefix(2_000).split(whereSeparator: { " \t\n;|&()'\"".contains($0) })
            .map { $0.split(separator: "/").last ?? $0 }
        if words.contains(where: { programs.contains(String($0)) }) { return true }
        return zip(words, words.dropFirst()).contains { subcommands[String($0)]?.contains(String($1)) == true }
    }

    private static let programs: Set<String> = [
        "curl", "wget", "ssh", "scp", "sftp", "rsync", "aws", "gcloud", "az", "gh", "glab", "kubectl", "helm", "claude",
        "codex", "gemini", "aider", "ftp", "telnet", "ping", "dig", "host", "nslookup", "hf", "huggingface-cli",
    ]

    private static let subcommands: [String: Set<String>] = [
        "git": ["clone", "fetch", "pull", "push", "ls-remote", "submodule"],
        "pip": ["install", "download"], "pip3": ["install", "download"], "uv": ["sync", "add", "pip"],
        "npm": ["install", "ci", "publish", "audit", "view"], "yarn": ["install", "add"], "pnpm": ["install", "add"],
        "apt-get": ["install", "update", "upgrade", "dist-upgrade"], "apt": ["install", "update", "upgrade"],
        "cargo": ["fetch", "install", "publish", "update"], "go": ["get", "mod", "install"],
        "docker": ["pull", "push", "login"], "conda": ["install", "update", "create"], "gem": ["install"],
    ]
}
