import CopilotModel

/// Finds an AI agent's request to run or change something, and what.
struct AgentReader: Sendable, Hashable {
    /// The command or file, its lines parted by line feeds; nil: it was not found.
    var subject: String?
    /// Its rows, where it is a list.
    var list: ListReader?
    var question: String
    /// Whether only keys are named, no rows: `enter accept · esc reject`. Then it is refused with Escape and never allowed.
    var isKeyed = false

    static let requests = [
        "these commands", "this shell command",
        "run shell command", "allow execution", "run this command", "run command", "run the command", "execute command",
        "execute this",
        "execute the command", "allow command", "allow tool", "tool call", "tool use", "allow execution",
        "apply this change", "apply these changes", "apply edit", "apply the edit", "make this edit", "allow edits",
        "apply patch", "allow this", "permission to", "approve this", "allow once", "allow reading", "allow writing",
        "wants to run", "wants to execute", "wants to edit",
        "wants to write", "wants to use", "allow always", "always allow", "requires approval", "needs approval",
        "needs your approval", "requires permission", "run the following command", "execute the following",
        "permission required", "requesting permission", "needs permission", "would like to run", "approve the",
        "confirm tool",
        "grant permission", "create this file", "edit this file", "write this file", "fetch this url",
        "approve command", "don't ask again", "run this code", "execute this code", "execute code?", "run the code",
        "run code", "to authorise command", "to authorize command", "apply changes", "make these changes",
        "make this change", "the following edits", "following command", "allow this action", "allow the",
        "call the above tool", "execute shell", "use this tool", "run tool", "approve execution", "approve?",
    ]
    private static let listed = [
        "do you want", "would you like", "allow", "permission", "approve", "approval", "apply", "proceed", "execute",
        "run ", "edit", "trust", "continue", "accept",
    ]

    static func request(in reading: ScreenReading, command: String?) -> AgentReader? {
        let list = reading.list
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
                let place = AgentSubject.questionRow(above: list.firstRow, in: seen)
                let question = place.map { ListReader.unmarked(AgentSubject.unframed(seen[$0])) } ?? list.question
                let subject = AgentSubject.subject(of: question, at: place, before: list.firstRow, in: seen)
                return AgentReader(subject: subject, list: list, question: question)
            }
        }
        if let keyed = keyed(seen, reading) { return keyed }
        let sentence = Self.sentence(of: reading)
        let question = LowerText(sentence)
        let isFramed = reading.asking.hasPrefix("│")
        guard list == nil, !question.has("really"), question.hasAny(requests) || isFramed && question.hasAny(listed)
        else { return nil }
        let choices = reading.choices
        guard choices?.yes != nil || choices == nil && (isFramed || reading.asking.hasSuffix("?")) else { return nil }
        let end = reading.askingIndex ?? 0
        let subject = AgentSubject.subject(of: reading.asking, at: end, before: end, in: reading.lines)
        return AgentReader(subject: subject, list: nil, question: sentence)
    }

    /// The question; where the line that asks is only made of choices, the one above that ends in a question mark too.
    private static func sentence(of reading: ScreenReading) -> String {
        guard let choices = reading.choices, choices.form == .lettered,
            ScreenReading.letters(in: reading.question) <= choices.items.reduce(2, { $0 + $1.label.count })
        else { return reading.question }
        let above = reading.lastTexts(8).dropLast().last { ScreenReading.trimmedEnd($0).hasSuffix("?") }
        return above.map { ScreenReading.trimmed($0) + " " + reading.question } ?? reading.question
    }

    /// A full screen, or one without a cursor, that asks for permission and names keys.
    private static func keyed(_ seen: [String], _ reading: ScreenReading) -> AgentReader? {
        guard reading.screen.alternateScreen || !reading.screen.cursor.isVisible else { return nil }
        let near = LowerText(Array(seen.suffix(24)))
        guard near.hasAny(["permission required", "approval required", "permission request", "requires approval"]),
            near.hasAny(["esc ", "reject", "deny"]), near.hasAny(["allow", "accept", "approve"])
        else { return nil }
        let end = seen.lastIndex { LowerText($0).hasAny(["reject", "deny", "esc "]) } ?? seen.count
        let place = seen.lastIndex { LowerText($0).hasAny(["permission", "approval"]) }
        let question = place.map { AgentSubject.unframed(seen[$0]) } ?? ""
        let subject = AgentSubject.subject(of: question, at: place, before: end, in: seen)
        return AgentReader(subject: subject, list: nil, question: question, isKeyed: true)
    }

    /// Whether one row consents and another refuses.
    private static func isAnswered(by list: ListReader) -> Bool {
        list.items.contains { AnswerWords.isYes($0) } && list.items.contains { AnswerWords.isNo($0) }
            || list.isNumbered && list.items.contains { AnswerWords.isNo($0) }
    }
}
