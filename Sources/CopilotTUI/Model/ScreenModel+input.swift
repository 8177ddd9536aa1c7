import CopilotCells
import CopilotModel

extension ScreenModel {
    /// Takes an event of the terminal: a dialog comes first, then a line that is being typed, then the keymap.
    mutating func take(_ event: InputEvent) -> [ScreenCommand] {
        if let takeover, event != .hangUp {
            if case .resize = event {} else { return take(event, over: takeover) }
        }
        switch event {
        case .key(let key):
            toast = nil
            if let dialog { return take(key, in: dialog) }
            if let entry { return take(key, in: entry) }
            guard let action = keymap.action(for: key, in: context) else { return [] }
            return perform(action)
        case .mouse(let mouse):
            return take(mouse)
        case .resize(let width, let height):
            self.width = max(0, width)
            self.height = max(0, height)
            if let state { tree.layOut(state, height: content(of: .tree).height) }
            return []
        case .paste(let text):
            paste(Sanitizer.line(text, columnLimit: TextEntry.lengthLimit))
            return []
        case .hangUp:
            return [.detach]
        }
    }

    /// Which of the keymap's contexts the focus is in.
    var context: KeyContext { focus.keyContext }

    private mutating func paste(_ text: String) {
        switch dialog {
        case .stopMission(let typed):
            dialog = .stopMission(typed: String((typed + text).prefix(TextEntry.lengthLimit)))
        case .prompt(let task, let number, let typed):
            dialog = .prompt(task, number: number, typed: String((typed + text).prefix(TextEntry.lengthLimit)))
        case .help, .quitMenu, .confirm, .result, .evidence, .themes: break
        case nil:
            guard var entry else { return }
            entry.text = String((entry.text + text).prefix(TextEntry.lengthLimit))
            apply(entry)
        }
    }

    /// Takes a key while a filter or a search is being typed.
    private mutating func take(_ key: Key, in entry: TextEntry) -> [ScreenCommand] {
        var entry = entry
        switch key.code {
        case .enter:
            self.entry = nil
            if entry.purpose == .search { findMatch(backwards: false) }
        case .escape:
            entry.text = ""
            apply(entry)
            self.entry = nil
        case .character("c") where key.modifiers == .control:
            entry.text = ""
            apply(entry)
            self.entry = nil
        case .up, .down:
            move(by: key.code == .up ? -1 : 1)
        default:
            guard let text = Self.edited(entry.text, by: key) else { return [] }
            entry.text = text
            apply(entry)
        }
        return followSelection()
    }

    /// A text after a key; nil: the key does not edit.
    static func edited(_ text: String, by key: Key) -> String? {
        switch key.code {
        case .character("u") where key.modifiers == .control: return ""
        case .character(let character) where key.modifiers.isEmpty:
            return String((text + Sanitizer.line(String(character))).prefix(TextEntry.lengthLimit))
        case .space: return String((text + " ").prefix(TextEntry.lengthLimit))
        case .backspace, .delete: return String(text.dropLast())
        default: return nil
        }
    }

    /// Filters or searches by what has been typed so far.
    private mutating func apply(_ entry: TextEntry) {
        self.entry = entry
        switch entry.purpose {
        case .filter:
            tree.isFollowingRunning = false
            if let state { tree.setFilter(entry.text, state, height: content(of: .tree).height) }
        case .search:
            log.search = LogSearch(entry.text)
            log.matchLine = nil
        }
    }

    /// Goes to the next match of the search in the log.
    mutating func findMatch(backwards: Bool) {
        guard let search = log.search else { return say("no search yet: type it after \(hint(.filterOrSearch))") }
        let area = logArea
        if !log.findNext(backwards: backwards, width: area.width, height: area.height) {
            say("'\(search.text)' is not in the log", isProblem: true)
        }
    }

    /// The key of an action as sentences name it; its description where it has none.
    func hint(_ action: Action) -> String { keymap.key(for: action, in: context) ?? "its key" }
}
