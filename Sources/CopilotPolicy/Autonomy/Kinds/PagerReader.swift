import CopilotModel

/// Finds a pager's mark at the cursor.
enum PagerReader {
    /// The mark; nil: none.
    static func mark(in reading: ScreenReading) -> String? {
        guard reading.askingIndex == reading.lines.count - 1, reading.below.isEmpty else { return foot(reading) }
        let text = reading.asked
        let asking = reading.asking
        if reading.isBehindQuestion {
            if text.ends(with: "(end)") || text.ends(with: "--more--") || text.ends(with: "-- more --") {
                return asking
            }
            if text.begins(with: "--more--("), text.ends(with: ")") || text.ends(with: "%)") { return asking }
            if text.hasAny([
                "q to quit", "(press return)", "--type <ret>", "'q' to quit", "press space to continue", "-- more --",
                "--- more", "q=quit", "[more]", "-more-",
            ]),
                !text.hasAny(["ctrl", "^c", "cmd+"]), !asking.hasSuffix(":"), !asking.hasSuffix("?")
            {
                return asking
            }
            if text.begins(with: "manual page "), text.has("line ") { return asking }
            if text.begins(with: "lines "), text.has("-") { return asking }
            if text.begins(with: "--more--") && text.has("%)") { return asking }
            if isStatus(asking, reading) { return asking }
        }
        return foot(reading)
    }

    /// A full screen whose foot tells how to scroll and how to quit.
    private static func foot(_ reading: ScreenReading) -> String? {
        guard let foot = reading.screen.lines.last(where: { !$0.isEmpty }) else { return nil }
        let text = LowerText(foot)
        return text.has("to quit") && text.hasAny(["to scroll", "for the next page", "next page"]) ? foot : nil
    }

    /// less shows `:` alone, or a file's name and a position, in reverse on the last row of a full screen.
    private static func isStatus(_ asking: String, _ reading: ScreenReading) -> Bool {
        let screen = reading.screen
        let isLastRow = screen.cursor.row == screen.rows - 1
        if asking == ":" {
            return isLastRow && screen.lines.count { !$0.isEmpty } > screen.rows / 3 || screen.alternateScreen
        }
        let isReversed = screen.highlights.contains {
            $0.row == screen.cursor.row && $0.kind == .reverse && $0.columns.lowerBound == 0
        }
        return isReversed && (isLastRow || screen.alternateScreen) && reading.asking.utf8.count < 80
            && !reading.asked.hasAny(["?", "[y", "(y"])
            && (reading.asked.has("lines ") || reading.asked.has("%") || !reading.asking.contains(" "))
    }
}
