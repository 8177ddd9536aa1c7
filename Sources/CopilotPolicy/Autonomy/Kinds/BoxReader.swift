import CopilotModel

/// Finds a full-screen box with buttons: whiptail, dialog, prompt_toolkit, newt, curses menus.
struct BoxReader: Sendable, Hashable {
    /// One button.
    struct Button: Sendable, Hashable {
        var label: String
        /// Whether the cursor or the strongest highlight is in it.
        var isActive: Bool
    }

    /// The words in the box, its title first.
    var text: [String]
    /// From the left; empty: a box to pick from.
    var buttons: [Button]
    /// Whether the cursor stands in a list of `[ ]` or `( )` rows.
    var hasMarks: Bool
    /// Whether there is a field to type into.
    var hasField: Bool

    /// The box on a screen; nil: there is none.
    static func box(in reading: ScreenReading) -> BoxReader? {
        let screen = reading.screen
        let framed = screen.lines.indices.filter { isFramed(screen.lines[$0]) }
        guard framed.count >= 3, let top = framed.first, let bottom = framed.last else { return nil }
        let inside = Array(screen.lines[top...bottom])
        let rows = (top...bottom).filter { !buttonLabels(in: screen.lines[$0]).isEmpty }
        let words = inside.map(unframed).filter { !$0.isEmpty && !ScreenReading.isRule($0) }
        guard let row = rows.last else { return pickBox(screen, framed: framed, words: words) }
        let buttons = buttons(in: screen, row: row)
        let marks = words.count { isMarked($0) }
        return BoxReader(
            text: words.filter { buttonLabels(in: $0).isEmpty }, buttons: buttons, hasMarks: marks >= 2,
            hasField: screen.cursor.row != row && inside.contains { $0.contains("____") || $0.contains("....") })
    }

    /// A small box over a full screen with one row that stands out.
    private static func pickBox(_ screen: ScreenText, framed: [Int], words: [String]) -> BoxReader? {
        guard screen.alternateScreen, framed.count <= 14, words.count >= 2,
            FullScreenKeys.leaving(at: screen.lines.suffix(2)) == nil
        else { return nil }
        let width = framed.map { ScreenReading.trimmed(screen.lines[$0]).unicodeScalars.count }.max() ?? 0
        let inside = Set(framed)
        let isPicked = screen.highlights.contains { inside.contains($0.row) && $0.kind == .reverse }
        guard width < screen.columns * 2 / 3, isPicked || screen.cursor.isVisible == false else { return nil }
        return BoxReader(text: words, buttons: [], hasMarks: false, hasField: false)
    }

    private static func buttons(in screen: ScreenText, row: Int) -> [Button] {
        let labels = buttonLabels(in: screen.lines[row])
        let atCursor = labels.firstIndex {
            $0.columns.contains(screen.cursor.offset) || $0.columns.lowerBound == screen.cursor.offset
        }
        let active = screen.cursor.row == row ? atCursor : nil
        let lit = active ?? lit(labels, screen, row)
        return labels.enumerated().map { Button(label: $0.element.text, isActive: $0.offset == lit) }
    }

    /// The one button that looks unlike the others.
    private static func lit(_ labels: [Label], _ screen: ScreenText, _ row: Int) -> Int? {
        let styles = labels.map { label in
            screen.highlights.filter { $0.row == row && $0.columns.overlaps(label.columns) }
                .max { $0.columns.count > $1.columns.count }?.style
        }
        let reversed = labels.firstIndex { label in
            screen.highlights.contains {
                $0.row == row && $0.kind == .reverse && $0.columns.overlaps(label.columns) && $0.columns.count < 24
            }
        }
        if let reversed, styles.count(where: { $0 == styles[reversed] }) == 1 { return reversed }
        guard labels.count >= 2 else { return nil }
        return styles.indices.first { index in
            styles[index] != nil && styles.count { $0 == styles[index] } == 1
                && styles.count { $0 != styles[index] } == styles.count - 1 && styles.count > 2
        }
    }

    private struct Label {
        var text: String
        var columns: Range<Int>
    }

    /// `<Ok>`, `<  Yes >`, `[ OK ]` on a row of nothing else.
    private static func buttonLabels(in line: String) -> [Label] {
        let scalars = Array(line.unicodeScalars)
        var result: [Label] = []
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == "<" || scalar == "[" {
                let close: Unicode.Scalar = scalar == "<" ? ">" : "]"
                guard let end = scalars[(index + 1)...].prefix(26).firstIndex(of: close) else { return [] }
                let text = ScreenReading.trimmed(String(String.UnicodeScalarView(scalars[(index + 1)..<end])))
                guard ScreenReading.letters(in: text) >= 2, !text.contains("/") else {
                    return []
                }
                result.append(Label(text: text, columns: index..<(end + 1)))
                index = end + 1
            } else if scalar == " " || isFrame(scalar) || scalar.value == 0xA0 {
                index += 1
            } else {
                return []
            }
        }
        return result
    }

    private static func isFramed(_ line: String) -> Bool {
        let scalars = ScreenReading.trimmed(line).unicodeScalars
        guard scalars.count >= 6, let first = scalars.first, let last = scalars.last else { return false }
        return isSide(first) && (isSide(last) || isFrame(last))
    }

    private static func isSide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "│", "┃", "║", "|", "┌", "└", "╔", "╚", "├", "╭", "╰", "┤": return true
        default: return false
        }
    }

    static func isFrame(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x2500 && scalar.value <= 0x259F || scalar == "|"
    }

    private static func unframed(_ line: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
            scalars.append(isFrame(scalar) || scalar == "↑" || scalar == "↓" ? " " : scalar)
        }
        return ScreenReading.trimmed(String(scalars))
    }

    private static func isMarked(_ line: String) -> Bool {
        ["[ ]", "[*]", "[x]", "[X]", "( )", "(*)", "(o)"].contains { line.hasPrefix($0) }
    }
}
