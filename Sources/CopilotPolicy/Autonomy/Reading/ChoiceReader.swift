/// Finds what a line offers to type.
enum ChoiceReader {
    /// Items that are kept of one line.
    static let mostItems = 26

    /// The choices of a question's last line; nil: it offers none in words.
    static func choices(in line: String) -> Choices? {
        let scalars = Array(line.unicodeScalars.suffix(1_200))
        let groups = BracketGroup.groups(in: scalars)
        if let lettered = lettered(groups, scalars) { return lettered }
        for (index, group) in groups.enumerated().reversed() {
            let items = ChoiceTokens.items(of: group.content, open: group.open)
            guard items.count >= 2, Set(items.map(\.key)).count == items.count else { continue }
            let later = Array(groups[(index + 1)...])
            return Choices(
                items: marked(items, by: DefaultReader.written(in: later, behind: group.range.upperBound, scalars)),
                form: .marker,
                endsLine: isEnd(scalars, from: group.range.upperBound, skipping: later)
                    || isBefore(group, items, scalars))
        }
        if let bare = bare(scalars, groups) { return bare }
        if let lone = defaultOnly(groups, scalars) { return lone }
        return quoted(scalars) ?? lettered(groups, scalars, isSpaced: true)
    }

    /// `(Y)es/(N)o`, `leave (u)nresolved`, `[A]ll`, `y(es)/n(o)`.
    static func lettered(_ groups: [BracketGroup], _ scalars: [Unicode.Scalar]) -> Choices? {
        lettered(groups, scalars, isSpaced: false)
    }

    /// - Parameter isSpaced: `(p) postpone, (m) merge` counts too.
    static func lettered(_ groups: [BracketGroup], _ scalars: [Unicode.Scalar], isSpaced: Bool) -> Choices? {
        var items: [Choices.Item] = []
        var end = 0
        var used = Set<Int>()
        for (index, group) in groups.enumerated() {
            guard items.count < mostItems, let item = letteredItem(group, scalars, isSpaced: isSpaced) else { continue }
            items.append(item)
            used.insert(index)
            end = group.range.upperBound
        }
        guard items.count >= 2 else { return nil }
        let later = groups.enumerated().filter { !used.contains($0.offset) && $0.element.range.lowerBound >= end }
        let written = DefaultReader.written(in: later.map(\.element), behind: end, scalars)
        return Choices(items: marked(items, by: written), form: .lettered, endsLine: true)
    }

    private static func letteredItem(_ group: BracketGroup, _ scalars: [Unicode.Scalar], isSpaced: Bool) -> Choices
        .Item?
    {
        let inside = Array(group.content.unicodeScalars)
        let before = group.range.lowerBound > 0 ? scalars[group.range.lowerBound - 1] : " "
        var rest = ""
        for scalar in scalars[group.range.upperBound...].prefix(24) {
            guard scalar.properties.isAlphabetic || scalar == "'" || scalar == "-" else { break }
            rest.unicodeScalars.append(scalar)
        }
        if inside.count <= 2, !rest.isEmpty, !before.properties.isAlphabetic,
            inside.allSatisfy({ $0.properties.isAlphabetic })
        {
            return Choices.Item(key: group.content, label: group.content + rest, isDefault: false)
        }
        if inside.count >= 1, inside.count <= 12, rest.isEmpty, before.properties.isAlphabetic,
            inside.allSatisfy({ $0.properties.isAlphabetic }),
            group.range.lowerBound < 2 || !scalars[group.range.lowerBound - 2].properties.isAlphabetic
        {
            return Choices.Item(key: String(before), label: String(before) + group.content, isDefault: false)
        }
        if isSpaced, inside.count <= 2, inside.allSatisfy({ $0.properties.isAlphabetic && $0.isASCII }),
            !before.properties.isAlphabetic, let word = word(scalars, after: group.range.upperBound)
        {
            return Choices.Item(key: group.content, label: word, isDefault: false)
        }
        return nil
    }

    /// The word behind a blank.
    private static func word(_ scalars: [Unicode.Scalar], after place: Int) -> String? {
        guard place + 1 < scalars.count, scalars[place] == " " else { return nil }
        let word = scalars[(place + 1)...].prefix { $0.properties.isAlphabetic || $0 == "-" }
        return word.count >= 2 ? String(String.UnicodeScalarView(word)) : nil
    }

