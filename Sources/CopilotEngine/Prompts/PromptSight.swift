internal import CopilotModel
internal import CopilotPolicy

/// What one look at an attempt's terminal came to, and what follows from it and the look before.
struct PromptSight: Sendable {
    /// At least so sure must one look be that is believed by itself.
    static let sure = 0.9
    /// At least so sure must each of two looks be that saw the same.
    static let fair = 0.7
    /// Likewise where somebody was seen to poll the terminal without a timeout.
    static let fairPolling = 0.6
    /// A wait without a word is believed after so long a silence.
    static let wordless: Duration = .milliseconds(300)
    /// Two looks must lie so far apart.
    static let apart: Duration = .milliseconds(8)

    /// A share of a processor below which a program of several threads counts as still: 1 in so many.
    static let stillShare = 50
    /// Over less time than this that share says nothing.
    static let stillWindow = 30

    var at: Duration
    /// ``WatchedScreen/appearance``.
    var screen: UInt64
    var sighting: PromptSighting
    var evidence: TerminalEvidence

    /// Who waits for the terminal: a reader before a poller.
    var waiter: ProcessWitness? { evidence.waiter }

    /// Whether the attempt's processes stand still because somebody stopped them.
    var isStopped: Bool { evidence.isStopped }

    /// The prompt, if it can be believed.
    func prompt(after before: PromptSight?) -> Prompt? {
        guard sighting.isWaiting, let prompt = sighting.prompt else { return nil }
        // Its question may be under way still.
        if prompt.question.isEmpty, Duration.milliseconds(evidence.quietMilliseconds ?? 0) < Self.wordless {
            return nil
        }
        if isProof { return prompt }
        let isPolled = waiter?.wait == .terminalPoll && waiter?.hasTimeout == false && evidence.isComplete
        guard let before, sighting.confidence >= (isPolled ? Self.fairPolling : Self.fair), before.sighting.isWaiting,
            showsSame(prompt, as: before), before.waiter?.pid == waiter?.pid, at - before.at >= Self.apart
        else { return nil }
        return isStill(since: before) ? prompt : nil
    }

    /// Whether the look before showed this prompt too: some are drawn anew all the time, with a spinner or a countdown.
    private func showsSame(_ prompt: Prompt, as before: PromptSight) -> Bool {
        before.screen == screen
            || !prompt.question.isEmpty && before.sighting.prompt.map { $0.asksTheSame(as: prompt) } ?? false
    }

    /// A blocked read of the terminal by a program of one thread, everybody looked at, and nobody at work.
    private var isProof: Bool {
        evidence.isComplete && sighting.confidence >= Self.sure && waiter?.wait == .terminalRead
            && waiter?.hasTimeout != true && !isThreaded
            && !evidence.witnesses.contains { $0.wait == .some(.none) && $0.pid != waiter?.pid }
    }

    /// Whether the one that waits may work in another thread meanwhile.
    private var isThreaded: Bool { waiter.map { $0.isAtWork == true || ($0.threads ?? 1) > 1 } ?? false }

    /// Whether nothing was done between two looks, as far as that can be told.
    private func isStill(since before: PromptSight) -> Bool {
        if let activity = evidence.activity, activity == before.evidence.activity { return true }
        guard let used = evidence.cpuMilliseconds, let passed = evidence.sinceLastLookMilliseconds else {
            return !isThreaded
        }
        if isThreaded { return passed >= Self.stillWindow && used * Self.stillShare <= passed + Self.stillShare }
        // A poll with a timeout wakes, looks at a clock and polls again.
        return used <= 1
    }
}

extension TerminalEvidence {
    /// Who waits for the terminal: a reader before a poller, the foreground before others.
    var waiter: ProcessWitness? {
        let waiting = witnesses.filter { $0.wait == .terminalRead || $0.wait == .terminalPoll }
        return waiting.first { $0.wait == .terminalRead && $0.isForeground }
            ?? waiting.first { $0.isNested && $0.isForeground } ?? waiting.first { $0.isForeground } ?? waiting.first
    }

    /// Whether the processes in front stand still because somebody stopped them.
    var isStopped: Bool {
        let front = witnesses.filter(\.isForeground)
        return !front.isEmpty && front.allSatisfy { $0.state == "T" || $0.state == "t" }
    }

    /// Whether `process` waits for the terminal.
    func isWaiting(_ process: Int32?) -> Bool {
        witnesses.contains { $0.pid == process && ($0.wait == .terminalRead || $0.wait == .terminalPoll) }
    }
}

extension TerminalEvidence {
    /// Why a secret must not be typed for `waiter`: it is only safe where the terminal that it reads hands whole lines over and
    /// does not show them. nil: it may be.
    func reasonNotToTypeSecret(for waiter: Int32?) -> String? {
        if let reader = witnesses.first(where: { $0.pid == waiter }), waiter != nil, reader.isNested {
            return reader.takesHiddenLines == true ? nil : "a terminal inside this one may show what is typed"
        }
        if isEchoing != false { return "the terminal shows what is typed" }
        return isCanonical == true ? nil : "the command takes key by key and may show what is typed"
    }
}
