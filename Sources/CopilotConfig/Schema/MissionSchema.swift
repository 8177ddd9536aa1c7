import CopilotModel

/// The one table of what a mission file and the user's configuration may say. The parser takes its known keys from
/// here, and `copilot-tui schema` prints it.
package enum MissionSchema {
    /// Every key, in the order in which the reference shows them.
    package static let keys: [SchemaKey] =
        missionKeys + taskKeys + recoveryKeys + ruleKeys + promptKeys + configKeys
        + laterKeys

    /// The keys of one place, by name; those of later versions are not among them.
    package static func known(in place: SchemaKey.Place) -> [String: SchemaKey] { tables[place] ?? [:] }

    /// The keys whose names are kept for later versions.
    package static let later: Set<String> = Set(laterKeys.map(\.name))

    private static let tables: [SchemaKey.Place: [String: SchemaKey]] = {
        var tables: [SchemaKey.Place: [String: SchemaKey]] = [:]
        for key in keys where key.since != nil {
            for place in key.places { tables[place, default: [:]][key.name] = key }
        }
        return tables
    }()

    /// A key of this version.
    static func key(
        _ name: String, _ places: Set<SchemaKey.Place>, _ kind: SchemaKey.Kind, default fallback: String,
        example: String,
        _ meaning: String
    ) -> SchemaKey {
        SchemaKey(
            name: name, places: places, kind: kind, fallback: fallback, meaning: meaning, example: example, since: "0.1"
        )
    }

    private static let missionKeys = [
        key("name", [.mission], .text, default: "required", example: "nightly", "What the run is called after."),
        key(
            "description", [.mission, .task, .group, .defaults], .text, default: "none", example: "checks the corpus",
            "For people; shown with the details."),
        key(
            "duration", [.mission], .duration, default: "no deadline", example: "10h",
            "How long the mission may take: its deadline. Sets the level unless 'level' does."),
        key(
            "level", [.mission, .config], .choice(AutonomyLevel.allCases.map(\.rawValue)),
            default: "by duration, else interactive on a terminal and autonomous without one",
            example: "semiAutonomous",
            "How much is decided without a person."),
        key(
            "concurrency", [.mission, .config], .integer(1...MissionLimits.mostConcurrent),
            default: "the number of processors", example: "3", "How many tasks run at once."),
        key(
            "answer_after", [.mission], .duration, default: "never", example: "10m",
            "At levels that ask: after so long a harmless question that nobody answers gets what is proposed."),
        key(
            "env", [.mission, .task, .group, .defaults], .environment, default: "none", example: "{ LANG: C.UTF-8 }",
            "Variables for the commands, merged from the mission over groups to the task; null removes one."),
        key(
            "defaults", [.mission], .keys(.defaults), default: "none", example: "{ retry: { attempts: 5 } }",
            "Task keys that every task has unless it says otherwise."),
        key(
            "secrets", [.mission, .config], .named(.secret), default: "none", example: "{ TOKEN: { env: MY_TOKEN } }",
            "Where secrets come from that a rule names: never their values."),
        key(
            "tasks", [.mission, .group], .tasks, default: "required", example: "{ inner: { run: make } }",
            "Ids with their tasks. A task that has 'tasks' itself is a group."),
    ]

    private static let taskKeys = [
        key(
            "id", [.line], .text, default: "required", example: "build", "In JSON lines only: its id."),
        key(
            "run", [.task], .command, default: "required", example: "make all",
            "The command: text for /bin/sh -c, or a list of words. Placeholders: {item}, {index}, "
                + "axes, {checkpoint} (what it has laid down last)."
        ),
        key(
            "cwd", [.task, .group, .defaults], .text, default: "the workspace", example: "sub",
            "The directory it runs in, relative to the group's and that to the workspace."),
        key(
            "needs", [.task, .group], .ids, default: "none", example: "[first]",
            "What must have ended before. A name is looked for in the same group first, then outward."),
        key(
            "when", [.task, .group, .defaults], .choice(TaskCondition.allCases.map(\.rawValue)),
            default: "all_succeeded",
            example: "always", "How its needs must have ended."),
        key(
            "for_each", [.task], .keys(.forEach), default: "one run", example: "{ items: [a, b] }",
            "One child for each item: {item}, {index}."),
        key(
            "matrix", [.task], .matrix, default: "one run", example: "{ os: [linux, bsd] }",
            "One child for each combination of values; each axis is a placeholder."),
        key(
            "priority", [.task, .defaults], .integer(-1_000_000...1_000_000), default: "0", example: "7",
            "Of two ready tasks the one with the higher number starts first."),
        key(
            "critical", [.task, .group, .defaults], .boolean, default: "true", example: "false",
            "Whether its failure makes the mission fail. A group's false holds for all in it."),
        key(
            "retry", [.task, .defaults], .keys(.retry), default: "by the kind of failure, see README",
            example: "{ attempts: 4 }", "How often and after what pauses it is tried again."),
        key(
            "timeout", [.task, .defaults], .durationOrKeys(.timeout), default: "adaptive, no limit", example: "45m",
            "How long a try may take."),
        key(
            "may_ask", [.task, .defaults], .choices(QuietTool.allCases.map(\.rawValue)), default: "none",
            example: "[git]",
            "Tools that are not kept from asking: variables such as GIT_TERMINAL_PROMPT=0 are left out for them."),
        key(
            "outputs", [.task, .defaults], .paths, default: "none", example: "[out/a.json]",
            "Paths that must exist after exit 0 for it to have succeeded."),
        key(
            "prompts", [.mission, .task, .group, .defaults, .config], .list(of: .rule), default: "none",
            example: "[{ match: proceed, answer: accept }]",
            "What is done about its questions. The task's own come first, then the groups', those of 'defaults', the mission's."
        ),
    ]

    private static let ruleKeys = [
        key(
            "attempts", [.retry], .integer(1...MissionLimits.mostAttempts), default: "by the kind of failure",
            example: "4",
            "Tries in all, the first included; but for a bug or a failing test, which only gets one confirming re-run."),
        key(
            "delay", [.retry], .duration, default: "by the kind of failure", example: "5s",
            "The longest pause before the second try; the pause itself is random, from 0 up to it."),
        key(
            "factor", [.retry], .number(1...1000), default: "by the kind of failure", example: "1.5",
            "By how much the longest pause grows with each further try."),
        key(
            "max_delay", [.retry], .duration, default: "by the kind of failure", example: "5m", "No pause is longer."),
        key(
            "strategy", [.timeout], .choice(TimeoutRule.Strategy.allCases.map(\.rawValue)), default: "adaptive",
            example: "fixed", "Where the limit comes from."),
        key("limit", [.timeout], .duration, default: "none", example: "45m", "The longest that one try may take."),
        key("idle", [.timeout], .duration, default: "none", example: "10m", "The longest that it may print nothing."),
        key("grace", [.timeout], .duration, default: "10s", example: "30s", "The time between TERM and KILL."),
        key(
            "file", [.forEach], .text, default: "none", example: "corpus.txt",
            "A file with one item a line, relative to the workspace; read once, when the task is ready."),
        key("items", [.forEach], .items, default: "none", example: "[a, b]", "The items themselves."),
    ]

    private static let promptKeys = [
        key(
            "match", [.rule], .text, default: "any question, if 'kind' is given", example: "proceed",
            "A regular expression, found anywhere in the question, or in the command an agent asks about; case does not matter."
        ),
        key(
            "kind", [.rule], .choice(PromptKind.allCases.map(\.rawValue)), default: "any", example: "hostkey",
            "The kind of question."),
        key(
            "answer", [.rule], .textOrKeys(.answer), default: "required without 'deny'", example: "decline",
            "accept, decline, default (in the question's own words for it), or a text, which is typed with Enter."),
        key(
            "deny", [.rule], .trueOrText, default: "false", example: "true",
            "Never answer it, whatever other rules say; a text is its 'match'."),
        key(
            "times", [.rule], .integer(1...1000), default: "as often as it asks", example: "1",
            "How often it is used in one attempt."),
        key(
            "destructive", [.rule], .boolean, default: "false", example: "true",
            "Whether it may accept what could destroy something."),
        key("secret", [.answer], .text, default: "none", example: "TOKEN", "The name of a secret of 'secrets'."),
        key(
            "text", [.answer], .text, default: "none", example: "accept", "A text to type, also one of the words above."
        ),
        key(
            "env", [.secret], .text, default: "none", example: "MY_TOKEN",
            "A variable of copilot-tui's own environment."),
        key(
            "file", [.secret], .text, default: "none", example: "/run/secrets/token",
            "A file with mode 0600 whose first line it is."),
        key(
            "command", [.secret], .items, default: "none", example: "[pass, show, token]",
            "A command, as a list of words, whose first line of output it is."),
    ]

    private static let configKeys = [
        key("theme", [.config], .text, default: "the built-in one", example: "okabe-ito", "The theme of the screen."),
        key(
            "color", [.config], .choice(UserConfig.ColorChoice.allCases.map(\.rawValue)), default: "auto",
            example: "mono", "How many colours the screen uses."),
        key("mouse", [.config], .boolean, default: "true", example: "false", "Whether the screen takes the mouse."),
        key(
            "keep_checkpoints", [.config], .duration, default: "48h", example: "7d",
            "How long old checkpoints in our folders, and snapshots of other runs, are kept; a task's newest stays."),
    ]

    private static let laterKeys: [SchemaKey] = [
        "validate", "resources", "mission", "worktree", "executor",
    ].map {
        SchemaKey(
            name: $0, places: [.mission, .task, .group, .defaults], kind: .text, fallback: "", meaning: "", example: "",
            since: nil)
    }
}
