/// How many columns a text takes on a terminal, and how it is made to fit.
package enum TextWidth {
    /// Which part of a text gives way when it does not fit.
    package enum Cut: Sendable, Hashable {
        /// The beginning goes: for paths, whose end tells most.
        case start
        /// The middle goes: for names that differ at both ends.
        case middle
        /// The end goes.
        case end
    }

    /// The columns of a grapheme cluster, 0 to 2: `wcwidth` of its base, to which further spacing scalars (the
    /// second half of a flag, the partners in a ZWJ sequence) add up to 2 and no more.
    package static func columns(of character: Character) -> Int {
        var sum = 0
        for scalar in character.unicodeScalars {
            sum &+= ScalarWidth.columns(of: scalar)
            if sum >= 2 { return 2 }
        }
        return sum
    }

    /// The columns of a text that is drawn in one line. Control characters count nothing.
    package static func columns(of text: String) -> Int {
        if isPrintableASCII(text) { return text.utf8.count }
        return text.reduce(0) { $0 &+ columns(of: $1) }
    }

    /// The text, or as much of it as fits together with the ellipsis that stands for the rest.
    ///
    /// Never wider than `width` columns; shorter by one where a wide cluster would have been halved. An ellipsis that
    /// is itself too wide is left out.
    package static func truncate(
        _ text: String, to width: Int, cutting cut: Cut = .end, ellipsis: String = "…"
    ) -> String {
        guard width > 0 else { return "" }
        guard columns(of: text) > width else { return text }
        let mark = columns(of: ellipsis) <= width ? ellipsis : ""
        let room = width - columns(of: mark)
        switch cut {
        case .end: return head(of: text, width: room) + mark
        case .start: return mark + tail(of: text, width: room)
        case .middle: return head(of: text, width: room - room / 2) + mark + tail(of: text, width: room / 2)
        }
    }

    /// The text, truncated or filled up with blanks to exactly `width` columns.
    package static func pad(
        _ text: String, to width: Int, cutting cut: Cut = .end, ellipsis: String = "…", alignRight: Bool = false
    ) -> String {
        let fitting = truncate(text, to: width, cutting: cut, ellipsis: ellipsis)
        let blanks = String(repeating: " ", count: max(0, width - columns(of: fitting)))
        return alignRight ? blanks + fitting : fitting + blanks
    }

    /// The longest beginning that takes at most `width` columns.
    package static func head(of text: String, width: Int) -> String {
        var used = 0
        let end = text.firstIndex { character in
            used &+= columns(of: character)
            return used > width
        }
        return String(text[..<(end ?? text.endIndex)])
    }

    /// The longest end that takes at most `width` columns.
    package static func tail(of text: String, width: Int) -> String {
        var used = 0
        let last = text.lastIndex { character in
            used &+= columns(of: character)
            return used > width
        }
        guard let last else { return text }
        return String(text[text.index(after: last)...])
    }

    /// Whether every byte is one printable column, so that bytes can be counted instead of clusters.
    static func isPrintableASCII(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}
