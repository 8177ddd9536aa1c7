import CopilotModel

/// How much the text at the cursor looks like a question, whatever its language: 0 (not at all) to 1.
///
/// It never decides alone where the kernel can be asked; it raises and lowers what the witnesses say.
struct TextShape: Sendable, Hashable {
    var score: Double
    /// In a few words, for people.
    var words: String

    init(_ score: Double, _ words: String) {
        self.score = score
        self.words = words
    }

    init(_ reading: ScreenReading) {
        if let screenful = Self.screenful(reading) {
            self = screenful
        } else if reading.isBehindQuestion {
            self = Self.behind(reading)
        } else {
            self = Self.beneath(reading)
        }
    }

    /// Lists, boxes, pagers: the cursor's place says little.
    private static func screenful(_ reading: ScreenReading) -> TextShape? {
        if reading.box != nil { return TextShape(0.92, "a box with buttons") }
        if reading.list != nil { return TextShape(0.9, "a list with a pointer") }
        if PagerReader.mark(in: reading) != nil { return TextShape(0.9, "a pager's mark") }
        if EditorReader.editor(in: reading) != nil { return TextShape(0.88, "an editor's screen") }
        return nil
    }

    /// The cursor stands on the question's line, behind it.
    private static func behind(_ reading: ScreenReading) -> TextShape {
        let text = reading.asked
        if reading.asking.hasPrefix("│"), PhraseBook.asks(text) || text.has("allow ") {
            return TextShape(0.88, "a question in a frame")
        }
        if ProgressReader.isProgress(reading) { return TextShape(0.05, "a line of progress") }
        if !reading.cursor.after.isEmpty, reading.cursor.after.utf8.count > 40 { return TextShape(0.2, "amid text") }
        let choices = reading.choices
        if let choices, choices.endsLine || choices.form == .quoted {
            return TextShape(0.95, "choices at the end of the line")
        }
        if GoOnReader.kind(of: reading) != nil { return TextShape(0.92, "asks for a key") }
        if SecretReader.kind(of: reading, isEchoing: nil) != nil, endsAsking(reading) {
            return TextShape(0.92, "asks for a secret")
        }
        if ReplReader.isPrompt(reading) { return TextShape(0.85, "a command prompt") }
        if endsAsking(reading) {
            let isWorded = PhraseBook.asks(text)
            return TextShape(isWorded ? 0.85 : 0.7, "ends as questions do")
        }
        if PhraseBook.asks(text) { return TextShape(0.6, "words of a question") }
        if text.ends(with: "...") || text.ends(with: "…") { return TextShape(0.15, "ends as progress does") }
        return TextShape(reading.gapBeforeCursor == 1 ? 0.4 : 0.25, "text before the cursor")
    }

    /// The cursor stands on an empty line, the question perhaps above.
    private static func beneath(_ reading: ScreenReading) -> TextShape {
        guard let index = reading.askingIndex, reading.lines.count - index <= 4, reading.cursor.after.isEmpty else {
            return TextShape(0.05, "no text at the cursor")
        }
        let choices = reading.choices
        if let choices, choices.endsLine, choices.form != .defaultOnly {
            return TextShape(0.5, "choices above the cursor")
        }
        if GoOnReader.kind(of: reading) != nil { return TextShape(0.6, "asks for a key") }
        if ExternalReader.isWaiting(reading) { return TextShape(0.5, "waits for a person elsewhere") }
        if TypedReader.word(in: reading) != nil { return TextShape(0.6, "asks for a word") }
        if PhraseBook.asks(reading.asked), endsAsking(reading) { return TextShape(0.5, "a question above the cursor") }
        if endsAsking(reading) { return TextShape(0.3, "ends as questions do, above the cursor") }
        return TextShape(0.08, "plain output")
    }

    /// Whether the line that asks ends in a mark that questions end in.
    private static func endsAsking(_ reading: ScreenReading) -> Bool {
        guard let last = reading.asking.unicodeScalars.last else { return false }
        switch last {
        case ":", "?", ">", "›", "»", "❯", "➜", "λ", "؟", "？", "：":
            return reading.gapBeforeCursor <= 2 || !reading.isBehindQuestion
        case "]", ")": return reading.gapBeforeCursor <= 2 && reading.gapBeforeCursor >= 1
        case "$", "#", "%": return reading.gapBeforeCursor == 1
        default: return false
        }
    }
}
