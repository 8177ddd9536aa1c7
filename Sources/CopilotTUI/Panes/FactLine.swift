import CopilotCells

/// A line of words in colours.
struct FactLine {
    /// A piece of it.
    struct Piece {
        var text: String
        var role: Role
        var attributes: Style.Attributes
    }

    private(set) var pieces: [Piece] = []
    /// Shown at the line's left end as a bar of this fraction; nil: none.
    var fraction: Double?

    init() {}

    /// A line of one piece. Hostile text is made safe.
    init(_ text: String, _ role: Role = .text, _ attributes: Style.Attributes = []) {
        add(text, role, attributes)
    }

    /// Appends a piece. Hostile text is made safe.
    mutating func add(_ text: String, _ role: Role = .text, _ attributes: Style.Attributes = []) {
        pieces.append(Piece(text: Sanitizer.line(text), role: role, attributes: attributes))
    }

    /// The line with one more piece.
    func adding(_ text: String, _ role: Role = .text, _ attributes: Style.Attributes = []) -> FactLine {
        var line = self
        line.add(text, role, attributes)
        return line
    }

    func draw(in area: Area, row: Int, glyphs: Glyphs, into buffer: inout CellBuffer) {
        var pen = RowPen(area, row: row, glyphs: glyphs)
        pen.skip(1)
        if let fraction {
            pen.bar(fraction, width: 12, pieces.first?.role ?? .text, into: &buffer)
            pen.skip(1)
        }
        for piece in pieces where pen.room > 0 { pen.put(piece.text, piece.role, piece.attributes, into: &buffer) }
    }
}
