import CopilotCells
import CopilotModel

/// The mission's tree: only the rows in sight are laid out.
enum TreePane {
    static func draw(_ model: ScreenModel, area: Area, into buffer: inout CellBuffer) {
        guard let state = model.state else {
            return PaneFrame.placeholder("waiting for the mission", in: area, model, into: &buffer)
        }
        let rows = model.tree.rows
        let window = model.tree.list.window(count: rows.count, height: area.height)
        let columns = TreeColumns(width: area.width)
        for index in window {
            guard let row = rows[index] else { continue }
            let offset = index - window.lowerBound
            draw(row, at: offset, columns, area: area, model, state, into: &buffer)
            if index == model.tree.list.selected {
                PaneFrame.mark(.tree, row: offset, of: area, model, into: &buffer)
            }
        }
        if rows.count <= 1, model.tree.filter != nil {
            PaneFrame.placeholder("no task matches the filter", in: area, model, into: &buffer)
        }
        PaneFrame.scrollbar(beside: area, shown: window, of: rows.count, model, into: &buffer)
    }

    /// The title: what is filtered, if anything.
    static func title(_ model: ScreenModel) -> String {
        model.tree.filter == nil ? "tree" : "tree, filtered: \(Sanitizer.line(model.tree.filterText))"
    }

    private static func draw(
        _ row: TreeRows.Row, at offset: Int, _ columns: TreeColumns, area: Area, _ model: ScreenModel,
        _ state: MissionState, into buffer: inout CellBuffer
    ) {
        var pen = RowPen(area, row: offset, glyphs: model.glyphs)
        pen.skip(1)
        branches(of: row, limit: area.width / 3, pen: &pen, into: &buffer)
        switch row.content {
        case .mission: mission(model, state, columns, pen: &pen, into: &buffer)
        case .attempts(let ordinal): attempts(model, state, ordinal, pen: &pen, into: &buffer)
        case .task(let ordinal):
            guard ordinal < state.tasks.count else { return }
            if state.isAggregate(ordinal) {
                aggregate(ordinal, model, state, columns, pen: &pen, into: &buffer)
            } else {
                task(ordinal, model, state, columns, pen: &pen, into: &buffer)
            }
        }
    }

    /// The lines that lead to a row, from the second level on; the deepest ones where there is no room for all.
    private static func branches(
        of row: TreeRows.Row, limit: Int, pen: inout RowPen, into buffer: inout CellBuffer
    ) {
        guard row.depth > 1 else { return }
        let glyphs = pen.glyphs.branches
        let shown = max(1, min(row.depth - 1, limit / 2))
        for depth in row.depth - shown + 1..<row.depth {
            let isOpen = depth <= 64 && row.openAncestors >> UInt64(depth - 1) & 1 == 1
            pen.put(isOpen ? glyphs.pipe : glyphs.gap, .divider, into: &buffer)
        }
        pen.put(row.isLast ? glyphs.corner : glyphs.tee, .divider, into: &buffer)
    }

    private static func mission(
        _ model: ScreenModel, _ state: MissionState, _ columns: TreeColumns, pen: inout RowPen,
        into buffer: inout CellBuffer
    ) {
        let status = StatusPresentation(state.status)
        lead(model.glyphs.branches.open, status, attempt: 0, pen: &pen, into: &buffer)
        columns.name(model.missionName, .title, .bold, pen: &pen, into: &buffer)
        columns.status(status.word, status.role, pen: &pen, into: &buffer)
        columns.time(MissionPresentation(state, now: model.now).elapsed, pen: &pen, into: &buffer)
    }

    private static func aggregate(
        _ ordinal: Int, _ model: ScreenModel, _ state: MissionState, _ columns: TreeColumns, pen: inout RowPen,
        into buffer: inout CellBuffer
    ) {
        let status = StatusPresentation(state.tasks[ordinal].status)
        let counts = state.groupCounts[ordinal] ?? StatusCounts()
        let isOpen = model.tree.filter != nil || model.tree.folds.isOpen(ordinal, in: state)
        let branches = model.glyphs.branches
        lead(isOpen ? branches.open : branches.closed, status, attempt: 0, pen: &pen, into: &buffer)
        let role: Role = counts.settled == counts.total && status.role == .ok ? .inactive : .text
        columns.name(shortName(ordinal, state), role, .bold, pen: &pen, into: &buffer)
        columns.progress(counts, status.role, pen: &pen, into: &buffer)
        let percent = NumberPresentation.percent((counts.fraction * 100).rounded(.down))
        columns.time(percent, pen: &pen, into: &buffer)
    }

    private static func task(
        _ ordinal: Int, _ model: ScreenModel, _ state: MissionState, _ columns: TreeColumns, pen: inout RowPen,
        into buffer: inout CellBuffer
    ) {
        let presentation = TaskPresentation(state, ordinal: ordinal, now: model.now)
        let status = presentation.status
        let isOpen = model.tree.folds.showsAttempts(of: ordinal)
        let branches = model.glyphs.branches
        lead(
            isOpen ? branches.open : branches.leaf, status, attempt: presentation.task.tries + 1, pen: &pen,
            into: &buffer)
        let (name, role) = (shortName(ordinal, state), nameRole(presentation.task.status))
        if let item = model.itemWords(of: ordinal) {
            let number = presentation.task.id.item
            columns.name(name, number: number, item: item, role, pen: &pen, into: &buffer)
        } else {
            columns.name(name, role, pen: &pen, into: &buffer)
        }
        var words = columns.hasReasons ? presentation.statusAndReason : status.word
        if presentation.task.status == .succeeded, TextWidth.columns(of: words) > columns.statusWidth {
            words = status.word
        }
        columns.status(words, status.role, pen: &pen, into: &buffer)
        columns.time(presentation.elapsed, pen: &pen, into: &buffer)
    }

    /// What is over or not begun stands back.
    private static func nameRole(_ status: TaskStatus) -> Role {
        switch status {
        case .succeeded, .skipped, .waiting: .inactive
        case .ready, .running, .paused, .backingOff, .failed, .blocked, .lost: .text
        }
    }

    private static func attempts(
        _ model: ScreenModel, _ state: MissionState, _ ordinal: Int, pen: inout RowPen, into buffer: inout CellBuffer
    ) {
        guard ordinal < state.tasks.count else { return }
        let presentation = TaskPresentation(state, ordinal: ordinal, now: model.now)
        pen.put(" \(Sanitizer.line(presentation.attemptsLine))", .inactive, into: &buffer)
    }

    private static func lead(
        _ fold: String, _ status: StatusPresentation, attempt: Int, pen: inout RowPen, into buffer: inout CellBuffer
    ) {
        pen.put(fold, .inactive, into: &buffer)
        pen.put(" ", into: &buffer)
        let mark = pen.glyphs.mark(status.mark, attempt: attempt)
        pen.cell(mark, width: pen.glyphs.markColumns, status.role, into: &buffer)
        pen.put(" ", into: &buffer)
    }

    /// An id without the group in which its row hangs.
    private static func shortName(_ ordinal: Int, _ state: MissionState) -> String {
        let id = state.tasks[ordinal].id
        let last = id.name.lastIndex(of: "/").map { String(id.name[id.name.index(after: $0)...]) } ?? id.name
        return Sanitizer.line(id.isChild ? "\(last)[\(id.item)]" : last)
    }
}
