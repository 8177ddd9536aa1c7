import CopilotCells
import CopilotModel

extension ScreenModel {
    /// Takes a key while a dialog is open; nothing else hears it.
    mutating func take(_ key: Key, in dialog: Dialog) -> [ScreenCommand] {
        if key == Key(.character("c"), .control) {
            return close(dialog)
        }
        switch dialog {
        case .help, .result: return takeWhileReading(key)
        case .evidence(let entry, _): return take(key, reading: entry)
        case .quitMenu(let choice): return take(key, choosing: choice)
        case .confirm(let confirmation): return take(key, confirming: confirmation)
        case .stopMission(let typed): return take(key, typing: typed)
        case .prompt(let task, let number, let typed):
            return take(key, answering: task, number: number, typed: typed)
        case .themes(let choice, let before): return take(key, theme: choice, before: before)
        }
    }

    private mutating func close(_ dialog: Dialog) -> [ScreenCommand] {
        self.dialog = nil
        if case .themes(_, let before) = dialog, before != theme {
            theme = before
            return [.setTheme(before)]
        }
        return []
    }

    /// Scrolls what a dialog tells. Its end is found when it is drawn, so that it is the same one for any size.
    mutating func scrollDialog(by rows: Int) {
        switch dialog {
        case .help(let scroll):
            dialog = .help(scroll: min(max(0, scroll + rows), HelpDialog.furthest(self)))
        case .result(let scroll):
            dialog = .result(scroll: min(max(0, scroll + rows), ResultDialog.furthest(self)))
        case .evidence(let entry, let scroll):
            dialog = .evidence(entry, scroll: min(max(0, scroll + rows), EvidenceDialog.furthest(entry, self)))
        case .quitMenu, .confirm, .stopMission, .prompt, .themes, nil: break
        }
    }

    private mutating func takeWhileReading(_ key: Key) -> [ScreenCommand] {
        if !scrollDialog(as: keymap.action(for: key, in: .global)) { dialog = nil }
        return []
    }

    /// Scrolls what a dialog tells, if that is what an action does.
    private mutating func scrollDialog(as action: Action?) -> Bool {
        let page = max(1, height / 2)
        switch action {
        case .up: scrollDialog(by: -1)
        case .down: scrollDialog(by: 1)
        case .pageUp: scrollDialog(by: -page)
        case .pageDown: scrollDialog(by: page)
        case .top: scrollDialog(by: -100_000)
        case .bottom: scrollDialog(by: 100_000)
        default: return false
        }
        return true
    }

    private mutating func take(_ key: Key, reading entry: FailureEntry) -> [ScreenCommand] {
        let action = keymap.action(for: key, in: .errors)
        if scrollDialog(as: action) { return [] }
        if action == .openTask {
            dialog = nil
            open(entry.task)
            return followSelection()
        }
        if key.code == .escape || [.openEvidence, .closeOrClear, .quitMenu].contains(action) { dialog = nil }
        return []
    }

    /// How far a key moves a choice; nil: it does not.
    private func step(of key: Key) -> Int? {
        switch key.code {
        case .up, .left: -1
        case .down, .right: 1
        case .tab: key.modifiers.contains(.shift) ? -1 : 1
        case .character("k"), .character("h"): -1
        case .character("j"), .character("l"): 1
        default: nil
        }
    }

    /// Letters move no choice between yes and no: they may have been typed for something else.
    private func isArrow(_ key: Key) -> Bool {
        if case .character = key.code { return false }
        return step(of: key) != nil
    }

    private mutating func take(_ key: Key, choosing choice: QuitChoice) -> [ScreenCommand] {
        if let step = step(of: key) {
            let count = QuitChoice.allCases.count
            let next = QuitChoice(rawValue: (choice.rawValue + step + count) % count) ?? .detach
            dialog = .quitMenu(choice: next)
            return []
        }
        switch key.code {
        case .enter: break
        case .character("d"), .character("D"):
            dialog = nil
            return [.detach]
        case .escape, .character("q"), .character("n"), .character("c"):
            dialog = nil
            return []
        // What was meant for a shell that is not there must not reach the mission.
        default: return []
        }
        dialog = nil
        switch choice {
        case .detach: return [.detach]
        case .stopMission:
            if state?.status.isOver != false { return [.quit] }
            if isConnectionLost {
                say("the supervisor does not answer", isProblem: true)
            } else {
                dialog = .stopMission(typed: "")
            }
            return []
        case .cancel: return []
        }
    }

    private mutating func take(_ key: Key, confirming confirmation: Confirmation) -> [ScreenCommand] {
        var confirmation = confirmation
        if isArrow(key) {
            confirmation.isYes.toggle()
            dialog = .confirm(confirmation)
            return []
        }
        switch key.code {
        case .enter: break
        case .character("y"), .character("Y"): confirmation.isYes = true
        case .escape, .character("n"), .character("N"), .character("q"): confirmation.isYes = false
        default: return []
        }
        dialog = nil
        guard confirmation.isYes else { return [] }
        if let reason = state?.refusal(of: confirmation.action) {
            say("\(IntentPresentation.words(confirmation.action)): \(reason)", isProblem: true)
            return []
        }
        return [.submit(Intent(confirmation.action, by: .screen))]
    }

    private mutating func take(_ key: Key, typing typed: String) -> [ScreenCommand] {
        switch key.code {
        case .escape:
            dialog = nil
            return []
        case .enter:
            guard typed == nameToType else {
                say("that is not the mission's name: nothing was stopped", isProblem: true)
                return []
            }
            dialog = nil
            return [.stopAndQuit]
        default:
            if let text = Self.edited(typed, by: key) { dialog = .stopMission(typed: text) }
            return []
        }
    }

    /// What has to be typed to stop the mission: its name; `stop` where nothing of it can be shown.
    var nameToType: String {
        let name = missionName
        return name.allSatisfy(\.isWhitespace) ? "stop" : name
    }

    private mutating func take(_ key: Key, theme choice: Int, before: String) -> [ScreenCommand] {
        guard !themes.isEmpty else { return close(.themes(choice: choice, before: before)) }
        if let step = step(of: key) {
            let next = (choice + step + themes.count) % themes.count
            dialog = .themes(choice: next, before: before)
            theme = themes[next]
            return [.setTheme(theme)]
        }
        switch key.code {
        case .enter:
            dialog = nil
            return []
        case .escape, .character("q"): return close(.themes(choice: choice, before: before))
        default: return []
        }
    }
}
