internal import CopilotCells
internal import CopilotModel
internal import CopilotPorts

/// An attempt's screen, rendered from its output only when somebody wants to see it.
struct WatchedScreen {
    /// More output than this between two looks is not rendered: its last part draws what is on the screen now.
    static let mostBytes = 64 << 10

    private var grid: ScreenGrid?
    /// Up to where the output was rendered.
    private(set) var offset: Int64 = 0
    private(set) var text = ScreenText(
        rows: TerminalSize.standard.rows, columns: TerminalSize.standard.columns, lines: [],
        cursor: .init(row: 0, column: 0, offset: 0))
    private(set) var fingerprint: UInt64 = 0
    /// Like the fingerprint, with what stands out: another row of a menu may be lit though every word is the same.
    private(set) var appearance: UInt64 = 0
    /// ``CalmText/fingerprint(of:)``.
    private(set) var calm: UInt64 = 0
    /// What is held back of the output and is shown here all the same.
    private var held: [UInt8] = []

    init() { takePrints() }

    private mutating func takePrints() {
        fingerprint = text.fingerprint
        appearance = CalmText.appearance(of: text, fingerprint: fingerprint)
        calm = CalmText.fingerprint(of: text)
    }

    /// Whether it keeps a grid, which takes memory; the text stays without it.
    var keepsGrid: Bool { grid != nil }

    /// Lets the grid go: it is rendered anew from the output's tail when something is printed.
    mutating func dropGrid() { grid = nil }

    /// Renders what `monitor` has printed.
    ///
    /// - Returns: what the program wants to know of its terminal, to be typed; empty: nothing.
    mutating func render(_ monitor: TaskMonitor) -> [UInt8] {
        let total = monitor.total
        let held = monitor.heldStart
        guard total > offset || held != self.held else { return [] }
        self.held = held
        let replies = total > offset ? renderNew(monitor, total) : []
        if held.isEmpty {
            text = grid?.text ?? text
        } else if var shown = grid {
            // The end of a question may be the beginning of a secret: nothing more may come to tell.
            shown.feed(held)
            text = shown.text
        }
        takePrints()
        return replies
    }

    private mutating func renderNew(_ monitor: TaskMonitor, _ total: Int64) -> [UInt8] {
        let isGap = grid == nil || total - offset > Int64(Self.mostBytes)
        let from = isGap ? max(0, total - Int64(Self.mostBytes)) : offset
        let (start, bytes) = monitor.read(from: from, limit: Self.mostBytes + 4096)
        offset = start + Int64(bytes.count)
        return isGap ? renderTail(bytes, at: start) : feed(bytes)
    }

    private mutating func feed(_ bytes: [UInt8]) -> [UInt8] {
        grid?.feed(bytes)
        return grid?.takeReplies() ?? []
    }

    private mutating func renderTail(_ bytes: [UInt8], at start: Int64) -> [UInt8] {
        let size = TerminalSize.standard
        if start > 0, var grid {
            // Output was left out: modes and what is not drawn again stay as they are; a line's end is a safe place to go on.
            let head = bytes.firstIndex(of: 0x0A) ?? bytes.startIndex
            grid.feed(bytes[head...])
            _ = grid.takeReplies()
            self.grid = grid
            return []
        }
        let isWhole = start == 0
        var grid =
            isWhole
            ? ScreenGrid(rows: size.rows, columns: size.columns)
            : ScreenGrid(tail: bytes, isCut: true, rows: size.rows, columns: size.columns)
        if isWhole { grid.feed(bytes) }
        let replies = grid.takeReplies()
        let isFirst = self.grid == nil && isWhole && text.lines.isEmpty
        self.grid = grid
        // Rendered again, old questions would be answered a second time.
        return isFirst ? replies : []
    }
}
