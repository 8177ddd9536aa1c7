package import CopilotModel

/// Reading the cause out of what a command printed.
extension ErrorClassifier {
    /// Judges an attempt by its end and its output. Pure, and linear in what is looked at of the output.
    package static func classify(_ evidence: FailureEvidence) -> Failure {
        let programs = CommandPrograms(evidence.command)
        let lines = OutputLines(evidence.output).lines
        var findings = FindingScan(lines: lines, programs: programs).findings
        findings += ExitStatusReader.findings(evidence.status, programs: programs, hasText: !lines.isEmpty)
        if evidence.isOutOfMemoryKill {
            findings.append(FailureFinding(rule: "host.oom-kill", kind: .outOfMemory, strength: 98))
        }
        findings.append(FailureFinding(rule: "none", kind: .generic, strength: 20))
        // The first of equals is the later line: the list begins at the end.
        var best = findings[0]
        for finding in findings.dropFirst() where finding.strength > best.strength { best = finding }
        return failure(best, findings, lines, evidence)
    }

    private static func failure(
        _ best: FailureFinding, _ findings: [FailureFinding], _ lines: [OutputLines.Line], _ evidence: FailureEvidence
    ) -> Failure {
        let verdict = best.kind.verdict
        let rival = findings.filter { $0.kind.verdict.category != verdict.category }.map(\.strength).max() ?? 0
        let margin = Double(best.strength - rival) / 100
        let confidence = min(0.98, max(0.1, Double(best.strength) / 130 + max(0, margin) * 0.8))
        var wait: Int64?
        if verdict.isRetryable { wait = RetryAfterReader.milliseconds(in: lines, evidence) }
        let reading = Failure.Reading(
            rule: best.rule, scope: verdict.scope, isRetryable: verdict.isRetryable, recovery: verdict.recovery,
            retryAfterMilliseconds: wait, evidence: shown(best, findings, lines), confidence: confidence)
        return Failure(
            category: verdict.category, severity: verdict.severity, cause: evidence.status.cause,
            summary: sentence(best, verdict, lines, evidence.status), reading: reading)
    }

    /// The telling line, then the next strongest ones of the same category.
    private static func shown(
        _ best: FailureFinding, _ findings: [FailureFinding], _ lines: [OutputLines.Line]
    ) -> [String] {
        let category = best.kind.verdict.category
        let others = findings.filter { $0.line != nil && $0.line != best.line && $0.kind.verdict.category == category }
            .sorted { $0.strength > $1.strength }
        var numbers: [Int] = []
        for number in [best.line] + others.map(\.line) {
            guard let number, !numbers.contains(number) else { continue }
            numbers.append(number)
        }
        return numbers.prefix(Failure.Reading.mostEvidence).map { trimmed(lines[$0].text) }
    }

    private static func sentence(
        _ best: FailureFinding, _ verdict: FailureKind.Verdict, _ lines: [OutputLines.Line], _ status: ExitReport.Status
    ) -> String {
        if let line = best.line { return "\(verdict.words): \(String(trimmed(lines[line].text).prefix(160)))" }
        return "\(status.words): \(verdict.words)"
    }

    private static func trimmed(_ text: String) -> String {
        let blanks: Set<Character> = [" ", "\t", "\r", "\u{FEFF}"]
        let start = text.drop { blanks.contains($0) }
        guard let end = start.lastIndex(where: { !blanks.contains($0) }) else { return "" }
        return String(start[...end])
    }
}

extension ExitReport.Status {
    fileprivate var cause: Failure.Cause {
        switch self {
        case .exited(let code): .exited(code: code)
        case .signalled(let signal, _): .signalled(signal: signal)
        case .unknown: .interrupted
        }
    }

    fileprivate var words: String {
        switch self {
        case .exited(let code): "exit \(code)"
        case .signalled(let signal, _): "ended by \(SignalName.of(signal))"
        case .unknown: "nobody saw how it ended"
        }
    }
}
