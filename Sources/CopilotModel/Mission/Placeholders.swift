/// The placeholders of a command: `{item}`, `{index}`, `{checkpoint}` and a matrix's axes. Any other brace stays as written.
package enum Placeholders {
    /// The names every mission may use, besides its matrix's axes.
    package static let reserved: Set<String> = ["item", "index", "checkpoint"]

    /// Replaces each `{name}` that `values` knows: once, left to right, never inside what was inserted.
    package static func substitute(_ command: TaskCommand, values: [String: String]) -> TaskCommand {
        if values.isEmpty { return command }
        switch command {
        case .shell(let line): return .shell(substitute(line, values: values.mapValues(shellQuoted)))
        case .arguments(let words): return .arguments(words.map { substitute($0, values: values) })
        }
    }

    /// Replaces each `{name}` that `values` knows with its value, verbatim.
    package static func substitute(_ text: String, values: [String: String]) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            let afterOpen = rest.index(after: open)
            if let close = rest[afterOpen...].firstIndex(where: { $0 == "}" || $0 == "{" }), rest[close] == "}",
                let value = values[String(rest[afterOpen..<close])]
            {
                result += value
                rest = rest[rest.index(after: close)...]
            } else {
                result += "{"
                rest = rest[afterOpen...]
            }
        }
        return result + rest
    }

    /// Quotes for `/bin/sh` so that the text is one word: bare if it is harmless, else in single quotes.
    package static func shellQuoted(_ text: String) -> String {
        let isHarmless =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"),
                    UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: ","):
                    true
                default: false
                }
            }
        if isHarmless { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
