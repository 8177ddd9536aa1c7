internal import CopilotCells
internal import CopilotConfig
internal import CopilotModel
internal import CopilotPolicy
internal import Foundation

/// What other rules would have done about a run's prompts: the recorded questions, decided again.
///
/// A night that had been answered otherwise might have asked other things next; that is not guessed at.
struct PolicyReplay {
    let policy: UserConfig

    /// Reads the rules.
    ///
    /// - Throws: what is wrong with the file; that there is none.
    init(path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw UsageError(message: "\(path): there is no such file")
        }
        policy = try UserConfig.load(path: path)
    }

    /// One recorded prompt with the decision of then and that of now.
    struct Verdict: Encodable {
        var run: RunID
        var sequence: Int64
        var task: TaskID
        var question: String
        var kind: PromptKind
        var stakes: [PromptStake]
        var was: PromptDecision
        var would: PromptDecision
        /// Whether something else would have been done.
        var differs: Bool
    }

    /// Decides every prompt of a run again.
    func verdicts(_ log: DecisionLog) -> [Verdict] {
        var memories: [AttemptKey: PromptMemory] = [:]
        return log.entries.filter { $0.prompted.instead == nil }.map { entry in
            let prompted = entry.prompted
            let key = AttemptKey(run: log.run, task: entry.task, attempt: prompted.attempt)
            var memory = memories[key] ?? PromptMemory()
            let would = AutoValidationEngine.decide(prompted.prompt, context(entry, log.state, memory: memory))
            memory.note(prompted.prompt, would)
            memories[key] = memory
            return Verdict(
                run: log.run, sequence: entry.sequence, task: entry.task, question: prompted.prompt.question,
                kind: prompted.prompt.kind, stakes: prompted.prompt.stakes, was: prompted.decision, would: would,
                differs: would.action != prompted.decision.action
                    || (would.action.types && would.send != prompted.decision.send))
        }
    }

    /// As JSON a line a prompt, or for people only what would differ, and a sum.
    func lines(_ log: DecisionLog, json: Bool) throws -> [String] {
        let verdicts = verdicts(log)
        if json { return try JSONText.lines(verdicts) }
        let different = verdicts.filter(\.differs)
        return different.map { verdict in
            """
            \(verdict.task) asked '\(Sanitizer.line(verdict.question))'
                was:   \(PromptText.action(verdict.was)): \(Sanitizer.line(verdict.was.reason)) (\(Sanitizer.line(verdict.was.rule)))
                would: \(PromptText.action(verdict.would)): \(Sanitizer.line(verdict.would.reason)) (\(Sanitizer.line(verdict.would.rule)))
            """
        } + ["\(log.run): \(different.count) of \(verdicts.count) prompts would be decided otherwise"]
    }

    private func context(_ entry: DecisionEntry, _ state: MissionState, memory: PromptMemory) -> DecisionContext {
        let declaration = state.ordinal(of: entry.task).map(state.declaration(of:))
        return DecisionContext(
            level: policy.level ?? state.settings?.level ?? .interactive, isCritical: declaration?.isCritical ?? true,
            userRules: policy.prompts, ruleUses: memory.ruleUses, timesSeen: memory.timesSeen(entry.prompted.prompt),
            timesMet: memory.timesMet(entry.prompted.prompt),
            promptsSeen: memory.count, secretNames: Set(policy.secrets.keys).union(state.mission.secrets.keys),
            isEchoing: entry.prompted.isEchoing, workspace: state.settings?.workspace,
            command: declaration?.command?.summary)
    }
}
