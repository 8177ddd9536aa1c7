import CopilotModel

/// A value as a user wrote it, in YAML or in JSON, with its line.
struct ConfigNode {
    /// The three shapes of a value.
    enum Shape {
        /// A text. Plain: without quotes, so that it may also mean null, a truth value or a number.
        case scalar(String, isPlain: Bool)
        case list([ConfigNode])
        /// Keys in the order of the file, each once.
        case mapping([Entry])
    }

    /// A key with its value.
    struct Entry {
        var key: String
        var line: Int
        var value: ConfigNode
    }

    var shape: Shape
    /// Counted from 1.
    var line: Int

    /// The deepest nesting that is read. A mission needs about three levels a group.
    static let deepest = 120

    /// Whether it is nothing: `null`, `~`, or no value at all.
    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = shape else { return false }
        return text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
    }

    /// The written text, if it is a scalar and not null.
    var text: String? {
        guard case .scalar(let text, _) = shape, !isNull else { return nil }
        return text
    }

    /// The written text, if it stands without quotes.
    var plainText: String? {
        guard case .scalar(let text, isPlain: true) = shape, !isNull else { return nil }
        return text
    }

    /// What it is, for a message: `a list`, `a mapping`, `nothing`, `'text'`.
    var described: String {
        switch shape {
        case .list: "a list"
        case .mapping: "a mapping"
        case .scalar(let text, _): isNull ? "nothing" : "'\(text.shown())'"
        }
    }
}
