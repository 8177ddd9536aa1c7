import CopilotCells
import CopilotModel

extension ScreenModel {
    /// Columns that a step to the side takes in a log.
    static let shiftStep = 8
    /// Rows that a turn of the wheel takes.
    static let wheelStep = 3

    /// Moves in the pane that has the focus.
    mutating func navigate(_ action: Action) {
        let page =
            focus == .errors
            ? max(1, errorsParts.rows - 1) : max(1, (focus == .detail ? logArea : content(of: focus)).height - 1)
        switch action {
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .pageUp: move(by: -page)
        case .pageDown: move(by: page)
        case .top: move(by: -Self.farAway)
        case .bottom: move(by: Self.farAway)
        case .left: moveSideways(by: -1)
        case .right: moveSideways(by: 1)
        default: break
        }
    }

    /// More rows than anything has.
    private static let farAway = 1 << 30

    /// Moves the selection, or the log, by rows.
    mutating func move(by rows: Int) {
        let height = content(of: focus).height
        switch focus {
        case .tree:
            tree.isFollowingRunning = false
            tree.select(row: tree.list.selected + rows, height: height)
        case .errors:
            errors.select(errors.selected + rows, count: state?.failures.count ?? 0, height: errorsParts.rows)
        case .timeouts:
            timeouts.select(timeouts.selected + rows, count: live.ordinals.count, height: height)
        case .detail:
            log.scroll(by: rows, width: logArea.width, height: logArea.height)
        case .health: break
        }
    }

    private mutating func moveSideways(by step: Int) {
        switch focus {
        case .tree: step < 0 ? closeOrLeave() : openOrEnter()
        case .detail:
            guard !log.isWrapping else { return }
            log.shift = min(max(0, log.shift + step * Self.shiftStep), log.document.limits.bytesPerLine)
        case .errors, .timeouts, .health: break
        }
    }

    /// Closes the selected node, or goes to what it stands in.
    private mutating func closeOrLeave() {
        guard let state, let ordinal = tree.selectedOrdinal else { return }
        tree.isFollowingRunning = false
        let height = content(of: .tree).height
        if case .attempts = tree.selected { return tree.select(.task(ordinal), state, height: height) }
        if isOpen(ordinal, state), tree.filter == nil {
            tree.folds.toggle(ordinal)
            tree.layOut(state, height: height)
        } else {
            tree.select(state.container(of: ordinal).map { .task($0) } ?? .mission, state, height: height)
        }
    }

    /// Opens the selected node, or goes to the first row in it.
    private mutating func openOrEnter() {
        guard let state else { return }
        tree.isFollowingRunning = false
        let height = content(of: .tree).height
        if let ordinal = tree.selectedOrdinal, !isOpen(ordinal, state), tree.filter == nil {
            if case .attempts = tree.selected { return }
            tree.folds.toggle(ordinal)
            tree.layOut(state, height: height)
            return
        }
        let row = tree.list.selected
        if let here = tree.rows[row], let next = tree.rows[row + 1], next.depth > here.depth {
            tree.select(row: row + 1, height: height)
        }
    }

    private func isOpen(_ ordinal: Int, _ state: MissionState) -> Bool {
        state.isAggregate(ordinal)
            ? tree.folds.isOpen(ordinal, in: state) : tree.folds.showsAttempts(of: ordinal)
    }

    /// Takes a click or a turn of the wheel: in a dialog the wheel scrolls it, elsewhere it goes to the pane below.
    mutating func take(_ mouse: MouseEvent) -> [ScreenCommand] {
        if dialog != nil {
            switch mouse.action {
            case .wheelUp: scrollDialog(by: -Self.wheelStep)
            case .wheelDown: scrollDialog(by: Self.wheelStep)
            case .press, .doublePress: break
            }
            return []
        }
        let layout = layout
        guard let pane = layout.pane(at: mouse.position) else { return [] }
        if mouse.action == .press, let tab = tab(at: mouse.position, on: pane, layout) {
            focus(on: tab)
            return followSelection()
        }
        switch mouse.action {
        case .wheelUp: scroll(pane, by: -Self.wheelStep)
        case .wheelDown: scroll(pane, by: Self.wheelStep)
        case .press, .doublePress:
            focus(on: pane)
            press(pane, at: mouse.position, isDouble: mouse.action == .doublePress)
        }
        return followSelection()
    }

    /// The pane whose name in a shared frame is at a place.
    private func tab(at point: Point, on pane: PaneID, _ layout: ScreenLayout) -> PaneID? {
        guard let area = layout.panes[pane], point.row == area.row, layout.tabs.contains(pane), layout.kind != .list
        else { return nil }
        let tabs = PaneFrame.tabs(of: layout, showing: pane, title: PaneFrame.title(of: pane, self), in: area)
        return tabs.first { $0.columns.contains(point.column) }?.pane
    }

    private mutating func scroll(_ pane: PaneID, by rows: Int) {
        let height = content(of: pane).height
        switch pane {
        case .tree:
            tree.isFollowingRunning = false
            tree.scroll(by: rows, height: height)
        case .errors: errors.scroll(by: rows, count: state?.failures.count ?? 0, height: errorsParts.rows)
        case .timeouts: timeouts.scroll(by: rows, count: live.ordinals.count, height: height)
        case .detail: log.scroll(by: rows, width: logArea.width, height: logArea.height)
        case .health: break
        }
    }

    private mutating func press(_ pane: PaneID, at point: Point, isDouble: Bool) {
        let area = content(of: pane)
        guard area.contains(point) else { return }
        let offset = point.row - area.row
        switch pane {
        case .tree:
            tree.isFollowingRunning = false
            let window = tree.list.window(count: tree.rows.count, height: area.height)
            guard window.contains(window.lowerBound + offset) else { return }
            tree.select(row: window.lowerBound + offset, height: area.height)
            guard isDouble, let state else { return }
            if let ordinal = tree.selectedOrdinal, state.isAggregate(ordinal) {
                tree.folds.toggle(ordinal)
                tree.layOut(state, height: area.height)
            } else {
                focus(on: .detail)
            }
        case .errors:
            let parts = errorsParts
            guard parts.list.contains(point) else { return }
            let count = state?.failures.count ?? 0
            let window = errors.window(count: count, height: parts.rows)
            let row = window.lowerBound + (point.row - parts.list.row) / max(1, parts.linesPerRow)
            guard window.contains(row) else { return }
            errors.select(row, count: count, height: parts.rows)
            if isDouble { openEvidence() }
        case .timeouts:
            let count = live.ordinals.count
            let window = timeouts.window(count: count, height: area.height)
            guard window.contains(window.lowerBound + offset) else { return }
            timeouts.select(window.lowerBound + offset, count: count, height: area.height)
            if isDouble { openTask() }
        case .detail, .health: break
        }
    }
}
