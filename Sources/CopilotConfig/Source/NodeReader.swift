import CopilotModel

/// Takes values out of ``ConfigNode``s and keeps what is wrong with them.
struct NodeReader {
    var problems = ProblemList()

    /// Adds a problem.
    mutating func report(_ line: Int?, _ message: @autoclosure () -> String) { problems.add(line, message()) }

    /// The keys of a mapping at `place` that are known there; the others are reported.
    mutating func knownEntries(_ entries: [ConfigNode.Entry], in place: SchemaKey.Place) -> [ConfigNode.Entry] {
        let known = MissionSchema.known(in: place)
        return entries.filter { entry in
            if known[entry.key] != nil { return true }
            report(entry.line, KeyAdvice.message(for: entry.key, in: place))
            return false
        }
    }

    /// A text: any scalar but null.
    mutating func text(_ entry: ConfigNode.Entry) -> String? {
        if let text = entry.value.text { return text }
        report(
            entry.value.line,
            "'\(entry.key)' is \(entry.value.described); write a text, in quotes if it has signs in it")
        return nil
    }

    /// A duration with its unit.
    mutating func duration(_ entry: ConfigNode.Entry) -> Duration? {
        guard let text = entry.value.text else {
            report(
                entry.value.line, "'\(entry.key)' is \(entry.value.described); write a duration, as 90s, 45m or 1h30m")
            return nil
        }
        if let duration = DurationText.parse(text) { return duration }
        if Double(text) != nil {
            report(
                entry.value.line, "'\(entry.key): \(text.shown())' has no unit; write \(text.shown())s, or m, h, d, ms")
        } else {
            let lead = "'\(entry.key): \(text.shown())' is no duration of at most 10 years"
            report(entry.value.line, lead + "; write it as 90s, 45m or 1h30m (units ms, s, m, h, d)")
        }
        return nil
    }

    /// A whole number within the bounds that the table gives for its key.
    mutating func integer(_ entry: ConfigNode.Entry, in place: SchemaKey.Place) -> Int? {
        guard case .integer(let range)? = MissionSchema.known(in: place)[entry.key]?.kind else { return nil }
        if let text = entry.value.plainText, let number = Int(text), range.contains(number) { return number }
        let bounds = "\(range.lowerBound) to \(range.upperBound)"
        report(entry.value.line, "'\(entry.key)' is \(entry.value.described); write a whole number from \(bounds)")
        return nil
    }

    /// A number within the bounds that the table gives for its key.
    mutating func number(_ entry: ConfigNode.Entry, in place: SchemaKey.Place) -> Double? {
        guard case .number(let range)? = MissionSchema.known(in: place)[entry.key]?.kind else { return nil }
        if let text = entry.value.plainText, let number = Double(text), range.contains(number) { return number }
        let bounds = "\(range.lowerBound.formatted) to \(range.upperBound.formatted)"
        report(entry.value.line, "'\(entry.key)' is \(entry.value.described); write a number from \(bounds)")
        return nil
    }

    /// `true` or `false`.
    mutating func boolean(_ entry: ConfigNode.Entry) -> Bool? {
        switch entry.value.plainText {
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default:
            report(entry.value.line, "'\(entry.key)' is \(entry.value.described); write true or false")
            return nil
        }
    }

    /// One of the words of `Choice`.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ entry: ConfigNode.Entry, as type: Choice.Type
    ) -> Choice? {
        if let choice = entry.value.text.flatMap(Choice.init(rawValue:)) { return choice }
        let words = Choice.allCases.map(\.rawValue)
        let near = entry.value.text.flatMap { text in
            KeyAdvice.nearest(to: String(text.filter { $0 != "_" && $0 != "-" }), among: words)
                ?? KeyAdvice.nearest(to: text, among: words)
        }
        let advice = near.map { "did you mean '\($0)'?" } ?? "write one of \(words.joined(separator: ", "))"
        report(entry.value.line, "'\(entry.key)' is \(entry.value.described); \(advice)")
        return nil
    }

    /// A list of texts; where `single` is allowed, one text stands for a list of one.
    mutating func texts(_ entry: ConfigNode.Entry, single: Bool, of what: String) -> [(text: String, line: Int)]? {
        if single, let text = entry.value.text { return [(text, entry.value.line)] }
        guard case .list(let items) = entry.value.shape else {
            report(entry.value.line, "'\(entry.key)' is \(entry.value.described); write a list of \(what), as [a, b]")
            return nil
        }
        var texts: [(String, Int)] = []
        texts.reserveCapacity(items.count)
        for item in items {
            guard let text = item.text else {
                report(
                    item.line,
                    "'\(entry.key)' has \(item.described) in it; write \(what), in quotes if there are signs in one")
                continue
            }
            texts.append((text, item.line))
        }
        return texts
    }

    /// The entries of a mapping; `example` says how one is written.
    mutating func mapping(_ entry: ConfigNode.Entry, example: String) -> [ConfigNode.Entry]? {
        if case .mapping(let entries) = entry.value.shape { return entries }
        report(entry.value.line, "'\(entry.key)' is \(entry.value.described); write \(example)")
        return nil
    }
}

extension Double {
    /// Without `.0` where it is whole.
    var formatted: String { Int(exactly: self).map { "\($0)" } ?? "\(self)" }
}
