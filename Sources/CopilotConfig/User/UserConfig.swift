package import CopilotModel

/// What the user's `config.yaml` says.
package struct UserConfig: Sendable, Hashable {
    /// How many colours the screen uses.
    package enum ColorChoice: String, Sendable, Hashable, CaseIterable {
        /// What the terminal can do.
        case auto
        case truecolor
        case colors256 = "256"
        case colors16 = "16"
        case mono
    }

    /// A theme's name; nil: the built-in one.
    package var theme: String?
    package var color: ColorChoice
    /// Whether the screen takes the mouse.
    package var mouse: Bool
    /// How many tasks run at once where the mission does not say; nil: the number of processors.
    package var concurrency: Int?
    /// The level where the mission says neither one nor a duration.
    package var level: AutonomyLevel?
    /// What is laid down for prompts, behind the mission's own rules.
    package var prompts: [PromptRule]
    /// Where the secrets come from that rules name.
    package var secrets: [String: SecretSource]

    /// How long checkpoints and snapshots are kept; nil: 48 h.
    package var keptFor: Duration?

    /// The largest file that is read: 1 MiB.
    package static let mostBytes = 1 << 20

    package init(
        theme: String? = nil, color: ColorChoice = .auto, mouse: Bool = true, concurrency: Int? = nil,
        level: AutonomyLevel? = nil, prompts: [PromptRule] = [], secrets: [String: SecretSource] = [:],
        keptFor: Duration? = nil
    ) {
        self.keptFor = keptFor
        self.theme = theme
        self.color = color
        self.mouse = mouse
        self.concurrency = concurrency
        self.level = level
        self.prompts = prompts
        self.secrets = secrets
    }

    /// Reads the file at `path`; if there is none, or nothing in it, everything has its default.
    ///
    /// - Throws: everything that is wrong with it.
    package static func load(path: String) throws(ConfigFileError) -> UserConfig {
        guard let entries = try UserFile.entries(path, most: mostBytes) else { return UserConfig() }
        var config = UserConfig()
        var reader = NodeReader()
        for entry in reader.knownEntries(entries, in: .config) {
            switch entry.key {
            case "theme": config.theme = reader.text(entry)
            case "color": config.color = reader.choice(entry, as: ColorChoice.self) ?? .auto
            case "mouse": config.mouse = reader.boolean(entry) ?? true
            case "concurrency": config.concurrency = reader.integer(entry, in: .config)
            case "level": config.level = reader.choice(entry, as: AutonomyLevel.self)
            case "prompts": config.prompts = reader.promptRules(entry)
            case "keep_checkpoints": config.keptFor = reader.duration(entry)
            case "secrets": config.secrets = reader.secrets(entry)
            default: break
            }
        }
        try reader.problems.check(file: path)
        return config
    }
}
