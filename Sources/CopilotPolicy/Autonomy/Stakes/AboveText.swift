/// What a command has printed above its question, as far as it tells what will happen.
struct AboveText {
    /// In lower case, without what only counts or hints.
    let text: LowerText

    /// - Parameter isInstalling: the command puts something in; what goes out with it only because nothing needs it any more
    ///   (`name{u}`) is no loss.
    init(_ raw: String, isInstalling: Bool = false) {
        text = LowerText(Self.telling(isInstalling ? Self.withoutUnused(raw) : raw))
    }

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

    /// `Inferior 1 [process 705] will be killed.`: what a debugger has started for itself.
    private static func isDebuggee(_ line: Substring) -> Bool {
        let text = LowerText(String(line))
        return text.has("inferior ") && text.has("[process ")
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

    /// Without a heading under which every name carries the mark of a package that is no longer needed, and these names.
    private static func withoutUnused(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var kept: [Substring] = []
        var names = lines.startIndex
        while names < lines.endIndex {
            let end = lines[names...].firstIndex { !$0.hasPrefix("  ") } ?? lines.endIndex
            let isUnused = lines[names..<end].allSatisfy { line in
                let words = line.split(separator: " ")
                return !words.isEmpty && words.allSatisfy { $0.hasSuffix("{u}") }
            }
            let isWhole = end == lines.endIndex || !lines[end].hasPrefix(" ")
            if names < end, isUnused, isWhole, kept.last?.contains(":") == true {
                kept.removeLast()
            } else {
                kept += lines[names..<end]
            }
            if end < lines.endIndex { kept.append(lines[end]) }
            names = end + 1
        }
        return kept.joined(separator: "\n")
    }

    /// The lines that tell what will happen: counts (`0 to remove`) and hints about other commands are left out.
    private static func telling(_ text: String) -> String {
        text.split(separator: "\n").filter { line in
            if line.contains("autoremove") || isDebuggee(line) && text.contains("debugging session is active") {
                return false
            }
            let numbers = line.split { !$0.isNumber }.count
            return !(line.first?.isNumber == true && numbers >= 3 && line.contains(","))
        }.joined(separator: "\n")
    }
}
