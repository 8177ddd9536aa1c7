import CopilotModel

/// Intents in words.
enum IntentPresentation {
    /// What is wanted, in a few words: `skip lint`.
    static func words(_ action: Intent.Action) -> String {
        switch action {
        case .pauseMission(let drain): drain ? "pause the mission when what runs has ended" : "pause the mission"
        case .resumeMission: "resume the mission"
        case .pause(let id): "pause \(id)"
        case .resume(let id): "resume \(id)"
        case .skip(let id): "skip \(id)"
        case .skipSubtree(let id): "skip \(id) and what needs it"
        case .retry(let id, let fresh): fresh ? "retry \(id) from its first try" : "retry \(id)"
        case .stop(let id): "stop \(id)"
        case .kill(let id): "kill \(id)"
        case .answer(let id, .decline, _): "decline what \(id) asks"
        case .answer(let id, _, _): "answer \(id)"
        case .stopMission: "stop the mission"
        }
    }

    /// What a destructive action leads to, for the question before it; nil: it asks nothing.
    static func consequence(_ action: Intent.Action) -> String? {
        switch action {
        case .skip: "It counts as satisfied for what needs it; the mission ends degraded."
        case .skipSubtree: "Neither it nor anything that needs it will run; the mission ends degraded."
        case .stop: "TERM, then after a grace KILL; the task fails."
        case .kill: "KILL at once; the task fails."
        case .pauseMission, .resumeMission, .pause, .resume, .retry, .answer, .stopMission: nil
        }
    }
}
