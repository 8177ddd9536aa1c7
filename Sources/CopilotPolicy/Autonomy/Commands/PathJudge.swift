import CopilotModel

/// Tells by a path's letters where it leads; symbolic links are not followed.
struct PathJudge {
    /// Absolute; nil: unknown, so that only relative paths are inside.
    var workspace: String?

    /// Names under which secrets are kept; a component that begins with one of ``secretBeginnings`` counts as well.
    private static let secretNames: Set<String> = [
        ".ssh", ".gnupg", ".aws", ".azure", ".kube", ".docker", ".netrc", ".npmrc", ".pypirc", ".git-credentials",
        ".pgpass",
        ".my.cnf", ".vault-token", ".password-store", ".htpasswd", ".bash_history", ".zsh_history", ".python_history",
        "shadow", "gshadow", "sudoers", "credentials", "credentials.json", "secrets", "secrets.yml", "secrets.yaml",
        "secrets.json", "environ", "authorized_keys", "known_hosts", "keyring", "keyrings",
    ]
    private static let secretBeginnings = [".env", "id_rsa", "id_ed25519", "id_ecdsa", "id_dsa"]
    private static let secretEnds = [
        ".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".kdbx", ".gpg", ".asc", ".env",
    ]
    /// What every program may read: headers, libraries, documentation.
    private static let openPlaces = ["/usr/include", "/usr/lib", "/usr/share", "/usr/local/include", "/usr/local/lib"]

    /// Why a command that reads `word` is not harmless; nil: it stands inside the workspace and is no secret.
    func objection(to word: ShellWord) -> String? {
        for piece in Self.paths(in: word.text) {
            let parts = piece.split(separator: "/")
            if parts.contains("..") { return "'\(piece.shown())' leads out of its folder" }
            if let secret = parts.first(where: { Self.isSecret($0) }) { return "'\(secret.shown())' may hold secrets" }
            if word.hasGlob, parts.contains(where: { $0.hasPrefix(".") && $0.contains { "*?[".contains($0) } }) {
                return "'\(piece.shown())' may stand for secrets"
            }
            if parts.starts(with: [".git"]) || piece.contains("/.git/"), parts.last == "config" {
                return "'\(piece.shown())' may hold secrets"
            }
            if piece.hasPrefix("~") { return "'\(piece.shown())' stands outside the workspace" }
            if piece.hasPrefix("/"), !isInside(piece), !Self.isOpenPlace(piece) {
                return "'\(piece.shown())' stands outside the workspace"
            }
        }
        return nil
    }

    /// Whether `path` stands inside the workspace and not in git's own folder.
    func isInside(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        if path.isEmpty || path.hasPrefix("~") || parts.contains("..") || parts.contains(".git") { return false }
        guard path.hasPrefix("/") else { return true }
        guard let workspace, workspace.hasPrefix("/") else { return false }
        let root = workspace.split(separator: "/")
        return !root.isEmpty && !root.contains("..") && parts.starts(with: root)
    }

    private static func isOpenPlace(_ path: String) -> Bool {
        path == "/dev/null" || openPlaces.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    private static func isSecret(_ part: Substring) -> Bool {
        let name = part.lowercased()
        return secretNames.contains(name) || secretBeginnings.contains { name.hasPrefix($0) }
            || secretEnds.contains { name.hasSuffix($0) }
    }

    /// What may be a path in a word: the word itself, what stands behind `=`, `:` or `,` in it (`--file=X`, `HEAD:X`), and what
    /// is glued to a short option (`-f/etc/x`).
    private static func paths(in text: String) -> [String] {
        var found = [text]
        found += text.split { $0 == "=" || $0 == ":" || $0 == "," || $0 == "@" }.map(String.init)
        if text.hasPrefix("-"), !text.hasPrefix("--") {
            found.append(String(text.dropFirst(2)))
            if let slash = text.firstIndex(of: "/") { found.append(String(text[slash...])) }
        }
        return found
    }
}
