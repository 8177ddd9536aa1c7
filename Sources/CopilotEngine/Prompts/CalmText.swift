internal import CopilotModel

/// Text without what moves by itself in a question that stays the same: spinners, seconds that count down, percentages.
enum CalmText {
    private static let units: Set<String> = ["s", "sec", "secs", "second", "seconds"]
    private static let spinners: Set<Unicode.Scalar> = [
        "◐", "◓", "◑", "◒", "◴", "◷", "◶", "◵", "◜", "◠", "◝", "◞", "◡", "◟",
    ]

    /// The text with a mark in the place of each.
    static func of(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var calm = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if isDigit(scalar) {
                let number = scalars[index...].prefix { isDigit($0) || $0 == ":" || $0 == "." }
                let unit = unit(of: number, before: scalars[(index + number.count)...])
                calm.append(contentsOf: unit == nil ? number : ["#"])
                index += number.count + (unit ?? 0)
            } else {
                calm.append(isSpinner(scalars, at: index) ? "~" : scalar)
                index += 1
            }
        }
        return String(calm)
    }

    /// The same for two screens that show the same words in the same rows.
    static func fingerprint(of screen: ScreenText) -> UInt64 {
        var hash = FNV1a()
        for line in screen.lines {
            hash.add(line: of(line))
        }
        hash.add(lowBytes: 8, of: UInt64(clamping: screen.cursor.row))
        return hash.value
    }

    /// The same for two screens on which the same words stand out in the same places.
    static func appearance(of screen: ScreenText, fingerprint: UInt64) -> UInt64 {
        var hash = FNV1a()
        hash.add(lowBytes: 8, of: fingerprint)
        var styles: [UInt32] = []
        for highlight in screen.highlights {
            // Styles are numbered anew on every screen.
            let style = styles.firstIndex(of: highlight.style) ?? styles.count
            if style == styles.count { styles.append(highlight.style) }
            for number in [highlight.row, highlight.columns.lowerBound, highlight.columns.upperBound, style] {
                hash.add(lowBytes: 8, of: UInt64(clamping: number))
            }
            hash.add(line: highlight.kind.rawValue)
        }
        return hash.value
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// How many scalars of `rest` are the unit of a number that counts: `9s`, `10 seconds`, `0:59`, `45%`; nil: it does not.
    private static func unit(of number: ArraySlice<Unicode.Scalar>, before rest: ArraySlice<Unicode.Scalar>) -> Int? {
        if rest.first == "%" { return 1 }
        if number.contains(":"), number.last != ":" { return 0 }
        let blanks = rest.prefix { $0 == " " }
        let word = rest.dropFirst(blanks.count).prefix { $0.properties.isAlphabetic }
        guard units.contains(String(String.UnicodeScalarView(word)).lowercased()) else { return nil }
        return blanks.count + word.count
    }

    /// A bar or a slash that stands alone, or a character that nothing but spinners are made of.
    private static func isSpinner(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        let scalar = scalars[index]
        if (0x2800...0x28FF).contains(scalar.value) || spinners.contains(scalar) { return true }
        guard scalar == "|" || scalar == "/" || scalar == "-" || scalar == "\\" else { return false }
        func isEdge(_ place: Int) -> Bool {
            !scalars.indices.contains(place) || " ()[]".unicodeScalars.contains(scalars[place])
        }
        return isEdge(index - 1) && isEdge(index + 1)
    }
}

extension FNV1a {
    /// Adds a text and an end, so that two texts are not taken for one.
    fileprivate mutating func add(line text: String) {
        add(text)
        add(UInt8(ascii: "\n"))
    }
}
