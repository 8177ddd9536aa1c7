internal import CopilotModel

/// Prompts: what a task asks is decided about once, typed as an order that is void if the screen has changed, and escalated where
/// typing does not help.
extension MissionKernel {
    /// An answer that is being typed.
    struct PendingAnswer: Sendable, Hashable {
        var prompt: Int64
        var by: Requester
    }

    mutating func prompted(_ key: AttemptKey, _ prompt: Prompt, isEchoing: Bool?) {
        guard let ordinal = ordinal(of: key, in: live), mayAsk(ordinal) else { return }
        if let open = state.tasks[ordinal].detail?.prompt {
            if open.prompt.screen == prompt.screen, open.prompt.identity == prompt.identity { return }
            close(ordinal, open, .gone, by: .policy)
        }
        let memory = state.tasks[ordinal].detail?.prompts ?? PromptMemory()
        let decision = AutoValidationEngine.decide(
            prompt, context(ordinal, memory: memory, prompt, isEchoing: isEchoing))
        record(ordinal, prompt, decision, isEchoing: isEchoing)
    }

    mutating func promptGone(_ key: AttemptKey) {
        // An answer that is being typed tells by itself what came of it.
        guard let ordinal = ordinal(of: key, in: live), answering[ordinal] == nil,
            let open = state.tasks[ordinal].detail?.prompt
        else { return }
        close(ordinal, open, .gone, by: .policy)
    }

    mutating func answered(_ key: AttemptKey, prompt: Int64, _ outcome: PromptOutcome) {
        guard let ordinal = ordinal(of: key, in: live), let pending = answering[ordinal], pending.prompt == prompt
        else { return }
        answering[ordinal] = nil
        guard let open = state.tasks[ordinal].detail?.prompt, open.sequence == prompt else { return }
        switch outcome {
        case .taken, .changed, .gone: close(ordinal, open, outcome, by: pending.by)
        case .ignored: escalate(ordinal, open, outcome, by: pending.by, why: "what was typed moved nothing")
        case .notTyped(let reason): escalate(ordinal, open, outcome, by: pending.by, why: reason)
        }
    }

    /// A person answers.
    mutating func answer(_ ordinal: Int, _ wish: PromptReplyWish, by requester: Requester) {
        guard live.contains(ordinal), let open = state.tasks[ordinal].detail?.prompt else { return }
        let typing: PromptDecision.Typing
        var otherwise: String?
        switch wish {
        case .text(let text):
            let reply = open.prompt.replies.first { $0.send == text || $0.send == text + "\r" }
            typing = .text(reply?.send ?? text + "\r")
        case .proposal:
            guard let send = open.decision.send else { return }
            typing = send
            otherwise = open.decision.otherwise
        case .decline:
            guard let reply = open.prompt.refusal else { return }
            typing = .text(reply.send)
            otherwise = reply.otherwise
        }
        type(ordinal, open, typing, otherwise: otherwise, by: requester)
    }

    /// Once nothing is left to do but to wait for answers, nobody is waited for much longer at the higher levels.
    mutating func watchParked() {
        guard let level = state.settings?.level, !parkedForGood.isEmpty else { return disarm(.patience) }
        if epochs[.patience] == nil { arm(.patience, after: Self.patience(level)) }
    }

    mutating func patienceEnded() {
        for ordinal in parkedForGood {
            let open = state.tasks[ordinal].detail?.prompt
            giveUp(ordinal, open?.prompt.question ?? "", open?.decision.reason ?? "it waits for an answer")
        }
    }

    /// How long: at `autonomous` somebody may be about; at `fullAutonomous` nobody is, and only a question that goes away by itself
    /// is given its time.
    private static func patience(_ level: AutonomyLevel) -> Duration {
        level == .fullAutonomous ? .seconds(1) : .seconds(300)
    }

    /// What is parked, if that is all that keeps the mission from its end and the level waits for nobody; else empty.
    private var parkedForGood: [Int] {
        guard state.counts[.paused] > 0, state.status == .running, reading.isEmpty, checking.isEmpty,
            keepingEnd.isEmpty, protecting.isEmpty, restoring.isEmpty,
            let level = state.settings?.level, level == .autonomous || level == .fullAutonomous,
            [TaskStatus.running, .backingOff, .lost].allSatisfy({ state.counts[$0] == 0 }),
            state.counts[.ready] == 0 || isStalled
        else { return [] }
        let parked = live.sorted().filter { state.tasks[$0].status == .paused }
        guard parked.count == state.counts[.paused],
            parked.allSatisfy({ state.tasks[$0].detail?.pause?.holds == [.prompt] })
        else { return [] }
        return parked.filter { state.tasks[$0].detail?.ending == nil && answering[$0] == nil }
    }

