/// Rules written down as a table, so that a person can read and extend them:
///
///     network.dns = dns 90
///         could not resolve host | name or service not known
///         e.g. curl: (6) Could not resolve host: a.test
///
/// A line that is not indented begins a rule: its name, the ``FailureKind``, its strength, and behind `for` the
/// programs that it is limited to. Below it stand its patterns (see ``LinePattern``) between bars, and its examples.
/// A `·` at an end of a pattern is a blank that must be there.
struct ErrorRuleTable: Sendable {
    private(set) var rules: [ErrorRule] = []
    /// Lines that belong to no rule. Such a line is left out; a test holds that there is none.
    private(set) var faults: [String] = []

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            if line.first != " " {
                if let rule = Self.head(line) { rules.append(rule) } else { faults.append(String(line)) }
                continue
            }
            guard !rules.isEmpty else {
                faults.append(String(line))
                continue
            }
            let body = line.drop { $0 == " " }
            if body.hasPrefix(Self.exampleMark) {
                rules[rules.count - 1].examples.append(String(body.dropFirst(Self.exampleMark.count)))
            } else {
                rules[rules.count - 1].patterns += Self.patterns(body.utf8)
            }
        }
    }

    private static let exampleMark = "e.g. "

    private static func head(_ line: Substring) -> ErrorRule? {
        let words = line.split(separator: " ").map(String.init)
        guard words.count >= 4, words[1] == "=", let kind = FailureKind(rawValue: words[2]),
            let strength = Int(words[3]), words.count == 4 || words.count > 5 && words[4] == "for"
        else { return nil }
        return ErrorRule(id: words[0], kind: kind, strength: strength, programs: Set(words.dropFirst(5)))
    }

    private static func patterns(_ body: Substring.UTF8View) -> [LinePattern] {
        body.split(separator: 0x7C).compactMap { part in
            var part = part.drop { $0 == 0x20 }
            while part.last == 0x20 { part.removeLast() }
            return part.isEmpty ? nil : LinePattern(bytes: blanks(part))
        }
    }

    /// With `·` (U+00B7) read as a blank.
    private static func blanks(_ part: Substring.UTF8View) -> [UInt8] {
        var bytes = Array(part)
        if bytes.starts(with: [0xC2, 0xB7]) { bytes.replaceSubrange(0..<2, with: [0x20]) }
        if bytes.suffix(2).elementsEqual([0xC2, 0xB7]) { bytes.replaceSubrange((bytes.count - 2)..., with: [0x20]) }
        return bytes
    }
}
