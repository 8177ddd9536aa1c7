import CopilotModel

/// Finds an AI agent's request to run or change something, and what.
struct AgentReader: Sendable, Hashable {
    /// The command or file, its lines parted by line feeds; nil: it was not found.
    var subject: String?
    /// Its rows, where it is a list.
    var list: ListReader?
    var question: String

    private static let requests = [
        "run shell command", "run this command", "run command", "run the command", "execute command", "execute this",
        "execute the command", "allow command", "allow tool", "tool call", "tool use", "allow execution",
        "apply this change", "apply these changes", "apply edit", "apply the edit", "make this edit", "allow edits",
        "apply patch", "allow this", "permission to", "approve this", "allow once", "allow reading", "allow writing",
        "wants to run", "wants to execute", "wants to edit",
        "wants to write", "wants to use", "allow always", "always allow", "requires approval", "needs approval",
        "needs your approval", "requires permission", "run the following command", "execute the following",
        "permission required", "requesting permission", "needs permission", "would like to run", "approve the",
        "confirm tool",
        "grant permission", "create this file", "edit this file", "write this file", "fetch this url",
        "approve command", "don't ask again", "run this code", "execute this code", "execute code", "run the code",
        "run code", "to authorise command", "to authorize command", "apply changes", "make these changes",
        "make this change", "the following edits", "following command", "allow this action", "allow the",
        "call the above tool", "execute shell", "use this tool", "run tool", "approve execution", "approve?",
    ]
    private static let listed = [
        "do you want", "would you like", "allow", "permission", "approve", "approval", "apply", "proceed", "execute",
        "run ", "edit", "trust", "continue", "accept",
    ]

    static func request(in reading: ScreenReading, command: String?) -> AgentReader? {
        let list = ListReader.list(in: reading)
        let seen = reading.visible
        if let list, !list.isMultiple, !list.isFilter, isAnswered(by: list), list.items.count <= 8 {
            let near = LowerText(Array(seen.suffix(24)))
            let hints = LowerText(list.items)
            let isOurs =
                list.isNumbered || near.hasAny(requests)
                || hints.hasAny([
                    "(esc", "shift+tab", "allowlist", "(once)", "don't ask", "always allow", "allow once",
                    "this session", "tell ",
                ])
            if isOurs, LowerText(list.question).hasAny(listed) || near.hasAny(requests) {
                return AgentReader(
                    subject: subject(above: list.question, in: seen), list: list, question: list.question)
            }
        }
        guard list == nil, LowerText(reading.question).hasAny(requests),
            let choices = ChoiceReader.choices(in: reading.asking), choices.yes != nil
        else { return nil }
        return AgentReader(
            subject: subject(above: reading.asking, in: reading.lines), list: nil, question: reading.question)
    }

    /// Whether one row consents and another refuses.
    private static func isAnswered(by list: ListReader) -> Bool {
        list.items.contains { AnswerWords.isYes($0) } && list.items.contains { AnswerWords.isNo($0) }
            || list.isNumbered && list.items.contains { AnswerWords.isNo($0) }
    }

    /// What the question is about: in its own words, else in the lines above it.
    static func subject(above question: String, in lines: [String]) -> String? {
        let words = QuotedWords.words(in: LowerText.levelled(question)).filter { $0.utf8.count > 2 }
        if let first = words.first { return first }
        if let named = named(in: question) { return named }
        let plain = lines.map(unframed)
        let wanted = ScreenReading.trimmed(question)
        let end = plain.lastIndex { !wanted.isEmpty && $0.contains(wanted) } ?? max(0, plain.count - 1)
        let above = Array(plain[max(0, end - 16)..<end])
        if let marked = marked(above) { return marked }
        return paragraph(above)
    }

    /// `edit to test.txt?`, `create src/x.py?`, `run npm test?`.
    private static func named(in question: String) -> String? {
        let text = question.prefix { $0 != "?" && $0 != "(" && $0 != "[" }
        let words = text.split(separator: " ").map(String.init)
        let verbs: Set<String> = ["create", "write", "overwrite", "delete", "read", "fetch", "open"]
        guard
            let place = words.lastIndex(where: {
                ["to", "run", "execute"].contains($0.lowercased()) || verbs.contains($0.lowercased())
            }), place + 1 < words.count
        else { return nil }
        let rest = words[(place + 1)...]
        guard rest.contains(where: { $0.contains(".") || $0.contains("/") || $0.contains("-") }),
            !rest.contains(where: { ["this", "these", "the", "command", "shell", "tool"].contains($0.lowercased()) })
        else { return nil }
        return rest.joined(separator: " ")
    }

    /// `$ npm test`, `Command: npm test`, `Bash(npm test)`.
    private static func marked(_ lines: [String]) -> String? {
        for (index, line) in lines.enumerated().reversed() {
            if line.hasPrefix("$ ") {
                return ScreenReading.trimmed(
                    ([String(line.dropFirst(2))] + lines[(index + 1)...].prefix { !$0.isEmpty }).joined(separator: "\n")
                )
            }
            for word in ["Command: ", "command: ", "Tool: ", "File: ", "Path: ", "> "] where line.hasPrefix(word) {
                return ScreenReading.trimmed(line.dropFirst(word.count))
            }
            guard let open = line.firstIndex(of: "("), line.hasSuffix(")"),
                line[..<open].allSatisfy({ $0.isLetter || $0 == " " || $0 == "●" || $0 == "⏺" || $0 == "_" }),
                open > line.startIndex
            else { continue }
            let name = line[..<open]
            if name.last?.isLetter == true { return String(line[line.index(after: open)...].dropLast()) }
        }
        return nil
    }

    /// The lines under a title, or the last paragraph.
    private static func paragraph(_ lines: [String]) -> String? {
        let title = lines.lastIndex { line in
            let text = LowerText(line)
            return text.bytes.count < 48
                && text.hasAny([
                    "command", "edit file", "write file", "create file", "fetch", "read file", "tool use", "edit",
                    "execute",
                ])
        }
        let rest = title.map { lines[($0 + 1)...] } ?? lines[...]
        let filled = rest.drop { $0.isEmpty }
        let taken =
            title == nil
            ? Array(lines.reversed().drop { $0.isEmpty }.prefix { !$0.isEmpty }.reversed())
            : Array(filled.prefix { !$0.isEmpty })
        let text = ScreenReading.trimmed(taken.joined(separator: "\n"))
        return text.isEmpty ? nil : text
    }

    private static func unframed(_ line: String) -> String {
        guard !ScreenReading.isRule(line) else { return "" }
        var scalars = Substring(line).unicodeScalars
        while let first = scalars.first, first == " " || BoxReader.isFrame(first) { scalars.removeFirst() }
        while let last = scalars.last, last == " " || BoxReader.isFrame(last) { scalars.removeLast() }
        return String(Substring(scalars))
    }
}
