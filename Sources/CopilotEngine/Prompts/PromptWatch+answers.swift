internal import CopilotModel
internal import CopilotPolicy
internal import CopilotPorts
internal import Dispatch

/// Answers: typed only at the prompt they were meant for, and followed until the command goes on.
extension PromptWatch {
    func begin(_ answer: PromptAnswer, at key: AttemptKey) {
        guard let attempt = attempts[key] else { return parts.report(.answered(key, prompt: answer.prompt, .gone)) }
        guard attempt.typing == nil, attempt.awaited == nil else {
            return parts.report(.answered(key, prompt: answer.prompt, .changed))
        }
        switch answer.typing {
        case .text(let text): verifyAndType(answer, Array(text.utf8), attempt)
        case .secret(let name): fetch(name, for: answer, attempt)
        }
    }

    /// A command that prints a secret may take its time: nobody waits for it here.
    private func fetch(_ name: String, for answer: PromptAnswer, _ attempt: WatchedAttempt) {
        guard let secrets = parts.secrets else {
            return refuse(answer, attempt, .notTyped(reason: "no secret '\(name)' is provided"))
        }
        let key = attempt.key
        let now = now
        attempt.awaited = answer
        DispatchQueue.global(qos: .userInitiated).async { [mailbox = parts.mailbox] in
            let result: Result<[UInt8], SecretFailure>
            do throws(SecretError) {
                result = .success(try secrets.read(name))
            } catch {
                result = .failure(SecretFailure(reason: error.message))
            }
            mailbox.post(.fetched(key, prompt: answer.prompt, result), by: now)
        }
    }

    func fetched(_ result: Result<[UInt8], SecretFailure>, for prompt: Int64, at key: AttemptKey) {
        guard let attempt = attempts[key] else { return parts.report(.answered(key, prompt: prompt, .gone)) }
        guard let answer = attempt.awaited, answer.prompt == prompt else { return }
        attempt.awaited = nil
        switch result {
        case .success(let bytes): verifyAndType(answer, bytes, attempt)
        case .failure(let failure): refuse(answer, attempt, .notTyped(reason: failure.reason))
        }
    }

    private func refuse(_ answer: PromptAnswer, _ attempt: WatchedAttempt, _ outcome: PromptOutcome) {
        // What is there now is looked at anew, and reported if it is a prompt.
        if outcome == .changed {
            attempt.reported = nil
            attempt.last = nil
            queue.schedule(attempt.key, at: now, lane: .fresh)
        }
        parts.report(.answered(attempt.key, prompt: answer.prompt, outcome))
    }

    private func verifyAndType(_ answer: PromptAnswer, _ bytes: [UInt8], _ attempt: WatchedAttempt) {
        guard let evidence = view(attempt) else { return refuse(answer, attempt, .gone) }
        if evidence.hasUnreadOutput == true { return refuse(answer, attempt, .changed) }
        guard let reported = attempt.reported, holds(reported, answer, evidence, attempt) else {
            return refuse(answer, attempt, .changed)
        }
        if case .text(let text) = answer.typing,
            let reply = reported.prompt.replies.first(where: { $0.send == text }), evidence.isCanonical == false,
            reported.prompt.hidesWhatEnterTakes(reply)
        {
            return refuse(answer, attempt, .notTyped(reason: "it cannot be seen which button Enter takes"))
        }
        var bytes = bytes
        if case .secret(let name) = answer.typing {
            if let reason = evidence.reasonNotToTypeSecret(for: reported.waiter) {
                return refuse(answer, attempt, .notTyped(reason: reason))
            }
            // Before it is typed: what comes back must not pass.
            attempt.monitor.redact(bytes, name: name)
            bytes.append(KeyStrokes.enter)
        }
        attempt.typing = PromptTyping(
            answer, bytes: bytes, waiter: reported.waiter, prompt: reported.prompt,
            view: typingView(attempt, evidence, reported.waiter))
        goOn(attempt, evidence)
    }

