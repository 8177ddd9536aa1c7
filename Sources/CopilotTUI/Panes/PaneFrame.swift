import CopilotCells

/// The frame around a pane, and what it leaves.
enum PaneFrame {
    /// What of a pane's area shows its contents.
    ///
    /// Where there is room for one list only, there is none for a frame: a line with the mission takes the top row.
    static func content(of area: Area, in layout: ScreenLayout) -> Area {
        if layout.kind == .list {
            var rest = area
            _ = rest.cut(top: 1)
            return rest
        }
        return area.inner
    }

    /// Draws the frame of a pane with its title and its facts; where panes share the place, with their names.
    static func draw(
        _ pane: PaneID, area: Area, _ layout: ScreenLayout, _ model: ScreenModel, into buffer: inout CellBuffer
    ) {
        let hasFocus = model.focus == pane
        let style = Style(.role(hasFocus ? .focusBox : pane.boxRole))
        let titleStyle = Style(.role(hasFocus ? .highlight : .title), hasFocus ? .bold : [])
        let title = title(of: pane, model)
        guard layout.tabs.contains(pane) else {
            // The key comes first: it is the shortest way to the pane.
            buffer.box(
                area, title: "\(pane.number) \(title)", note: note(of: pane, model), style, titleStyle: titleStyle,
                glyphs: model.glyphs)
            return
        }
        buffer.box(area, title: "", note: note(of: pane, model), style, titleStyle: titleStyle, glyphs: model.glyphs)
        for tab in tabs(of: layout, showing: pane, title: title, in: area) {
            let point = Point(column: tab.columns.lowerBound, row: area.row)
            buffer.put(
                " \(tab.text) ", at: point, tab.pane == pane ? titleStyle : Style(.role(.inactive)),
                maxWidth: tab.columns.count)
        }
    }

    /// A name in the frame of panes that share a place.
    struct Tab {
        var pane: PaneID
        var text: String
        var columns: Range<Int>
    }

    /// The names in the top line of the place that several panes share. The one that is shown has its whole title,
    /// and where that does not fit the others have their numbers only.
    static func tabs(of layout: ScreenLayout, showing shown: PaneID, title: String, in area: Area) -> [Tab] {
        let others = layout.tabs.filter { $0 != shown }
        let room = area.width - 5
        let wanted = TextWidth.columns(of: title) + 2
        let named = others.reduce(0) { $0 + $1.rawValue.utf8.count + 5 }
        let isNamed = named + min(wanted, 14) + 2 <= room
        let left = room - (isNamed ? named : others.count * 4) - 2
        var column = area.column + 2
        return layout.tabs.map { pane in
            let text =
                pane == shown
                ? TextWidth.truncate("\(pane.number) \(title)", to: max(0, left), cutting: .middle)
                : isNamed ? "\(pane.number) \(pane.rawValue)" : "\(pane.number)"
            let width = TextWidth.columns(of: text) + 2
            defer { column += width + 1 }
            return Tab(pane: pane, text: text, columns: column..<column + width)
        }
    }

    /// What a pane is called: its name and what it shows.
    static func title(of pane: PaneID, _ model: ScreenModel) -> String {
        switch pane {
        case .tree: TreePane.title(model)
        case .errors: "errors"
        case .timeouts: "timeouts"
        case .health: "health"
        case .detail: DetailPane.title(model)
        }
    }

    private static func note(of pane: PaneID, _ model: ScreenModel) -> String {
        switch pane {
        case .tree, .health, .detail: ""
        case .errors: ErrorsPane.note(model)
        case .timeouts: TimeoutsPane.note(model)
        }
    }

    /// Marks the selected row of a list: with a glyph always, with a colour where the pane has the focus.
    static func mark(_ pane: PaneID, row: Int, of area: Area, _ model: ScreenModel, into buffer: inout CellBuffer) {
        let line = Area(column: area.column, row: area.row + row, width: area.width, height: 1)
        let hasFocus = model.focus == pane
        buffer.put(
            model.glyphs.cursor, at: Point(column: line.column, row: line.row),
            Style(.role(hasFocus ? .highlight : .inactive)), maxWidth: 1)
        guard hasFocus else { return }
        buffer.highlight(line, background: .role(.selectedBackground), .bold)
        // Quiet colours are chosen for the screen's background; only those that tell something stay.
        let quiet: [Paint] = [.role(.text), .role(.inactive), .role(.title), .role(.divider)]
        for column in line.column..<line.column + line.width
        where quiet.contains(buffer[column, line.row].style.foreground) {
            buffer[column, line.row].style.foreground = .role(.selectedText)
        }
    }

    /// Draws a scrollbar over the frame's right side.
    static func scrollbar(
        beside area: Area, shown: Range<Int>, of total: Int, _ model: ScreenModel, into buffer: inout CellBuffer
    ) {
        guard model.layout.kind != .list, area.height > 0, total > shown.count else { return }
        buffer.scrollbar(
            at: Point(column: area.column + area.width, row: area.row), height: area.height,
            offset: shown.lowerBound, visible: shown.count, total: total, Style(.role(.divider)), glyphs: model.glyphs)
    }

    /// A sentence in the middle of a pane that has nothing else to show.
    static func placeholder(_ text: String, in area: Area, _ model: ScreenModel, into buffer: inout CellBuffer) {
        guard area.height > 0 else { return }
        var pen = RowPen(area, row: (area.height - 1) / 2, glyphs: model.glyphs)
        pen.skip(max(0, (area.width - TextWidth.columns(of: text)) / 2))
        pen.put(text, .inactive, into: &buffer)
    }
}

extension PaneID {
    /// The colour of its frame.
    var boxRole: Role {
        switch self {
        case .tree: .treeBox
        case .errors: .errorsBox
        case .timeouts: .timeoutsBox
        case .health: .healthBox
        case .detail: .divider
        }
    }
}
