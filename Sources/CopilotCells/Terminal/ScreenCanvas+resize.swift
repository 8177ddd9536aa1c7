/// Another size.
extension ScreenCanvas {
    mutating func resize(rows: Int, columns: Int) {
        guard rows != rowCount || columns != self.columns else { return }
        let overflow = max(0, cursor.row - (rows - 1))
        if overflow > 0, !isAlternate {
            for row in 0..<overflow { history.take(page, row: row) }
        }
        var resized = ScreenCanvas(rows: rows, columns: columns)
        resized.page = page.resized(rows: rows, columns: columns, droppingFirst: overflow)
        // The main screen's own cursor is the saved one.
        resized.main = main?.resized(rows: rows, columns: columns, droppingFirst: max(0, saved.row - (rows - 1)))
        resized.history = history
        resized.cursor = cursor
        resized.saved = saved.clamped(rows: rows, columns: columns)
        resized.savedAlternate = savedAlternate.clamped(rows: rows, columns: columns)
        resized.modes = modes
        resized.queries = queries
        resized.repeatable = repeatable
        resized.bellRang = bellRang
        resized.place(row: cursor.row - overflow, column: cursor.column)
        self = resized
    }
}

extension ScreenCanvas.Cursor {
    func clamped(rows: Int, columns: Int) -> Self {
        var result = self
        result.row = min(max(row, 0), rows - 1)
        result.column = min(max(column, 0), columns - 1)
        result.wrapsNext = false
        return result
    }
}

extension ScreenPage {
    /// The same text in another size, cut at the right and at the bottom.
    func resized(rows: Int, columns: Int, droppingFirst count: Int) -> ScreenPage {
        var result = ScreenPage(rows: rows, columns: columns)
        result.clusters = clusters
        for row in 0..<rows { result.copyRow(from: self, row + count, to: row) }
        return result
    }
}
