internal import CopilotCells
internal import CopilotEngine
internal import CopilotModel
internal import CopilotPolicy
internal import Foundation

/// Judges recorded terminals as a running mission would.
struct PromptAppraisal {
    /// A tail of so many bytes is taken for the end of more.
    private static let fullTail = 4096

    var level: AutonomyLevel
    var missionRules: [PromptRule] = []
    var userRules: [PromptRule] = []

    /// Judges one recorded terminal; nil if its tail is not base64.
    func judge(_ row: PromptRow) -> PromptVerdict? {
        guard let bytes = Data(base64Encoded: row.tail, options: .ignoreUnknownCharacters) else { return nil }
        let grid = ScreenGrid(
            tail: [UInt8](bytes), isCut: bytes.count >= Self.fullTail, rows: row.rows ?? 24, columns: row.cols ?? 80)
        let evidence = row.terminalEvidence
        let sighting = sight(grid.text, evidence, command: row.command)
        guard sighting.isWaiting, let prompt = sighting.prompt else {
            return PromptVerdict(
                id: row.id, waiting: sighting.isWaiting, kind: nil, destructive: false, secret: false, action: "none",
                send: nil, confidence: sighting.confidence, reason: sighting.reason)
        }
        let decision = decide(prompt, evidence, command: row.command)
        return PromptVerdict(
            id: row.id, waiting: true, kind: prompt.kind.rawValue, destructive: prompt.stakes.contains(.destructive),
            secret: prompt.stakes.contains(.secret), action: decision.action.rawValue, send: typed(by: decision),
            confidence: sighting.confidence, reason: "\(sighting.reason); \(decision.reason)")
    }

    /// What is seen.
    func sight(_ screen: ScreenText, _ evidence: TerminalEvidence, command: String?) -> PromptSighting {
        PromptEliminator.sight(screen, evidence, command: command)
    }

    /// What would be done.
    func decide(_ prompt: Prompt, _ evidence: TerminalEvidence, command: String?) -> PromptDecision {
        AutoValidationEngine.decide(
            prompt,
            DecisionContext(
                level: level, missionRules: missionRules, userRules: userRules, isEchoing: evidence.isEchoing,
                command: command))
    }

    /// What a decision types; a proposal to a person is not typed.
    private func typed(by decision: PromptDecision) -> String? {
        switch decision.action {
        case .answer, .decline:
            guard case .text(let text)? = decision.send else { return nil }
            return text
        case .ask, .park, .fail: return nil
        }
    }
}
