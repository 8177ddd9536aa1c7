/// Writing text into a grid of cells.
extension CellBuffer {
    /// A cluster is drawn with at most this many scalars, so that a pile of combining marks cannot spill over its
    /// neighbours. Seven make a family emoji.
    package static let scalarsPerCellLimit = 8

    /// Writes one line of text and returns the columns it took.
    ///
    /// The text is cut at `maxWidth` columns (to the right edge when nil) and at the buffer's edges; a wide cluster
    /// that would be halved is not drawn at all. Control and other invisible characters are left out. With an
    /// `ellipsis`, a text that is too wide for `maxWidth` or for the right edge ends in it.
    @discardableResult
    package mutating func put(
        _ text: String, at point: Point, _ style: Style = .plain, maxWidth: Int? = nil, ellipsis: String = ""
    ) -> Int {
        let room = min(maxWidth ?? .max, width - max(min(point.column, width), -0xFFFF))
        guard room > 0, point.row >= 0, point.row < height else { return 0 }
        let fitting = ellipsis.isEmpty ? text : TextWidth.truncate(text, to: room, ellipsis: ellipsis)
        return TextWidth.isPrintableASCII(fitting)
            ? putASCII(fitting, at: point, style, room) : putClusters(fitting, at: point, style, room)
    }

    /// The characters of ASCII as texts, made once: most cells hold one.
    private static let letters = (UInt8(0)..<0x80).map { String(UnicodeScalar($0)) }

    private mutating func putASCII(_ text: String, at point: Point, _ style: Style, _ room: Int) -> Int {
        var used = 0
        for byte in text.utf8.prefix(room) {
            let letter = Self.letters[Int(byte & 0x7F)]
            set(Cell(letter, style), column: point.column &+ used, row: point.row, columns: 1)
            used &+= 1
        }
        return used
    }

    private mutating func putClusters(_ text: String, at point: Point, _ style: Style, _ room: Int) -> Int {
        var used = 0
        for character in text {
            let columns = TextWidth.columns(of: character)
            guard columns > 0 else { continue }
            guard used &+ columns <= room else { break }
            let cell = Cell(Self.drawable(character), style)
            set(cell, column: point.column &+ used, row: point.row, columns: columns)
            used &+= columns
        }
        return used
    }

    /// The cluster as a cell holds it: without invisible characters other than joiners and emoji selectors, and capped.
    private static func drawable(_ character: Character) -> String {
        var text = ""
        for scalar in character.unicodeScalars.prefix(scalarsPerCellLimit) {
            let joins = scalar.value == 0x200D || (0xFE00...0xFE0F).contains(scalar.value)
            if joins || !ScalarWidth.isInvisible(scalar.value) { text.unicodeScalars.append(scalar) }
        }
        return text
    }

    /// Sets a cell of one or two columns and blanks what remains of a wide one that it covers by half.
    mutating func set(_ cell: Cell, column: Int, row: Int, columns: Int) {
        guard row >= 0, row < height, column >= 0, column &+ columns <= width else {
            // Half of it lies outside: the visible half becomes a blank.
            for place in [column, column &+ 1].prefix(columns) where place >= 0 && place < width {
                mend(place, row)
                self[place, row] = Cell(" ", cell.style)
            }
            return
        }
        mend(column, row)
        if columns == 2 {
            mend(column &+ 1, row)
            self[column &+ 1, row] = Cell("", cell.style)
        }
        self[column, row] = cell
    }
}
