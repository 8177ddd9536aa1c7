internal import CopilotModel

/// What an answer is to do, in the prompt's own words: held against the screen before anything is confirmed.
struct PromptAim: Sendable {
    /// What is answered; nil: not known.
    let prompt: Prompt?
    /// The reply that is typed; nil: a text of somebody's own.
    let reply: PromptReply?
    /// The question's line, where text and Enter are typed behind it one after the other; nil: it does not matter.
    private let line: String?

    /// - Parameter line: what stands before the cursor in its line, where keys are taken one by one.
    init(_ prompt: Prompt?, send: String?, line: String?) {
        self.prompt = prompt
        let fitting = prompt?.replies.filter { $0.send == send } ?? []
        reply = fitting.first { $0.meaning != .takeDefault } ?? fitting.first
        self.line = line.flatMap {
            prompt?.isAnsweredOnItsLine == true && !$0.isEmpty ? CalmText.of(Self.trimmed($0)) : nil
        }
    }

    /// Whether Enter would now take the reply: the row or button that it names is the active one, of the same question.
    func isReached(_ now: Prompt?) -> Bool {
        guard let now, let prompt, now.isQuestion(of: prompt) else { return false }
        // Nobody knows where keys of somebody's own lead, so that they moved something must do.
        guard let reply else { return true }
        guard reply.label == nil || names(of: prompt).count(where: { $0 == reply.label }) == 1 else { return false }
        return now.replies.contains { active in
            active.isDefault && active.send == "\r" && active.meaning != .takeDefault
                && (reply.meaning == .takeDefault || active.meaning == reply.meaning)
                && isName(active.label, of: reply, among: names(of: prompt))
        }
    }

    /// Whether the line that the cursor stands in is still the question's.
    func isStillAsked(onLine now: String) -> Bool {
        line.map { CalmText.of(now).hasPrefix($0) } ?? true
    }

    /// Whether another way of saying the same may be tried: the same is asked, and it confirms nothing that only the screen names.
    func allowsNextForm(_ form: [UInt8], at now: Prompt?, isCanonical: Bool) -> Bool {
        guard let now, let prompt, now.asksTheSame(as: prompt) else { return false }
        return isCanonical || !prompt.isSelected || !KeyStrokes.parts(of: form).contains([KeyStrokes.enter])
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    private func names(of prompt: Prompt) -> [String] {
        prompt.replies.filter { $0.meaning != .takeDefault }.compactMap(\.label)
    }

    /// A row that is pointed at may say more than before.
    private func isName(_ label: String?, of reply: PromptReply, among names: [String]) -> Bool {
        guard let label, let name = reply.label else { return label == reply.label }
        if label == name { return true }
        return !name.isEmpty && label.hasPrefix(name + " ") && names.count { $0.hasPrefix(name) } == 1
    }
}

extension Prompt {
    /// Whether Enter takes a row or a button that is marked on the screen.
    var isSelected: Bool {
        switch kind {
        case .listSelect, .checkbox, .dialog: true
        case .agentPermission, .confirm, .overwrite, .license, .conffile:
            replies.contains { reply in
                let parts = KeyStrokes.parts(of: Array(reply.send.utf8))
                return parts.count > 1 && KeyStrokes.confirmsSelection(parts)
            }
        case .typedConfirm, .pressEnter, .anyKey, .menuNumbered, .menuLetters, .textDefault, .textRequired, .password,
            .otp, .hostkey, .pager, .editor, .repl, .stdin, .tui, .waitExternal:
            false
        }
    }

    /// Whether an answer is written behind the question.
    fileprivate var isAnsweredOnItsLine: Bool {
        switch kind {
        case .confirm, .typedConfirm, .menuNumbered, .menuLetters, .textDefault, .textRequired, .otp, .hostkey,
            .overwrite, .license, .conffile:
            !isSelected
        case .pressEnter, .anyKey, .password, .pager, .editor, .listSelect, .checkbox, .dialog, .repl, .stdin, .tui,
            .agentPermission, .waitExternal:
            false
        }
    }

    /// Whether it is the question of `other`, whichever choice is active: hints in parentheses come and go.
    fileprivate func isQuestion(of other: Prompt) -> Bool {
        guard kind == other.kind, subject == other.subject else { return false }
        let ours = CalmText.of(question)
        let theirs = CalmText.of(other.question)
        if ours == theirs { return true }
        let (short, long) = ours.utf8.count < theirs.utf8.count ? (ours, theirs) : (theirs, ours)
        guard !short.isEmpty, long.hasPrefix(short) else { return false }
        let rest = long.dropFirst(short.count).drop { $0 == " " }
        return rest.hasPrefix("(") && rest.hasSuffix(")")
    }

    /// Whether Enter takes a button that cannot be seen: none stands out.
    func hidesWhatEnterTakes(_ reply: PromptReply) -> Bool {
        guard kind == .dialog, reply.send == "\r", reply.meaning != .takeDefault else { return false }
        let buttons = replies.filter { $0.meaning != .takeDefault && $0.label != nil }
        // Only where no button is known to be active another way of taking the default is given.
        return buttons.count > 1 && replies.first { $0.meaning == .takeDefault }?.otherwise != nil
    }
}
