/// What a command has printed above its question, as far as it tells what will happen.
struct AboveText {
    /// In lower case, without what only counts or hints.
    let text: LowerText

    init(_ raw: String) { text = LowerText(Self.telling(raw)) }

    /// Whether one of the last lines says that something is going to be lost.
    var announcesLoss: Bool {
        // The last line is the one that asks.
        text.text.split(separator: "\n").dropLast().suffix(12).contains {
            Self.announcesLoss(ScreenReading.trimmed($0))
        }
    }

    private static func announcesLoss(_ raw: String) -> Bool {
        let line = LowerText(unmarked(raw))
        if isCommand(raw, line) { return true }
        let deeds = [StakeWords.destructive, StakeWords.undoing, StakeWords.foreignDeeds]
        if isIntent(line) {
            return deeds.contains { line.hasAnyStem($0) } || line.hasAny(StakeWords.destructiveAnywhere)
        }
        // A line that begins with the deed; in the past tense it is done already.
        guard let first = line.words.first, !first.hasSuffix("ed") || raw.hasSuffix(":") else { return false }
        return (StakeWords.destructive + StakeWords.foreignDeeds + ["formatting", "emptying", "zeroing", "dropping"])
            .contains { line.begins(with: $0) }
    }

    private static func isIntent(_ line: LowerText) -> Bool {
        line.hasAny(StakeWords.intents) || line.hasAnyStem(["warning", "danger", "attention", "achtung", "caution"])
    }

    /// `+ dropdb prod`: a command that is shown before it runs.
    private static func isCommand(_ raw: String, _ line: LowerText) -> Bool {
        guard
            ["+ ", "$ ", "# ", "> ", "> > ", "running ", "executing ", "command: "].contains(where: {
                raw.hasPrefix($0)
            })
        else { return false }
        return line.words.prefix(6).contains { StakeWords.destructiveCommands.contains($0) || $0.hasPrefix("mkfs") }
            || line.hasAny(StakeWords.destructiveAnywhere)
    }

    /// Without bullets, prompts and words of warning before it.
    private static func unmarked(_ line: String) -> String {
        var text = Substring(line).unicodeScalars
        while let first = text.first, !first.properties.isAlphabetic { text.removeFirst() }
        var rest = String(Substring(text))
        for word in ["warning: ", "note: ", "running ", "executing ", "now ", "step: "] where rest.hasPrefix(word) {
            rest.removeFirst(word.count)
        }
        return rest
    }

    /// The lines that tell what will happen: counts (`0 to remove`) and hints about other commands are left out.
    private static func telling(_ text: String) -> String {
        text.split(separator: "\n").filter { line in
            if line.contains("autoremove") { return false }
            let numbers = line.split { !$0.isNumber }.count
            return !(line.first?.isNumber == true && numbers >= 3 && line.contains(","))
        }.joined(separator: "\n")
    }
}
