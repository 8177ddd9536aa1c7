import CNcurses

/// The last filter before curses: a cell's text becomes one printable base with its combining marks, or a replacement.
struct CellGuard {
    /// A character as curses takes it.
    struct Glyph: Equatable {
        /// The base, then combining marks; 0 ends them.
        var scalars: (UInt32, UInt32, UInt32, UInt32, UInt32)
        /// 1 or 2.
        var columns: Int

        static func == (one: Glyph, other: Glyph) -> Bool {
            one.scalars == other.scalars && one.columns == other.columns
        }

        init(_ base: UInt32, columns: Int) {
            scalars = (base, 0, 0, 0, 0)
            self.columns = columns
        }

        /// The first four marks stay; more of them are only there to do harm.
        mutating func add(_ mark: UInt32) {
            if scalars.1 == 0 {
                scalars.1 = mark
            } else if scalars.2 == 0 {
                scalars.2 = mark
            } else if scalars.3 == 0 {
                scalars.3 = mark
            } else if scalars.4 == 0 {
                scalars.4 = mark
            }
        }
    }

    /// Whether characters beyond ASCII can be shown.
    let isUTF8: Bool

    /// U+FFFD, or a question mark where it cannot be shown.
    var replacement: Glyph { Glyph(isUTF8 ? 0xFFFD : 0x3F, columns: 1) }

    func glyph(_ text: String) -> Glyph {
        var scalars = text.unicodeScalars.makeIterator()
        guard let base = scalars.next() else { return Glyph(0x20, columns: 1) }
        guard var glyph = self.base(base) else { return replacement }
        // A ZWJ sequence is clamped to its first member: what follows is no mark.
        while isUTF8, let next = scalars.next() {
            if Self.isMark(next) { glyph.add(next.value) }
        }
        return glyph
    }

    /// What fills the second column of a cluster whose base takes one: a flag's second letter, else a blank.
    func partner(_ text: String) -> Glyph {
        let second = text.unicodeScalars.dropFirst().first { (0x1F1E6...0x1F1FF).contains($0.value) }
        return Glyph(isUTF8 ? second?.value ?? 0x20 : 0x20, columns: 1)
    }

    private func base(_ scalar: Unicode.Scalar) -> Glyph? {
        let value = scalar.value
        if value >= 0x20, value < 0x7F { return Glyph(value, columns: 1) }
        guard isUTF8, value >= 0xA0 else { return nil }
        // Boxes, blocks, braille and arrows fill the screen: their width needs no question.
        if value >= 0x2500, value <= 0x259F || value >= 0x2800 && value <= 0x28FF { return Glyph(value, columns: 1) }
        guard !Self.isUnprintable(scalar) else { return nil }
        let columns = Int(cn_width(value))
        return columns == 1 || columns == 2 ? Glyph(value, columns: columns) : nil
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark:
            // Variation selectors and fillers change a terminal's idea of the width.
            !scalar.properties.isDefaultIgnorableCodePoint && cn_width(scalar.value) == 0
        default: false
        }
    }

    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
