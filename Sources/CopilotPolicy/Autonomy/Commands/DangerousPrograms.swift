/// What is known to destroy, publish, take over or stop something. Nothing becomes harmless by not standing here: it only tells
/// a user's rule that would allow it that it must say `destructive: true`.
enum DangerousPrograms {
    private static let programs: Set<String> = [
        "rm", "rmdir", "unlink", "shred", "mv", "dd", "truncate", "mkfs", "fdisk", "sfdisk", "gdisk", "parted",
        "wipefs",
        "mkswap", "chmod", "chown", "chgrp", "setfacl", "chattr", "kill", "pkill", "killall", "reboot", "shutdown",
        "halt",
        "poweroff", "systemctl", "crontab", "passwd", "useradd", "userdel", "usermod", "visudo", "iptables",
        "nft",
        "mount", "umount", "sudo", "doas", "su", "pkexec", "eval", "curl", "wget", "ssh", "scp", "rsync", "nc", "ncat",
        "socat", "ftp", "telnet", "terraform", "kubectl", "helm", "aws", "gcloud", "az", "dropdb", "mysql", "psql",
        "sqlite3",
        "mongo", "redis-cli", "twine", "tee", "ln",
    ]
    private static let git: Set<String> = [
        "push", "reset", "clean", "checkout", "restore", "rebase", "filter-branch", "filter-repo", "update-ref", "gc",
        "prune",
        "rm", "mv", "stash", "reflog", "replace", "branch", "tag", "remote", "config",
    ]
    private static let subcommands: Set<String> = [
        "docker rm", "docker rmi", "docker system", "docker volume", "docker push", "npm publish", "npm unpublish",
        "cargo publish", "pip uninstall", "apt remove", "apt purge", "apt-get remove", "apt-get purge", "gh release",
        "gh repo", "podman rm",
    ]

    /// Whether the program, with its first argument, is known as dangerous.
    static func contains(_ words: [String]) -> Bool {
        guard let program = words.first else { return false }
        if programs.contains(program) || program.hasPrefix("mkfs.") { return true }
        if program == "git", words.dropFirst().contains(where: git.contains) { return true }
        if words.contains("--in-place")
            || (program == "sed" && words.contains { $0.hasPrefix("-") && $0.contains("i") })
        {
            return true
        }
        return subcommands.contains(words.prefix(2).joined(separator: " "))
    }

    /// Whether any word of a line that could not be taken apart names one of them.
    static func areNamed(in line: String) -> Bool {
        let words = line.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ".") }.map(String.init)
        return words.indices.contains { contains(Array(words[$0...].prefix(4))) }
    }
}
