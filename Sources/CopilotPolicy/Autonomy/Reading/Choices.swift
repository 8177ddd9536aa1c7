/// What a question offers to type: `[Y/n]`, `(y or [n])`, `[yn]`, `(A)bort, (R)etry`, `y/e/d>`, `[1/2/3] (1)`, `[yes]`.
struct Choices: Sendable, Hashable {
    /// One of the things that may be typed.
    struct Item: Sendable, Hashable {
        /// As it is written: letter, word, number.
        var key: String
        /// The whole word where only its letter is typed.
        var label: String
        var isDefault: Bool
    }

    /// How they are written.
    enum Form: Sendable, Hashable {
        /// In one pair of brackets, or bare with strokes.
        case marker
        /// A letter in brackets inside each word.
        case lettered
        /// Only the default is shown: `(yes)`, `[n]`, `<y>`.
        case defaultOnly
        /// Words in quotes.
        case quoted
    }

    var items: [Item]
    var form: Form
    /// Whether nothing but marks and a default stands behind them.
    var endsLine: Bool

    var defaultItem: Item? { items.first { $0.isDefault } }

    /// Letters that mean yes and no only together: Finnish, Turkish.
    private var pair: (yes: Item, no: Item)? {
        let letters = items.filter { !YesNoWords.isExtra($0.key) || $0.key.lowercased() == "h" }
        guard letters.count == 2 else { return nil }
        let keys = letters.map { $0.key.lowercased() }
        return keys == ["k", "e"] || keys == ["e", "h"] ? (letters[0], letters[1]) : nil
    }

    var no: Item? {
        if let pair { return pair.no }
        let plain = items.first { YesNoWords.isNo($0.key) || form == .lettered && YesNoWords.isNo($0.label) }
        if let plain { return plain }
        guard let yes = items.first(where: { YesNoWords.isYes($0.key) }) else { return nil }
        return items.first { $0.key.lowercased() == "n" && $0 != yes }
    }

    var yes: Item? {
        if let pair { return pair.yes }
        if let plain = items.first(where: { YesNoWords.isYes($0.key) }) { return plain }
        guard no != nil, isTwoSided else { return nil }
        return items.first { YesNoWords.isYesBesideNo($0.key) }
    }

    /// Whether, help and quitting aside, only yes and no are offered.
    var isTwoSided: Bool {
        if pair != nil { return true }
        let rest = items.filter { !YesNoWords.isNo($0.key) && !YesNoWords.isExtra($0.key) }
        let isNo = items.contains { YesNoWords.isNo($0.key) }
        if rest.count == 1, isNo { return YesNoWords.isYesBesideNo(rest[0].key) }
        return isNo && rest.allSatisfy { YesNoWords.isYes($0.key) } && !rest.isEmpty
    }

    var isNumbers: Bool {
        !items.isEmpty
            && items.filter { !YesNoWords.isExtra($0.key) }.allSatisfy {
                $0.key.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            }
    }

    /// Whether all are single letters, digits or marks.
    var isLetters: Bool { items.allSatisfy { $0.key.unicodeScalars.count == 1 } }
}
