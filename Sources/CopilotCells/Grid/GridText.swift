/// A grid as two texts that a test can compare and a person can read: what is written, and what it means.
package enum GridText {
    /// The characters, a line per row, without blanks at the end.
    package static func glyphs(_ buffer: CellBuffer) -> String {
        rows(of: buffer).map { row in
            var line = row.map(\.text).joined()
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    /// The styles, a line per row, as runs `COLUMNS×NAME`.
    ///
    /// A name is the foreground, then `/` and the background unless it is the role `background`, then `+` and each
    /// attribute: `12×title+bold 4×error/selectedBackground`. Plain cells at the end of a row are left out.
    package static func roles(_ buffer: CellBuffer) -> String {
        rows(of: buffer).map { row in
            var runs: [(style: Style, columns: Int)] = []
            for cell in row {
                if let last = runs.last, last.style == cell.style {
                    runs[runs.count - 1].columns += 1
                } else {
                    runs.append((cell.style, 1))
                }
            }
            if let last = runs.last, last.style == .plain { runs.removeLast() }
            return runs.map { "\($0.columns)×\(name(of: $0.style))" }.joined(separator: " ")
        }.joined(separator: "\n")
    }

    /// A style's name as `roles` writes it.
    package static func name(of style: Style) -> String {
        var name = self.name(of: style.foreground)
        if style.background != .role(.background) { name += "/" + self.name(of: style.background) }
        let attributes: [(Style.Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
            (.strikethrough, "strikethrough"),
        ]
        for (attribute, word) in attributes where style.attributes.contains(attribute) { name += "+" + word }
        return name
    }

    private static func name(of paint: Paint) -> String {
        switch paint {
        case .role(let role): role.rawValue
        case .gradient(let gradient, let percent): "\(gradient.rawValue)\(percent)"
        case .indexed(let index): "palette\(index)"
        case .rgb(let rgb): rgb.hexadecimal
        }
    }

    private static func rows(of buffer: CellBuffer) -> [ArraySlice<Cell>] {
        (0..<buffer.height).map { buffer.cells[$0 * buffer.width..<($0 + 1) * buffer.width] }
    }
}

extension RGB {
    /// As a theme file writes it: `#RRGGBB`, in lower case.
    package var hexadecimal: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
