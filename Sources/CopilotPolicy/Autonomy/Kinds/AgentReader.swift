import CopilotModel

/// Finds an AI agent's request to run or change something, and what.
struct AgentReader: Sendable, Hashable {
    /// The command or file, its lines parted by line feeds; nil: it was not found.
    var subject: String?
    /// Its rows, where it is a list.
    var list: ListReader?
    var question: String

    static let requests = [
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
        let question = LowerText(reading.question)
        let isFramed = reading.asking.hasPrefix("│")
        guard list == nil, !question.has("really"), question.hasAny(requests) || isFramed && question.hasAny(listed)
        else { return nil }
        let choices = reading.choices
        guard choices?.yes != nil || choices == nil && (isFramed || reading.asking.hasSuffix("?")) else { return nil }
        let end = reading.askingIndex ?? 0
        let subject = AgentSubject.subject(of: reading.asking, at: end, before: end, in: reading.lines)
        return AgentReader(subject: subject, list: nil, question: reading.question)
    }

    /// Whether one row consents and another refuses.
    private static func isAnswered(by list: ListReader) -> Bool {
        list.items.contains { AnswerWords.isYes($0) } && list.items.contains { AnswerWords.isNo($0) }
            || list.isNumbered && list.items.contains { AnswerWords.isNo($0) }
    }
}