    /// Whether what was decided upon is still what is asked, by the same process.
    private func holds(
        _ reported: WatchedAttempt.Reported, _ answer: PromptAnswer, _ evidence: TerminalEvidence,
        _ attempt: WatchedAttempt
    ) -> Bool {
        guard reported.prompt.screen == answer.screen, !evidence.isStopped, mayType(answer, attempt) else {
            return false
        }
        if let waiter = reported.waiter, !evidence.isWaiting(waiter) { return false }
        // Nothing has changed, not even what stands out.
        if attempt.screen.appearance == reported.appearance { return true }
        return asked(attempt, evidence)?.asksTheSame(as: reported.prompt) ?? false
    }

    /// Whether nobody else is typing.
    private func mayType(_ answer: PromptAnswer, _ attempt: WatchedAttempt) -> Bool {
        answer.isByPerson || now >= attempt.handsOff
    }

    /// What is asked now.
    private func asked(_ attempt: WatchedAttempt, _ evidence: TerminalEvidence) -> Prompt? {
        guard evidence.hasUnreadOutput != true else { return nil }
        let sighting = PromptEliminator.sight(attempt.screen.text, evidence, command: attempt.monitor.command)
        return sighting.isWaiting ? sighting.prompt : nil
    }

    private func typingView(
        _ attempt: WatchedAttempt, _ evidence: TerminalEvidence, _ waiter: Int32?
    ) -> PromptTyping.View {
        let line = attempt.screen.text.cursorLine
        return PromptTyping.View(
            now: now, screen: attempt.screen.appearance, activity: evidence.activity,
            isWaiting: waiter.map { evidence.isWaiting($0) }, isCanonical: evidence.isCanonical != false,
            line: line.text,
            question: line.before)
    }

    /// Takes the next steps of an answer that is being typed.
    func goOn(_ attempt: WatchedAttempt, _ seen: TerminalEvidence? = nil) {
        attempt.monitor.listen()
        // It has ended: that is told by itself.
        guard let typing = attempt.typing, let evidence = seen ?? view(attempt) else { return }
        if !mayType(typing.answer, attempt) {
            // What was typed to the end may still be seen to be taken.
            if !typing.parts.isEmpty { return finish(attempt, .changed) }
            attempt.typing?.standDown()
        }
        // Where nobody was seen to wait the screen alone tells.
        var view = typingView(attempt, evidence, typing.waiter)
        if typing.wantsPrompt(at: view.now) { view.prompt = asked(attempt, evidence) }
        act(attempt, view)
    }

    private func act(_ attempt: WatchedAttempt, _ view: PromptTyping.View) {
        var view = view
        // A text has fewer parts than bytes; a lost order would leave the attempt without looks.
        for _ in 0..<64 {
            guard let step = attempt.typing?.step(view) else { return }
            switch step {
            case .type(let bytes):
                if let typing = attempt.typing {
                    attempt.monitor.note(
                        TypedAnswer(prompt: typing.answer.prompt, outcome: typing.outcomeAtEnd))
                }
                parts.executor.write(attempt.key, bytes)
                view.now = now
                if attempt.typing?.parts.isEmpty == true {
                    return queue.schedule(attempt.key, at: view.now + .milliseconds(1), lane: .answer)
                }
            case .wait(let until): return queue.schedule(attempt.key, at: until, lane: .answer)
            case .done(let outcome): return finish(attempt, outcome)
            }
        }
        queue.schedule(attempt.key, at: now + PromptTyping.keyPause, lane: .answer)
    }

    private func finish(_ attempt: WatchedAttempt, _ outcome: PromptOutcome) {
        guard let typing = attempt.typing else { return }
        attempt.typing = nil
        // The next question is a new one, also where it looks like this one.
        switch outcome {
        case .taken, .changed: attempt.reported = nil
        case .ignored, .notTyped, .gone: break
        }
        attempt.last = nil
        let answered = KernelInput.answered(attempt.key, prompt: typing.answer.prompt, outcome)
        // Told already if the attempt has ended.
        if typing.hasEverTyped {
            attempt.monitor.concludeTyped { _ in parts.report(answered) }
        } else {
            parts.report(answered)
        }
        attempt.lastAnswered = now
        queue.schedule(attempt.key, at: now + LookSchedule.firstQuiet, lane: .answer)
    }
}
