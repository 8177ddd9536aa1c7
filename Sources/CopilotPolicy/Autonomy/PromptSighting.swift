package import CopilotModel

/// What a look at a task's terminal came to.
package struct PromptSighting: Sendable, Hashable {
    /// Whether the command makes no progress without input.
    package var isWaiting: Bool
    /// How sure that is, 0 to 1; of "not waiting" likewise.
    package var confidence: Double
    /// What it waits for, if it waits.
    package var prompt: Prompt?
    /// The witnesses and what each said, in one line for people.
    package var reason: String

    package init(isWaiting: Bool, confidence: Double, prompt: Prompt?, reason: String) {
        self.isWaiting = isWaiting
        self.confidence = confidence
        self.prompt = prompt
        self.reason = reason
    }
}
