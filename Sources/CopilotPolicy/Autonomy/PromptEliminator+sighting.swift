package import CopilotModel

extension PromptEliminator {
    /// Looks at a terminal: does the command wait for input, and what does it ask?
    ///
    /// - Parameter command: what runs, as the mission declares it; only used to judge what is at stake.
    package static func sight(_ screen: ScreenText, _ evidence: TerminalEvidence, command: String?) -> PromptSighting {
        let reading = ScreenReading(screen)
        let judgement = WaitingJudgement.judge(reading, evidence)
        guard judgement.isWaiting else {
            return PromptSighting(
                isWaiting: false, confidence: judgement.confidence, prompt: nil, reason: judgement.reason)
        }
        let reader = PromptReader(
            reading, evidence, command: command, process: judgement.process, isRead: judgement.isRead)
        let prompt = reader.prompt(confidence: judgement.confidence, reason: judgement.reason)
        return PromptSighting(
            isWaiting: true, confidence: judgement.confidence, prompt: prompt, reason: judgement.reason)
    }
}
