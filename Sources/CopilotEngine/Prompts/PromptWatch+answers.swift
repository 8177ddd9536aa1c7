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
        var bytes = bytes
        if case .secret(let name) = answer.typing {
            guard evidence.isEchoing == false else {
                return refuse(answer, attempt, .notTyped(reason: "the terminal shows what is typed"))
            }
            // Before it is typed: what comes back must not pass.
            attempt.monitor.redact(bytes, name: name)
            bytes.append(KeyStrokes.enter)
        }
        attempt.typing = PromptTyping(
            answer, bytes: bytes, waiter: reported.waiter, view: typingView(attempt, evidence, reported.waiter))
        goOn(attempt, evidence)
    }

    /// Whether what was decided upon is still what is asked, by the same process.
    private func holds(
        _ reported: WatchedAttempt.Reported, _ answer: PromptAnswer, _ evidence: TerminalEvidence,
        _ attempt: WatchedAttempt
    ) -> Bool {
        guard reported.prompt.screen == answer.screen, !evidence.isStopped else { return false }
        if let waiter = reported.waiter, !evidence.isWaiting(waiter) { return false }
        if attempt.screen.fingerprint == answer.screen { return true }
        guard reported.prompt.stakes.isEmpty else { return false }
        let sighting = PromptEliminator.sight(attempt.screen.text, evidence, command: attempt.monitor.command)
        return sighting.isWaiting && sighting.prompt.map { $0.asksTheSame(as: reported.prompt) } ?? false
    }

    private func typingView(
        _ attempt: WatchedAttempt, _ evidence: TerminalEvidence, _ waiter: Int32?
    ) -> PromptTyping.View {
        PromptTyping.View(
            now: now, screen: attempt.screen.fingerprint, activity: evidence.activity,
            isWaiting: waiter.map { evidence.isWaiting($0) }, isCanonical: evidence.isCanonical != false)
    }

    /// Takes the next steps of an answer that is being typed.
    func goOn(_ attempt: WatchedAttempt, _ seen: TerminalEvidence? = nil) {
        attempt.monitor.listen()
        // It has ended: that is told by itself.
        guard let waiter = attempt.typing?.waiter, let evidence = seen ?? view(attempt) else {
            if attempt.typing != nil { goOnBlindly(attempt, seen) }
            return
        }
        act(attempt, typingView(attempt, evidence, waiter))
    }

    /// Nobody was seen to wait: the screen alone tells.
    private func goOnBlindly(_ attempt: WatchedAttempt, _ seen: TerminalEvidence?) {
        guard let evidence = seen ?? view(attempt) else { return }
        act(attempt, typingView(attempt, evidence, nil))
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
        if case .taken = outcome { attempt.reported = nil }
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
