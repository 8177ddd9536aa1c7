/// A JSON value that is written with its keys in the order given.
package enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])

    /// An array of texts.
    package static func strings(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map(JSONValue.string)) }

    /// The text, two spaces a level, without a line end behind it. Control characters, and what bidirectional text
    /// needs, are escaped.
    package var text: String {
        var result = ""
        write(to: &result, indent: 0)
        return result
    }

    private func write(to result: inout String, indent: Int) {
        switch self {
        case .null: result += "null"
        case .bool(let value): result += value ? "true" : "false"
        case .integer(let value): result += "\(value)"
        case .number(let value): result += value.isFinite ? value.formatted : "null"
        case .string(let text): Self.quote(text, to: &result)
        case .array(let items) where items.isEmpty: result += "[]"
        case .array(let items):
            Self.list(items, "[", "]", to: &result, indent: indent) { $0.write(to: &$1, indent: indent + 1) }
        case .object(let pairs) where pairs.isEmpty: result += "{}"
        case .object(let pairs):
            Self.list(pairs, "{", "}", to: &result, indent: indent) { pair, result in
                Self.quote(pair.key, to: &result)
                result += ": "
                pair.value.write(to: &result, indent: indent + 1)
            }
        }
    }

    private static func list<Item>(
        _ items: [Item], _ open: String, _ close: String, to result: inout String, indent: Int,
        _ write: (Item, inout String) -> Void
    ) {
        result += open
        for (index, item) in items.enumerated() {
            result += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: indent + 1)
            write(item, &result)
        }
        result += "\n" + String(repeating: "  ", count: indent) + close
    }

    private static func quote(_ text: String, to result: inout String) {
        result += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.needsEscape:
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: result.unicodeScalars.append(scalar)
            }
        }
        result += "\""
    }
}

extension Unicode.Scalar {
    fileprivate var needsEscape: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
