import CopilotModel

/// What the user's `keymap.yaml` says, as plain data: whether contexts, actions and chords exist is judged by the
/// keymap.
package struct KeymapFile: Sendable, Hashable {
    /// The keys of one action in one context.
    package struct Binding: Sendable, Hashable {
        package var context: String
        package var action: String
        /// Empty: the action has no key.
        package var chords: [String]
        /// Counted from 1.
        package var line: Int

        package init(context: String, action: String, chords: [String], line: Int) {
            self.context = context
            self.action = action
            self.chords = chords
            self.line = line
        }
    }

    /// In the order of the file.
    package var bindings: [Binding]

    /// The largest file that is read: 1 MiB.
    package static let mostBytes = 1 << 20

    /// Reads the file at `path`; if there is none, it binds nothing.
    ///
    /// - Throws: everything that is no mapping of contexts to actions to keys.
    package static func load(path: String) throws(ConfigFileError) -> KeymapFile {
        var bindings: [Binding] = []
        var reader = NodeReader()
        for context in try UserFile.entries(path, most: mostBytes) ?? [] where !context.value.isNull {
            for action in reader.mapping(context, example: "actions with their keys, as { help: [\"?\", f1] }") ?? [] {
                if action.value.isNull {
                    reader.report(action.line, "'\(action.key.shown())' has no key; write [] to leave it without one")
                    continue
                }
                guard let chords = reader.texts(action, single: true, of: "keys") else { continue }
                bindings.append(
                    Binding(
                        context: context.key, action: action.key, chords: chords.map(\.text), line: action.line))
            }
        }
        try reader.problems.check(file: path)
        return KeymapFile(bindings: bindings)
    }
}
