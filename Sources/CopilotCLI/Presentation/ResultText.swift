internal import CopilotCells
internal import CopilotModel

/// A mission's end in words.
enum ResultText {
    /// The outcome, then a line for each task that keeps it from a plain success.
    static func lines(run: RunID, _ result: MissionResult) -> [String] {
        let elapsed = DurationText.format(.milliseconds(result.elapsedMilliseconds))
        var lines = ["\(run) \(result.outcome.rawValue) in \(elapsed): \(counts(result.counts))"]
        lines += reasons(result.reasons, omitted: result.reasonsOmitted)
        if let recovery = result.recovery { lines.append("  " + Self.recovery(recovery)) }
        if let prompts = result.prompts { lines.append("  " + Self.prompts(prompts)) }
        return lines
    }

    /// A line for each task that fell short, `  failed lint: exit 1`, and how many more there are.
    static func reasons(_ reasons: [MissionResult.Reason], omitted: Int) -> [String] {
        // A success with a reason is none that it could do by itself.
        let lines = reasons.map { reason in
            "  \(reason.status == .succeeded ? "degraded" : reason.status.word) \(reason.task): "
                + Sanitizer.line(reason.summary)
        }
        return omitted > 0 ? lines + ["  and \(omitted) more"] : lines
    }

    /// `prompts: 12 asked; 9 answered, 2 declined, 1 parked; 11 of 11 that the policy allows (100 %)`.
    static func prompts(_ counts: PromptCounts) -> String {
        let parts = [
            (counts.answered, "answered"), (counts.declined, "declined"), (counts.referred, "put to a person"),
            (counts.parked, "parked"), (counts.failed, "failed"), (counts.byPerson, "answered by a person"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        var text = "prompts: \(counts.asked) asked"
        if !parts.isEmpty { text += "; " + parts.joined(separator: ", ") }
        if let percent = counts.removedPercent {
            let rounded = (percent * 10).rounded() / 10
            let number = rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
            let removed = counts.answered &+ counts.declined
            text += "; \(removed) of \(counts.allowed) that the policy allows (\(number) %)"
        }
        return text
    }

    /// `failures: 12 tries failed; 4 of 5 recoverable tasks recovered without a person (80 %): 1 flaky`.
    static func recovery(_ counts: RecoveryCounts) -> String { "failures: " + counts.words }

    /// `10 succeeded, 1 failed of 12`.
    static func counts(_ counts: StatusCounts) -> String {
        let parts = TaskStatus.allCases.filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0.word)" }
        return (parts.isEmpty ? "no tasks" : parts.joined(separator: ", ")) + " of \(counts.total)"
    }
}
