package import CopilotModel

extension PromptEliminator {
    /// Looks at a terminal: does the command wait for input, and what does it ask?
    ///
    /// - Parameter command: what runs, as the mission declares it; only used to judge what is at stake.
    package static func sight(_ screen: ScreenText, _ evidence: TerminalEvidence, command: String?) -> PromptSighting {
        PromptSighting(isWaiting: false, confidence: 0, prompt: nil, reason: "")
    }
}
