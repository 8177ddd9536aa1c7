import CopilotModel

/// Tells the same question about the next thing (`rm -i` over 200 files, fsck over its inodes, `git add -p` hunk by hunk) from
/// the same question about the same thing, which is a loop.
enum PromptMatter {
    /// How many lines above the question tell what it is about.
    private static let mostLines = 3

    /// A hash of the question's words, digits included, and of what was printed above it since it was asked before; nil where
    /// the words alone say whether it is asked again: a counter must not hide that an answer was refused.
    static func of(_ kind: PromptKind, _ question: String, in reading: ScreenReading) -> UInt64? {
        guard asksThingByThing(kind), !asksForAnotherTry(LowerText(question)) else { return nil }
        var hash = FNV1a()
        add(question, to: &hash)
        for line in told(above: reading) { add(line, to: &hash) }
        return hash.value
    }

    /// Names, numbers, secrets and menus that come back were refused; yes and no are for one thing at a time.
    private static func asksThingByThing(_ kind: PromptKind) -> Bool {
        switch kind {
        case .confirm, .menuLetters, .overwrite, .conffile: true
        case .typedConfirm, .menuNumbered, .textDefault, .textRequired, .password, .otp, .hostkey, .editor, .listSelect,
            .checkbox, .dialog, .license, .pressEnter, .anyKey, .pager, .agentPermission, .repl, .stdin, .tui,
            .waitExternal:
            false
        }
    }

    private static func asksForAnotherTry(_ question: LowerText) -> Bool {
        question.words.contains { word in
            ["again", "retry", "retries", "retrying", "try", "tries", "attempts", "reconnect"].contains(word)
        }
    }

    /// The nearest lines, the last one first, up to where the same was asked before: what stands above that is answered.
    private static func told(above reading: ScreenReading) -> [String] {
        guard let index = reading.askingIndex, index <= reading.lines.count else { return [] }
        let above = reading.lines[..<index].reversed().lazy.map { LowerText.levelled(ScreenReading.trimmed($0)) }
        return Array(above.filter { !$0.isEmpty }.prefix { !$0.contains(reading.asking) }.prefix(mostLines))
    }

    /// A clock and a percentage go on by themselves.
    private static func add(_ text: String, to hash: inout FNV1a) {
        for word in text.split(separator: " ") where !word.contains("%") && !isClock(word) { hash.add(word + " ") }
    }

    private static func isClock(_ word: Substring) -> Bool {
        word.contains(":") && word.contains(where: \.isNumber)
            && word.unicodeScalars.allSatisfy { "0123456789:.,[]()".unicodeScalars.contains($0) }
    }
}
