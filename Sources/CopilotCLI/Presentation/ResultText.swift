internal import CopilotCells
internal import CopilotModel

/// A mission's end in words.
enum ResultText {
    /// The outcome, then a line for each task that keeps it from a plain success.
    static func lines(run: RunID, _ result: MissionResult) -> [String] {
        let elapsed = DurationText.format(.milliseconds(result.elapsedMilliseconds))
        var lines = ["\(run) \(result.outcome.rawValue) in \(elapsed): \(counts(result.counts))"]
        for reason in result.reasons {
            lines.append("  \(reason.status.word) \(reason.task): \(Sanitizer.line(reason.summary))")
        }
        if result.reasonsOmitted > 0 { lines.append("  and \(result.reasonsOmitted) more") }
        return lines
    }

    /// `10 succeeded, 1 failed of 12`.
    static func counts(_ counts: StatusCounts) -> String {
        let parts = TaskStatus.allCases.filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0.word)" }
        return (parts.isEmpty ? "no tasks" : parts.joined(separator: ", ")) + " of \(counts.total)"
    }
}
