/// A key that users may write, with all that is to be said about it.
package struct SchemaKey: Sendable, Hashable {
    /// Where keys stand.
    package enum Place: String, Sendable, Hashable, CaseIterable {
        case mission, task, group, line, defaults, retry, timeout, forEach, rule, answer, secret
        case alternative, output, protect, checkpoint, config

        /// As messages name it: `a task`, `'retry'`.
        package var phrase: String {
            switch self {
            case .mission: "the mission"
            case .task: "a task"
            case .group: "a group"
            case .line: "a line"
            case .defaults: "'defaults'"
            case .retry: "'retry'"
            case .timeout: "'timeout'"
            case .forEach: "'for_each'"
            case .rule: "a rule of 'prompts'"
            case .answer: "'answer'"
            case .secret: "a secret"
            case .alternative: "an alternative of 'fallback'"
            case .output: "an output of 'default'"
            case .protect: "'protect'"
            case .checkpoint: "'checkpoint'"
            case .config: "config.yaml"
            }
        }
    }

    /// What may stand behind a key.
    package enum Kind: Sendable, Hashable {
        case text, duration, boolean, command, environment, ids, paths, items
        case integer(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        case choice([String])
        /// A list of these words, or one of them.
        case choices([String])
        /// Ids with tasks or groups.
        case tasks
        /// Axes with their values.
        case matrix
        /// A mapping with the keys of this place.
        case keys(SchemaKey.Place)
        /// A duration, or a mapping with the keys of this place.
        case durationOrKeys(SchemaKey.Place)
        /// A text, or a mapping with the keys of this place.
        case textOrKeys(SchemaKey.Place)
        /// A list of mappings with the keys of this place.
        case list(of: SchemaKey.Place)
        /// Names, each with a mapping with the keys of this place.
        case named(SchemaKey.Place)
        /// A list of commands, of `skip`, and of mappings with the keys of this place.
        case alternatives(SchemaKey.Place)
        /// Paths, each with a text or a mapping with the keys of this place.
        case outputs(SchemaKey.Place)
        /// A truth value, a path, a list of paths, or a mapping with the keys of this place.
        case protection(SchemaKey.Place)
        /// true, or a text.
        case trueOrText
    }

    package let name: String
    package let places: Set<Place>
    package let kind: Kind
    /// What holds where the key is left out, in words; `required` where it must not be.
    package let fallback: String
    /// What it does, in a sentence or two.
    package let meaning: String
    /// A value as YAML writes it on one line, other than the default.
    package let example: String
    /// The first version that knows it; nil: none yet, the name is kept for a later one.
    package let since: String?
}
