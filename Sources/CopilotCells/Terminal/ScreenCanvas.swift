/// What a terminal does with what the parser reads: cursor, modes, the two screens.
///
/// After the behaviour of xterm and DEC's VT100 to VT220 as xterm's "Control Sequences" (ctlseqs) describes it.
struct ScreenCanvas: Sendable {
    let columns: Int
    let rowCount: Int
    var page: ScreenPage
    /// The main screen while the alternate one is shown.
    var main: ScreenPage?
    var history = ScreenHistory()
    var cursor = Cursor()
    /// Cursors put by: on the main screen and on the alternate one.
    var saved = Cursor()
    var savedAlternate = Cursor()
    var modes = Modes()
    /// The rows that scroll.
    var region: Range<Int>
    var queries = TerminalQueries()
    /// What was printed last, for REP and for marks that belong to it; nil after a motion.
    var previous: Unicode.Scalar?
    /// The last graphic character, for REP.
    var repeatable: Unicode.Scalar?
    var bellRang = false

    /// Place, pen and character sets: what DECSC saves.
    struct Cursor: Sendable, Hashable {
        var row = 0
        var column = 0
        /// Whether the last column was written, so that the next character wraps.
        var wrapsNext = false
        var style = PackedStyle.plain
        /// The same in the cells' form, which is wanted for every character.
        var look = ScreenLook.plain
        var hasOrigin = false
        /// Whether G0 and G1 are DEC's line drawing set, and whether G1 is in use.
        var drawsLines0 = false
        var drawsLines1 = false
        var usesG1 = false

        var drawsLines: Bool { usesG1 ? drawsLines1 : drawsLines0 }
    }

    struct Modes: Sendable, Hashable {
        var autoWrap = true
        var insert = false
        var cursorVisible = true
        var applicationCursorKeys = false
        var bracketedPaste = false
    }

    init(rows: Int, columns: Int) {
        self.columns = columns
        rowCount = rows
        page = ScreenPage(rows: rows, columns: columns)
        region = 0..<rows
    }

    var isAlternate: Bool { main != nil }

    /// Puts the cursor at a place of the whole screen.
    mutating func place(row: Int, column: Int) {
        cursor.row = min(max(row, 0), rowCount - 1)
        cursor.column = min(max(column, 0), columns - 1)
        cursor.wrapsNext = false
        previous = nil
    }

    /// Puts the cursor at a place as CUP counts: from the region's top in origin mode, and not out of the region.
    mutating func address(row: Int, column: Int) {
        guard cursor.hasOrigin else { return place(row: row, column: column) }
        place(row: min(max(row, 0) + region.lowerBound, region.upperBound - 1), column: column)
    }

    /// Moves up or down; the region's edges stop a cursor that is within them.
    mutating func moveRows(_ count: Int) {
        let row = cursor.row
        let target =
            count < 0
            ? max(row + count, row >= region.lowerBound ? region.lowerBound : 0)
            : min(row + count, row < region.upperBound ? region.upperBound - 1 : rowCount - 1)
        place(row: target, column: cursor.column)
    }

    /// The next row; at the region's bottom the region scrolls.
    mutating func index() {
        previous = nil
        cursor.wrapsNext = false
        if cursor.row == region.upperBound - 1 {
            scrollUp(region, by: 1)
        } else if cursor.row < rowCount - 1 {
            cursor.row += 1
        }
    }

    /// The row before; at the region's top the region scrolls.
    mutating func reverseIndex() {
        previous = nil
        cursor.wrapsNext = false
        if cursor.row == region.lowerBound {
            page.scrollDown(region, by: 1)
        } else if cursor.row > 0 {
            cursor.row -= 1
        }
    }

    /// Scrolls; what leaves the main screen at its top goes into the history.
    mutating func scrollUp(_ part: Range<Int>, by count: Int) {
        let count = min(count, part.count)
        if part.lowerBound == 0, !isAlternate {
            for row in 0..<max(0, count) { history.take(page, row: row) }
        }
        page.scrollUp(part, by: count)
    }

    mutating func save() {
        if isAlternate { savedAlternate = cursor } else { saved = cursor }
    }

    mutating func restore() {
        cursor = isAlternate ? savedAlternate : saved
        let wraps = cursor.wrapsNext
        place(row: cursor.row, column: cursor.column)
        cursor.wrapsNext = wraps && cursor.column == columns - 1
    }

    mutating func enterAlternate() {
        guard main == nil else { return }
        main = page
        page = ScreenPage(rows: rowCount, columns: columns)
    }

    mutating func leaveAlternate() {
        guard let main else { return }
        page = main
        self.main = nil
    }

    /// Everything as it was at the start, the history and unread replies aside.
    mutating func reset() {
        var fresh = ScreenCanvas(rows: rowCount, columns: columns)
        if !isAlternate { keepScreen() }
        fresh.history = history
        fresh.queries = queries
        self = fresh
    }

    /// Puts the screen's text into the history, because it is about to be cleared as a whole.
    mutating func keepScreen() {
        guard let last = page.rows.lastIndex(where: { $0.extent > 0 }) else { return }
        for row in 0...last { history.take(page, row: row) }
    }
}
