package import CopilotCells
import CopilotModel

/// What the screen cannot do yet, for whoever lists its keys.
package enum MissingActions {
    /// Whether a key's work is left to a later version.
    package static func contains(_ action: Action) -> Bool { ScreenModel.isMissing(action) }
}

extension ScreenModel {
    /// What is said of a key whose work a later version does.
    static let missingWords = "this version cannot do that yet"

    /// Whether a key's work is left to a later version.
    static func isMissing(_ action: Action) -> Bool { missing.contains(action) }

    private static let missing: Set<Action> = [
        .palette, .timeoutMenu, .sort, .mark, .timestamps, .markLine, .errorsOnly, .reclassify, .muteClass, .explain,
        .screenshot,
    ]

    /// Why an action would do nothing now, as a sentence for people; nil: it will be done.
    func disabledReason(of action: Action) -> String? {
        switch action {
        case .palette, .timeoutMenu, .sort, .mark, .timestamps, .markLine, .errorsOnly, .reclassify, .muteClass,
            .explain, .screenshot:
            return Self.missingWords
        case .attachPTY: return takeoverReason
        case .answerPrompt: return askingTask == nil ? "no task asks anything" : nil
        case .release: return takeover == nil ? "nobody types into a task" : nil
        case .pauseResumeMission, .pauseResumeTask, .skip, .skipSubtree, .retry, .retryFresh, .stop, .kill:
            return intentReason(of: action)
        case .themePicker: return themes.isEmpty ? "there are no themes to choose from" : nil
        case .export: return log.task == nil ? "choose a task to write its log" : nil
        case .follow: return log.task == nil ? "choose a task to see its log" : nil
        case .nextMatch, .previousMatch: return log.search == nil ? "nothing has been searched for" : nil
        case .openEvidence: return selectedFailure == nil ? "nothing has failed" : nil
        case .nextProblem, .previousProblem, .openDetail, .openTask, .fold, .foldAll, .unfoldAll,
            .filterOrSearch:
            return state == nil ? "no mission is known yet" : nil
        case .help, .quitMenu, .detach, .paneNext, .panePrevious, .paneTree, .paneErrors, .paneTimeouts, .paneHealth,
            .paneDetail, .zoom, .layoutNext, .redraw, .suspendUI, .freezeDisplay, .closeOrClear,
            .up, .down, .left, .right, .pageUp, .pageDown, .top, .bottom, .wrap, .fullscreen, .copy, .reloadConfig:
            return nil
        }
    }

    private func intentReason(of action: Action) -> String? {
        guard let state else { return "no mission is known yet" }
        if isConnectionLost { return "the supervisor does not answer" }
        guard let wanted = intent(of: action) else { return "choose a task first" }
        return state.refusal(of: wanted)
    }

    /// What a key that acts on the mission or the selected task asks for; nil: there is no task to act on.
    func intent(of action: Action) -> Intent.Action? {
        guard let state else { return nil }
        if action == .pauseResumeMission {
            return isMissionHeld(state) ? .resumeMission : .pauseMission(drain: false)
        }
        let target = focus == .errors ? selectedFailure?.task : selectedTask
        guard let task = target else { return action == .pauseResumeTask ? intent(of: .pauseResumeMission) : nil }
        switch action {
        case .pauseResumeTask: return state.refusal(of: .resume(task)) == nil ? .resume(task) : .pause(task)
        case .skip: return .skip(task)
        case .skipSubtree: return .skipSubtree(task)
        case .retry: return .retry(task, fresh: false)
        case .retryFresh: return .retry(task, fresh: true)
        case .stop: return .stop(task)
        case .kill: return .kill(task)
        default: return nil
        }
    }

    private func isMissionHeld(_ state: MissionState) -> Bool { state.status == .paused || state.status == .pausing }

    /// What a key does now, for the footer: toggles name the action, not the state.
    func description(of action: Action) -> String {
        switch action {
        case .pauseResumeMission: state.map(isMissionHeld) == true ? "resume" : "pause"
        case .pauseResumeTask:
            if case .resume = intent(of: action) { "resume task" } else { "pause task" }
        case .filterOrSearch: focus == .detail ? "search" : "filter"
        case .follow: log.isFollowing ? "stop following" : "follow"
        case .wrap: log.isWrapping ? "cut lines" : "wrap lines"
        case .zoom, .fullscreen: isZoomed ? "unzoom" : "zoom"
        case .freezeDisplay: background == nil ? "freeze" : "go on"
        default: keymap.label(of: action, in: context)
        }
    }
}
