/// Where one looks into a list of rows: the selected one and the topmost one.
struct ListView: Sendable, Hashable {
    /// The selected row; may lie behind the end of a list that became shorter.
    var selected = 0
    /// The topmost row as of the last motion.
    private(set) var top = 0

    /// The rows to show of `count` in a pane of `height`: as last scrolled to, moved as little as needed to stay
    /// within the list.
    func window(count: Int, height: Int) -> Range<Int> {
        let first = min(max(0, top), max(0, count - height))
        return first..<min(count, first + max(0, height))
    }

    /// The selected row within a list of `count`; nil when it is empty.
    func selection(count: Int) -> Int? { count > 0 ? min(max(0, selected), count - 1) : nil }

    /// Selects a row and brings it into sight.
    mutating func select(_ row: Int, count: Int, height: Int) {
        selected = min(max(0, row), max(0, count - 1))
        reveal(count: count, height: height)
    }

    /// Scrolls as little as needed to have the selected row in sight.
    mutating func reveal(count: Int, height: Int) {
        let rows = max(1, height)
        top = min(max(0, top), max(0, count - rows))
        if selected < top { top = selected }
        if selected >= top + rows { top = selected - rows + 1 }
    }

    /// Turns the wheel: scrolls, and takes the selection along at the edges.
    mutating func scroll(by rows: Int, count: Int, height: Int) {
        top = min(max(0, top &+ rows), max(0, count - max(1, height)))
        selected = min(max(selected, top), max(top, min(count, top + max(1, height)) - 1))
    }
}
