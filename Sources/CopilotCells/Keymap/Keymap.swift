/// Which key does what, where. Holds no conflicts: one that would is not made.
package struct Keymap: Sendable, Hashable {
    /// One line of the map.
    package struct Binding: Sendable, Hashable {
        package let context: KeyContext
        package let action: Action
        /// The first one is shown in the footer; none: the action is disabled.
        package let keys: [Key]
        /// A word or two for the footer.
        package let label: String
        /// What the action does, in a sentence.
        package let description: String

        /// As a keymap names it: `tree.retry`.
        package var name: String { "\(context.rawValue).\(action.rawValue)" }

        /// The binding with other keys, each once; nil changes nothing.
        func with(keys: [Key]?) -> Binding {
            guard let keys else { return self }
            let unique = keys.reduce(into: [Key]()) { if !$0.contains($1) { $0.append($1) } }
            return Binding(context: context, action: action, keys: unique, label: label, description: description)
        }
    }

    /// All bindings, in the order of the help page.
    package let bindings: [Binding]
    private let table: [KeyContext: [Key: Action]]

    /// The map that is compiled in.
    package static let standard = Keymap(bindings: standardBindings)

    static let standardBindings = DefaultBindings.all.flatMap { context, rows in
        rows.map { row in
            Binding(
                context: context, action: row.action, keys: row.chords.compactMap { Key(chord: $0) }, label: row.label,
                description: row.description)
        }
    }

    private init(bindings: [Binding]) {
        self.bindings = bindings
        table = Dictionary(grouping: bindings, by: \.context).mapValues { list in
            Dictionary(list.flatMap { binding in binding.keys.map { ($0, binding.action) } }) { first, _ in first }
        }
    }

    /// The compiled-in map with a user's changes, as a keymap file has them: context, action, chords.
    ///
    /// What is named replaces that action's keys; an empty list disables it; what is not named stays. Throws with all
    /// problems at once, in the order of contexts and names.
    package static func standard(changedBy overlay: [String: [String: [String]]]) throws(KeymapError) -> Keymap {
        var problems: [KeymapError.Problem] = []
        let changes = read(overlay, &problems)
        let bindings = standardBindings.map { $0.with(keys: changes[$0.context]?[$0.action]) }
        problems += conflicts(in: bindings)
        guard problems.isEmpty else { throw KeymapError(problems: problems) }
        return Keymap(bindings: bindings)
    }

    private static func read(
        _ overlay: [String: [String: [String]]], _ problems: inout [KeymapError.Problem]
    ) -> [KeyContext: [Action: [Key]]] {
        var changes: [KeyContext: [Action: [Key]]] = [:]
        for (contextName, actions) in overlay.sorted(by: { $0.key < $1.key }) {
            guard let context = KeyContext(rawValue: contextName) else {
                let known = KeyContext.allCases.map(\.rawValue)
                problems.append(
                    .unknownContext(contextName, suggestion: Suggestion.nearest(to: contextName, in: known)))
                continue
            }
            for (name, chords) in actions.sorted(by: { $0.key < $1.key }) {
                let known = standardBindings.filter { $0.context == context }.map(\.action)
                guard let action = known.first(where: { $0.rawValue == name }) else {
                    let suggestion = Suggestion.nearest(to: name, in: known.map(\.rawValue))
                    problems.append(.unknownAction(context, name, suggestion: suggestion))
                    continue
                }
                var keys: [Key] = []
                for chord in chords {
                    if let key = Key(chord: chord) {
                        keys.append(key)
                    } else {
                        let suggestion = Suggestion.nearest(to: chord.lowercased(), in: Key.chordNames)
                        problems.append(.unknownChord(context, action, chord, suggestion: suggestion))
                    }
                }
                changes[context, default: [:]][action] = keys
            }
        }
        return changes
    }

    /// Two meanings of one key: within a context, or in a pane and everywhere. A child's terminal has only its own.
    static func conflicts(in bindings: [Binding]) -> [KeymapError.Problem] {
        var problems: [KeymapError.Problem] = []
        var taken: [KeyContext: [Key: Binding]] = [:]
        for binding in bindings {
            for key in binding.keys {
                let shared = binding.context == .pty ? nil : taken[.global]?[key]
                if let other = taken[binding.context]?[key] ?? shared {
                    problems.append(.conflict(key, other, binding))
                } else {
                    taken[binding.context, default: [:]][key] = binding
                }
            }
        }
        return problems
    }

    /// What a key does: in the pane, else everywhere. While typing into a child only that context's own keys count.
    package func action(for key: Key, in context: KeyContext) -> Action? {
        let key = key.canonical
        if let action = table[context]?[key] { return action }
        return context == .pty ? nil : table[.global]?[key]
    }

    /// The binding of an action in a context, else everywhere; nil where it has no meaning.
    package func binding(of action: Action, in context: KeyContext) -> Binding? {
        bindings.first { $0.action == action && $0.context == context }
            ?? bindings.first { $0.action == action && $0.context == .global }
    }

    /// A row of the help page.
    package struct HelpRow: Sendable, Hashable {
        package let context: KeyContext
        package let action: Action
        /// The chords, first the one to show; empty: disabled.
        package let keys: [String]
        package let description: String
    }

    /// The help page, the README's table and the footer come from these rows.
    package var help: [HelpRow] {
        bindings.map { binding in
            HelpRow(
                context: binding.context, action: binding.action, keys: binding.keys.map(\.chord),
                description: binding.description)
        }
    }
}
