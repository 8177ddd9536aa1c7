/// What a person would see on a task's terminal: the text of its rows, the cursor, and what stands out.
///
/// A value that is rendered from output and handed to the detectors, which never see bytes. All of it is hostile text
/// that holds no control characters. Rows and columns count from 0.
package struct ScreenText: Sendable, Hashable, Codable {
    /// Highlights that are kept of one screen.
    package static let highlightLimit = 64

    /// The terminal's height; 1 to 500.
    package var rows: Int
    /// The terminal's width; 1 to 1,000.
    package var columns: Int
    /// A text per screen row, from the top. Rows below the last one that shows anything or holds the cursor are left
    /// out. Blanks at the end are left out too, except where the row goes on in the next one.
    package var lines: [String]
    /// For each of `lines`, whether automatic wrapping went on in the next row.
    package var wrapped: [Bool]
    /// Where the next character would be written.
    package var cursor: Cursor
    /// The last whole lines that scrolled off the top of the main screen, oldest first, soft-wrapped rows joined.
    package var scrollback: [String]
    /// Whether the last line of `scrollback` goes on in the first of `lines`.
    package var scrollbackContinues: Bool
    /// Text that does not look plain, from the top; at most `highlightLimit`. Where there was more, the looks that
    /// cover the fewest cells were kept: the one selected entry of a menu rather than the menu's background.
    package var highlights: [Highlight]
    /// Whether a full-screen program switched to the alternate screen.
    package var alternateScreen: Bool
    /// Whether arrow keys are to be sent as `ESC O A` and so on (DECCKM) instead of `ESC [ A`.
    package var applicationCursorKeys: Bool
    /// Whether pasted text is to be sent between `ESC [ 200 ~` and `ESC [ 201 ~`.
    package var bracketedPaste: Bool
    /// Whether a bell rang since the last line feed.
    package var bellRang: Bool

    /// A screen of which only the given things are not plain and empty.
    package init(
        rows: Int, columns: Int, lines: [String], wrapped: [Bool] = [], cursor: Cursor, scrollback: [String] = [],
        scrollbackContinues: Bool = false, highlights: [Highlight] = [], alternateScreen: Bool = false,
        applicationCursorKeys: Bool = false, bracketedPaste: Bool = false, bellRang: Bool = false
    ) {
        self.rows = rows
        self.columns = columns
        self.lines = lines
        self.wrapped = wrapped + Array(repeating: false, count: max(0, lines.count - wrapped.count))
        self.cursor = cursor
        self.scrollback = scrollback
        self.scrollbackContinues = scrollbackContinues
        self.highlights = highlights
        self.alternateScreen = alternateScreen
        self.applicationCursorKeys = applicationCursorKeys
        self.bracketedPaste = bracketedPaste
        self.bellRang = bellRang
    }

    /// A screen with the text's lines (parted by line feeds) and the cursor behind the last one. For tests and for
    /// text that never was on a terminal: nothing is rendered, one scalar counts as one column.
    package init(plain text: String, rows: Int = 24, columns: Int = 80) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        let offset = lines.last?.unicodeScalars.count ?? 0
        self.init(
            rows: rows, columns: columns, lines: lines,
            cursor: Cursor(row: max(0, lines.count - 1), column: offset, offset: offset))
    }
}

extension ScreenText {
    /// Where the cursor stands.
    package struct Cursor: Sendable, Hashable, Codable {
        /// 0 to `rows` - 1.
        package var row: Int
        /// 0 to `columns` - 1: wide characters take two columns.
        package var column: Int
        /// How many scalars of the row's text stand before the cursor, had the text blanks up to there. It may lie
        /// behind the text's end; it differs from `column` where there are wide characters or combining marks.
        package var offset: Int
        /// False while the program hides it, as spinners and menus do.
        package var isVisible: Bool

        package init(row: Int, column: Int, offset: Int, isVisible: Bool = true) {
            self.row = row
            self.column = column
            self.offset = offset
            self.isVisible = isVisible
        }
    }

    /// A stretch of one row that looks the same throughout and not plain.
    package struct Highlight: Sendable, Hashable, Codable {
        /// How it stands out, the strongest first.
        package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
            case reverse
            case background
            case bold
            case foreground
        }

        /// The screen row.
        package var row: Int
        /// The columns that it covers.
        package var columns: Range<Int>
        /// What is written there, blanks at both ends left out; never empty, at most 200 columns of it.
        package var text: String
        /// The strongest of its attributes.
        package var kind: Kind
        /// Says nothing by itself; two highlights with the same number look alike.
        package var style: UInt32

        package init(row: Int, columns: Range<Int>, text: String, kind: Kind, style: UInt32 = 0) {
            self.row = row
            self.columns = columns
            self.text = text
            self.kind = kind
            self.style = style
        }
    }
}
