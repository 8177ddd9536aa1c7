/// Why a user's keymap was refused.
package struct KeymapError: Error, Sendable, Hashable {
    /// One thing that is wrong. Names come from a file and are shown through the sanitiser.
    package enum Problem: Sendable, Hashable {
        case unknownContext(String, suggestion: String?)
        case unknownAction(KeyContext, String, suggestion: String?)
        case unknownChord(KeyContext, Action, String, suggestion: String?)
        /// The key has two meanings.
        case conflict(Key, Keymap.Binding, Keymap.Binding)

        /// In a sentence, without a full stop.
        package var message: String {
            switch self {
            case .unknownContext(let name, let suggestion):
                "unknown context '\(Self.shown(name))'" + Self.hint(suggestion)
            case .unknownAction(let context, let name, let suggestion):
                "unknown action '\(Self.shown(name))' in '\(context.rawValue)'" + Self.hint(suggestion)
            case .unknownChord(let context, let action, let chord, let suggestion):
                "unknown key '\(Self.shown(chord))' for \(context.rawValue).\(action.rawValue)" + Self.hint(suggestion)
            case .conflict(let key, let first, let second):
                "key '\(key.chord)' is bound to both \(first.name) and \(second.name)"
            }
        }

        private static func shown(_ name: String) -> String { Sanitizer.line(name, columnLimit: 40) }

        private static func hint(_ suggestion: String?) -> String {
            suggestion.map { ", did you mean '\($0)'?" } ?? ""
        }
    }

    /// At least one.
    package let problems: [Problem]
}
