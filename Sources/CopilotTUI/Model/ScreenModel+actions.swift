import CopilotCells
import CopilotModel

extension ScreenModel {
    /// Does what a key asks for, or says why not.
    mutating func perform(_ action: Action) -> [ScreenCommand] {
        if let reason = disabledReason(of: action) {
            say("\(keymap.label(of: action, in: context)): \(reason)", isProblem: true)
            return []
        }
        switch action {
        case .pauseResumeMission, .pauseResumeTask, .skip, .skipSubtree, .retry, .retryFresh, .stop, .kill:
            return request(action)
        case .detach: return [.detach]
        case .suspendUI: return [.suspend]
        case .redraw: return [.redraw]
        case .reloadConfig: return [.reload]
        case .copy: return copy()
        case .freezeDisplay: return toggleFreeze()
        case .quitMenu:
            if state?.status.isOver == true { return [.quit] }
            dialog = .quitMenu(choice: .detach)
        case .help: dialog = .help(scroll: 0)
        case .themePicker:
            dialog = .themes(choice: themes.firstIndex(of: theme) ?? 0, before: theme)
        case .paneNext, .panePrevious, .paneTree, .paneErrors, .paneTimeouts, .paneHealth, .paneDetail, .zoom,
            .fullscreen, .layoutNext, .closeOrClear:
            arrange(action)
        case .up, .down, .left, .right, .pageUp, .pageDown, .top, .bottom:
            navigate(action)
        case .nextProblem: goToProblem(backwards: false)
        case .previousProblem: goToProblem(backwards: true)
        case .openDetail: focus(on: .detail)
        case .openTask: openTask()
        case .openEvidence: openEvidence()
        case .fold, .foldAll, .unfoldAll: fold(action)
        case .filterOrSearch: beginEntry()
        case .follow:
            log.setFollowing(!log.isFollowing, width: logArea.width, height: logArea.height)
        case .wrap: log.isWrapping.toggle()
        case .nextMatch: findMatch(backwards: false)
        case .previousMatch: findMatch(backwards: true)
        case .export: return log.task.map { [.export($0)] } ?? []
        case .attachPTY: return takeOver()
        case .answerPrompt:
            dialog = askingTask.flatMap { task in
                (state?.task(task)?.detail?.prompt).map { .prompt(task, number: $0.sequence, typed: "") }
            }
        case .palette, .timeoutMenu, .sort, .mark, .timestamps, .markLine, .errorsOnly, .reclassify, .muteClass,
            .explain, .screenshot, .release:
            break
        }
        return followSelection()
    }

    /// Hands an intent over, or asks first where it cannot be undone.
    private mutating func request(_ action: Action) -> [ScreenCommand] {
        guard let wanted = intent(of: action) else { return [] }
        if let consequence = IntentPresentation.consequence(wanted) {
            let question = IntentPresentation.words(wanted)
            let sentence = question.prefix(1).uppercased() + question.dropFirst() + "?"
            dialog = .confirm(Confirmation(action: wanted, question: sentence, consequence: consequence))
            return []
        }
        return [.submit(Intent(wanted, by: .screen))]
    }

    private mutating func arrange(_ action: Action) {
        switch action {
        case .paneTree: focus(on: .tree)
        case .paneErrors: focus(on: .errors)
        case .paneTimeouts: focus(on: .timeouts)
        case .paneHealth: focus(on: .health)
        case .paneDetail: focus(on: .detail)
        case .paneNext: cycleFocus(by: 1)
        case .panePrevious: cycleFocus(by: -1)
        case .zoom, .fullscreen: isZoomed.toggle()
        case .layoutNext: arrangement = arrangement.next
        case .closeOrClear: closeOrClear()
        default: break
        }
    }

    private mutating func closeOrClear() {
        if focus == .detail, log.search != nil {
            log.search = nil
            log.matchLine = nil
        } else if tree.filter != nil, let state {
            tree.setFilter("", state, height: content(of: .tree).height)
        } else if isZoomed {
            isZoomed = false
        } else {
            focus(on: .tree)
        }
    }

    /// Turns to a pane; where several share a place, it is shown there.
    mutating func focus(on pane: PaneID) {
        focus = pane
        if pane != .tree { tab = pane }
    }

    private mutating func cycleFocus(by step: Int) {
        focus(on: step < 0 ? focus.previous : focus.next)
    }

    private mutating func fold(_ action: Action) {
        guard let state else { return }
        tree.isFollowingRunning = false
        switch action {
        case .foldAll: tree.folds.setAll(open: false)
        case .unfoldAll: tree.folds.setAll(open: true)
        default: if let ordinal = tree.selectedOrdinal { tree.folds.toggle(ordinal) }
        }
        tree.layOut(state, height: content(of: .tree).height)
    }

    /// Shows the task of the selected failure or running task in the tree, and its log.
    mutating func openTask() {
        guard let state else { return }
        let task =
            focus == .errors
            ? selectedFailure?.task
            : timeouts.selection(count: live.ordinals.count).map { state.tasks[live.ordinals[$0]].id }
        open(task)
    }

    /// Shows what the selected failure was read from.
    mutating func openEvidence() {
        guard let entry = selectedFailure else { return say("nothing has failed") }
        dialog = .evidence(entry, scroll: 0)
    }

    /// Shows a task in the tree, and its log.
    mutating func open(_ task: TaskID?) {
        guard let state, let ordinal = task.flatMap({ state.ordinal(of: $0) }) else {
            return say("there is no task to open")
        }
        tree.isFollowingRunning = false
        tree.reveal(ordinal, state, height: content(of: .tree).height)
        focus(on: .detail)
    }

    /// Goes to the next task that needs a look, in the order of the tree, whatever is folded.
    private mutating func goToProblem(backwards: Bool) {
        guard let state else { return }
        let problems: [TaskStatus] = [.failed, .blocked, .lost, .backingOff]
        guard problems.contains(where: { state.counts[$0] > 0 }) else { return say("no task failed or is blocked") }
        var folds = TreeFolds()
        folds.setAll(open: true)
        let rows = TreeRows(state, folds: folds)
        let start = rows.index(of: tree.selectedOrdinal.map { .task($0) } ?? .mission) ?? 0
        for step in 1...max(1, rows.count) {
            let row = (start + (backwards ? -step : step) % rows.count + rows.count) % rows.count
            guard case .task(let ordinal) = rows[row]?.content, !state.isAggregate(ordinal),
                problems.contains(state.tasks[ordinal].status)
            else { continue }
            tree.isFollowingRunning = false
            tree.reveal(ordinal, state, height: content(of: .tree).height)
            return
        }
    }

    private mutating func beginEntry() {
        let isSearch = focus == .detail
        if !isSearch { focus(on: .tree) }
        entry = TextEntry(
            purpose: isSearch ? .search : .filter, text: isSearch ? log.search?.text ?? "" : tree.filterText)
    }

    /// Copies what is selected: the task's id, the failure in one line, the line of the log that was found or is on top.
    private mutating func copy() -> [ScreenCommand] {
        var text = selectedTask?.description ?? missionName
        if focus == .errors, let entry = selectedFailure {
            text = "\(entry.task)#\(entry.attempt): \(Sanitizer.line(entry.failure.summary))"
        } else if focus == .detail, log.task != nil {
            let area = logArea
            let top =
                log.isFollowing
                ? LogLayout.bottom(of: log.document, width: area.width, height: area.height, log.overflow) : log.anchor
            text = log.document.text(of: log.matchLine ?? top.line)
        }
        say("copied: \(text)")
        return [.copy(text)]
    }
}
