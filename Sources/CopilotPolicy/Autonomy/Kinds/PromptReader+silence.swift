import CopilotModel

/// Terminals on which nothing is asked in words.
extension PromptReader {
    var isTUI: Bool {
        let filled = reading.screen.lines.count { !$0.isEmpty }
        let isSpanning = reading.screen.lines.first?.isEmpty == false && reading.screen.lines.last?.isEmpty == false
        return isRaw && reading.screen.alternateScreen && (filled > 4 || filled > 1 && isSpanning)
    }

    /// A line editor that shows no prompt of its own.
    var isBareLineEditor: Bool {
        isRaw && reading.screen.bracketedPaste && !reading.screen.alternateScreen
            && ScreenReading.isBlank(reading.cursor.before) && ScreenReading.isBlank(reading.cursor.after)
    }

    /// A screen full of rows with the cursor behind the last, as monitors leave it.
    var isFullOfText: Bool {
        guard isRaw, choices == nil, let last = reading.asking.unicodeScalars.last else { return false }
        let isAsking = ":?>]›»".unicodeScalars.contains(last) || PhraseBook.asks(reading.asked)
        return !isAsking
            && (reading.gapBeforeCursor >= 3
                || reading.screen.lines.count { !$0.isEmpty } >= reading.screen.rows * 2 / 3)
    }

    func silent() -> Finding {
        if isBareLineEditor { return repl() }
        if isRaw, let leave = FullScreenKeys.leaving(reading) {
            return Finding(
                .tui, [PromptReply(.leave, send: leave, otherwise: leave == "q" ? "\u{03}" : "q")], question: "")
        }
        if isRaw, isFullOfText {
            return Finding(.tui, [PromptReply(.leave, send: "q", otherwise: "\u{03}")], question: "")
        }
        if isRaw {
            return reading.isBehindQuestion && !isTUI
                ? text() : Finding(.tui, [PromptReply(.leave, send: "q", otherwise: "\u{03}")], question: "")
        }
        if let process, ["ed", "dc", "bc", "telnet"].contains(process) { return repl() }
        let isRisky = StdinPrograms.isEndRisky(command)
        return Finding(
            .stdin, [PromptReply(.leave, send: isRisky ? "\u{03}" : "\u{04}", otherwise: "\u{03}")],
            question: reading.isBehindQuestion ? nil : "")
    }
}
