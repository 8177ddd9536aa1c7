/// A position on the screen, in cells from the top left corner.
package struct Point: Sendable, Hashable {
    package var column: Int
    package var row: Int

    package init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// A rectangle of cells; its size is never negative.
package struct Area: Sendable, Hashable {
    package var column: Int
    package var row: Int
    package var width: Int
    package var height: Int

    package init(column: Int, row: Int, width: Int, height: Int) {
        self.column = column
        self.row = row
        self.width = max(0, width)
        self.height = max(0, height)
    }

    package var isEmpty: Bool { width == 0 || height == 0 }

    package func contains(_ point: Point) -> Bool {
        point.column >= column && point.column < column + width && point.row >= row && point.row < row + height
    }

    /// What remains after a border of one cell.
    package var inner: Area { Area(column: column + 1, row: row + 1, width: width - 2, height: height - 2) }
}

/// A grid of cells that panes draw into. Whatever lies outside is dropped; nothing traps.
package struct CellBuffer: Sendable, Hashable {
    package let width: Int
    package let height: Int
    /// Row by row; `width × height` of them.
    package private(set) var cells: [Cell]
    /// Where the terminal's cursor is shown; nil: hidden.
    package var cursor: Point?

    package init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
        cells = [Cell](repeating: .blank, count: self.width * self.height)
    }

    package var area: Area { Area(column: 0, row: 0, width: width, height: height) }

    /// The cell there; a blank one outside.
    package subscript(column: Int, row: Int) -> Cell {
        get { isInside(column, row) ? cells[row * width + column] : .blank }
        set { if isInside(column, row) { cells[row * width + column] = newValue } }
    }

    /// Puts one cell of one column into a row again and again, and blanks the halves of wide clusters that it cuts.
    mutating func run(_ cell: Cell, columns: Range<Int>, row: Int) {
        let places = max(0, columns.lowerBound)..<max(0, columns.lowerBound, min(width, columns.upperBound))
        guard row >= 0, row < height, !places.isEmpty else { return }
        let start = row * width
        if places.lowerBound > 0, cells[start + places.lowerBound].text.isEmpty {
            cells[start + places.lowerBound - 1].text = " "
        }
        if places.upperBound < width, cells[start + places.upperBound].text.isEmpty {
            cells[start + places.upperBound].text = " "
        }
        for place in places { cells[start + place] = cell }
    }

    /// Blanks the other half of a wide cluster that lies on this cell.
    mutating func mend(_ column: Int, _ row: Int) {
        guard isInside(column, row) else { return }
        let place = row * width + column
        if column > 0, cells[place].text.isEmpty { cells[place - 1].text = " " }
        if column &+ 1 < width, cells[place + 1].text.isEmpty { cells[place + 1].text = " " }
    }

    private func isInside(_ column: Int, _ row: Int) -> Bool {
        column >= 0 && column < width && row >= 0 && row < height
    }
}
