/// What a user has laid down for prompts: of the mission, of a task, or of their configuration.
///
/// A rule applies where everything it names fits. Denials win over everything; of several others the first counts.
package struct PromptRule: Sendable, Hashable, Codable {
    /// What a rule says to do.
    package enum Verdict: Sendable, Hashable, Codable {
        /// Type this text and Enter.
        case type(String)
        /// Whatever the question's own words for it are.
        case accept, decline, takeDefault
        /// Type the secret of this name.
        case secret(name: String)
        /// Never answer it: ask, or park.
        case deny
    }

    /// A regular expression that the question, or for an agent's request its command, must contain; nil: any. Case does not matter.
    package var match: String?
    package var kind: PromptKind?
    package var verdict: Verdict
    /// How often in one attempt it may be used; nil: no limit but the loop check's.
    package var times: Int?
    /// Without it a rule accepts nothing destructive.
    package var allowsDestructive: Bool

    package init(
        match: String? = nil, kind: PromptKind? = nil, verdict: Verdict, times: Int? = nil,
        allowsDestructive: Bool = false
    ) {
        self.match = match
        self.kind = kind
        self.verdict = verdict
        self.times = times
        self.allowsDestructive = allowsDestructive
    }
}

/// Where a secret's bytes come from; they are read when they are typed, and kept nowhere.
package enum SecretSource: Sendable, Hashable, Codable {
    /// A variable of the supervisor's environment.
    case environment(String)
    /// The first line of a file that only its owner may read (mode 0600 or stricter).
    case file(String)
    /// The first line that a command prints.
    case command([String])

    /// The same with an absolute path: `~/` is `home`, anything else that is relative lies in `folder`.
    package func resolved(in folder: String, home: String?) -> SecretSource {
        guard case .file(let path) = self, !path.hasPrefix("/") else { return self }
        if path.hasPrefix("~/"), let home { return .file(home + path.dropFirst()) }
        return .file(folder + "/" + path)
    }
}
