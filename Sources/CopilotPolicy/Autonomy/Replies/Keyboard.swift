import CopilotModel

/// How keys reach the command: by line or one by one, and which bytes the arrows are.
struct Keyboard: Sendable, Hashable {
    /// Input is handed over key by key.
    var isRaw: Bool
    var usesApplicationArrows: Bool
    /// Whether one key answers a yes-or-no question without Enter.
    var isSingleKey: Bool

    init(_ reading: ScreenReading, _ evidence: TerminalEvidence) {
        isRaw = evidence.isCanonical == false
        usesApplicationArrows = reading.screen.applicationCursorKeys
        // Prompt libraries put a mark before the question and take the key at once; line editors end in a colon.
        let isMarked = reading.asking.hasPrefix("? ") || reading.screen.alternateScreen
        let isLine = reading.asking.hasSuffix(":") && !reading.screen.alternateScreen
        // A bell behind a question, where no line editor is at work, calls for one key.
        let isRung = reading.screen.bellRang && !reading.screen.bracketedPaste && reading.choices?.isLetters == true
        isSingleKey = isRaw && (isMarked && !isLine || isRung && reading.isBehindQuestion)
    }

    /// A word or letter as an answer.
    func typed(_ word: String) -> String {
        guard isSingleKey else { return word + "\r" }
        let isYesNo = YesNoWords.isYes(word) || YesNoWords.isNo(word)
        return word.unicodeScalars.count == 1 ? word : isYesNo ? String(word.prefix(1)) : word + "\r"
    }

    /// From one row of a list to another, and Enter.
    func moved(from start: Int, to end: Int) -> String {
        let down = usesApplicationArrows ? "\u{1B}OB" : "\u{1B}[B"
        let up = usesApplicationArrows ? "\u{1B}OA" : "\u{1B}[A"
        return String(repeating: end > start ? down : up, count: min(abs(end - start), 60)) + "\r"
    }

    /// From one button to another, and Enter.
    func stepped(from start: Int, to end: Int) -> String {
        let left = usesApplicationArrows ? "\u{1B}OD" : "\u{1B}[D"
        return String(repeating: end > start ? "\t" : left, count: min(abs(end - start), 12)) + "\r"
    }
}
