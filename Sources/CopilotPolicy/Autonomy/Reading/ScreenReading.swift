import CopilotModel

/// A screen as the detectors read it: its lines around the cursor and the question on it. Made once per look.
struct ScreenReading: Sendable {
    /// Lines up to the cursor's that are looked at.
    static let mostLines = 60

    let screen: ScreenText
    /// Up to the cursor's line, oldest first, that one last; empty ones included.
    let lines: [String]
    /// Beneath the cursor's line, as far as the last one that shows something.
    let below: [String]
    let cursor: ScreenText.CursorLine
    /// The index in `lines` of the line that asks; nil: all is empty.
    let askingIndex: Int?
    /// The line that asks, blanks at both ends left out.
    let asking: String
    /// The same in lower case.
    let asked: LowerText
    /// The whole question on one line: what asks and, where that is only a mark, the words before it.
    let wholeQuestion: String
    /// The same for people: of a long one its beginning and its end.
    let question: String
    /// The paragraph that ends in the line that asks, and a little before it, in lower case.
    let context: LowerText

    /// The screen's lines from the top, wrapped rows joined.
    let logical: [ScreenText.LogicalLine]
    /// What the line that asks offers to type.
    let choices: Choices?
    /// The box with buttons, where there is one.
    private(set) var box: BoxReader?
    /// The list that arrow keys move through, where there is one.
    private(set) var list: ListReader?

    init(_ screen: ScreenText) {
        let logical = screen.logicalLines
        let (upper, lower) = Self.lines(of: screen, logical)
        let cursor = screen.cursorLine
        let index = Self.askingIndex(in: upper)
        let asking = index.map { Self.trimmed(upper[$0]) } ?? ""
        self.screen = screen
        self.lines = upper
        self.below = lower
        self.cursor = cursor
        self.askingIndex = index
        self.asking = LowerText.levelled(asking)
        self.asked = LowerText(asking)
        let whole = Self.question(asking, index, in: upper)
        wholeQuestion = whole
        question = Self.shortened(whole)
        self.context = LowerText(Self.context(index, in: upper))
        self.logical = logical
        self.choices = ChoiceReader.choices(in: self.asking)
        box = BoxReader.box(in: self)
        list = ListReader.list(in: self)
    }

    /// Whether the cursor stands behind the words that ask, on their line.
    var isBehindQuestion: Bool {
        askingIndex.map { $0 == lines.count - 1 || Self.isLoneMark(lines[lines.count - 1]) } ?? false
            && !Self.isBlank(cursor.before)
    }

    /// Blanks between the last character before the cursor and the cursor.
    var gapBeforeCursor: Int {
        var count = 0
        for scalar in cursor.before.unicodeScalars.reversed() {
            guard scalar == " " || scalar == "\u{A0}" else { break }
            count += 1
        }
        return count
    }

    /// Lines that hold something, up to the cursor's, oldest first.
    func lastTexts(_ count: Int) -> [String] {
        Array(lines.filter { !Self.isBlank($0) }.suffix(count))
    }

    /// Everything that can be seen on the screen from the top, in order; wrapped rows joined.
    var visible: [String] { logical.map(\.text) }
}

extension ScreenReading {
    private static func lines(
        of screen: ScreenText, _ all: [ScreenText.LogicalLine]
    ) -> (upper: [String], lower: [String]) {
        let cut = all.firstIndex { $0.rows.lowerBound > screen.cursor.row } ?? all.count
        var upper = all[..<cut].map(\.text)
        if upper.isEmpty { upper = [""] }
        if !screen.alternateScreen {
            var older = screen.scrollback
            if screen.scrollbackContinues, let last = older.popLast() { upper[0] = last + upper[0] }
            upper = older.suffix(mostLines) + upper
        }
        if cut == all.count, screen.cursor.row >= screen.lines.count { upper.append("") }
        var lower = all[cut...].map(\.text)
        while let last = lower.last, isBlank(last) { lower.removeLast() }
        return (Array(upper.suffix(mostLines)), lower)
    }

    /// The last line with words: rules drawn under a question, and empty lines, are passed over.
    private static func askingIndex(in lines: [String]) -> Int? {
        guard let last = lines.lastIndex(where: { !isBlank($0) }) else { return nil }
        if last == lines.count - 1 { return questionAbove(last, in: lines) ?? last }
        return lines[...last].lastIndex { !isBlank($0) && !isRule($0) } ?? last
    }

