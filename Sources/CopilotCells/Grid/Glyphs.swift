/// The characters that the screen draws with: a set for UTF-8 terminals and one in ASCII for all others.
package struct Glyphs: Sendable, Hashable {
    /// The mark of a task's condition. Screens always put a word or a colour beside it, never a colour alone.
    package enum Mark: Sendable, Hashable, CaseIterable {
        case waiting, ready, running, paused, retry, done, failed, skipped, blocked, lost, prompt, timeout, checkpoint
    }

    /// The pieces of a frame.
    package struct Frame: Sendable, Hashable {
        package let topLeft, topRight, bottomLeft, bottomRight, horizontal, vertical: String
        /// Where a title's text begins and ends within the top line.
        package let titleLeft, titleRight: String
    }

    /// The pieces of a tree's branches, each two columns wide.
    package struct Branches: Sendable, Hashable {
        /// Before a child that has siblings below it, and before the last child.
        package let tee, corner: String
        /// Under an ancestor that goes on, and under one that has ended.
        package let pipe, gap: String
        /// The mark of a node whose children are shown, whose children are hidden, and of a leaf; one column wide.
        package let open, closed, leaf: String
    }

    /// Whether the set is limited to ASCII.
    package let isASCII: Bool
    package let frame: Frame
    package let branches: Branches
    /// One column wide; in ASCII two, as `..`.
    package let ellipsis: String
    /// A scrollbar's track and thumb, one column wide each.
    package let scrollTrack, scrollThumb: String
    /// A meter's filled and empty cell, one column wide each.
    package let meterFull, meterEmpty: String
    /// A bar's fractions of one cell from empty to full; at least two, equally spaced.
    package let barSteps: [String]
    /// Marks on a scale of times: a limit, a point of interest, and the arrow of something still to come.
    package let tick, dot, arrow: String
    /// Separates words in a line of facts.
    package let separator: String
    /// The mark before the selected row, one column wide.
    package let cursor: String
    /// Columns that the widest `mark` takes: 1, in ASCII 4.
    package let markColumns: Int

    /// The mark's characters. In ASCII a retry shows the number of the attempt in progress (its last digit).
    package func mark(_ mark: Mark, attempt: Int = 0) -> String {
        isASCII ? asciiMark(mark, attempt: attempt) : unicodeMark(mark)
    }

    private func unicodeMark(_ mark: Mark) -> String {
        switch mark {
        case .waiting: "·"
        case .ready: "○"
        case .running: "▶"
        case .paused: "⏸"
        case .retry: "↻"
        case .done: "✔"
        case .failed: "✖"
        case .skipped: "⏭"
        case .blocked: "⊘"
        case .lost: "‽"
        case .prompt: "?"
        case .timeout: "⏱"
        case .checkpoint: "◆"
        }
    }

    private func asciiMark(_ mark: Mark, attempt: Int) -> String {
        switch mark {
        case .waiting: "[  ]"
        case .ready: "[. ]"
        case .running: "[>>]"
        case .paused: "[||]"
        case .retry: "[~\(abs(attempt % 10))]"
        case .done: "[ok]"
        case .failed: "[XX]"
        case .skipped: "[--]"
        case .blocked: "[##]"
        case .lost: "[!?]"
        case .prompt: "[?]"
        case .timeout: "[tm]"
        case .checkpoint: "[cp]"
        }
    }

    /// For terminals in a UTF-8 locale.
    package static let unicode = Glyphs(
        isASCII: false,
        frame: Frame(
            topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─", vertical: "│",
            titleLeft: "┐", titleRight: "┌"),
        branches: Branches(tee: "├─", corner: "└─", pipe: "│ ", gap: "  ", open: "▾", closed: "▸", leaf: " "),
        ellipsis: "…", scrollTrack: "│", scrollThumb: "┃", meterFull: "■", meterEmpty: "·",
        barSteps: [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"], tick: "┃", dot: "•", arrow: "→", separator: "·",
        cursor: "▌", markColumns: 1)

    /// For every other terminal.
    package static let ascii = Glyphs(
        isASCII: true,
        frame: Frame(
            topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-", vertical: "|",
            titleLeft: "[", titleRight: "]"),
        branches: Branches(tee: "|-", corner: "`-", pipe: "| ", gap: "  ", open: "v", closed: ">", leaf: " "),
        ellipsis: "..", scrollTrack: "|", scrollThumb: "#", meterFull: "#", meterEmpty: ".",
        barSteps: [" ", "#"], tick: "|", dot: "*", arrow: ">", separator: "|", cursor: ">", markColumns: 4)
}
