import CopilotCells

extension CellBuffer {
    /// Sets cells from a text, one cluster each; those from U+1100 on that are no braille take two.
    mutating func type(_ text: String, column: Int = 0, row: Int = 0) {
        var column = column
        for character in text {
            self[column, row] = Cell(String(character))
            column += 1
            let base = character.unicodeScalars.first?.value ?? 0
            guard base >= 0x1100, !(0x2000...0x2BFF).contains(base) else { continue }
            self[column, row] = Cell("")
            column += 1
        }
    }
}