    /// Where the cursor's line is a lone mark (`>>>`, `│ >`), the question right above it, if there is one.
    private static func questionAbove(_ last: Int, in lines: [String]) -> Int? {
        guard isLoneMark(lines[last]), let above = lines[..<last].suffix(2).lastIndex(where: { !isBlank($0) }) else {
            return nil
        }
        let line = trimmed(lines[above])
        let text = LowerText(line)
        if let choices = ChoiceReader.choices(in: LowerText.levelled(line)), choices.endsLine, choices.yes != nil {
            return above
        }
        let isAsked =
            line.hasSuffix("?") || line.contains("? ") || text.hasAny(["press enter", "press return"]) || isFramed(line)
        return isAsked && PhraseBook.asks(text) || isFramed(line) && line.hasSuffix("?") ? above : nil
    }

    private static func isLoneMark(_ line: String) -> Bool {
        let text = line.unicodeScalars.filter { !" \u{A0}│┃|".unicodeScalars.contains($0) }
        return [">", ">>>", "❯", "›", "»", "->", "=>"].contains(String(String.UnicodeScalarView(text)))
    }

    private static func isFramed(_ line: String) -> Bool { line.hasPrefix("│") || line.hasPrefix("┃") }

    private static func question(_ asking: String, _ index: Int?, in lines: [String]) -> String {
        guard let index else { return "" }
        var parts = [asking]
        var above = index - 1
        while above >= 0, parts.count < 4, letters(in: parts.joined(separator: " ")) < 14 || beginsInside(parts[0]) {
            let line = trimmed(lines[above])
            if isRule(line), parts.count == 1 {
                above -= 1
                continue
            }
            guard !line.isEmpty, !isRule(line) else { break }
            parts.insert(line, at: 0)
            above -= 1
        }
        return LowerText.levelled(parts.joined(separator: " "))
    }

    /// What is asked stands at the end of a long question, who asks at its beginning.
    static func shortened(_ text: String) -> String {
        guard text.utf8.count > Prompt.mostQuestionBytes else { return text }
        let half = Prompt.mostQuestionBytes / 2 - 4
        let head = String(decoding: Array(text.utf8.prefix(half)), as: UTF8.self).replacingTornEnd()
        let tail = Substring(text).utf8.suffix(half).drop { $0 & 0xC0 == 0x80 }
        return head + " … " + String(decoding: Array(tail), as: UTF8.self)
    }

    /// Whether a line goes on with a sentence that began above it.
    private static func beginsInside(_ line: String) -> Bool {
        guard let first = line.unicodeScalars.first else { return true }
        let scalars = line.unicodeScalars
        for (open, close) in [("(", ")"), ("[", "]")] as [(Unicode.Scalar, Unicode.Scalar)] {
            if scalars.count(where: { $0 == close }) > scalars.count(where: { $0 == open }) { return true }
        }
        return first == "[" || first == "(" && line.utf8.count < 24
    }

    private static func context(_ index: Int?, in lines: [String]) -> [String] {
        guard let index else { return [] }
        var start = index
        var taken = 0
        var gaps = 0
        while start > 0, taken < 14 {
            if isBlank(lines[start - 1]) {
                gaps += 1
                if gaps > 3 { break }
            }
            start -= 1
            taken += 1
        }
        return Array(lines[start...index])
    }

    /// Letters of any script in a text.
    static func letters(in text: String) -> Int {
        text.unicodeScalars.count { $0.properties.isAlphabetic }
    }

    static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0 == " " || $0 == "\u{A0}" }
    }

    /// Whether a line is only drawn: dashes, frames, dots.
    static func isRule(_ text: String) -> Bool {
        text.utf8.count >= 3
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case " ", "-", "=", "_", "*", "~", "+", "|", ".", "#": return true
                default: return scalar.value >= 0x2500 && scalar.value <= 0x259F
                }
            }
    }

    /// Without blanks at the end.
    static func trimmedEnd(_ text: String) -> String {
        var scalars = Substring(text).unicodeScalars
        while let last = scalars.last, last == " " || last == "\u{A0}" { scalars.removeLast() }
        return String(Substring(scalars))
    }

    /// Without blanks at both ends.
    static func trimmed(_ text: some StringProtocol) -> String {
        var scalars = Substring(text).unicodeScalars
        while let last = scalars.last, last == " " || last == "\u{A0}" { scalars.removeLast() }
        while let first = scalars.first, first == " " || first == "\u{A0}" { scalars.removeFirst() }
        return String(Substring(scalars))
    }
}

extension String {
    /// Without the replacement mark that a cut inside a character leaves.
    func replacingTornEnd() -> String {
        guard unicodeScalars.last == "\u{FFFD}" else { return self }
        return String(unicodeScalars.dropLast())
    }
}
