/// Reads btop's `.theme` files: lines `theme[key]="value"`, with `#` comments.
///
/// A value is `#RRGGBB`, `#GG` (a grey), `R G B` in decimal, or empty for the terminal's default. Unknown keys are
/// ignored, missing ones come from the compiled-in default, and what cannot be read is reported and treated as missing.
package enum ThemeFile {
    /// A line that could not be read. Lines count from 1; the message is safe to show.
    package struct Problem: Sendable, Hashable {
        package let line: Int
        package let message: String
    }

    /// Lines beyond it are not read, nor is more of a line than `columnLimit` characters.
    package static let lineLimit = 2_000
    package static let columnLimit = 500

    /// The theme of a file's text, and what was wrong with it.
    package static func parse(_ text: String, name: String) -> (theme: Theme, problems: [Problem]) {
        let (values, problems) = self.values(of: text)
        return (theme(from: standardValues.merging(values) { $1 }, given: values, name: name), problems)
    }

    private static let standardValues = values(of: StandardTheme.source).values

    private static func theme(
        from values: [String: ThemeColour], given: [String: ThemeColour], name: String
    ) -> Theme {
        var colours: [Role: ThemeColour] = [:]
        for role in Role.allCases {
            // A role's own key, where the file has it, then the keys that it follows in every theme.
            let key = role.themeKeys.first { given[$0] != nil } ?? role.themeKeys.last { values[$0] != nil }
            colours[role] = key.flatMap { given[$0] ?? values[$0] } ?? .terminalDefault
        }
        var gradients: [Gradient: [ThemeColour]] = [:]
        for gradient in Gradient.allCases {
            var prefix = gradient.themeKey
            // btop's own rule for themes from before processes had colours.
            if gradient == .process, given["process_start"] == nil, given["cpu_start"] != nil { prefix = "cpu" }
            let isGiven = given[prefix + "_start"] != nil
            let source = isGiven ? given : values
            gradients[gradient] = steps(
                source[prefix + "_start"], source[prefix + "_mid"], source[prefix + "_end"])
        }
        return Theme(name: Sanitizer.line(name, columnLimit: 60), colours: colours, gradients: gradients)
    }

    /// 101 colours from the start over the middle, if there is one, to the end; only the start where there is no end.
    static func steps(_ start: ThemeColour?, _ middle: ThemeColour?, _ end: ThemeColour?) -> [ThemeColour] {
        guard case .rgb(let first) = start else {
            return [ThemeColour](repeating: start ?? .terminalDefault, count: 101)
        }
        guard case .rgb(let last) = end else { return [ThemeColour](repeating: .rgb(first), count: 101) }
        guard case .rgb(let centre) = middle else {
            return (0...100).map { .rgb(first.blended(with: last, Double($0) / 100)) }
        }
        return (0...100).map { step in
            step <= 50
                ? .rgb(first.blended(with: centre, Double(step) / 50))
                : .rgb(centre.blended(with: last, Double(step - 50) / 50))
        }
    }

    private static func values(of text: String) -> (values: [String: ThemeColour], problems: [Problem]) {
        var values: [String: ThemeColour] = [:]
        var problems: [Problem] = []
        let lines = text.split(separator: "\n", maxSplits: lineLimit, omittingEmptySubsequences: false)
        for (index, line) in lines.prefix(lineLimit).enumerated() {
            let content = trim(line.prefix(columnLimit))
            if content.isEmpty || content.hasPrefix("#") { continue }
            guard let (key, value) = assignment(content) else {
                problems.append(Problem(line: index + 1, message: "expected theme[key]=\"value\""))
                continue
            }
            guard let colour = colour(value) else {
                let shown = Sanitizer.line(String(value), columnLimit: 40)
                let message = "'\(shown)' is no colour: #RRGGBB, #GG, \"R G B\" or empty"
                problems.append(Problem(line: index + 1, message: message))
                continue
            }
            values[String(key)] = colour
        }
        return (values, problems)
    }

    /// `theme[key]=value`, the value with or without quotes, and a comment after it or not.
    private static func assignment(_ line: Substring) -> (key: Substring, value: Substring)? {
        guard line.hasPrefix("theme["), let close = line.firstIndex(of: "]") else { return nil }
        let key = trim(line[..<close].dropFirst(6))
        let rest = trim(line[line.index(after: close)...])
        guard rest.hasPrefix("="), !key.isEmpty else { return nil }
        let value = trim(rest.dropFirst())
        if let quote = value.first, quote == "\"" || quote == "'" {
            let inner = value.dropFirst()
            return inner.firstIndex(of: quote).map { (key, trim(inner[..<$0])) }
        }
        return (key, value)
    }

    private static func colour(_ value: Substring) -> ThemeColour? {
        if value.isEmpty { return .terminalDefault }
        if value.first == "#" {
            let digits = value.dropFirst()
            guard digits.allSatisfy({ $0.isASCII && $0.isHexDigit }), let number = UInt32(digits, radix: 16) else {
                return nil
            }
            let low = UInt8(truncatingIfNeeded: number)
            switch digits.count {
            case 2: return .rgb(RGB(low, low, low))
            case 6: return .rgb(RGB(UInt8(number >> 16), UInt8(truncatingIfNeeded: number >> 8), low))
            default: return nil
            }
        }
        let parts = value.split(separator: " ").map { UInt8($0) }
        guard parts.count == 3, let red = parts[0], let green = parts[1], let blue = parts[2] else { return nil }
        return .rgb(RGB(red, green, blue))
    }

    private static func trim(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return text
    }
}
