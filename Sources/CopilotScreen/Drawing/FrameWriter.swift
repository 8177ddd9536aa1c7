import CNcurses
import CopilotCells

/// Brings ncurses' picture of the screen up to a buffer, by what differs from the last one. Belongs to the screen's thread.
struct FrameWriter {
    private var inks: Inks
    private let characters: CellGuard
    private var shown: CellBuffer?
    private var row: [cn_cell] = []

    init(inks: Inks, isUTF8: Bool) {
        self.inks = inks
        characters = CellGuard(isUTF8: isUTF8)
    }

    var depth: ColorDepth { inks.depth }

    /// The terminal's contents are unknown: the next frame puts every cell.
    mutating func invalidate() { shown = nil }

    /// Other colours from the next frame on.
    mutating func use(_ inks: Inks) {
        self.inks = inks
        self.inks.forget()
        shown = nil
    }

    /// Whether `buffer` would change anything.
    func differs(_ buffer: CellBuffer, columns: Int, rows: Int) -> Bool {
        guard let shown, shown.width == columns, shown.height == rows else { return true }
        return buffer.width == columns && buffer.height == rows ? shown != buffer : true
    }

    /// Puts what changed; nothing reaches the terminal before the flush.
    mutating func write(_ buffer: CellBuffer, columns: Int, rows: Int) {
        let frame = Self.fitted(buffer, columns: columns, rows: rows)
        put(frame)
        if inks.ranOut {
            // Pairs of earlier frames filled the table: only this frame's are kept.
            inks.forget()
            shown = nil
            put(frame)
        }
        shown = frame
        if let cursor = frame.cursor {
            cn_cursor(Int32(clamping: cursor.row), Int32(clamping: cursor.column))
        } else {
            cn_cursor(-1, 0)
        }
    }

    private mutating func put(_ frame: CellBuffer) {
        let old = shown.flatMap { $0.width == frame.width && $0.height == frame.height ? $0.cells : nil }
        let new = frame.cells
        for row in 0..<frame.height {
            let places = (row * frame.width)..<((row + 1) * frame.width)
            if let old, Self.isSame(new, old, places) { continue }
            guard let span = Self.span(new[places], old?[places]) else { continue }
            put(new[span], row: row, column: span.lowerBound - places.lowerBound)
        }
    }

    /// Whether nothing changed there: so it is with nearly all rows of nearly all frames.
    private static func isSame(_ new: [Cell], _ old: [Cell], _ places: Range<Int>) -> Bool {
        new.withUnsafeBufferPointer { new in
            old.withUnsafeBufferPointer { old in
                guard places.upperBound <= min(new.count, old.count) else { return false }
                for place in places where new[place] != old[place] { return false }
                return true
            }
        }
    }

    /// From the first to the last cell that changed, with both halves of wide characters; nil: none did.
    static func span(_ new: ArraySlice<Cell>, _ old: ArraySlice<Cell>?) -> Range<Int>? {
        guard let old else { return new.isEmpty ? nil : new.startIndex..<new.endIndex }
        var first = new.startIndex
        var end = new.endIndex
        while first < end, new[first] == old[first] { first += 1 }
        if first == end { return nil }
        while end > first, new[end - 1] == old[end - 1] { end -= 1 }
        while first > new.startIndex, new[first].text.isEmpty || old[first].text.isEmpty { first -= 1 }
        while end < new.endIndex, new[end].text.isEmpty || old[end].text.isEmpty { end += 1 }
        return first..<end
    }

    private mutating func put(_ cells: ArraySlice<Cell>, row: Int, column: Int) {
        self.row.removeAll(keepingCapacity: true)
        var index = cells.startIndex
        while index < cells.endIndex {
            let cell = cells[index]
            let ink = inks.ink(cell.style)
            let next = index + 1
            let hasRoom = next < cells.endIndex && cells[next].text.isEmpty
            index = next
            // An empty cell without a left half before it was overdrawn: a blank.
            let glyph = characters.glyph(cell.text)
            if glyph.columns == 2, !hasRoom {
                append(characters.replacement, ink)
                continue
            }
            append(glyph, ink)
            guard hasRoom else { continue }
            index += 1
            if glyph.columns == 1 { append(characters.partner(cell.text), ink) }
        }
        let first = Int32(clamping: column)
        self.row.withUnsafeBufferPointer {
            cn_put(Int32(clamping: row), first, $0.baseAddress, Int32(clamping: $0.count))
        }
    }

    private mutating func append(_ glyph: CellGuard.Glyph, _ ink: Inks.Ink) {
        row.append(cn_cell(scalars: glyph.scalars, attributes: ink.attributes, pair: ink.pair))
    }

    /// The buffer in the terminal's size: cut or filled with blanks.
    static func fitted(_ buffer: CellBuffer, columns: Int, rows: Int) -> CellBuffer {
        if buffer.width == columns, buffer.height == rows { return buffer }
        var frame = CellBuffer(width: columns, height: rows)
        for row in 0..<min(rows, buffer.height) {
            for column in 0..<min(columns, buffer.width) { frame[column, row] = buffer[column, row] }
        }
        frame.cursor = buffer.cursor
        return frame
    }
}
