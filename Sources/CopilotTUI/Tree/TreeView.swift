import CopilotModel

/// The tree as one looks at it: what is folded, filtered and selected.
struct TreeView: Sendable, Hashable {
    /// Up to so many tasks a filter by status is applied anew at every change, beyond it once a second.
    static let promptFilterLimit = 5_000

    private(set) var rows = TreeRows()
    var folds = TreeFolds()
    var list = ListView()
    /// What is selected; stays so when rows come and go.
    private(set) var selected = TreeRows.Content.mission
    /// Whether the selection moves to what runs. Ends with the first motion of the user's.
    var isFollowingRunning = true
    /// The filter line as typed.
    private(set) var filterText = ""
    private(set) var filter: TaskFilter?

    init() {}

    /// The selected task's ordinal; nil: the mission.
    var selectedOrdinal: Int? {
        switch selected {
        case .mission: nil
        case .task(let ordinal), .attempts(let ordinal): ordinal
        }
    }

    /// Lays the rows out anew and finds the selection again: itself, or what it stands in.
    mutating func layOut(_ state: MissionState, height: Int) {
        rows = TreeRows(state, folds: folds, filter: filter)
        if let ordinal = selectedOrdinal, ordinal >= state.tasks.count { selected = .mission }
        var row = rows.index(of: selected)
        var ordinal = selectedOrdinal
        while row == nil, let inner = ordinal {
            row = rows.index(of: .task(inner))
            ordinal = state.container(of: inner)
        }
        list.select(row ?? min(list.selected, rows.count - 1), count: rows.count, height: height)
        takeSelection()
    }

    /// Filters by another line.
    mutating func setFilter(_ text: String, _ state: MissionState, height: Int) {
        filterText = text
        filter = TaskFilter(text)
        layOut(state, height: height)
    }

    /// Selects a row.
    mutating func select(row: Int, height: Int) {
        list.select(row, count: rows.count, height: height)
        takeSelection()
    }

    /// Turns the wheel.
    mutating func scroll(by rows: Int, height: Int) {
        list.scroll(by: rows, count: self.rows.count, height: height)
        takeSelection()
    }

    /// Selects what a row shows, or the row of what it stands in while it is folded away.
    mutating func select(_ content: TreeRows.Content, _ state: MissionState, height: Int) {
        selected = content
        var ordinal = selectedOrdinal
        var row = rows.index(of: content)
        while row == nil, let inner = ordinal {
            ordinal = state.container(of: inner)
            row = rows.index(of: ordinal.map { .task($0) } ?? .mission)
        }
        if let row { select(row: row, height: height) }
    }

    /// Opens whatever a task stands in, drops the filter if it hides it, and selects it.
    mutating func reveal(_ ordinal: Int, _ state: MissionState, height: Int) {
        if filter != nil, rows.index(of: .task(ordinal)) == nil {
            filterText = ""
            filter = nil
        }
        var container = state.container(of: ordinal)
        while let inner = container {
            if !folds.isOpen(inner, in: state) { folds.toggle(inner) }
            container = state.container(of: inner)
        }
        selected = .task(ordinal)
        layOut(state, height: height)
    }

    private mutating func takeSelection() {
        if let row = rows[list.selected] { selected = row.content }
    }
}
