package import CopilotCells
package import CopilotModel

extension ScreenGrid {
    /// The screen as the detectors see it.
    package var text: ScreenText {
        let cursor = cursor
        return ScreenText(
            rows: rows, columns: columns, lines: lines, wrapped: wrapped,
            cursor: ScreenText.Cursor(
                row: cursor.row, column: cursor.column, offset: cursor.offset, isVisible: cursor.isVisible),
            scrollback: scrollback, scrollbackContinues: scrollbackContinues,
            highlights: highlights(limit: ScreenText.highlightLimit).map { ScreenText.Highlight($0) },
            alternateScreen: isAlternate, applicationCursorKeys: hasApplicationCursorKeys,
            bracketedPaste: bracketsPaste, bellRang: bellRang)
    }
}

extension ScreenText.Highlight {
    fileprivate init(_ highlight: ScreenGrid.Highlight) {
        let kind: Kind =
            switch highlight.kind {
            case .reverse: .reverse
            case .background: .background
            case .bold: .bold
            case .foreground: .foreground
            }
        self.init(
            row: highlight.row, columns: highlight.columns, text: highlight.text, kind: kind, style: highlight.style)
    }
}
