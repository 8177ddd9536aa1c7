import CopilotModel

/// Whether a command waits for input: the witnesses, weighed with the terminal's modes, the text and the quiet.
struct WaitingJudgement: Sendable, Hashable {
    var isWaiting: Bool
    /// Of either answer, 0 to 1.
    var confidence: Double
    var reason: String
    /// Who waits, where known.
    var process: String?
    /// Whether a blocked read of the terminal was seen.
    var isRead: Bool

    static func judge(_ reading: ScreenReading, _ evidence: TerminalEvidence) -> WaitingJudgement {
        let verdict = WitnessWeighing.weigh(evidence)
        let shape = TextShape(reading)
        let quiet = evidence.quietMilliseconds
        let waits = weigh(verdict, shape, evidence, reading)
        let modes = modeWords(evidence)
        let stillness = quiet.map { "quiet for \($0) ms" } ?? "quiet for an unknown time"
        var judgement = WaitingJudgement(
            isWaiting: waits >= 0.5, confidence: waits >= 0.5 ? waits : 1 - waits,
            reason: "\(verdict.words); \(shape.words); \(modes)\(stillness)", process: nil, isRead: false)
        switch verdict {
        case .reads(let name):
            judgement.process = name
            judgement.isRead = true
        case .polls(let name, _), .mayPoll(let name), .relays(let name), .hidden(let name): judgement.process = name
        case .busy(let name), .elsewhere(let name): judgement.process = name
        case .unseen: break
        }
        return judgement
    }

    /// The probability that it waits.
    private static func weigh(
        _ verdict: WitnessVerdict, _ shape: TextShape, _ evidence: TerminalEvidence, _ reading: ScreenReading
    ) -> Double {
        let quiet = evidence.quietMilliseconds ?? 1_000
        let isRaw = evidence.isCanonical == false
        let isHidden = evidence.isCanonical == true && evidence.isEchoing == false
        switch verdict {
        case .reads: return 0.97
        case .polls(_, let hasTimeout):
            if isHidden { return 0.95 }
            if isRaw {
                let steady = shape.score >= 0.7 ? max(quiet, evidence.steadyMilliseconds ?? 0) : quiet
                return raw(shape, quiet: steady, reading, bonus: hasTimeout ? 0.02 : 0.05)
            }
            // A question with a spinner or a countdown in it never falls quiet.
            let steady = shape.score >= 0.6 ? max(quiet, evidence.steadyMilliseconds ?? 0) : quiet
            return still(shape, quiet: steady, strong: 100, medium: 300, weak: 4_000)
        case .mayPoll, .hidden:
            if isHidden { return 0.93 }
            if isRaw { return raw(shape, quiet: quiet, reading, bonus: 0) }
            return still(shape, quiet: quiet, strong: 250, medium: 800, weak: 2_500)
        case .relays:
            return isRaw
                ? relayed(shape, quiet: quiet) : still(shape, quiet: quiet, strong: 1_000, medium: 1_500, weak: 6_000)
        case .busy: return 0.03
        case .elsewhere:
            if isHidden, shape.score >= 0.5 { return 0.8 }
            return ExternalReader.isWaiting(reading) && quiet >= 500 ? 0.75 : 0.04
        case .unseen: return textOnly(shape, evidence, reading)
        }
    }

    /// Somebody took the keys one by one: a line editor, a menu, a screen.
    private static func raw(_ shape: TextShape, quiet: Int, _ reading: ScreenReading, bonus: Double) -> Double {
        if shape.score >= 0.7 { return (quiet >= 80 ? 0.9 : 0.6) + bonus }
        if shape.score >= 0.25 { return (quiet >= 150 ? 0.82 : 0.45) + bonus }
        if reading.screen.alternateScreen { return (quiet >= 250 ? 0.75 : 0.45) + bonus }
        return (quiet >= 400 ? 0.65 : 0.2) + bonus
    }

    /// Lines are taken whole, and the wait was not decoded: the text must carry it.
    private static func still(_ shape: TextShape, quiet: Int, strong: Int, medium: Int, weak: Int) -> Double {
        if shape.score >= 0.8, quiet >= strong { return 0.85 }
        if shape.score >= 0.6, quiet >= medium { return 0.75 }
        if shape.score >= 0.5, quiet >= medium + 400 { return 0.65 }
        if shape.score >= 0.3, quiet >= weak { return 0.6 }
        return shape.score >= 0.6 ? 0.3 : 0.08
    }

    /// Behind a relay the reader cannot be seen: like text alone, with the raw mode as a witness.
    private static func relayed(_ shape: TextShape, quiet: Int) -> Double {
        if shape.score >= 0.8, quiet >= 300 { return 0.82 }
        if shape.score >= 0.6, quiet >= 600 { return 0.7 }
        if shape.score >= 0.4, quiet >= 3_000 { return 0.55 }
        return 0.12
    }

    /// Nobody could be looked at: a higher bar.
    private static func textOnly(_ shape: TextShape, _ evidence: TerminalEvidence, _ reading: ScreenReading) -> Double {
        let isRaw = evidence.isCanonical == false
        if evidence.isCanonical == true, evidence.isEchoing == false, shape.score >= 0.4 { return 0.85 }
        guard let quiet = evidence.quietMilliseconds else {
            return shape.score >= 0.85 ? 0.72 : shape.score >= 0.6 ? 0.4 : 0.1
        }
        if shape.score >= 0.9, quiet >= 400 { return 0.8 }
        if shape.score >= 0.7, quiet >= 500 { return 0.72 }
        if shape.score >= 0.5, quiet >= 1_000 { return 0.6 }
        if shape.score >= 0.3, quiet >= 1_200 { return 0.55 }
        if isRaw, quiet >= 500, shape.score >= 0.2 { return 0.6 }
        return shape.score * 0.3
    }

    private static func modeWords(_ evidence: TerminalEvidence) -> String {
        guard let isCanonical = evidence.isCanonical else { return "" }
        let echo = evidence.isEchoing == false ? "not shown" : "shown"
        return isCanonical ? "whole lines, \(echo); " : "key by key, \(echo); "
    }
}
