/// Draws a document's lines into a pane.
package enum LogLayout {
    /// A row of a pane: a line's number and, where long lines wrap, which of its rows.
    package struct Anchor: Sendable, Hashable {
        package var line: Int
        package var row: Int

        package init(line: Int, row: Int = 0) {
            self.line = line
            self.row = row
        }
    }

    /// How lines that are wider than the pane are shown.
    package enum Overflow: Sendable, Hashable {
        /// Scrolled to the left by so many columns, cut at the edges.
        case clip(Int)
        /// Over several rows.
        case wrap
    }

    /// The rows that a line takes when it wraps; at least 1.
    package static func rows(of line: Int, in document: LogDocument, width: Int) -> Int {
        let columns = document.columns(of: line)
        guard width > 0, columns > width else { return 1 }
        return wrap(document.runs(of: line), width: width).count
    }

    /// Runs cut into rows of at most `width` columns, at grapheme clusters; at least one row.
    package static func wrap(_ runs: [StyledRun], width: Int) -> [[StyledRun]] {
        guard width > 0 else { return [runs] }
        var rows: [[StyledRun]] = [[]]
        var used = 0
        for run in runs {
            var piece = ""
            for character in run.text {
                let columns = TextWidth.columns(of: character)
                if used &+ columns > width, used > 0 {
                    if !piece.isEmpty { rows[rows.count - 1].append(StyledRun(text: piece, style: run.style)) }
                    rows.append([])
                    piece = ""
                    used = 0
                }
                piece.append(character)
                used &+= columns
            }
            if !piece.isEmpty { rows[rows.count - 1].append(StyledRun(text: piece, style: run.style)) }
        }
        return rows
    }

    /// The topmost row when the last one stands at the pane's bottom.
    package static func bottom(of document: LogDocument, width: Int, height: Int, _ overflow: Overflow) -> Anchor {
        let lines = document.writtenLines
        var missing = height
        var line = lines.upperBound
        while line > lines.lowerBound, missing > 0 {
            line -= 1
            let rows = overflow == .wrap ? self.rows(of: line, in: document, width: width) : 1
            if rows >= missing { return Anchor(line: line, row: rows - missing) }
            missing -= rows
        }
        return Anchor(line: lines.lowerBound)
    }

    /// Draws from an anchor down to the area's end, and returns the anchor of the row after the last one drawn.
    ///
    /// An anchor before the first line that is left begins at that line. A line whose end was left out ends in the
    /// ellipsis.
    @discardableResult
    package static func draw(
        _ document: LogDocument, from anchor: Anchor, in area: Area, _ overflow: Overflow, base: Style = .plain,
        glyphs: Glyphs = .unicode, into buffer: inout CellBuffer
    ) -> Anchor {
        let lines = document.writtenLines
        var next = anchor.line < lines.lowerBound ? Anchor(line: lines.lowerBound) : anchor
        var row = 0
        while row < area.height, next.line < lines.upperBound {
            var runs = document.runs(of: next.line, on: base)
            if document.isCut(next.line) { runs.append(StyledRun(text: glyphs.ellipsis, style: base)) }
            switch overflow {
            case .clip(let columns):
                put(runs, skipping: columns, at: Point(column: area.column, row: area.row + row), area.width, &buffer)
                next = Anchor(line: next.line + 1)
                row += 1
            case .wrap:
                let pieces = wrap(runs, width: area.width)
                for piece in pieces.dropFirst(next.row) where row < area.height {
                    put(piece, skipping: 0, at: Point(column: area.column, row: area.row + row), area.width, &buffer)
                    next.row += 1
                    row += 1
                }
                if next.row >= pieces.count { next = Anchor(line: next.line + 1) }
            }
        }
        return next
    }

    /// Writes runs one after the other, without the first columns; a wide cluster cut in half becomes a blank.
    package static func put(
        _ runs: [StyledRun], skipping skipped: Int, at point: Point, _ width: Int, _ buffer: inout CellBuffer
    ) {
        var toSkip = max(0, skipped)
        var used = 0
        for run in runs where used < width {
            var text = Substring(run.text)
            while toSkip > 0, let first = text.first {
                let columns = TextWidth.columns(of: first)
                text = text.dropFirst()
                toSkip -= columns
                if toSkip < 0 {
                    text = " " + text
                    toSkip = 0
                }
            }
            let place = Point(column: point.column + used, row: point.row)
            let taken = buffer.put(String(text), at: place, run.style, maxWidth: width - used)
            used += taken
            // A wide cluster that did not fit ends the line: nothing of what follows moves into its place.
            if taken < TextWidth.columns(of: String(text)) { break }
        }
    }
}
