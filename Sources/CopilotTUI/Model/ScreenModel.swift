package import CopilotCells
package import CopilotModel

/// All that a screen shows and remembers: the mission's state as folded from what was delivered, and the way in which
/// one looks at it.
///
/// Messages go into ``update(_:)``, which says what has to be done; ``ScreenView/render(_:width:height:)`` draws it.
/// Neither knows a clock, a terminal or an engine.
package struct ScreenModel: Sendable {
    // What is known.

    /// The mission; nil before the first snapshot.
    package internal(set) var state: MissionState?
    var health = HealthHistory()
    var live = LiveTasks()
    /// How many tasks each brake holds, by its name; as of the last tick.
    var held: [String: Int] = [:]
    var items = ItemBook()
    var now: Moment
    package internal(set) var isConnectionLost = false
    /// What goes on while the display stands still; nil: the display is live.
    var background: Background?

    // How it is looked at.

    var width = 0
    var height = 0
    var glyphs: Glyphs
    package internal(set) var keymap: Keymap
    var themes: [String] = []
    var theme = ""
    var focus = PaneID.tree
    /// The pane that shows where several share a place.
    var tab = PaneID.detail
    var isZoomed = false
    var arrangement = ScreenLayout.Arrangement.automatic
    var tree = TreeView()
    /// Row 0 is the newest.
    var errors = ListView()
    var timeouts = ListView()
    var log = LogView()
    var dialog: Dialog?
    /// The task that a person types into.
    var takeover: TerminalTakeover?
    var entry: TextEntry?
    var toast: Toast?
    /// The task whose output was asked for last.
    var followed: TaskID?

    /// A screen that knows nothing yet.
    package init(now: Moment, glyphs: Glyphs = .unicode, keymap: Keymap = .standard) {
        self.now = now
        self.glyphs = glyphs
        self.keymap = keymap
    }

    /// What is known while the display stands still.
    struct Background: Sendable {
        var state: MissionState?
        var health: HealthHistory
    }
}

extension ScreenModel {
    /// Where everything stands on a screen of the present size.
    var layout: ScreenLayout { layout(width: width, height: height) }

    func layout(width: Int, height: Int) -> ScreenLayout {
        let options = ScreenLayout.Options(
            focus: focus, tab: tab, zoomed: isZoomed ? focus : nil, arrangement: arrangement)
        return ScreenLayout.make(width: width, height: height, options: options)
    }

    /// What of a pane's area shows its contents.
    func content(of pane: PaneID) -> Area {
        let layout = layout
        guard let area = layout.panes[pane] else { return Area(column: 0, row: 0, width: 0, height: 0) }
        return PaneFrame.content(of: area, in: layout)
    }

    /// What of the detail pane shows the log.
    var logArea: Area {
        let content = content(of: .detail)
        return content.isEmpty ? content : DetailPane.parts(of: content, self).log
    }

    /// The selected task's ordinal; nil: the mission, or nothing is known.
    var selectedOrdinal: Int? {
        guard let ordinal = tree.selectedOrdinal, let state, ordinal < state.tasks.count else { return nil }
        return ordinal
    }

    /// The selected task; nil: the mission, or nothing is known.
    var selectedTask: TaskID? { state.flatMap { state in selectedOrdinal.map { state.tasks[$0].id } } }

    /// The failure at a row of the errors pane.
    func failure(atRow row: Int) -> FailureEntry? {
        guard let failures = state?.failures, row >= 0, row < failures.count else { return nil }
        return failures.reversed().dropFirst(row).first
    }

    /// The failure that is selected in the errors pane; nil: nothing has failed.
    var selectedFailure: FailureEntry? {
        errors.selection(count: state?.failures.count ?? 0).flatMap { failure(atRow: $0) }
    }

    /// What of the errors pane shows failures, and how.
    var errorsParts: ErrorsPane.Parts { ErrorsPane.parts(of: content(of: .errors), self) }

    /// The mission's name as it can be shown and typed.
    var missionName: String { Sanitizer.line(state?.mission.name ?? "", columnLimit: 200) }

    mutating func say(_ text: String, isProblem: Bool = false) {
        let line = Sanitizer.line(text, columnLimit: 500)
        toast = Toast(text: line, isProblem: isProblem, until: now.wallMilliseconds &+ Toast.milliseconds)
    }
}
