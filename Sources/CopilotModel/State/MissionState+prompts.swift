extension MissionState {
    mutating func prompt(_ prompted: TaskEvent.Prompted, at ordinal: Int, record: EventRecord) {
        guard prompted.attempt == tasks[ordinal].attempt else { return }
        var memory = tasks[ordinal].detail?.prompts ?? PromptMemory()
        if prompted.instead == nil {
            memory.note(prompted.prompt, prompted.decision)
            promptCounts.asked = promptCounts.asked &+ 1
        }
        if prompted.decision.action.types { promptCounts.allowed = promptCounts.allowed &+ 1 }
        switch prompted.decision.action {
        case .answer, .decline: break
        case .ask: promptCounts.referred = promptCounts.referred &+ 1
        case .park: promptCounts.parked = promptCounts.parked &+ 1
        case .fail: promptCounts.failed = promptCounts.failed &+ 1
        }
        tasks[ordinal].details.prompts = memory
        tasks[ordinal].details.prompt = OpenPrompt(
            sequence: record.sequence, askedAt: record.wallMilliseconds, prompt: prompted.prompt,
            decision: prompted.decision)
    }

    mutating func answer(_ answered: TaskEvent.Answered, at ordinal: Int) {
        guard let open = tasks[ordinal].detail?.prompt, open.sequence == answered.prompt else { return }
        tasks[ordinal].details.prompt = nil
        guard case .taken = answered.outcome else { return }
        if answered.by != .policy {
            promptCounts.byPerson = promptCounts.byPerson &+ 1
            return
        }
        switch open.decision.action {
        case .answer: promptCounts.answered = promptCounts.answered &+ 1
        case .decline: promptCounts.declined = promptCounts.declined &+ 1
        case .ask, .park, .fail: break
        }
    }

    /// The attempt is over: what it waited at holds nobody any more.
    mutating func leavePrompt(_ ordinal: Int) {
        if tasks[ordinal].detail?.prompt != nil { tasks[ordinal].details.prompt = nil }
        guard var pause = tasks[ordinal].detail?.pause, pause.holds.contains(.prompt) else { return }
        pause.holds.remove(.prompt)
        tasks[ordinal].details.pause = pause.holds.isEmpty ? nil : pause
        if pause.holds.isEmpty { setStatus(.running, at: ordinal) }
    }
}

extension PromptDecision.Action {
    /// Whether something is typed.
    package var types: Bool {
        switch self {
        case .answer, .decline: true
        case .ask, .park, .fail: false
        }
    }
}