    /// Nobody has answered for as long as the mission allows: what was proposed is typed.
    mutating func takeProposal(_ ordinal: Int) {
        guard live.contains(ordinal), mayAsk(ordinal), answering[ordinal] == nil,
            let open = state.tasks[ordinal].detail?.prompt, open.decision.action == .ask, open.prompt.stakes.isEmpty,
            let send = open.decision.send, case .text = send, let after = state.mission.answerAfter
        else { return }
        let decision = PromptDecision(
            .answer, send: send, otherwise: open.decision.otherwise,
            reason: "nobody answered for \(DurationText.format(after)): as proposed", rule: "answer_after")
        redecide(ordinal, open, decision)
        guard let open = state.tasks[ordinal].detail?.prompt else { return }
        type(ordinal, open, send, otherwise: decision.otherwise, by: .policy)
    }

    // MARK: Parts

    /// Whether what a living attempt asks is of interest: not when it is being ended, or its processes are stopped.
    private func mayAsk(_ ordinal: Int) -> Bool {
        let detail = state.tasks[ordinal].detail
        return detail?.ending == nil && detail?.report == nil && detail?.pause?.isStopped != true
    }

    private func context(_ ordinal: Int, memory: PromptMemory, _ prompt: Prompt, isEchoing: Bool?) -> DecisionContext {
        let declaration = state.declaration(of: ordinal)
        return DecisionContext(
            level: state.settings?.level ?? .interactive, isCritical: declaration.isCritical,
            missionRules: declaration.prompts, userRules: state.settings?.promptRules ?? [],
            ruleUses: memory.ruleUses, timesSeen: memory.timesSeen(prompt), timesMet: memory.timesMet(prompt),
            promptsSeen: memory.count,
            secretNames: Set(state.settings?.secretNames ?? []), isEchoing: isEchoing,
            workspace: state.settings?.workspace, command: declaration.command?.summary)
    }

    /// Writes a decision down and has it carried out.
    private mutating func record(
        _ ordinal: Int, _ prompt: Prompt, _ decision: PromptDecision, isEchoing: Bool?
    ) {
        emit(
            .prompted(
                .init(
                    attempt: state.tasks[ordinal].attempt, prompt: prompt, decision: decision, isEchoing: isEchoing)),
            at: ordinal)
        guard let open = state.tasks[ordinal].detail?.prompt else { return }
        switch decision.action {
        case .answer, .decline:
            if let send = decision.send {
                type(ordinal, open, send, otherwise: decision.otherwise, by: .policy)
            } else {
                pause(ordinal, .prompt, by: .policy)
            }
        case .ask:
            pause(ordinal, .prompt, by: .policy)
            if let after = state.mission.answerAfter, decision.send != nil, prompt.stakes.isEmpty {
                arm(.ask(ordinal), after: after)
            }
        case .park: pause(ordinal, .prompt, by: .policy)
        case .fail: giveUp(ordinal, prompt.question, decision.reason)
        }
    }

    private mutating func type(
        _ ordinal: Int, _ open: OpenPrompt, _ typing: PromptDecision.Typing, otherwise: String?, by requester: Requester
    ) {
        answering[ordinal] = PendingAnswer(prompt: open.sequence, by: requester)
        effect(
            .answer(
                key(ordinal),
                PromptAnswer(
                    prompt: open.sequence, screen: open.prompt.screen, typing: typing, otherwise: otherwise,
                    isByPerson: requester != .policy)))
    }

    /// The prompt is left: whoever it held is let go on.
    mutating func close(_ ordinal: Int, _ open: OpenPrompt, _ outcome: PromptOutcome, by requester: Requester) {
        var outcome = outcome
        if case .taken = outcome, open.prompt.stakes.contains(.secret) { outcome = .taken(send: nil) }
        emit(.answered(.init(prompt: open.sequence, outcome: outcome, by: requester)), at: ordinal)
        answering[ordinal] = nil
        disarm(.ask(ordinal))
        if state.tasks[ordinal].detail?.pause?.holds.contains(.prompt) == true {
            resume(ordinal, .prompt, by: requester)
        }
    }

    /// Typing did not help: a person is needed, or at the highest level the attempt waits until the rest is done.
    private mutating func escalate(
        _ ordinal: Int, _ open: OpenPrompt, _ outcome: PromptOutcome, by requester: Requester, why: String
    ) {
        let isHeld = state.tasks[ordinal].detail?.pause?.holds.contains(.prompt) == true
        emit(.answered(.init(prompt: open.sequence, outcome: outcome, by: requester)), at: ordinal)
        let level = state.settings?.level ?? .interactive
        let isAsked = level == .interactive || level == .semiAutonomous
        let decision = PromptDecision(isAsked ? .ask : .park, send: open.decision.send, reason: why, rule: "escalation")
        redecide(ordinal, open, decision)
        if !isHeld { pause(ordinal, .prompt, by: .policy) }
    }

    /// Writes down what is done about an open prompt instead of what was decided first.
    private mutating func redecide(_ ordinal: Int, _ open: OpenPrompt, _ decision: PromptDecision) {
        emit(
            .prompted(
                .init(
                    attempt: state.tasks[ordinal].attempt, prompt: open.prompt, decision: decision,
                    instead: open.sequence)), at: ordinal)
    }

    private mutating func giveUp(_ ordinal: Int, _ question: String, _ reason: String) {
        end(ordinal, because: .unanswered(question: question, reason: reason))
    }
}
