import CopilotModel
import CopilotPolicy

/// Commands that ask.
extension RandomNight {
    /// One of the living commands asks something, asks the same again, or stops asking.
    func ask() {
        guard let process = processes.randomElement(using: &random) else { return }
        if chance(30) { return send(.promptGone(process.key)) }
        let kind = PromptKind.allCases.randomElement(using: &random) ?? .confirm
        let stakes = PromptStake.allCases.filter { _ in chance(15) }
        let replies = PromptReply.Meaning.allCases.filter { _ in chance(50) }
            .map { PromptReply($0, send: "\($0)\r", isDefault: chance(30)) }
        let prompt = Prompt(
            kind: kind, question: "question \(Int.random(in: 0..<3, using: &random))?", replies: replies,
            stakes: stakes, confidence: 0.9, screen: UInt64.random(in: 0..<3, using: &random))
        for _ in 0...(chance(10) ? 5 : 0) {
            send(.prompted(process.key, prompt, isEchoing: chance(50)))
        }
        if chance(20) { send(.intent(Intent(.answer(process.key.task, answerWish()), by: .screen))) }
    }

    private func answerWish() -> PromptReplyWish {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: .text("x")
        case 1: .proposal
        default: .decline
        }
    }

    func outcome() -> PromptOutcome {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: .ignored
        case 1: .changed
        case 2: .notTyped(reason: "no")
        case 3: .gone
        default: .taken(send: "y\r")
        }
    }
}
