import CopilotModel

extension NodeReader {
    /// How many secrets one file may name.
    static let mostSecrets = 200

    /// The sources of a `secrets`, by name.
    mutating func secrets(_ entry: ConfigNode.Entry) -> [String: SecretSource] {
        if entry.value.isNull { return [:] }
        guard let entries = mapping(entry, example: "names with their sources, as { TOKEN: { env: MY_TOKEN } }") else {
            return [:]
        }
        if entries.count > Self.mostSecrets {
            report(entry.line, "'secrets' has \(entries.count) names; the most is \(Self.mostSecrets)")
        }
        var secrets: [String: SecretSource] = [:]
        for secret in entries.prefix(Self.mostSecrets) where isSecretName(secret.key, line: secret.line) {
            secrets[secret.key] = source(secret)
        }
        return secrets
    }

    /// Whether `name` may name a secret; if not, that is reported.
    mutating func isSecretName(_ name: String, line: Int) -> Bool {
        if FanOut.isAxisName(name), name.utf8.count <= 64 { return true }
        report(line, "'\(name.shown())' cannot name a secret; use letters, digits and '_', a letter first")
        return false
    }

    private mutating func source(_ secret: ConfigNode.Entry) -> SecretSource? {
        let name = secret.key.shown()
        guard case .mapping(let all) = secret.value.shape else {
            // What stands there may be the secret itself: it is not repeated.
            report(
                secret.value.line,
                "the secret '\(name)' needs its source, never its value; write \(name): {env: VARIABLE} or {file: PATH}"
            )
            return nil
        }
        let entries = knownEntries(all, in: .secret)
        guard all.count == 1, let only = entries.first else {
            if entries.count == all.count {
                report(
                    secret.line,
                    "the secret '\(name)' needs 'env', 'file' or 'command', one of the three; write {env: VARIABLE}")
            }
            return nil
        }
        switch only.key {
        case "env": return variable(only)
        case "file": return file(only)
        default: return command(only)
        }
    }

    private mutating func variable(_ entry: ConfigNode.Entry) -> SecretSource? {
        guard let name = text(entry) else { return nil }
        if FanOut.isAxisName(name) { return .environment(name) }
        report(entry.value.line, "'env' names no variable; write its name without '$', as env: MY_TOKEN")
        return nil
    }

    private mutating func file(_ entry: ConfigNode.Entry) -> SecretSource? {
        guard let path = text(entry) else { return nil }
        if !path.isEmpty, !path.hasControlCharacter { return .file(path) }
        report(entry.value.line, "'file' is not a path; name a file with mode 0600 whose first line is the secret")
        return nil
    }

    private mutating func command(_ entry: ConfigNode.Entry) -> SecretSource? {
        if entry.value.text != nil {
            report(entry.value.line, "'command' is a text; write a list of words, as command: [pass, show, deploy]")
            return nil
        }
        guard let words = texts(entry, single: false, of: "words")?.map(\.text) else { return nil }
        if let first = words.first, !first.isEmpty, !words.contains(where: { $0.utf8.contains(0) }) {
            return .command(words)
        }
        report(entry.value.line, "'command' is an empty list; its first word is the program")
        return nil
    }
}
