import CopilotModel

/// Makes a prompt of a screen that waits: kind, question, subject, replies, stakes.
struct PromptReader {
    let reading: ScreenReading
    let evidence: TerminalEvidence
    let command: String?
    /// The process that waits, where known.
    let process: String?
    /// Whether the kernel says that the terminal is being read.
    let isRead: Bool
    let choices: Choices?
    let builder: ReplyBuilder

    init(_ reading: ScreenReading, _ evidence: TerminalEvidence, command: String?, process: String?, isRead: Bool) {
        self.reading = reading
        self.evidence = evidence
        self.command = command
        self.process = process
        self.isRead = isRead
        choices = reading.choices
        builder = ReplyBuilder(reading: reading, keyboard: Keyboard(reading, evidence))
    }

    /// What was recognised.
    struct Finding {
        var kind: PromptKind
        var replies: [PromptReply]
        var question: String?
        var subject: String?
        /// More words that belong to the question: a box's text, an agent's command.
        var words: [String] = []
        /// Nothing is asked, only told.
        var isNotice = false

        init(
            _ kind: PromptKind, _ replies: [PromptReply] = [], question: String? = nil, subject: String? = nil,
            words: [String] = []
        ) {
            self.kind = kind
            self.replies = replies
            self.question = question
            self.subject = subject
            self.words = words
        }
    }

    func prompt(confidence: Double, reason: String) -> Prompt {
        let found = finding()
        let question = ScreenReading.shortened(found.question ?? reading.question)
        var prompt = Prompt(
            kind: found.kind, question: question, subject: found.subject,
            replies: Array(found.replies.prefix(Prompt.mostReplies)), confidence: confidence,
            screen: reading.screen.fingerprint, evidence: reason)
        let whole = found.question ?? reading.wholeQuestion
        // What the question quotes itself is judged with it.
        let subjects = found.subject.map { whole.contains($0) ? [] : [$0] } ?? []
        let stakes = PromptStakes(
            prompt, reading, question: whole, boxed: found.words + subjects, isNotice: found.isNotice,
            command: command, process: process)
        prompt.stakes = stakes.all
        prompt.matter = PromptMatter.of(found.kind, question, in: reading)
        return prompt
    }

    var isHiddenTyping: Bool { evidence.isCanonical == true && evidence.isEchoing == false }
    var isRaw: Bool { evidence.isCanonical == false }

    /// A line reader's screen with no words at its end: a number, a mark, nothing.
    var isWordless: Bool {
        evidence.isCanonical == true && !isHiddenTyping && !reading.isBehindQuestion
            && ScreenReading.letters(in: reading.asking) < 2
    }

    /// From the surest sign to the vaguest.
    func finding() -> Finding {
        if isWordless { return silent() }
        if QuestionWords.isHostKey(reading) { return Finding(.hostkey, builder.confirm(choices), subject: hostSubject) }
        if let found = screenful() { return found }
        if let found = secret() { return found }
        if let found = worded() { return found }
        if let found = offered() { return found }
        if isRaw, reading.screen.alternateScreen, choices == nil, !PhraseBook.asks(reading.asked),
            FullScreenKeys.leaving(reading) != nil
        {
            return silent()
        }
        if let found = toggled() ?? pressed() { return found }
        if let found = unmarked() { return found }
        return silent()
    }
}
