/// Where a document's text is written: its lines, the cursor and the pen.
struct LogCanvas: Sendable {
    let limits: LogDocument.Limits
    var ring: LineRing
    /// The number of the cursor's line, which is always there.
    var line = 0
    /// 0 to `bytesPerLine`; may lie behind the line's end.
    var column = 0
    var pen = PackedStyle.plain
    /// The number of the line at the top of the screen.
    var top = 0
    var saved = Saved()
    /// What the main screen gets back when the alternate one ends.
    var main: Saved?
    /// What was printed last, for marks and selectors that belong to it; nil after a motion.
    var previous: Unicode.Scalar?
    /// The byte where `column` begins in a line that is not ASCII, where the last write left it.
    var offset: Int?

    /// A cursor put by: rows count from the screen's top.
    struct Saved: Sendable {
        var row = 0
        var column = 0
        var pen = PackedStyle.plain
        /// The top of the main screen, and where the alternate one began.
        var top = 0
        var start = 0
    }

    var isAlternate: Bool { main != nil }

    init(limits: LogDocument.Limits) {
        self.limits = limits
        ring = LineRing(limit: limits.lines)
        ring.append()
    }

    /// Puts the cursor somewhere; lines are added as far as the screen reaches.
    mutating func move(toLine number: Int, column newColumn: Int) {
        let target = min(max(number, top), top &+ limits.rows &- 1)
        if target != line { ring.weigh(line) }
        while ring.end <= target { appendLine() }
        line = min(max(target, ring.dropped), ring.end &- 1)
        column = min(max(newColumn, 0), limits.bytesPerLine)
        previous = nil
        offset = nil
    }

    /// The next line, a new one at the end; the screen follows.
    mutating func lineFeed(keepingColumn: Bool = false) {
        ring.weigh(line)
        if line &+ 1 >= ring.end {
            appendLine()
            line = ring.end &- 1
        } else {
            line &+= 1
        }
        if !keepingColumn { column = 0 }
        previous = nil
        offset = nil
    }

    private mutating func appendLine() {
        while ring.bytes > limits.bytes, ring.count > 1 { ring.removeFirst() }
        ring.append()
        if ring.end &- top > limits.rows {
            if isAlternate {
                // A full-screen program's screen scrolls within itself.
                ring.remove(max(top, ring.dropped))
                line = min(line, ring.end &- 1)
            } else {
                top = ring.end &- limits.rows
            }
        }
        if top < ring.dropped { top = ring.dropped }
    }

    /// Removes the screen's lines and begins it anew.
    mutating func clearScreen() {
        ring.removeAll(from: top)
        ring.append()
        line = ring.end &- 1
        top = line
        column = 0
        previous = nil
        offset = nil
    }

    mutating func save() {
        saved = Saved(row: line &- top, column: column, pen: pen)
    }

    mutating func restore() {
        pen = saved.pen
        move(toLine: top &+ saved.row, column: saved.column)
    }

    mutating func enterAlternateScreen() {
        guard main == nil else { return }
        ring.weigh(line)
        main = Saved(row: line &- top, column: column, pen: pen, top: top, start: ring.end)
        top = ring.end
        appendLine()
        top = max(top, ring.dropped)
        line = ring.end &- 1
        column = 0
        previous = nil
        offset = nil
    }

    mutating func leaveAlternateScreen() {
        guard let state = main else { return }
        main = nil
        ring.removeAll(from: state.start)
        if ring.count == 0 { ring.append() }
        top = min(max(state.top, ring.dropped), ring.end &- 1)
        pen = state.pen
        move(toLine: state.top &+ state.row, column: state.column)
    }
}