    /// `y/n:`, `y/e/d>`, `yes/no?`, without brackets, as the line's last word.
    private static func bare(_ scalars: [Unicode.Scalar], _ groups: [BracketGroup]) -> Choices? {
        var end =
            groups.last.map {
                isEnd(scalars, from: $0.range.upperBound, skipping: []) ? $0.range.lowerBound : scalars.count
            } ?? scalars.count
        while end > 0, isClosing(scalars[end - 1]) { end -= 1 }
        var start = end
        while start > 0, scalars[start - 1] != " ", scalars[start - 1] != ",", end - start < 30 { start -= 1 }
        let word = String(String.UnicodeScalarView(scalars[start..<end]))
        guard word.contains("/"), !word.hasPrefix("/") else { return nil }
        let parts = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let isShort = parts.allSatisfy { part in
            part.unicodeScalars.count == 1 || YesNoWords.isYes(part) || YesNoWords.isNo(part)
                || YesNoWords.isExtra(part)
        }
        guard parts.count >= 2, isShort, Set(parts).count == parts.count else { return nil }
        let items = ChoiceTokens.marked(parts)
        let written = DefaultReader.written(in: groups.filter { $0.range.lowerBound >= end }, behind: end, scalars)
        return Choices(items: marked(items, by: written), form: .marker, endsLine: true)
    }

    /// `(yes)`, `[n]`, `<y>`: a yes or no that Enter takes.
    private static func defaultOnly(_ groups: [BracketGroup], _ scalars: [Unicode.Scalar]) -> Choices? {
        guard let last = groups.last, isEnd(scalars, from: last.range.upperBound, skipping: []) else { return nil }
        let word = DefaultReader.stripped(last.content)
        let isYes = YesNoWords.isYes(word)
        guard isYes || YesNoWords.isNo(word), word.lowercased() != "ok" else { return nil }
        let isLong = word.unicodeScalars.count > 1
        let other = isYes ? (isLong ? "no" : "n") : (isLong ? "yes" : "y")
        let own = Choices.Item(key: word, label: word, isDefault: true)
        let opposite = Choices.Item(key: other, label: other, isDefault: false)
        return Choices(items: isYes ? [own, opposite] : [opposite, own], form: .defaultOnly, endsLine: true)
    }

    /// `type 'yes', 'no' or the fingerprint`, `"yes" or "no"`.
    private static func quoted(_ scalars: [Unicode.Scalar]) -> Choices? {
        let words = QuotedWords.words(in: scalars)
        guard words.count >= 2, words.count <= 6 else { return nil }
        let items = words.map { Choices.Item(key: $0, label: $0, isDefault: false) }
        let choices = Choices(items: items, form: .quoted, endsLine: false)
        return choices.no != nil && choices.yes != nil ? choices : nil
    }

    private static func marked(_ items: [Choices.Item], by written: String?) -> [Choices.Item] {
        guard let written else { return items }
        let wanted = written.lowercased()
        let exact = items.contains { $0.key == written }
        var isTaken = false
        return items.map { item in
            var item = item
            let fits =
                exact
                ? item.key == written
                : item.key.lowercased() == wanted || item.label.lowercased() == wanted
                    || item.key.unicodeScalars.count == 1 && wanted.hasPrefix(item.key.lowercased())
            item.isDefault = fits && !isTaken
            isTaken = isTaken || item.isDefault
            return item
        }
    }

    /// `[y/n] Use the cache? [y]`: a yes and a no that stand before the question.
    private static func isBefore(_ group: BracketGroup, _ items: [Choices.Item], _ scalars: [Unicode.Scalar]) -> Bool {
        let choices = Choices(items: items, form: .marker, endsLine: false)
        guard group.range.lowerBound <= 2, choices.isTwoSided, choices.yes != nil else { return false }
        let rest = scalars[group.range.upperBound...].reversed().drop { $0 == " " }
        return rest.first.map { ":?>])".unicodeScalars.contains($0) } ?? false
    }

    /// Whether only marks and the given groups stand behind a place.
    private static func isEnd(_ scalars: [Unicode.Scalar], from start: Int, skipping: [BracketGroup]) -> Bool {
        var index = start
        while index < scalars.count {
            if let group = skipping.first(where: { $0.range.lowerBound == index }) {
                index = group.range.upperBound
                continue
            }
            guard isClosing(scalars[index]) else { return false }
            index += 1
        }
        return true
    }

    /// Marks that may follow a question's brackets.
    private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", ":", "?", ".", ">", ")", "]", "!", "›", "»", "→", "-", "=", "\"", "…": return true
        default: return false
        }
    }
}
